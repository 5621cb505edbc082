"""One difference between two laws, as facts."""

from dataclasses import dataclass
from enum import StrEnum

from criteria.indicator import Indicator
from criteria.name import Name
from criteria.standard import POINT_DECIMALS, Known


class Direction(StrEnum):
    """What a difference means for those who are judged."""

    ADDED = "added"
    REMOVED = "removed"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a law: a value of an indicator, points, a percentage, or how many.

    Attributes:
        decimals: those of ``value``.
        indicator: of which it is a value; None: of none.
    """

    value: int
    decimals: int
    indicator: Indicator | None = None


Side = Figure | str | None
"""What stands in one of the laws: a number, words, or nothing."""

Sides = tuple[Side, Side]
"""What stands in the earlier and in the later law."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two laws.

    Attributes:
        part: what differs, as the catalogues name it: ``minimum_level``, ``pass_mark``, ``rule``, …
        subject: the code, id or type of what it is a part of; empty for the law itself.
        name: its name, where it has one.
        types: the types for which it differs; none: it is the same for all, or not by type.
        sides: what stands in each law.
        citation: the article of the later law, or of the earlier where the later has none.
    """

    direction: Direction
    part: str
    subject: str
    name: Name | None
    types: tuple[str, ...]
    sides: Sides
    citation: str

    @property
    def by(self) -> Figure | None:
        """How much higher the number is now; None: there are not two numbers."""
        before, after = self.sides
        if not isinstance(before, Figure) or not isinstance(after, Figure):
            return None
        if after.indicator is not None and after.indicator.is_graded:
            return None
        return Figure(after.value - before.value, after.decimals, after.indicator)


def points_figure(known: Known | None) -> Figure | None:
    """Points as a figure."""
    return None if known is None else Figure(known.value, POINT_DECIMALS)


def value_figure(known: Known | None, indicator: Indicator) -> Figure | None:
    """A value of an indicator as a figure."""
    return None if known is None else Figure(known.value, indicator.decimals, indicator)


def direction_of(sides: Sides, more_is_harder: bool | None) -> Direction:
    """What it means that a number is another; ``more_is_harder`` None: neither way is harder."""
    before, after = sides
    if before is None or after is None:
        return Direction.ADDED if before is None else Direction.REMOVED
    if more_is_harder is None or not isinstance(before, Figure) or not isinstance(after, Figure):
        return Direction.CHANGED
    return Direction.TIGHTENED if (after.value > before.value) is more_is_harder else Direction.LOOSENED
