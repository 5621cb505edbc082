"""Municipalities and what was measured of them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from criteria.diagnostic import Location, NotOnFile
from criteria.quantity import Quantity

TYPES = ("SPECIAL", "I", "II", "III", "IV", "V")
"""The urban types a municipality may have, highest first (the data folder's ``current_type``)."""


NOWHERE = Location("")
"""The place of a municipality that stands in no file."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality and its attributes.

    Attributes:
        inner_area, outer_area: whether it has an inner (nội thành, nội thị) and an outer area; None: not stated.
        region: None: not stated.
        place: where the data say so, for messages.
    """

    id: str
    name: str
    kind: str
    current_type: str | None = None
    province: str | None = None
    region: str | None = None
    attributes: frozenset[str] = frozenset()
    inner_area: bool | None = None
    outer_area: bool | None = None
    part_of: str | None = None
    location: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measured value of one indicator on one day, with its source."""

    municipality: str
    indicator: str
    quantity: Quantity
    as_of: datetime.date
    source: str = ""
    note: str = ""


Measured = Mapping[str, Measurement]
"""The measurement that counts, by indicator id."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A municipality that belongs to another, with what was measured of it."""

    municipality: Municipality
    measured: Measured


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a municipality belongs to, and what belongs to it.

    Attributes:
        wholes: the municipality it is part of, then the one that this is part of, and so on.
        units: the municipalities that are part of it, in the order of the data.
    """

    wholes: tuple[Municipality, ...] = ()
    units: tuple[Unit, ...] = ()

    @property
    def whole(self) -> Municipality | None:
        """The municipality it is part of; None: of none on file."""
        return self.wholes[0] if self.wholes else None


ALONE = Surroundings()
"""The surroundings of a municipality of which none are on file."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is assessed: a municipality, what was measured of it, and what surrounds it.

    Attributes:
        measured: the measurement that counts for each indicator.
    """

    municipality: Municipality
    measured: Measured
    surroundings: Surroundings = ALONE


@dataclass(frozen=True)
class Dataset:
    """Municipalities by id, and every measurement on file."""

    municipalities: Mapping[str, Municipality]
    measurements: tuple[Measurement, ...]

    @cached_property
    def _by_municipality(self) -> Mapping[str, tuple[Measurement, ...]]:
        found: dict[str, list[Measurement]] = {}
        for measurement in self.measurements:
            found.setdefault(measurement.municipality, []).append(measurement)
        return {municipality: tuple(rows) for municipality, rows in found.items()}

    def municipality(self, identifier: str) -> Municipality:
        """The municipality with this id.

        Raises:
            NotOnFile: with the nearest ids.
        """
        if identifier not in self.municipalities:
            raise NotOnFile("municipality", identifier, self.municipalities)
        return self.municipalities[identifier]

    def all_measured(self, identifier: str) -> tuple[Measurement, ...]:
        """Every measurement of one municipality, of whatever date."""
        return self._by_municipality.get(identifier, ())

    def measured(self, identifier: str, as_of: datetime.date) -> Measured:
        """For each indicator the newest measurement not after ``as_of``."""
        newest: dict[str, Measurement] = {}
        for measurement in self.all_measured(identifier):
            standing = newest.get(measurement.indicator)
            if measurement.as_of <= as_of and (standing is None or standing.as_of < measurement.as_of):
                newest[measurement.indicator] = measurement
        return newest

    def subject(self, identifier: str, as_of: datetime.date) -> Subject:
        """Return the municipality with what was measured by ``as_of``, and with its surroundings.

        Raises:
            NotOnFile: no municipality has this id; the nearest ids are named.
        """
        municipality = self.municipality(identifier)
        return Subject(municipality, self.measured(identifier, as_of), self.surroundings(identifier, as_of))

    def surroundings(self, identifier: str, as_of: datetime.date) -> Surroundings:
        """What a municipality belongs to, and what belongs to it with what was measured by ``as_of``."""
        wholes: list[Municipality] = []
        whole = self.municipality(identifier).part_of
        # Readers refuse a municipality that is part of itself; data made in memory may still run in a circle.
        while (known := self.municipalities.get(whole or "")) and known not in wholes:
            wholes.append(known)
            whole = known.part_of
        units = (unit for unit in self.municipalities.values() if unit.part_of == identifier)
        return Surroundings(tuple(wholes), tuple(Unit(unit, self.measured(unit.id, as_of)) for unit in units))
