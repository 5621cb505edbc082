"""Changes of a rule file that are safe to make without asking: each says what changes.

`dothi.workbench.lint.apply_fixes` makes them.
"""

from dataclasses import dataclass

from criteria.diagnostic import Location


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """The letters of the whole file are composed (NFC)."""

    path: str


@dataclass(frozen=True, slots=True)
class AddedKey:
    """The mapping that stands at a place gets one more key, at its end."""

    location: Location
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class ReplacedValue:
    """The value that stands at a place is written otherwise."""

    location: Location
    value: str


@dataclass(frozen=True, slots=True)
class AddedBasis:
    """What stands at a place gets the basis ``unverified``.

    Attributes:
        place: that of the number or the levels, of their ``[basis, basis]``, or of a basis that is ``null``.
        number: which number it is the basis of: ``minimum``, ``maximum``, or another.
    """

    location: Location
    number: str


Fix = NormalisedText | AddedKey | AddedBasis | ReplacedValue


def path_of(fix: Fix) -> str:
    """The file that a fix changes, as messages show it."""
    return fix.path if isinstance(fix, NormalisedText) else fix.location.path
