"""Changes of a rule file that are safe to make without asking.

`dothi.workbench.lint.apply_fixes` applies them.
"""

from dataclasses import dataclass

from criteria.diagnostic import Location


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """The text of the whole file in composed form (NFC)."""

    path: str


@dataclass(frozen=True, slots=True)
class AddedKey:
    """One more key at the end of the mapping at a location."""

    location: Location
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class ReplacedValue:
    """Another spelling of the value at a location."""

    location: Location
    value: str


@dataclass(frozen=True, slots=True)
class AddedBasis:
    """The basis ``unverified`` for a number.

    Attributes:
        location: Where the number or the levels are, or their ``[basis, basis]``, or a basis that is ``null``.
        number: The number that the basis is for: ``minimum``, ``maximum``, or another one.
    """

    location: Location
    number: str


Fix = NormalisedText | AddedKey | AddedBasis | ReplacedValue


def path_of(fix: Fix) -> str:
    """Return the file that a fix changes, as messages show it."""
    return fix.path if isinstance(fix, NormalisedText) else fix.location.path
