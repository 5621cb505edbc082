"""The bands of values that score alike."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from classifier.plan.judgement import Status
from classifier.plan.plan import StandardPlan


@dataclass(frozen=True, slots=True)
class Band:
    """A half-open interval of values that score alike.

    Attributes:
        lower: the first value of the band; None if it has no lower end.
        upper: the first value beyond the band; None if it has no upper end.
        points: returns the points of a value in the band.
    """

    label: str
    lower: int | None
    upper: int | None
    status: Status
    passes: bool
    points: Callable[[int], int]

    def holds(self, value: int) -> bool:
        """True if a value lies in this band."""
        return (self.lower is None or self.lower <= value) and (self.upper is None or value < self.upper)

    def contains(self, name: str) -> list[Any]:
        """Return the conditions that the property ``name`` lies in this band."""
        conditions: list[Any] = []
        if self.lower is not None:
            conditions.append({"$gte": {name: self.lower}})
        if self.upper is not None:
            conditions.append({"$lt": {name: self.upper}})
        return conditions


def bands(standard: StandardPlan, step: int, at_best: bool) -> list[Band]:
    """Return the bands of a standard from worst to best, with unknown levels taken at worst or at best."""
    least, most = standard.least(at_best), standard.most(at_best)
    minimum, maximum = standard.minimum, standard.maximum
    is_exempt = standard.is_exempt(at_best)
    nothing = (Status.EXEMPT, True, lambda _: least) if is_exempt else (Status.BELOW, False, lambda _: 0)
    open_band = (Status.MAXIMUM, True, lambda _: most)
    floor = standard.floor(at_best)
    starts: list[tuple[str, int | None, Status, bool, Callable[[int], int]]] = []
    if at_best and standard.may_be_easier:
        return [Band("may-be-easier", None, None, *open_band)]
    if minimum is None and at_best:
        starts.append(("level-unknown", None, *open_band))
    else:
        label = "level-unknown" if minimum is None else "exempt" if is_exempt else "below"
        starts.append((label, None, *nothing))
        if floor is not None and (minimum is None or floor < minimum):
            starts.append(("reduced-minimum", floor, Status.MINIMUM, True, lambda _: least))
    if minimum is not None:
        if maximum is None and at_best:
            starts.append(("level-unknown", minimum, *open_band))
        elif maximum is None or minimum < maximum:
            starts.append(("minimum", minimum, Status.MINIMUM, True, lambda _: least))
        if maximum is not None and minimum < maximum:
            starts.append(
                ("between", minimum + 1, Status.BETWEEN, True, line(standard, minimum, maximum, step, at_best))
            )
    if maximum is not None:
        starts.append(("maximum", maximum, Status.MAXIMUM, True, lambda _: most))
    ends = [start for _, start, *_ in starts[1:]] + [None]
    return [
        Band(label, start, end, status, passes, points)
        for (label, start, status, passes, points), end in zip(starts, ends, strict=True)
        if start is None or end is None or start < end
    ]


def line(standard: StandardPlan, minimum: int, maximum: int, step: int, at_best: bool = False) -> Callable[[int], int]:
    """Return the points between the levels as exact fractions, derived independently of the reference."""
    least, most = standard.least(at_best), standard.most(at_best)

    def points(value: int) -> int:
        if standard.is_graded:
            return least
        risen = value - minimum
        if standard.step is not None:
            risen -= risen % standard.step
        share = Fraction(risen, maximum - minimum)
        exact = least + share * (most - least)
        if step == 0:
            return math.ceil(exact) if at_best else math.floor(exact)
        steps = exact / step + Fraction(1, 2)
        rounded = steps.numerator // steps.denominator * step
        return sorted((least, rounded, most))[1]

    return points
