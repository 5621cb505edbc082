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
    is_above_zero: bool = False
    """True if criteria need any points above zero by it, and not their minimum points."""
    one_of: tuple[tuple[str, ...], ...] = ()
    """Alternatives, each some rules, of which a municipality uses one for everything by it; empty if there are none."""


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
class DaysInForce:
    """The first and the last day on which a law, or a part of it, is in force.

    Attributes:
        last: None if it is still in force.
        citation: what ends it, or says how long it is in force; None if the law does not say.
    """

    first: datetime.date
    last: datetime.date | None
    citation: str | None = None

    def __contains__(self, day: datetime.date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def __str__(self) -> str:
        """Return both days, with the citation if there is one."""
        days = f"{self.first} – {self.last or '…'}"
        return f"{days}; {self.citation}" if self.citation else days

    def shared_with(self, other: "DaysInForce") -> datetime.date | None:
        """Return the first day that both have, or None if there is none."""
        day = max(self.first, other.first)
        return day if day in self and day in other else None


@dataclass(frozen=True, slots=True)
class DaysOfTypes:
    """The days on which a law is in force for some of its types, if they differ from those of the law."""

    types: tuple[str, ...]
    days: DaysInForce
    basis: str


@dataclass(frozen=True, slots=True)
class Law:
    """The head of a law: its titles, its days in force, its types and readings, and how points are counted.

    Attributes:
        family: the question that the law answers; within a family, one law is in force on a day for each type.
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
    type_days: tuple[DaysOfTypes, ...] = ()
    """The types that have days of their own."""

    @property
    def days(self) -> DaysInForce:
        """The days of the law, which are those of every type without days of its own."""
        return DaysInForce(self.in_force_from, self.in_force_until, self.in_force_citation)

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

    def days_of(self, type_: str) -> DaysInForce:
        """Return the days on which the law is in force for a type."""
        return next((own.days for own in self.type_days if type_ in own.types), self.days)

    def is_in_force(self, day: datetime.date, type_: str | None = None) -> bool:
        """True if the law is in force on this day: for one type if given, else for any of its types."""
        if type_ is not None:
            return day in self.days_of(type_)
        return any(day in self.days_of(known.id) for known in self.types)

    def types_on(self, day: datetime.date) -> tuple[str, ...]:
        """Return the types for which the law is in force on this day, highest first."""
        return tuple(known.id for known in self.types if self.is_in_force(day, known.id))

    def has_type(self, identifier: str) -> bool:
        """True if the law has a type with this id."""
        return any(known.id == identifier for known in self.types)


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

    def laws_on(self, family: str, day: datetime.date) -> tuple[Law, ...]:
        """Return the laws of a family that are in force on a day for any type, the earliest first."""
        return tuple(law for law in self.laws if law.family == family and law.is_in_force(day))

    def in_force(self, family: str, day: datetime.date, target: str | None = None) -> Law:
        """Return the law of a family that is in force on a day: for one type if given, else for any.

        If no law of the family has the type and one law is in force, that law is returned: it says what types it has.

        Raises:
            NotOnFile: no such family (``family``), no law of it in force that day (``law_on_day``), or several laws,
                none of them for the type (``type_on_day``).
        """
        laws = [law for law in self.laws if law.family == family]
        if not laws:
            raise NotOnFile("family", family, (law.family for law in self.laws))
        on_day = self.laws_on(family, day)
        if not on_day:
            raise NotOnFile("law_on_day", day.isoformat(), (f"{law.id} ({law.days})" for law in laws), family=family)
        if target is None:
            return on_day[0]
        of_type = [law for law in laws if law.has_type(target)]
        for law in of_type:
            if law.is_in_force(day, target):
                return law
        if len(on_day) == 1 and not on_day[0].has_type(target):
            return on_day[0]
        if of_type:
            spans = (f"{law.id} ({law.days_of(target)})" for law in of_type)
            raise NotOnFile("type_on_day", day.isoformat(), spans, family=family, type=target)
        known = (type_ for law in on_day for type_ in law.types_on(day))
        raise NotOnFile("type_of_family", target, known, family=family)
