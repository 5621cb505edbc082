"""The words that data files and conditions use: kinds of municipality, regions, attributes, ways of forming."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from criteria.bilingual import BilingualText


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of municipality.

    Attributes:
        until: the last day on which municipalities of this kind exist, or None if they still do.
        families: the families of laws whose questions fit the kind; None if every one may.
    """

    id: str
    name: BilingualText
    until: datetime.date | None = None
    families: tuple[str, ...] | None = None

    def fits(self, family: str) -> bool:
        """True if the question of a family of laws may be asked of the kind."""
        return self.families is None or family in self.families


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Kinds of municipality, regions, attributes and ways of forming a unit, each by id.

    Attributes:
        types: the types that a claim in data may name; None if any may.
    """

    kinds: Mapping[str, Kind]
    regions: Mapping[str, BilingualText]
    attributes: Mapping[str, BilingualText]
    formations: Mapping[str, BilingualText] = field(default_factory=dict)
    types: tuple[str, ...] | None = None

    def __or__(self, other: "Vocabulary") -> "Vocabulary":
        """Return the words of both; a word that both have is taken from this vocabulary."""
        return Vocabulary(
            {**other.kinds, **self.kinds},
            {**other.regions, **self.regions},
            {**other.attributes, **self.attributes},
            {**other.formations, **self.formations},
            None if self.types is None or other.types is None else tuple(dict.fromkeys((*self.types, *other.types))),
        )
