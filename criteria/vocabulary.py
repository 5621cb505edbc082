"""The words that data files and conditions use: kinds of municipality, regions, attributes."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from criteria.bilingual import BilingualText


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of municipality, and the last day on which there are units of it (None: they exist still)."""

    id: str
    name: BilingualText
    until: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Kinds, regions and attributes by id."""

    kinds: Mapping[str, Kind]
    regions: Mapping[str, BilingualText]
    attributes: Mapping[str, BilingualText]

    def __or__(self, other: "Vocabulary") -> "Vocabulary":
        """These words, and those that only the other has."""
        return Vocabulary(
            {**other.kinds, **self.kinds},
            {**other.regions, **self.regions},
            {**other.attributes, **self.attributes},
        )
