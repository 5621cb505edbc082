"""Municipalities, what was measured of them, and what surrounds them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from criteria.data_source import DataSource
from criteria.diagnostic import Diagnostic, Location, NotOnFile
from criteria.quantity import Quantity
from criteria.stated import UNSTATED, Stated

TYPES = ("SPECIAL", "I", "II", "III", "IV", "V")
"""The urban types that a municipality may have (``current_type`` in the data), highest first."""

NEVER_CLASSIFIED = "none"
"""The current type of a municipality that was never classified."""

UNDATED = datetime.date.min
"""The day of values of which no day is known."""

NOWHERE = Location("")
"""The location of a municipality that is in no file."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality and its attributes.

    Attributes:
        inner_area, outer_area: whether it has an inner (nội thành, nội thị) and an outer area; None if unknown.
        current_type: a type, or `NEVER_CLASSIFIED`; None if unknown.
        province, region: None if unknown.
        attributes: what is stated of them; the rest is unknown.
        part_of: the id of the municipality that it is part of; None if it is part of none, or if that is unknown.
        location: the place in the data that states it, for messages.
        type_as_of: a day on which ``current_type`` was the type; None if unknown.
        type_document: the document that states the type; None if unknown.
        formation: how the unit is to be formed, a word of the vocabulary; None if unknown.
        budget_level, has_commune_units: whether it is a budget level, and whether it has units of the commune level;
            None if unknown.
    """

    id: str
    name: str
    kind: str
    current_type: str | None = None
    province: str | None = None
    region: str | None = None
    attributes: Stated = UNSTATED
    inner_area: bool | None = None
    outer_area: bool | None = None
    part_of: str | None = None
    location: Location = NOWHERE
    type_as_of: datetime.date | None = None
    type_document: str | None = None
    formation: str | None = None
    budget_level: bool | None = None
    has_commune_units: bool | None = None


@dataclass(frozen=True, slots=True)
class Measurement:
    """One measured value of one indicator on one day, with its source.

    Attributes:
        disputed: the different values that different sources give; ``quantity`` is the range they span.
        is_assumed: True if nobody measured the value: it is assumed, to see what would follow.
    """

    municipality: str
    indicator: str
    quantity: Quantity
    as_of: datetime.date
    source: str = ""
    note: str = ""
    disputed: "tuple[Measurement, ...]" = ()
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Assumption:
    """A cell of the data that is assumed to say something else, to see what would follow.

    Attributes:
        name: a column of the municipalities, or an indicator.
        text: what the cell is assumed to say.
        on_file: what the data say; empty if they say nothing.
        quantity: the assumed value of an indicator; None for a column.
        quantity_on_file: the value on file of an indicator; None for a column, or if no value is on file.
    """

    name: str
    text: str
    on_file: str
    quantity: Quantity | None = None
    quantity_on_file: Quantity | None = None


Measured = Mapping[str, Measurement]
"""The measurement that counts for each indicator, by id."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A municipality that is part of another, with what was measured of it."""

    municipality: Municipality
    measured: Measured


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a municipality is part of, and what is part of it.

    Attributes:
        wholes: the municipality that it is part of, then the one which that is part of, and so on.
        units: the municipalities that are part of it, in the order of the data.
    """

    wholes: tuple[Municipality, ...] = ()
    units: tuple[Unit, ...] = ()

    @property
    def whole(self) -> Municipality | None:
        """The municipality that it is part of; None if that is not on file."""
        return self.wholes[0] if self.wholes else None


ALONE = Surroundings()
"""The surroundings of a municipality without any on file."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who is assessed: a municipality, what was measured of it, and what surrounds it.

    Attributes:
        measured: the measurement that counts for each indicator.
        source: the data that say so; None if they were built in memory.
        on_file: every measurement of the municipality, whatever its date.
        assumptions: what is assumed of it; an assessment that rests on any of them is no finding.
    """

    municipality: Municipality
    measured: Measured
    surroundings: Surroundings = ALONE
    source: DataSource | None = None
    on_file: tuple[Measurement, ...] = ()
    assumptions: tuple[Assumption, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """Municipalities by id, and every measurement on file.

    Attributes:
        source: where they come from; None if they were built in memory.
        notes: how something in the files was understood that could be mistaken.
        assumptions: what is assumed in place of what the files say; see `criteria.data_files.assumptions`.
    """

    municipalities: Mapping[str, Municipality]
    measurements: tuple[Measurement, ...]
    source: DataSource | None = None
    notes: tuple[Diagnostic, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    @cached_property
    def _by_municipality(self) -> Mapping[str, tuple[Measurement, ...]]:
        found: dict[str, list[Measurement]] = {}
        for measurement in self.measurements:
            found.setdefault(measurement.municipality, []).append(measurement)
        return {municipality: tuple(rows) for municipality, rows in found.items()}

    @cached_property
    def _parts(self) -> Mapping[str, list[Municipality]]:
        """The municipalities that are part of another, by its id, in the order of the data."""
        found: dict[str, list[Municipality]] = {}
        for unit in self.municipalities.values():
            if unit.part_of is not None:
                found.setdefault(unit.part_of, []).append(unit)
        return found

    def municipality(self, identifier: str) -> Municipality:
        """Return the municipality with this id.

        Raises:
            NotOnFile: no municipality has this id; the nearest ids are named.
        """
        if identifier not in self.municipalities:
            raise NotOnFile("municipality", identifier, self.municipalities)
        return self.municipalities[identifier]

    def all_measured(self, identifier: str) -> tuple[Measurement, ...]:
        """Return every measurement of one municipality, whatever its date."""
        return self._by_municipality.get(identifier, ())

    def measured(self, identifier: str, as_of: datetime.date, data_day: datetime.date | None = None) -> Measured:
        """Return the measurement of each indicator that counts on a day.

        It is the one of the day of which the law wants its data; if there is none, the newest not later than ``as_of``.

        Args:
            data_day: the day of which the law wants its data; None if it does not say.
        """
        counting: dict[str, Measurement] = {}
        for measurement in self.all_measured(identifier):
            if measurement.as_of > as_of:
                continue
            standing = counting.get(measurement.indicator)
            if standing is None or _rank(standing, data_day) < _rank(measurement, data_day):
                counting[measurement.indicator] = measurement
        return counting

    def subject(self, identifier: str, as_of: datetime.date, data_day: datetime.date | None = None) -> Subject:
        """Return the municipality with what counts on a day, and with its surroundings; see `measured`.

        Raises:
            NotOnFile: no municipality has this id; the nearest ids are named.
        """
        municipality = self.municipality(identifier)
        return Subject(
            municipality,
            self.measured(identifier, as_of, data_day),
            self.surroundings(identifier, as_of, data_day),
            self.source,
            self.all_measured(identifier),
            self.assumptions,
        )

    def surroundings(
        self, identifier: str, as_of: datetime.date, data_day: datetime.date | None = None
    ) -> Surroundings:
        """Return what a municipality is part of, and its parts with what counts on a day; see `measured`."""
        wholes: dict[str, Municipality] = {}
        whole = self.municipality(identifier).part_of
        # Readers refuse a municipality that is part of itself, but data built in memory may contain a cycle.
        while (known := self.municipalities.get(whole or "")) and whole is not None and whole not in wholes:
            wholes[whole] = known
            whole = known.part_of
        units = (Unit(unit, self.measured(unit.id, as_of, data_day)) for unit in self._parts.get(identifier, ()))
        return Surroundings(tuple(wholes.values()), tuple(units))


def _rank(measurement: Measurement, data_day: datetime.date | None) -> tuple[bool, datetime.date]:
    """Return by what measurements of one indicator are ordered; the last counts."""
    is_asked = measurement.as_of == data_day and not measurement.quantity.is_unknown
    return is_asked, measurement.as_of
