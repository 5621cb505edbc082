"""The example that is measured: the towns of Trà Vinh under Resolution 1210, as in `make demo`."""

import datetime
from dataclasses import dataclass, replace

from criteria.data_files import read_dataset
from criteria.municipality import Measured, Municipality
from criteria.rule_files.folders import examples_folder, rules_folder
from criteria.rule_files.library import Library
from criteria.rulebook import Rulebook

LAW = "nq-1210-2016"
DAY = datetime.date(2021, 11, 11)
TOWN = "duyen-hai"
TYPE = "III"
KINDS = ("city", "town", "township")
"""The kinds of municipality that the programme of the province is about."""


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality with the measurements in force on the day."""

    municipality: Municipality
    measured: Measured


@dataclass(frozen=True, slots=True)
class Example:
    """The loaded law and towns.

    Attributes:
        towns: as the documents have them; of townships it is not stated whether they have inner and outer areas.
    """

    rulebook: Rulebook
    towns: tuple[Town, ...]

    @property
    def stated(self) -> tuple[Town, ...]:
        """The same towns, with neither area where none is stated."""
        return tuple(replace(town, municipality=_stated(town.municipality)) for town in self.towns)

    def town(self, identifier: str) -> Town:
        """Return the town with this id."""
        return next(town for town in self.towns if town.municipality.id == identifier)


def _stated(municipality: Municipality) -> Municipality:
    if municipality.inner_area is not None:
        return municipality
    return replace(municipality, inner_area=False, outer_area=False)


def load() -> Example:
    """Load the law and the towns of the example."""
    library = Library(rules_folder())
    rulebook = library.rulebook(library.register.law(LAW))
    dataset = read_dataset(examples_folder() / "tra-vinh", library.vocabulary, library.indicators)
    towns = tuple(
        Town(municipality, dataset.measured(municipality.id, DAY))
        for municipality in dataset.municipalities.values()
        if municipality.kind in KINDS
    )
    return Example(rulebook, towns)
