"""The margins of an assessment: at which values something turns; see `classifier.assessment.margins`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from classifier.plan.judgement import Verdict
from criteria.indicator import Indicator
from criteria.standard import Standard

State = TypeVar("State")


@dataclass(frozen=True, slots=True)
class Turn(Generic[State]):
    """Two neighbouring values between which something turns; the first is the worse one.

    Attributes:
        last: the last value at which it is as before.
        first: the first value, one step better, at which it is otherwise.
    """

    last: int
    first: int
    before: State
    after: State


PointsAtEnds = tuple[int, int]
"""Points at worst and at best, in ten-thousandths."""


@dataclass(frozen=True, slots=True)
class StandardMargins:
    """What turns with the value of one standard, everything else staying as it is.

    Attributes:
        fewer, more: the nearest values at which it earns fewer, and more, points; None if there are none.
        passes: where the standard begins to pass; over all values, the worst first.
        criterion: where its criterion turns.
        verdict: where the verdict of the law turns.
    """

    standard: Standard
    indicator: Indicator
    fewer: Turn[PointsAtEnds] | None
    more: Turn[PointsAtEnds] | None
    passes: tuple[Turn[Verdict], ...]
    criterion: tuple[Turn[Verdict], ...]
    verdict: tuple[Turn[Verdict], ...]


@dataclass(frozen=True, slots=True)
class PointsToSpare:
    """How many points a met verdict can surely lose: in total, and in each criterion that asks for a minimum.

    Attributes:
        compulsory: the codes of the standards that must pass whatever the points.
    """

    total: int
    criteria: Mapping[str, int]
    compulsory: tuple[str, ...] = ()

    @property
    def least(self) -> int:
        """The points that can be lost wherever they are lost."""
        return min([self.total, *self.criteria.values()])


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of an assessment.

    Attributes:
        spare: the points that the verdict can lose; None unless it is met.
    """

    standards: tuple[StandardMargins, ...]
    spare: PointsToSpare | None
