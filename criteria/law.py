"""A law on file: its types, transitions and readings, and the register that says which law is in force on a day."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from criteria.bilingual import BilingualText
from criteria.condition import Condition
from criteria.diagnostic import NotOnFile
from criteria.sign_off import SignOff
from criteria.standard import Known


@dataclass(frozen=True, slots=True)
class Type:
    """A type (loại) of the law, and the article that speaks of it."""

    id: str
    name: BilingualText
    citation: str
    is_designated: bool = False
    """It is conferred, not assessed."""
    required: Known | None = None
    """How many standards must be met, where they are counted instead of points."""
    pass_mark: Known | None = None
    """The points it needs; None: the law's one pass mark."""


@dataclass(frozen=True, slots=True)
class Transition:
    """What becomes of municipalities of earlier types when the law comes into force.

    Attributes:
        from_types: the types of the law before; None: without a type.
        when: what else must hold; None: nothing.
    """

    from_types: tuple[str | None, ...]
    to: str
    when: Condition | None
    citation: str
    basis: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the law."""

    id: str
    name: BilingualText
    is_default: bool
    basis: str
    citation: str
    evidence: BilingualText


@dataclass(frozen=True, slots=True)
class DataAsOf:
    """The day of whose state a law wants the data: so many years before the year of the assessment."""

    month: int
    day: int
    years_before: int
    citation: str
    basis: str

    def expected_on(self, as_of: datetime.date) -> datetime.date:
        """The day whose data an assessment of this day should rest on.

        >>> DataAsOf(12, 31, 1, "Decree 35", "one-source").expected_on(datetime.date(2026, 11, 22))
        datetime.date(2025, 12, 31)
        """
        return datetime.date(max(as_of.year - self.years_before, 1), self.month, self.day)


@dataclass(frozen=True, slots=True)
class Law:
    """The head of a law: what it is called, when it holds, which types and readings it has, how points are counted.

    Attributes:
        family: which question it answers; within a family one law is in force on a day.
        in_force_from, in_force_until: first and last day; without a last day it is in force still.
        types: from the highest to the lowest.
        points_maximum, pass_mark: in ten-thousandths of a point.
        rounding_step: the step, in ten-thousandths of a point, to which interpolated points are rounded.
        whole_steps: whether points that grow in steps count whole steps only; else in proportion within a step too.
        data_as_of: how old the data may be; None: the law says nothing of it.
    """

    id: str
    family: str
    document: BilingualText
    title: BilingualText
    in_force_from: datetime.date
    in_force_until: datetime.date | None
    types: tuple[Type, ...]
    points_maximum: Known
    pass_mark: Known
    rounding_step: Known
    points_citation: str
    readings: tuple[Reading, ...]
    transitions: tuple[Transition, ...] = ()
    amends: str | None = None
    in_force_citation: str | None = None
    """What ends it, or says how long it holds."""
    whole_steps: bool = False
    taken_over_basis: str | None = None
    """Everything of the amended law stands that this one does not state; its unverified numbers are known so well."""
    data_as_of: DataAsOf | None = None
    signed: tuple[SignOff, ...] = ()
    """Who compared the head with the official text, the oldest first."""

    @property
    def default_reading(self) -> Reading:
        """The reading that counts where none is asked for."""
        return next(reading for reading in self.readings if reading.is_default)

    @property
    def assessed_types(self) -> tuple[Type, ...]:
        """The types that are assessed, not conferred, from the highest to the lowest."""
        return tuple(known for known in self.types if not known.is_designated)

    def type(self, identifier: str) -> Type:
        """The type with this id.

        Raises:
            NotOnFile: the law has no such type; names those it has.
        """
        for known in self.types:
            if known.id == identifier:
                return known
        raise NotOnFile("type", identifier, (known.id for known in self.types), law=self.id)

    def reading(self, identifier: str) -> Reading:
        """The reading with this id.

        Raises:
            NotOnFile: with the readings that the law has.
        """
        for known in self.readings:
            if known.id == identifier:
                return known
        raise NotOnFile("reading", identifier, (known.id for known in self.readings), law=self.id)

    def is_in_force(self, day: datetime.date) -> bool:
        """Whether the law is in force on this day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


class Register:
    """The laws on file, by their heads."""

    def __init__(self, laws: Iterable[Law]) -> None:
        self.laws = tuple(sorted(laws, key=lambda law: (law.family, law.in_force_from, law.id)))

    def law(self, identifier: str) -> Law:
        """The law with this id.

        Raises:
            NotOnFile: with the nearest ids.
        """
        for law in self.laws:
            if law.id == identifier:
                return law
        raise NotOnFile("law", identifier, (law.id for law in self.laws))

    def in_force(self, family: str, day: datetime.date) -> Law:
        """The law of a family that is in force on a day.

        Raises:
            NotOnFile: no such family (``family``), or no law of it in force that day (``law_on_day``).
        """
        laws = [law for law in self.laws if law.family == family]
        if not laws:
            raise NotOnFile("family", family, (law.family for law in self.laws))
        for law in laws:
            if law.is_in_force(day):
                return law
        spans = (f"{law.id} ({_span(law)})" for law in laws)
        raise NotOnFile("law_on_day", day.isoformat(), spans, family=family)


def _span(law: Law) -> str:
    """First and last day of a law, and what says so."""
    days = f"{law.in_force_from} – {law.in_force_until or '…'}"
    return f"{days}; {law.in_force_citation}" if law.in_force_citation else days
