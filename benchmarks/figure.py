"""A measured figure and the limit it is held against."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, how much it is, how much it may be, and what was done to find out.

    Attributes:
        how: the sample it is the median of, and whatever else is needed to measure it again.
    """

    name: str
    measured: float
    limit: float
    unit: str
    how: str

    @property
    def share(self) -> float:
        """The measured figure as a multiple of its limit: the ratio that can be compared between machines."""
        return self.measured / self.limit

    @property
    def holds(self) -> bool:
        """Whether the figure stays within its limit."""
        return self.measured <= self.limit


def timed(action: Callable[[], Given]) -> tuple[Given, float]:
    """What an action gives, and how many milliseconds of processor time it took."""
    start = time.process_time()
    given = action()
    return given, (time.process_time() - start) * 1000


def median_milliseconds(actions: Sequence[Callable[[], object]], rounds: int) -> float:
    """The median over every action in every round; the rounds go through all actions in their order."""
    return statistics.median(timed(action)[1] for _ in range(rounds) for action in actions)
