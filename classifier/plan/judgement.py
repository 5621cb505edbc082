"""What an engine concludes: statuses, scores, outcomes and verdicts, which the engines share and are compared by."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from classifier.plan.plan import ReadingPlan, StandardPlan


class Status(StrEnum):
    """Where a value stands relative to the levels of its standard."""

    BELOW = "below"
    MINIMUM = "minimum"
    BETWEEN = "between"
    MAXIMUM = "maximum"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"
    EXEMPT = "exempt"


class Verdict(StrEnum):
    """Whether even the worst completion passes, even the best fails, or neither."""

    MET = "met"
    NOT_MET = "not_met"
    UNDETERMINED = "undetermined"


def verdict_of(surely: bool, possibly: bool) -> Verdict:
    """The verdict of what surely and what possibly holds.

    >>> verdict_of(surely=False, possibly=True)
    <Verdict.UNDETERMINED: 'undetermined'>
    """
    return Verdict.MET if surely else Verdict.UNDETERMINED if possibly else Verdict.NOT_MET


@dataclass(frozen=True, slots=True)
class Score:
    """The score of one value: points in ten-thousandths, whether the minimum level is reached, and where it stands."""

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
        """The one status that the bounds allow, else undetermined."""
        return self.lower.status if self.lower.status == self.upper.status else Status.UNDETERMINED


@dataclass(frozen=True, slots=True)
class Outcome:
    """Bounds of points, and whether what is needed surely or possibly holds."""

    lower: int
    upper: int
    surely: bool
    possibly: bool

    @property
    def verdict(self) -> Verdict:
        """Met, not met or undetermined."""
        return verdict_of(self.surely, self.possibly)


def is_mandatory(standard: StandardPlan, reading: ReadingPlan, at_best: bool) -> bool:
    """Whether a reading makes a standard compulsory; an uncertain reading makes all of them, or at best none."""
    if not standard.applies or standard.mandatory_in is None:
        return False
    return standard.mandatory_in == reading.id if reading.is_certain else not at_best


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an engine concludes: each standard's score, and for each reading its criteria and the whole.

    Engines are compared by holding their judgements equal.
    """

    standards: Mapping[str, StandardScore]
    criteria: Mapping[str, Mapping[str, Outcome]]
    """Reading id → criterion id → outcome."""
    total: Mapping[str, Outcome]
    """Reading id → outcome."""
