"""The head of a law: its types, transitions and readings; and the register that finds the law in force on a day."""

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
    """A type (loại) of the law, with the article that defines it."""

    id: str
    name: BilingualText
    citation: str
    is_designated: bool = False
    """True if the type is conferred, not assessed."""
    required: Known | None = None
    """The number of standards that must be met; None if points are needed instead."""
    pass_mark: Known | None = None
    """The points needed; None for the pass mark of the law."""


@dataclass(frozen=True, slots=True)
class Transition:
    """What becomes of municipalities with types of an earlier law when the law comes into force.

    Attributes:
        from_types: the types of the earlier law; None among them for municipalities without a type.
        when: a further condition; None if there is none.
    """

    from_types: tuple[str | None, ...]
    to: str
    when: Condition | None
    citation: str
    basis: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the law, with the evidence for it."""

    id: str
    name: BilingualText
    is_default: bool
    basis: str
    citation: str
    evidence: BilingualText


@dataclass(frozen=True, slots=True)
class DataAsOf:
    """The day to which a law wants the data to refer, in a year counted back from that of the assessment."""

    month: int
    day: int
    years_before: int
    citation: str
    basis: str

    def expected_on(self, as_of: datetime.date) -> datetime.date:
        """Return the day to which the data of an assessment should refer.

        >>> DataAsOf(12, 31, 1, "Decree 35", "one-source").expected_on(datetime.date(2026, 11, 22))
        datetime.date(2025, 12, 31)
        """
        return datetime.date(max(as_of.year - self.years_before, 1), self.month, self.day)


@dataclass(frozen=True, slots=True)
class Law:
    """The head of a law: its titles, its days in force, its types and readings, and how points are counted.

    Attributes:
        family: the question that the law answers; within a family, one law is in force on a day.
        in_force_from, in_force_until: the first and the last day in force; no last day if it is still in force.
        types: from the highest to the lowest.
        points_maximum, pass_mark: in ten-thousandths of a point.
        rounding_step: the step, in ten-thousandths of a point, to which interpolated points are rounded.
        whole_steps: True if points that grow in steps count only whole steps, not parts of a step.
        data_as_of: how old the data may be; None if the law does not say.
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
    """What ends the law, or says how long it is in force."""
    whole_steps: bool = False
    taken_over_basis: str | None = None
    """The basis that replaces ``unverified`` for whatever is retained from the amended law; None if nothing is."""
    data_as_of: DataAsOf | None = None
    signed: tuple[SignOff, ...] = ()
    """Who compared the head with the official text, oldest first."""

    @property
    def default_reading(self) -> Reading:
        """The reading that is in force unless another is chosen."""
        return next(reading for reading in self.readings if reading.is_default)

    @property
    def assessed_types(self) -> tuple[Type, ...]:
        """The types that are assessed, not conferred, from the highest to the lowest."""
        return tuple(known for known in self.types if not known.is_designated)

    def type(self, identifier: str) -> Type:
        """Return the type with this id.

        Raises:
            NotOnFile: the law has no such type; its types are named.
        """
        for known in self.types:
            if known.id == identifier:
                return known
        raise NotOnFile("type", identifier, (known.id for known in self.types), law=self.id)

    def reading(self, identifier: str) -> Reading:
        """Return the reading with this id.

        Raises:
            NotOnFile: the law has no such reading; its readings are named.
        """
        for known in self.readings:
            if known.id == identifier:
                return known
        raise NotOnFile("reading", identifier, (known.id for known in self.readings), law=self.id)

    def data_day(self, as_of: datetime.date) -> datetime.date | None:
        """Return the day of which the law wants the data of an assessment; None if it does not say."""
        return self.data_as_of.expected_on(as_of) if self.data_as_of else None

    def is_in_force(self, day: datetime.date) -> bool:
        """True if the law is in force on this day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


class Register:
    """The heads of all laws on file."""

    def __init__(self, laws: Iterable[Law]) -> None:
        self.laws = tuple(sorted(laws, key=lambda law: (law.family, law.in_force_from, law.id)))

    def law(self, identifier: str) -> Law:
        """Return the law with this id.

        Raises:
            NotOnFile: no law has this id; the nearest ids are named.
        """
        for law in self.laws:
            if law.id == identifier:
                return law
        raise NotOnFile("law", identifier, (law.id for law in self.laws))

    def in_force(self, family: str, day: datetime.date) -> Law:
        """Return the law of a family that is in force on a day.

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
    """Return the first and the last day of a law, with the citation if there is one."""
    days = f"{law.in_force_from} – {law.in_force_until or '…'}"
    return f"{days}; {law.in_force_citation}" if law.in_force_citation else days
