"""The rulebook: one dated law, whole; and the register of laws with the choice by date."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from criteria.diagnostic import NotOnFile
from criteria.condition import Condition
from criteria.indicator import Indicators
from criteria.bilingual import Name
from criteria.sign_off import SignOff
from criteria.standard import ONE_POINT, Criterion, Known, Level, Standard
from criteria.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Type:
    """A type (loại) of the law, and the article that speaks of it."""

    id: str
    name: Name
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
    name: Name
    is_default: bool
    basis: str
    citation: str
    evidence: Name


@dataclass(frozen=True, slots=True)
class ReduceMinimum:
    """The minimum level of the standards falls to so many percent (integer and decimals as a fraction)."""

    standards: tuple[str, ...]
    percent: tuple[int, int] | None
    """Numerator and denominator of the share of the level that is enough; None: not known."""
    counted_works: tuple[str, ...] = ()
    """Those that count works: a reduced minimum is rounded half up and never under 1; a minimum of 1 stays 1."""


@dataclass(frozen=True, slots=True)
class Exempt:
    """The standards earn their minimum points where they do not reach their minimum level."""

    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetRequired:
    """So many standards must be met for a type that counts them."""

    type: str
    count: int


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The standards do not apply."""

    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetPoints:
    """The standard carries other points."""

    standard: str
    minimum: int
    maximum: int


@dataclass(frozen=True, slots=True)
class ScalePoints:
    """The points of the standards are multiplied by ``numerator / denominator``; the products are exact."""

    standards: tuple[str, ...]
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class ReplaceLevels:
    """Other levels hold for the standard, by type."""

    standard: str
    levels: Mapping[str, Level]


@dataclass(frozen=True, slots=True)
class NotCounted:
    """The standards do not apply and their points are lost."""

    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LowerPassMark:
    """The pass mark falls by so many ten-thousandths of a point, to nothing at the least."""

    by: int


@dataclass(frozen=True, slots=True)
class ScaleSteps:
    """The steps of the standards begin at so many percent of their value.

    Attributes:
        percent: numerator and denominator of the share; None: not known.
        narrows: whether the steps are as much narrower.
    """

    standards: tuple[str, ...]
    percent: tuple[int, int] | None
    narrows: bool


@dataclass(frozen=True, slots=True)
class Grant:
    """The standards earn their maximum points."""

    standards: tuple[str, ...]


Action = (
    ReduceMinimum
    | Exempt
    | NotApplicable
    | SetPoints
    | ScalePoints
    | ReplaceLevels
    | SetRequired
    | NotCounted
    | LowerPassMark
    | ScaleSteps
    | Grant
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the law beside its tables: when it holds, what follows, where the law says so."""

    id: str
    name: Name
    when: Condition
    then: tuple[Action, ...]
    citation: str
    basis: str
    signed: tuple[SignOff, ...] = ()
    """Who compared it with the official text, the oldest first."""


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
    document: Name
    title: Name
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


@dataclass(frozen=True, slots=True)
class Frame:
    """The points there are and the points needed, in ten-thousandths; where standards are counted each is one point."""

    maximum: int
    pass_mark: int
    is_counted: bool


class ReachedBy(StrEnum):
    """Which of the units must reach the points of a unit test."""

    EVERY = "every"
    AVERAGE = "average"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class UnitTest:
    """What the units that make up an urban area must reach.

    Attributes:
        unit_kinds: the kinds of municipality that are units.
        of_one_unit: asked where there is one unit; else where there are several.
        points: for each type of which it is asked, the indicator of a unit's points.
        required: in ten-thousandths of a point.
    """

    id: str
    text: Name
    unit_kinds: frozenset[str]
    of_one_unit: bool
    reached_by: ReachedBy
    points: Mapping[str, str]
    required: Known
    citation: str


@dataclass(frozen=True)
class Rulebook:
    """One law, whole: its head, its criteria with their standards, and the rules beside the tables.

    Attributes:
        sha256: over the bytes of every file it was read from.
    """

    law: Law
    criteria: tuple[Criterion, ...]
    rules: tuple[Rule, ...]
    indicators: Indicators
    vocabulary: Vocabulary
    sha256: str
    amended: tuple[Law, ...] = ()
    """The heads of the law it amends, of the law that this one amends, and so on."""
    unit_tests: tuple[UnitTest, ...] = ()
    """What it asks of the units of an urban area, beside the verdict."""

    def document_of(self, standard: Standard) -> Name:
        """The document that says what a standard asks: the law itself, or the law from which it stands."""
        return next((law.document for law in self.amended if law.id == standard.from_law), self.law.document)

    @cached_property
    def standards(self) -> tuple[Standard, ...]:
        """All standards, in the order of the law."""
        return tuple(standard for criterion in self.criteria for standard in criterion.standards)

    def for_type(self, identifier: str, kind: str | None = None) -> "Rulebook":
        """What of the law is asked of one type, and of one kind of municipality: its criteria only.

        Raises:
            NotOnFile: the law has no such type, or it is designated and never assessed, or it is not asked of the kind.
        """
        known = self.law.type(identifier)
        if known.is_designated:
            assessed = (other.id for other in self.law.types if not other.is_designated)
            raise NotOnFile("designated_type", identifier, assessed, law=self.law.id)
        of_type = tuple(criterion for criterion in self.criteria if identifier in criterion.types)
        criteria = tuple(c for c in of_type if kind is None or c.kinds is None or kind in c.kinds)
        if kind is not None and of_type and not criteria:
            kinds = dict.fromkeys(known for criterion in of_type for known in criterion.kinds or ())
            raise NotOnFile("kind_of_type", kind, kinds, law=self.law.id, type=identifier)
        return self if criteria == self.criteria else replace(self, criteria=criteria)

    def frame(self, identifier: str) -> Frame:
        """How many points there are for a type, and how many are needed; for a type that counts, of standards."""
        known = self.law.type(identifier)
        if known.required is None:
            pass_mark = known.pass_mark or self.law.pass_mark
            return Frame(self.law.points_maximum.value, pass_mark.value, is_counted=False)
        standards = sum(len(criterion.standards) for criterion in self.criteria if identifier in criterion.types)
        return Frame(standards * ONE_POINT, known.required.value, is_counted=True)


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
