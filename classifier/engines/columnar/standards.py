"""The points of one standard as an expression over an integer column.

It is `classifier.engines.reference` for a column of values.

A value is asked from the top down which band it lies in: at the maximum level, between the levels, at the minimum or
at a reduced one, below. Points stand in units of a plan (see `unit_of`), so that most of them need no multiplication;
where every value scores alike they are a plain number, which costs nothing. Nothing is negated row by row: where less
is better the constants are mirrored instead of the column.

An unknown value, null, is in no band that it would have to reach.
"""

import math
from dataclasses import dataclass

import narwhals as nw

from classifier.plan.plan import Plan, StandardPlan
from criteria.data_files.columns import integer_type

IntColumn = nw.Expr | int
"""A column of integers, or the one integer that every row has."""

BoolColumn = nw.Expr | bool
"""A column of answers, or the one answer that every row has."""

LARGEST_NUMERATOR = 2**53
"""Below this an engine that divides in doubles still rounds down to the right integer."""


class TooLargeForColumns(Exception):
    """Levels, points and the rounding step of a standard lead to numerators that not every engine divides exactly."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What a column of values scores: points in units, and whether the minimum level is reached.

    Attributes:
        unknown: the points that come out for a null, whatever it ought to score; None: null.
    """

    points: IntColumn
    passes: BoolColumn
    unknown: int | None = None


def unit_of(*plans: Plan) -> int:
    """The greatest amount, in ten-thousandths, of which all points and rounding steps of the plans are multiples."""
    amounts = [plan.rounding_step for plan in plans]
    for plan in plans:
        for standard in plan.standards:
            amounts += (standard.points_minimum, standard.points_maximum)
    return math.gcd(*amounts)


class StandardColumns:
    """Scores one standard of a plan, at its worst or at its best end."""

    def __init__(self, standard: StandardPlan, rounding_step: int, unit: int) -> None:
        self._standard = standard
        self._step = rounding_step
        self._unit = unit
        self._least = standard.points_minimum // unit
        self._most = standard.points_maximum // unit

    @property
    def ends_agree(self) -> bool:
        """Whether an exact value scores alike at its worst and at its best: nothing of the standard is unknown."""
        standard = self._standard
        return (
            standard.minimum is not None
            and standard.maximum is not None
            and not standard.may_be_easier
            and standard.sure_floor == standard.possible_floor
            and standard.is_surely_exempt == standard.is_possibly_exempt
        )

    def scored(self, column: str, at_best: bool) -> Scored:
        """The score of a column of values as they are written: neither mirrored nor refined."""
        bands = self._bands(column, at_best)
        is_exempt = self._standard.is_possibly_exempt if at_best else self._standard.is_surely_exempt
        below = self._least if is_exempt else 0
        points: IntColumn = below
        unknown: int | None = below
        for level, of_band in reversed(bands):
            reaches = self._reaches(column, level)
            points = chosen(reaches, of_band, points)
            if reaches is True:
                unknown = of_band if isinstance(of_band, int) else None
        passes = is_exempt or self._reaches(column, min((level for level, _ in bands), default=None))
        return Scored(points, passes, unknown)

    def _bands(self, column: str, at_best: bool) -> list[tuple[int, IntColumn]]:
        """From which levels on there are how many points, the highest first; whoever reaches one passes."""
        standard = self._standard
        minimum, maximum = standard.minimum, standard.maximum
        if at_best and (minimum is None or standard.may_be_easier):
            return [(standard.domain.lower, self._most)]
        bands: list[tuple[int, IntColumn]] = []
        top = minimum if maximum is None and at_best else maximum
        if top is not None:
            bands.append((top, self._most))
        if minimum is not None and maximum is not None and minimum < maximum and not standard.is_graded:
            # At the minimum itself the points are the minimum's own, which may be no multiple of the rounding step.
            begins = minimum + 1 if standard.points_minimum % self._step else minimum
            bands.append((begins, self._line(column, minimum, maximum)))
        floor = standard.possible_floor if at_best else standard.sure_floor
        if floor is not None:
            bands.append((floor, self._least))
        return bands

    def _line(self, column: str, minimum: int, maximum: int) -> nw.Expr:
        """Points of values between the levels: on the line between these, rounded half up to the step.

        ``(2·(least·span + rise·(value − minimum)) + span·step) // (2·span·step)``, in lowest terms.
        """
        standard = self._standard
        span = maximum - minimum
        rise = standard.points_maximum - standard.points_minimum
        # Where points grow in whole steps, what is counted is not the value but the steps it is above the minimum.
        width, start = (standard.step, 0) if standard.step else (1, minimum)
        line = _Line(2 * rise * width, 2 * (standard.points_minimum * span - rise * start) + span * self._step)
        line = line.divided_by(2 * span * self._step)
        domain = standard.domain
        largest = max(line.largest(value) for value in (domain.lower - start, domain.upper + span, maximum))
        largest = max(largest, abs(domain.lower) + abs(minimum), abs(domain.upper) + abs(minimum))
        if largest >= LARGEST_NUMERATOR:
            raise TooLargeForColumns(standard.id)
        kind = integer_type(largest)
        value = nw.col(column) if kind is nw.Int32 else nw.col(column).cast(kind)
        sign = 1 if standard.higher_is_better else -1
        if standard.step:
            value = (value * (sign * standard.refinement) - minimum) // standard.step
            value = value if kind is nw.Int64 else value.cast(kind)
            sign = 1
        elif standard.refinement > 1:
            value = value * standard.refinement
        points = (value * (line.slope * sign) + line.offset) // line.divisor
        points = points.cast(nw.Int32)
        if (factor := self._step // self._unit) > 1:
            points = points * factor
        # Rounded to the nearest step, points may leave the standard's own only where these are no multiples of it.
        if 0 < 2 * (standard.points_minimum % self._step) < self._step:
            points = nw.max_horizontal(points, nw.lit(self._least, dtype=nw.Int32))
        if 2 * (standard.points_maximum % self._step) >= self._step:
            points = nw.min_horizontal(points, nw.lit(self._most, dtype=nw.Int32))
        return points

    def _reaches(self, column: str, level: int | None) -> BoolColumn:
        """Whether values reach a level, better being higher; one that all of the domain reaches is no question."""
        standard = self._standard
        if level is None or level > standard.domain.upper:
            return False
        if level <= standard.domain.lower:
            return True
        if standard.higher_is_better:
            return nw.col(column) >= -(-level // standard.refinement)
        return nw.col(column) <= -level // standard.refinement


@dataclass(frozen=True, slots=True)
class _Line:
    """``(slope · value + offset) // divisor``."""

    slope: int
    offset: int
    divisor: int = 1

    def divided_by(self, divisor: int) -> "_Line":
        """The line with this divisor, in lowest terms."""
        shrink = math.gcd(self.slope, self.offset, divisor)
        return _Line(self.slope // shrink, self.offset // shrink, divisor // shrink)

    def largest(self, value: int) -> int:
        """The largest integer that is met on the way for a value."""
        return max(abs(self.slope * value) + abs(self.offset), self.divisor)


def chosen(answer: BoolColumn, one: IntColumn, other: IntColumn) -> IntColumn:
    """One amount where the answer is yes, else (also where it is unknown) the other."""
    if isinstance(answer, bool):
        return one if answer else other
    if isinstance(one, int) and isinstance(other, int) and one == other:
        return one
    return nw.when(answer).then(one).otherwise(other)
