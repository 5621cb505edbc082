"""Changes of a rule file that are safe to make without asking: each says what, `criteria.lint.fixing` how."""

from dataclasses import dataclass

from criteria.complaint import Place


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """The letters of the whole file are composed (NFC)."""

    path: str


@dataclass(frozen=True, slots=True)
class AddedKey:
    """The mapping that stands at a place gets one more key, at its end."""

    place: Place
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class ReplacedValue:
    """The value that stands at a place is written otherwise."""

    place: Place
    value: str


@dataclass(frozen=True, slots=True)
class AddedBasis:
    """The number, or the levels, at a place get the basis ``unverified``; the place may be that of a ``null`` basis."""

    place: Place


Fix = NormalisedText | AddedKey | AddedBasis | ReplacedValue
