"""The result of assessing one municipality: frozen facts without formatting, which renderers turn into text.

Numbers are integers: values at their indicator's decimals, points in ten-thousandths.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from classifier.assessment.margin import Margins
from classifier.assessment.member_units import MemberUnitsResult
from classifier.assessment.unknown_fact import UnknownFact
from classifier.engines.durable import Firing
from classifier.plan.judgement import Judgement, StandardScore, Status, Verdict
from classifier.plan.plan import Plan, StandardPlan
from criteria.bilingual import BilingualText
from criteria.data_source import DataSource
from criteria.diagnostic import NotOnFile, UnsoundData
from criteria.indicator import Indicator
from criteria.law import Reading, Type
from criteria.municipality import Assumption, Measurement, Municipality
from criteria.quantity import Quantity
from criteria.rule import Rule
from criteria.rulebook import Rulebook
from criteria.standard import Criterion, Level, Standard
from criteria.sureness import Doubt
from criteria.task import Task
from criteria.type_of_day import TypeOfDay


@dataclass(frozen=True, slots=True)
class Amount:
    """A number to show: an integer with its decimals and unit."""

    value: int
    decimals: int
    unit: BilingualText | None = None


@dataclass(frozen=True, slots=True)
class ValueText:
    """A quantity to show, in the forms of its indicator; marked if it is assumed."""

    indicator: Indicator
    quantity: Quantity
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class RequiredLevel:
    """The minimum level to show and, if a rule reduces it, the reduced level and the rule."""

    indicator: Indicator
    ordinary: int
    reduced: int | None
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """The distance of a value from a level; for percentages, in percentage points."""

    indicator: Indicator
    value: int


@dataclass(frozen=True, slots=True)
class DatedCodes:
    """Codes of standards by the day of their values, the oldest first."""

    by_day: tuple[tuple[datetime.date, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class CitedNames:
    """Names of rules by the place in the law that states them."""

    by_citation: tuple[tuple[str, tuple[BilingualText, ...]], ...]


Fact = (
    str
    | BilingualText
    | Amount
    | CitedNames
    | DatedCodes
    | RequiredLevel
    | Shortfall
    | ValueText
    | datetime.date
    | tuple[str, ...]
)
"""A fact that a sentence can contain."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence as facts.

    Attributes:
        kind: the key of the sentence in the catalogues.
        subject: the criterion, standard or field that the sentence is about.
        remarks: what is added to the sentence.
    """

    kind: str
    subject: str
    facts: Mapping[str, Fact]
    remarks: tuple["Statement", ...] = ()


@dataclass(frozen=True, slots=True)
class DerivedType:
    """The type of a municipality as the law on types judges it.

    Attributes:
        assessments: one per type, the highest first.
        quantity: from the highest type that it surely is, or has, to the highest that it possibly is.
        verified: the same if everything unverified were unknown.
    """

    assessments: tuple["Assessment", ...]
    quantity: Quantity
    verified: Quantity

    def assessment(self, target: str) -> "Assessment | None":
        """Return the assessment for one type; None if the law has no such type."""
        return next((known for known in self.assessments if known.target.id == target), None)


@dataclass(frozen=True, slots=True)
class ScaledLevels:
    """The ends of steps after a rule scaled them: exact, in units of the indicator's last decimal.

    Attributes:
        start: the value from which points are earned; None if any value earns points.
    """

    start: Fraction | None
    minimum: Fraction
    maximum: Fraction
    rule: Rule


@dataclass(frozen=True, slots=True)
class StandardAssessment:
    """One standard: what was measured, what is required, and what follows.

    Attributes:
        measurement: the measurement that counts; None if nothing is on file.
        level: the level of the target type for this municipality.
        reduced_to, reduced_by: the reduced minimum and the rule that reduces it; None if none does.
        gap: the distance of the best possible value from the minimum level; None unless the standard surely fails.
        scaled: the levels that replace ``level`` if a rule scales the steps.
        judged: the derived type, if the standard asks for a type that was not measured.
    """

    standard: Standard
    indicator: Indicator
    plan: StandardPlan
    measurement: Measurement | None
    quantity: Quantity
    level: Level
    reduced_to: int | None
    reduced_by: Rule | None
    score: StandardScore
    is_mandatory: bool
    gap: int | None
    scaled: ScaledLevels | None = None
    judged: DerivedType | None = None

    @property
    def verdict(self) -> str:
        """``pass`` (surely at its minimum level), ``fail``, ``undetermined`` or ``not_applicable``."""
        if self.score.status is Status.NOT_APPLICABLE:
            return "not_applicable"
        if self.score.lower.passes:
            return "pass"
        return "undetermined" if self.score.upper.passes else "fail"

    @property
    def is_assumed(self) -> bool:
        """True if its value is assumed, not measured."""
        return self.measurement is not None and self.measurement.is_assumed

    @property
    def is_said_to_fail(self) -> bool:
        """True if the data state that it fails, so that no level is needed to know its points."""
        return self.quantity.claim is not None and self.verdict == "fail"


@dataclass(frozen=True, slots=True)
class CriterionAssessment:
    """One criterion under the reading in force."""

    criterion: Criterion
    verdict: Verdict
    lower: int
    upper: int
    standards: tuple[StandardAssessment, ...]

    @property
    def superseded(self) -> frozenset[str]:
        """The ids of alternatives that surely do not count, since another earns at least as much."""
        return superseded_among(self.standards)


def superseded_among(standards: Sequence[StandardAssessment]) -> frozenset[str]:
    """Return the ids of alternatives of one criterion that surely do not count; see `CriterionAssessment`."""
    found: set[str] = set()
    alternatives = [known for known in standards if known.standard.alternative is not None]
    for place, one in enumerate(alternatives):
        if any(
            other.score.lower.points > one.score.upper.points
            or (other.score.lower.points == one.score.upper.points and other in alternatives[:place])
            for other in alternatives
            if other.standard.alternative == one.standard.alternative
        ):
            found.add(one.standard.id)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class OtherReading:
    """The result under another reading of the law."""

    reading: Reading
    verdict: Verdict
    is_provisional: bool
    reasons: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class OpenIndicator:
    """An indicator whose value could move the verdict.

    Attributes:
        lower, upper: bounds on the points of its standards, as far as is known now.
        could_decide: the verdict that its value alone could bring about; None if its value alone decides nothing.
        is_of_units: it is measured of the units of the area, not of the area itself.
        unit: the unit that it is to be measured of; None if it is the area itself, or if no unit is on file.
    """

    indicator: Indicator
    lower: int
    upper: int
    could_decide: Verdict | None
    is_of_units: bool = False
    unit: Municipality | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A task that answers for failing standards, with the codes of these standards."""

    task: Task
    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProvisionalCause:
    """Something unverified on which a verdict rests.

    Attributes:
        subject: the rounding step, the code of a standard, the id of a rule, a reading or a criterion, or the total.
    """

    kind: Doubt
    subject: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """The assessment of one municipality for one type, on one day, under one reading of one law.

    Attributes:
        is_provisional: the verdict would differ if everything unverified were unknown.
        pass_marks: the points needed at least and at most, where unknown facts decide which; else twice the same.
        provisional_because: what unverified numbers, rules and readings it rests on; nothing if it is not provisional.
        sure: the least sure basis it was judged by; None if everything was used.
        open_levels: the codes of standards with an unknown level that can still change their points.
        applied_rules: the rules outside the tables that surely apply to the municipality and change something.
        actors: the tasks that answer for failing standards.
        transition: what the law makes of the municipality's former type; None if it says nothing.
        verdict: the verdict of the law as a whole: of the standards together with what is asked of units.
        table_verdict: the verdict of the standards alone.
        beside: what the headline says beside the verdict; None if the verdict is that of the standards.
        member_units: the requirements on the units of the urban area, which are part of the verdict.
        firings: every rule that fired in durable_rules, in order: the explanation of the verdict.
        data: the data that were judged; None if they were built in memory.
        margins: how far each value is from turning something; None if that was not asked for.
        assumptions: what was assumed in place of what the data say; if anything was, this is no finding.
    """

    municipality: Municipality
    target: Type
    rulebook: Rulebook
    as_of: datetime.date
    reading: Reading
    sure: str | None
    verdict: Verdict
    table_verdict: Verdict
    is_provisional: bool
    provisional_because: tuple[ProvisionalCause, ...]
    lower: int
    upper: int
    pass_marks: tuple[int, int]
    criteria: tuple[CriterionAssessment, ...]
    other_readings: tuple[OtherReading, ...]
    reasons: tuple[Statement, ...]
    measure_next: tuple[OpenIndicator, ...]
    unknown_facts: tuple[UnknownFact, ...]
    open_levels: tuple[str, ...]
    warnings: tuple[Statement, ...]
    applied_rules: tuple[Rule, ...]
    transition: TypeOfDay | None
    actors: tuple[Actor, ...]
    member_units: tuple[MemberUnitsResult, ...]
    beside: Statement | None
    plan: Plan
    judgement: Judgement
    firings: tuple[Firing, ...]
    data: DataSource | None = None
    assumptions: tuple[Assumption, ...] = ()
    margins: Margins | None = None

    @property
    def is_finding(self) -> bool:
        """False if it rests on assumptions: then it may be shown, but never recorded or issued as a document."""
        return not self.assumptions

    @property
    def standards(self) -> tuple[StandardAssessment, ...]:
        """All standards, in the order of the law."""
        return tuple(standard for criterion in self.criteria for standard in criterion.standards)


@dataclass(frozen=True, slots=True)
class AssessmentRefused:
    """Why a municipality cannot be assessed for a type.

    Attributes:
        reason: the law has no such type or reading, or an attribute that decides is unknown.
        transition: what the law makes of the municipality's former type; None if it says nothing.
    """

    reason: NotOnFile | UnsoundData
    transition: TypeOfDay | None
