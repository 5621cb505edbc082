"""The points of a unit on a whole and on a part of it, which are decided about together: no part exceeds the whole."""

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from classifier.plan.member_units import AskedOfUnits, UnitPoints
from criteria.indicator import Indicator
from criteria.rulebook import ReachedBy
from criteria.standard import POINT_DECIMALS
from dothi.planner.cheapest_points import Curve, Flags, cheapest_points
from dothi.planner.knapsack import PricedChoice, TooManyStates, frontier
from dothi.planner.lever_options import Decision
from dothi.planner.levers import Lever
from dothi.planner.prices import Prices

MOST_VALUES = 200
"""Where averages of the whole and of the part count, all values of a unit are tried; so many at most."""
STRONG = ("whole", "part")

Values = tuple[int, int]
"""The value of the whole, and that of the part; the latter is 0 if only the whole is asked for."""


def points_factor(indicator: Indicator) -> int:
    """Return how many ten-thousandths of a point one step of an indicator's grid is."""
    return int(10 ** (POINT_DECIMALS - indicator.decimals))


def on_grid(indicator: Indicator, points: int) -> int:
    """Return points, in ten-thousandths, as the least value on an indicator's grid that reaches them."""
    return -(-points // points_factor(indicator))


@dataclass(frozen=True, slots=True)
class Side:
    """All that is asked of the units on one indicator, on its grid.

    Attributes:
        floor: what every unit must reach.
        one: what one of them must reach.
        total: what all must reach together; None if no average counts.
    """

    indicator: Indicator
    units: tuple[UnitPoints, ...]
    floor: int | None
    one: int | None
    total: int | None

    @classmethod
    def of(cls, asked: Sequence[AskedOfUnits]) -> "Side":
        """Return what is asked together."""
        indicator, units = asked[0].indicator, asked[0].units
        by = {how: [known.required or 0 for known in asked if known.requirement.reached_by is how] for how in ReachedBy}
        every, some = (
            max((on_grid(indicator, points) for points in by[how]), default=None)
            for how in (ReachedBy.EVERY, ReachedBy.ONE)
        )
        total = max((on_grid(indicator, points * len(units)) for points in by[ReachedBy.AVERAGE]), default=None)
        return cls(indicator, units, every, some, total)


@dataclass(frozen=True, slots=True)
class Raised:
    """The points of one unit on one indicator.

    Attributes:
        known: from where they are raised.
        sure: what the unit surely has.
    """

    known: int
    sure: int
    lever: Lever | None
    prices: Prices

    @property
    def top(self) -> int:
        """The best value that is possible and feasible."""
        return self.known if self.lever is None else max(self.known, self.prices.top(self.lever))

    def cost(self, value: int) -> int:
        """Return the cost of having a value."""
        return 0 if self.lever is None else self.prices.cost(self.lever, self.known, value)

    @property
    def rate(self) -> Fraction:
        """What a step of the grid costs, without the fixed part and before anything is rounded up."""
        return Fraction(0) if self.lever is None else self.prices.rate(self.lever)

    @property
    def period(self) -> int:
        """The distance after which the cost has risen by a whole amount, wherever it starts."""
        return 1 if self.lever is None else self.prices.period(self.lever)

    def cost_unrounded(self, value: int) -> Fraction:
        """Return no more than the cost of having a value: nothing is rounded up."""
        if value <= self.known or self.lever is None:
            return Fraction(0)
        price = self.prices.price(self.lever)
        return (price.fixed if price else 0) + self.rate * (value - self.known)

    @property
    def shape(self) -> tuple[object, ...]:
        """What decides how the cost rises; equal for units that are alike."""
        price = self.prices.price(self.lever) if self.lever else None
        fixed = price.fixed if price else 0
        return (self.known, self.sure, self.top, self.rate, self.period, fixed, bool(price and price.whole_steps))


@dataclass(frozen=True, slots=True)
class Pair:
    """One unit: its points on the whole and on the part. If either is raised, the part does not exceed the whole."""

    whole_side: Side
    part_side: Side | None
    whole: Raised
    part: Raised | None

    def whole_for(self, least: int, part: int) -> int:
        """Return the least value of the whole that will do beside a value of the part."""
        value = max(least, self.whole.known)
        if self.part is None:
            return value
        if part > self.part.known:
            value = max(value, part)
        if value > self.whole.known:
            value = max(value, min(self.part.sure, self.whole.top))
        return value

    def cost(self, values: Values) -> int:
        """Return what values cost."""
        return self.whole.cost(values[0]) + (self.part.cost(values[1]) if self.part else 0)

    def cost_unrounded(self, values: Values) -> Fraction:
        """Return no more than what values cost."""
        return self.whole.cost_unrounded(values[0]) + (self.part.cost_unrounded(values[1]) if self.part else 0)

    def decisions(self, values: Values) -> Iterator[Decision]:
        """Yield what must be raised for values."""
        for raised, value in zip((self.whole, self.part), values, strict=True):
            if raised is not None and raised.lever is not None and value > raised.known:
                yield raised.lever, value

    @property
    def period(self) -> int:
        """The distance after which the cost of both rises by the same again."""
        return math.lcm(self.whole.period, self.part.period if self.part else 1)

    @property
    def count(self) -> int:
        """The number of values among which is chosen: of the grid where a total counts, else the least that will do."""
        sides = ((self.whole_side, self.whole), (self.part_side, self.part))
        return sum(1 if side.total is None else raised.top - raised.known for side, raised in sides if side and raised)

    def _floors(self) -> Iterator[tuple[Flags, int, int]]:
        """Yield the floors of whole and part, without and with being strong in what one unit must reach."""
        for strong in itertools.product((False, True), repeat=2):
            least, flags = list[int](), Flags()
            for name, side, raised, is_strong in zip(
                STRONG, (self.whole_side, self.part_side), (self.whole, self.part), strong, strict=True
            ):
                if raised is None or side is None:
                    least.append(0)
                    if is_strong:
                        break
                    continue
                if is_strong and side.one is None:
                    break
                if is_strong:
                    flags |= {name}
                least.append(max(raised.known, side.floor or 0, (side.one or 0) if is_strong else 0))
            else:
                yield flags, least[0], least[1]

    def curves(self, is_rounded: bool) -> Iterator["PairCurve"]:
        """Yield what its values cost, by the total that counts: that of the part, else that of the whole."""
        for flags, whole, part in self._floors():
            by_part = self.part is not None and self.part_side is not None and self.part_side.total is not None
            one = PairCurve(self, whole, part, by_part, flags, is_rounded)
            if one.is_possible:
                yield one


@dataclass(frozen=True, slots=True)
class PairCurve:
    """The cheapest values of a unit for each value of the one that is added up."""

    pair: Pair
    least_whole: int
    least_part: int
    by_part: bool
    flags: Flags
    is_rounded: bool

    def values(self, value: int) -> Values:
        """Return the cheapest values for a value of the one that is added up."""
        if self.by_part:
            return self.pair.whole_for(self.least_whole, value), value
        return self.pair.whole_for(max(self.least_whole, value), self.least_part), self.least_part

    def cost(self, value: int) -> int | Fraction:
        """Return what a value costs."""
        values = self.values(value)
        return self.pair.cost(values) if self.is_rounded else self.pair.cost_unrounded(values)

    @property
    def is_possible(self) -> bool:
        """True if its least values are within reach."""
        whole, part = self.values(self.least_part if self.by_part else self.least_whole)
        return whole <= self.pair.whole.top and (self.pair.part is None or part <= self.pair.part.top)

    def curve(self) -> Curve:
        """Return it for `cheapest_points`."""
        pair, part = self.pair, self.pair.part
        adds = (pair.part_side if self.by_part else pair.whole_side) or pair.whole_side
        if self.by_part and part is not None:
            least = self.least_part
            # A part beyond the best that the whole can be is out of reach, unless the unit has it already.
            top = max(part.known, min(part.top, pair.whole.top))
        else:
            least = self.values(self.least_whole)[0]
            top = pair.whole.top
        if adds.total is None:
            top = least
        turns = {self.least_whole, pair.whole.known}
        if part is not None:
            turns |= {part.known, part.sure, self.least_part}
        turns |= {turn + 1 for turn in turns}
        shape = (pair.whole.shape, part.shape if part else None, self.flags, least, top)
        return Curve(least, top, self.cost, tuple(turns), pair.period, self.flags, shape)


def cheapest_values(pairs: Sequence[Pair]) -> list[Values] | None:
    """Return the cheapest values of all units; None if nothing is enough.

    Raises:
        TooManyStates: there are too many to try.
    """
    if not pairs:
        return []
    whole, part = pairs[0].whole_side, pairs[0].part_side
    asked = zip(STRONG, (whole, part), strict=True)
    flags = Flags(name for name, side in asked if side is not None and side.one is not None)
    if whole.total is not None and part is not None and part.total is not None:
        return _with_two_totals(pairs, whole.total, part.total, flags)
    total = (part.total if part is not None else None) or whole.total or 0
    rounded = _solved(pairs, total, flags, is_rounded=True, period=0)
    if rounded is None:
        return None
    unrounded = _solved(pairs, total, flags, is_rounded=False, period=0)
    assert unrounded is not None
    least = math.ceil(sum(pair.cost_unrounded(values) for pair, values in zip(pairs, unrounded, strict=True)))
    if least == sum(pair.cost(values) for pair, values in zip(pairs, rounded, strict=True)):
        return rounded
    period = math.lcm(*(pair.period for pair in pairs))
    return _solved(pairs, total, flags, is_rounded=True, period=period)


def _solved(pairs: Sequence[Pair], total: int, flags: Flags, is_rounded: bool, period: int) -> list[Values] | None:
    of_pairs = [{curve.curve(): curve for curve in pair.curves(is_rounded)} for pair in pairs]
    chosen = cheapest_points([list(curves) for curves in of_pairs], total, flags, period)
    if chosen is None:
        return None
    return [curves[one.curve].values(one.value) for curves, one in zip(of_pairs, chosen, strict=True)]


def _with_two_totals(pairs: Sequence[Pair], whole: int, part: int, flags: Flags) -> list[Values] | None:
    """Return the cheapest values with both totals, of all that there are."""
    items = []
    for pair in pairs:
        assert pair.part is not None
        assert pair.part_side is not None
        tops = (pair.whole.top, pair.part.top)
        lows = (max(pair.whole.known, pair.whole_side.floor or 0), max(pair.part.known, pair.part_side.floor or 0))
        if any(top - low > MOST_VALUES for top, low in zip(tops, lows, strict=True)):
            raise TooManyStates
        grid = itertools.product(*(range(low, top + 1) for low, top in zip(lows, tops, strict=True)))
        ones = (pair.whole_side.one, pair.part_side.one)
        choices = [
            PricedChoice(
                pair.cost(values),
                (*values, *(int(one is None or value >= one) for value, one in zip(values, ones, strict=True))),
                values,
            )
            for values in ((whole_value, part_value) for whole_value, part_value in grid)
            if pair.whole_for(values[0], values[1]) == values[0]
        ]
        if not choices:
            return None
        items.append(choices)
    enough = (whole, part, int("whole" in flags), int("part" in flags))
    for picked in frontier(items, enough):
        if all(gain >= least for gain, least in zip(picked.gains, enough, strict=True)):
            return [choice.key for choice in picked.choices]
    return None
