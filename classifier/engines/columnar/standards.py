"""The points of one standard as an expression over an integer column.

This is `classifier.engines.reference` for a column of values.

The bands are tested from the top down: at the maximum level, between the levels, at the minimum or a reduced minimum,
below. Points are in units of a plan (see `unit_of`), so that most need no multiplication. If every value scores alike,
the points are a plain number, which costs nothing. Nothing is negated row by row: where less is better, the constants
are mirrored instead of the column.

An unknown value, null, reaches no band that has a lower end.
"""

import math
from dataclasses import dataclass, replace

import narwhals as nw

from classifier.plan.plan import Plan, StandardPlan
from criteria.data_files.columns import NARROW, integer_type

IntColumn = nw.Expr | int
"""A column of integers, or the integer that every row shares."""

BoolColumn = nw.Expr | bool
"""A column of answers, or the answer that every row shares."""

LARGEST_NUMERATOR = 2**53
"""Below this, even an engine that divides in doubles rounds down to the right integer."""


class TooLargeForColumns(Exception):
    """The numerators of a standard's interpolation are too large for every engine to divide exactly."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of a column of values.

    Attributes:
        points: in units.
        passes: True where the minimum level is reached.
        unknown: the points that the expression gives for a null, whatever it ought to score; None if that is null.
    """

    points: IntColumn
    passes: BoolColumn
    unknown: int | None = None


def unit_of(*plans: Plan) -> int:
    """Return the greatest common divisor, in ten-thousandths, of all points and rounding steps of the plans."""
    amounts = [plan.rounding_step or 1 for plan in plans]
    for plan in plans:
        for standard in plan.standards:
            amounts += (amount for end in (False, True) for amount in (standard.least(end), standard.most(end)))
    return math.gcd(*amounts)


def most_points(plan: Plan) -> int:
    """Return more than any sum of points in a plan, or of points needed, in ten-thousandths."""
    earned = sum(max(standard.most(at_best) for at_best in (False, True)) for standard in plan.standards)
    return max(earned, plan.points_maximum, plan.pass_mark, plan.cap or 0) + plan.rounding_step


class StandardColumns:
    """Scores one standard of a plan, at worst or at best."""

    def __init__(self, standard: StandardPlan, rounding_step: int, unit: int) -> None:
        self._standard = standard
        self._step = rounding_step
        self._unit = unit

    @property
    def ends_agree(self) -> bool:
        """True if nothing about the standard is unknown, so that an exact value scores alike at worst and at best."""
        standard = self._standard
        return (
            standard.minimum is not None
            and standard.maximum is not None
            and not standard.may_be_easier
            and standard.sure_floor == standard.possible_floor
            and standard.is_surely_exempt == standard.is_possibly_exempt
            and standard.open_points is None
            and not (self._step == 0 and standard.has_line)
        )

    def _least(self, at_best: bool) -> int:
        return self._standard.least(at_best) // self._unit

    def _most(self, at_best: bool) -> int:
        return self._standard.most(at_best) // self._unit

    def scored(self, column: nw.Expr, at_best: bool) -> Scored:
        """Return the score of a column whose values are as written, neither mirrored nor refined."""
        bands = self._bands(column, at_best)
        is_exempt = self._standard.is_exempt(at_best)
        below = self._least(at_best) if is_exempt else 0
        points: IntColumn = below
        unknown: int | None = below
        for level, of_band in reversed(bands):
            reaches = self._reaches(column, level)
            points = chosen(reaches, of_band, points)
            if reaches is True:
                unknown = of_band if isinstance(of_band, int) else None
        passes = is_exempt or self._reaches(column, min((level for level, _ in bands), default=None))
        return Scored(points, passes, unknown)

    def _bands(self, column: nw.Expr, at_best: bool) -> list[tuple[int, IntColumn]]:
        """Return levels with the points earned from there on, the highest first; reaching any of them passes."""
        standard = self._standard
        minimum, maximum = standard.minimum, standard.maximum
        if at_best and (minimum is None or standard.may_be_easier):
            return [(standard.domain.lower, self._most(at_best))]
        bands: list[tuple[int, IntColumn]] = []
        top = minimum if maximum is None and at_best else maximum
        if top is not None:
            bands.append((top, self._most(at_best)))
        rises = not standard.is_graded and standard.least(at_best) != standard.most(at_best)
        if minimum is not None and maximum is not None and minimum < maximum and rises:
            # At the minimum itself the points are the minimum's own, which may be no multiple of the rounding step.
            begins = minimum + 1 if self._step and standard.least(at_best) % self._step else minimum
            bands.append((begins, self._line(column, minimum, maximum, at_best)))
        floor = standard.floor(at_best)
        if floor is not None:
            bands.append((floor, self._least(at_best)))
        return bands

    def _line(self, column: nw.Expr, minimum: int, maximum: int, at_best: bool) -> nw.Expr:
        """Return the points between the levels: on the line between them, rounded half up to the step.

        ``(2·(least·span + rise·(value − minimum)) + span·step) // (2·span·step)``, in lowest terms. Without a rounding
        step, the ten-thousandth below at worst, the one above at best.
        """
        standard = self._standard
        span = maximum - minimum
        least, most = standard.least(at_best), standard.most(at_best)
        rise = most - least
        # Where points grow in whole steps, the line runs over the steps above the minimum, not over the value.
        width, start = (standard.step, 0) if standard.step else (1, minimum)
        line = self._in_lowest_terms(rise * width, least * span - rise * start, span, at_best)
        domain = standard.domain
        largest = max(line.largest(value) for value in (domain.lower - start, domain.upper + span, maximum))
        largest = max(largest, abs(domain.lower) + abs(minimum), abs(domain.upper) + abs(minimum))
        if largest >= LARGEST_NUMERATOR or (largest // line.divisor + 1) * self._factor >= NARROW:
            return self._finished(self._line_between(column, minimum, maximum, at_best), at_best)
        kind = integer_type(largest)
        value = column if kind is nw.Int32 else column.cast(kind)
        sign = 1 if standard.higher_is_better else -1
        if standard.step:
            value = (value * (sign * standard.refinement) - minimum) // standard.step
            value = value if kind is nw.Int64 else value.cast(kind)
            sign = 1
        elif standard.refinement > 1:
            value = value * standard.refinement
        return self._finished((value * (line.slope * sign) + line.offset) // line.divisor, at_best)

    def _in_lowest_terms(self, slope: int, offset: int, span: int, at_best: bool) -> "_Line":
        """Return the line ``(slope · value + offset) / span``, rounded half up to the step, in lowest terms."""
        if self._step:
            line = _Line(2 * slope, 2 * offset + span * self._step)
            return line.divided_by(2 * span * self._step)
        line = _Line(slope, offset).divided_by(span)
        return line.rounded_up() if at_best else line

    def _line_between(self, column: nw.Expr, minimum: int, maximum: int, at_best: bool) -> nw.Expr:
        """Return the line where values of the domain are too large for it: they are moved between the levels first.

        Raises:
            TooLargeForColumns: the levels themselves are too far apart, which the rule files' reader refuses.
        """
        standard = self._standard
        refinement, step = standard.refinement, standard.step
        if all(number % refinement == 0 for number in (minimum, maximum, step or 0)):
            minimum, maximum, refinement = minimum // refinement, maximum // refinement, 1
            step = step // standard.refinement if step else None
        sign = 1 if standard.higher_is_better else -1
        lowest, highest = sorted((sign * minimum, sign * maximum))
        limits = lowest // refinement, -(-highest // refinement)
        span = maximum - minimum
        least, rise = standard.least(at_best), standard.most(at_best) - standard.least(at_best)
        line = self._in_lowest_terms(rise * (step or 1), least * span, span, at_best)
        if max(line.largest(-(-(span + 2 * refinement) // (step or 1))), *map(abs, limits)) >= LARGEST_NUMERATOR:
            raise TooLargeForColumns(standard.id)
        below, above = (nw.lit(limit, dtype=nw.Int64) for limit in limits)
        value = column.cast(nw.Int64)
        value = nw.when(value < below).then(below).when(value > above).then(above).otherwise(value)
        above_minimum = value * (sign * refinement) - minimum
        value = above_minimum // step if step else above_minimum
        return (value * line.slope + line.offset) // line.divisor

    @property
    def _factor(self) -> int:
        """The units of points in a rounding step."""
        return (self._step or 1) // self._unit

    def _finished(self, points: nw.Expr, at_best: bool) -> nw.Expr:
        """Return the points between the levels, given in rounding steps, in units."""
        least, most = self._standard.least(at_best), self._standard.most(at_best)
        kind = integer_type(2 * (most + self._step))
        points = points.cast(kind)
        if self._factor > 1:
            points = points * self._factor
        # Rounding can leave the standard's interval of points only if its ends are no multiples of the step.
        if self._step and 0 < 2 * (least % self._step) < self._step:
            points = nw.max_horizontal(points, nw.lit(self._least(at_best), dtype=kind))
        if self._step and 2 * (most % self._step) >= self._step:
            points = nw.min_horizontal(points, nw.lit(self._most(at_best), dtype=kind))
        return points

    def _reaches(self, column: nw.Expr, level: int | None) -> BoolColumn:
        """True where values reach a level, better being higher; a constant if the domain decides it."""
        standard = self._standard
        if level is None or level > standard.domain.upper:
            return False
        if level <= standard.domain.lower:
            return True
        if standard.higher_is_better:
            return column >= -(-level // standard.refinement)
        return column <= -level // standard.refinement


@dataclass(frozen=True, slots=True)
class _Line:
    """``(slope · value + offset) // divisor``."""

    slope: int
    offset: int
    divisor: int = 1

    def divided_by(self, divisor: int) -> "_Line":
        """Return the line with this divisor, in lowest terms."""
        shrink = math.gcd(self.slope, self.offset, divisor)
        return _Line(self.slope // shrink, self.offset // shrink, divisor // shrink)

    def rounded_up(self) -> "_Line":
        """Return the line rounded up instead of down."""
        return replace(self, offset=self.offset + self.divisor - 1)

    def largest(self, value: int) -> int:
        """Return a bound on every integer met while evaluating the line at a value."""
        return max(abs(self.slope * value) + abs(self.offset), self.divisor)


def chosen(answer: BoolColumn, one: IntColumn, other: IntColumn) -> IntColumn:
    """Return ``one`` where the answer is true, and ``other`` where it is false or unknown."""
    if isinstance(answer, bool):
        return one if answer else other
    if isinstance(one, int) and isinstance(other, int) and one == other:
        return one
    return nw.when(answer).then(one).otherwise(other)
