"""A measured figure and the limit it is held against."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Timing:
    """A measurement, its limit and how it was taken.

    Attributes:
        how: the sample it is the median of, and what else is needed to repeat the measurement.
    """

    name: str
    measured: float
    limit: float
    unit: str
    how: str

    @property
    def share(self) -> float:
        """The measurement as a multiple of its limit: a ratio that can be compared between machines."""
        return self.measured / self.limit

    @property
    def holds(self) -> bool:
        """True if the measurement is within its limit."""
        return self.measured <= self.limit


def timed(action: Callable[[], Given]) -> tuple[Given, float]:
    """Run an action; return its result and its processor time in milliseconds."""
    start = time.process_time()
    given = action()
    return given, (time.process_time() - start) * 1000


def median_milliseconds(actions: Sequence[Callable[[], object]], rounds: int) -> float:
    """Return the median over every action in every round; each round runs all actions in order."""
    return statistics.median(timed(action)[1] for _ in range(rounds) for action in actions)
