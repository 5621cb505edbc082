"""The result of judging one municipality: frozen facts, no formatting.

Numbers are integers: values at their indicator's decimals, points in ten-thousandths. Renderers turn them into text.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from classifier.assessment.member_units import MemberUnitsResult
from classifier.engines.durable import Firing
from classifier.plan.judgement import Judgement, StandardScore, Status, Verdict
from classifier.plan.plan import Plan, StandardPlan
from criteria.bilingual import BilingualText
from criteria.diagnostic import NotOnFile, UnsoundData
from criteria.indicator import Indicator
from criteria.law import Reading, Transition, Type
from criteria.municipality import Measurement, Municipality
from criteria.quantity import Quantity
from criteria.rule import Rule
from criteria.rulebook import Rulebook
from criteria.standard import Criterion, Level, Standard
from criteria.task import Task


@dataclass(frozen=True, slots=True)
class Amount:
    """A number for people: an integer at so many decimals, with its unit."""

    value: int
    decimals: int
    unit: BilingualText | None = None


@dataclass(frozen=True, slots=True)
class ValueText:
    """A measured quantity for people, in the forms of its indicator."""

    indicator: Indicator
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class RequiredLevel:
    """The minimum level for people; where a rule reduces it, the reduced one with the rule that does."""

    indicator: Indicator
    ordinary: int
    reduced: int | None
    rule: Rule | None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How far a value is from a level; of percentages, in percentage points."""

    indicator: Indicator
    value: int


@dataclass(frozen=True, slots=True)
class DatedCodes:
    """Codes of standards by the day of their values, the oldest first."""

    by_day: tuple[tuple[datetime.date, tuple[str, ...]], ...]


Fact = (
    str | BilingualText | Amount | DatedCodes | RequiredLevel | Shortfall | ValueText | datetime.date | tuple[str, ...]
)
"""What a sentence can be made of."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence as facts: ``kind`` names it in the catalogues, ``subject`` is the criterion, standard or field."""

    kind: str
    subject: str
    facts: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class DerivedType:
    """What a municipality is judged to be, type by type, highest first.

    Attributes:
        quantity: from the highest type it surely is, or has, to the highest it possibly is.
        verified: the same if everything unverified were unknown.
        missing: the columns without which the law on types cannot judge; then nothing is known of the type.
    """

    assessments: tuple["Assessment", ...]
    quantity: Quantity
    verified: Quantity
    missing: tuple[str, ...] = ()

    def assessment(self, target: str) -> "Assessment | None":
        """How the municipality was judged for one type; None: the law has no such type."""
        return next((known for known in self.assessments if known.target.id == target), None)


@dataclass(frozen=True, slots=True)
class ScaledLevels:
    """Where steps begin and end after a rule scaled them: exact, in units of the indicator's last decimal.

    ``start``: whence points are earned at all; None: by any value.
    """

    start: Fraction | None
    minimum: Fraction
    maximum: Fraction
    rule: Rule


@dataclass(frozen=True, slots=True)
class StandardAssessment:
    """One standard: what was measured, what is required, and what follows.

    Attributes:
        measurement: the one that counts; None where nothing is on file.
        level: the level of the target type that holds for this municipality.
        reduced_to: the reduced minimum and the rule that gives it, where one does.
        gap: how far the measured value is from the minimum level, where it surely fails: at its best end.
        scaled: the levels that hold instead where a rule scales the steps.
        judged: how it was judged for the types it asks for, where these were not measured.
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
        """The alternatives that surely do not count, since another earns as much or more, by standard id."""
        found: set[str] = set()
        for place, one in enumerate(self.standards):
            others = [s for s in self.standards if s.standard.alternative == one.standard.alternative]
            if one.standard.alternative is not None and any(
                other.score.lower.points > one.score.upper.points
                or (other.score.lower.points == one.score.upper.points and other in self.standards[:place])
                for other in others
            ):
                found.add(one.standard.id)
        return frozenset(found)


@dataclass(frozen=True, slots=True)
class OtherReading:
    """What another reading of the law would give."""

    reading: Reading
    verdict: Verdict
    is_provisional: bool
    reasons: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class OpenIndicator:
    """An indicator whose value could move the verdict.

    Attributes:
        lower, upper: the points that its standards may earn as far as is known now.
        could_decide: the verdict that its value alone could bring about; None: not alone.
    """

    indicator: Indicator
    lower: int
    upper: int
    could_decide: Verdict | None


@dataclass(frozen=True, slots=True)
class Actor:
    """A task that answers for failing standards, with their codes."""

    task: Task
    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything there is to say about one municipality, one type, one day, one reading of one law.

    Attributes:
        is_provisional: the verdict would differ if every unverified level, reduction and reading were unknown.
        verified_only: it was judged as if they were unknown.
        held_rules: the rules beside the tables that surely hold for the municipality.
        actors: who answers for what fails.
        transition: what the law makes of the municipality's type of before; None: it says nothing of it.
        member_units: what the units of the urban area reach, beside the verdict and never part of it.
        firings: what durable_rules concluded from what, in order: the explanation.
    """

    municipality: Municipality
    target: Type
    rulebook: Rulebook
    as_of: datetime.date
    reading: Reading
    verified_only: bool
    verdict: Verdict
    is_provisional: bool
    lower: int
    upper: int
    criteria: tuple[CriterionAssessment, ...]
    other_readings: tuple[OtherReading, ...]
    reasons: tuple[Statement, ...]
    measure_next: tuple[OpenIndicator, ...]
    open_levels: tuple[str, ...]
    warnings: tuple[Statement, ...]
    held_rules: tuple[Rule, ...]
    transition: Transition | None
    actors: tuple[Actor, ...]
    member_units: tuple[MemberUnitsResult, ...]
    plan: Plan
    judgement: Judgement
    firings: tuple[Firing, ...]

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
    transition: Transition | None
