"""What an engine concludes: statuses, scores, outcomes and verdicts, in the form by which engines are compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from classifier.plan.plan import ReadingPlan, StandardPlan


class Status(StrEnum):
    """The position of a value relative to the levels of its standard."""

    BELOW = "below"
    MINIMUM = "minimum"
    BETWEEN = "between"
    MAXIMUM = "maximum"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"
    EXEMPT = "exempt"


class Verdict(StrEnum):
    """Met if every completion of what is unknown passes, not met if every one fails, else undetermined."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"


def in_either_way(one: Verdict, other: Verdict) -> Verdict:
    """Return what holds whichever of two ways it is; it is open if they differ."""
    return one if one is other else Verdict.UNDETERMINED


def by_requirement(judged: Iterable[tuple[str, Verdict]]) -> Mapping[str, Verdict]:
    """Return what holds of each requirement in every way in which it is asked."""
    found: dict[str, Verdict] = {}
    for identifier, verdict in judged:
        found[identifier] = in_either_way(verdict, found.get(identifier, verdict))
    return found


def verdict_of(surely: bool, possibly: bool) -> Verdict:
    """Return the verdict on a requirement that surely, or possibly, holds.

    >>> verdict_of(surely=False, possibly=True)
    <Verdict.UNDETERMINED: 'undetermined'>
    """
    return Verdict.MET if surely else Verdict.UNDETERMINED if possibly else Verdict.NOT_MET


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one value.

    Attributes:
        points: in ten-thousandths.
        passes: True if the minimum level is reached, or need not be.
    """

    points: int
    passes: bool
    status: Status


@dataclass(frozen=True, slots=True)
class StandardScore:
    """The score of a standard at the worst and at the best end of what is known."""

    lower: Score
    upper: Score

    @property
    def status(self) -> Status:
        """The status at both ends if they agree, else undetermined."""
        return self.lower.status if self.lower.status == self.upper.status else Status.UNDETERMINED


@dataclass(frozen=True, slots=True)
class Outcome:
    """Bounds on points, and whether everything needed surely, or possibly, holds."""

    lower: int
    upper: int
    surely: bool
    possibly: bool

    @property
    def verdict(self) -> Verdict:
        """Met, not met or undetermined."""
        return verdict_of(self.surely, self.possibly)


def is_mandatory(standard: StandardPlan, reading: ReadingPlan, at_best: bool) -> bool:
    """True if a reading makes a standard compulsory; an uncertain reading does at worst, and does not at best."""
    if not standard.applies or standard.mandatory_in is None:
        return False
    return standard.mandatory_in == reading.id if reading.is_certain else not at_best


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an engine concludes: the score of each standard, and under each reading the outcomes.

    Two engines agree if their judgements are equal.
    """

    standards: Mapping[str, StandardScore]
    criteria: Mapping[str, Mapping[str, Outcome]]
    """Reading id → criterion id → outcome."""
    total: Mapping[str, Outcome]
    """Reading id → outcome of the standards, with every relief."""
    units: Mapping[str, Verdict] = field(default_factory=dict)
    """Member-unit requirement → verdict."""
    whole: Mapping[str, Outcome] = field(default_factory=dict)
    """Reading id → outcome of the law as a whole: the standards with what is asked of units; empty if nothing is."""
    table: Mapping[str, Outcome] = field(default_factory=dict)
    """Reading id → outcome of the standards without reliefs for how a unit is formed; empty if none could apply."""

    def outcome(self, reading: str) -> Outcome:
        """Return the outcome of the law as a whole under a reading."""
        return self.whole.get(reading) or self.total[reading]

    def of_table(self, reading: str) -> Outcome:
        """Return the outcome of the standards alone, without reliefs for how a unit is formed, under a reading."""
        return self.table.get(reading) or self.total[reading]
