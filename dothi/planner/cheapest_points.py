"""The cheapest points of several units that together must reach a total, exactly, on the grid of the points.

Between two turning points the cost of a unit rises by the same amount with each period: the cost of so many whole
steps, or of a share that is rounded up. If two units both lie further than a common period from all their turning
points, then raising the one that is cheaper by that period, and the other by so much less, is no dearer. So in some
cheapest plan all units but one lie within a period of a turning point; the last one takes what is then missing. What
is tried near a turning point is the most that each cost buys.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from dothi.planner.knapsack import TooManyStates

MOST_CHOICES = 3_000
"""So many values of one unit are tried at most."""
MOST_SUMS = 30_000
"""So many sums of several units are kept at most."""
MOST_STEPS = 3_000_000
"""So many sums are formed at most, for one choice of the unit that takes what is missing."""

Flags = frozenset[str]
Cost = int | Fraction
"""Whole, or what it was before it was rounded up."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What each value of one unit costs, if the unit is to be strong in some respects.

    Attributes:
        least, top: the ends of what it may have.
        cost: never less for more.
        turns: the values at which the cost starts to rise in another way.
        period: after so much it rises by the same again, between two turns.
        flags: what it satisfies beside its value.
        shape: equal for curves that cost the same everywhere.
    """

    least: int
    top: int
    cost: Callable[[int], Cost]
    turns: tuple[int, ...]
    period: int
    flags: Flags
    shape: tuple[object, ...]

    def choices(self, period: int) -> Iterator[tuple[Cost, int]]:
        """Yield the costs near the turning points, and the most that each of them buys.

        Raises:
            TooManyStates: they are too many.
        """
        ends = sorted({self.least, self.top, *(turn for turn in self.turns if self.least < turn < self.top)})
        places = sorted({max(self.least, min(self.top, end + side)) for end in ends for side in (-period, 0, period)})
        tried, value = 0, self.least
        while True:
            cost = self.cost(value)
            value = self._most_for(cost, value)
            yield cost, value
            if value >= self.top:
                return
            value += 1
            if all(abs(value - end) > period for end in ends):
                value = next(place for place in places if place > value)
            tried += 1
            if tried > MOST_CHOICES:
                raise TooManyStates

    def _most_for(self, cost: Cost, low: int) -> int:
        """Return the best value that a cost buys, by doubling and halving from one that it buys."""
        step = 1
        while low + step <= self.top and self.cost(low + step) == cost:
            low, step = low + step, step * 2
        while step:
            if low + step <= self.top and self.cost(low + step) == cost:
                low += step
            step //= 2
        return low


class Chosen(NamedTuple):
    """The curve of a unit, and the value chosen on it."""

    curve: Curve
    value: int


class _Trail(NamedTuple):
    """What is chosen so far, the last unit first."""

    chosen: Chosen
    before: "_Trail | None"


_States = dict[Flags, list[tuple[Cost, int, _Trail | None]]]
"""For each set of flags the costs, the sums and what leads there: none is dearer than another with as large a sum."""


def cheapest_points(units: Sequence[Sequence[Curve]], total: int, flags: Flags, period: int) -> list[Chosen] | None:
    """Return the cheapest values of units with a total and all flags; None if nothing is enough.

    Args:
        units: for each the curves from which one is chosen; more flags never cost less.
        period: a multiple of the period of every curve.

    Raises:
        TooManyStates: there are too many values to try.
    """
    if not all(units):
        return None
    tops = [max(curve.top for curve in curves) for curves in units]
    reached = {Flags.union(*(curve.flags for curve in curves)) for curves in units}
    if sum(tops) < total or not flags <= Flags.union(Flags(), *reached):
        return None
    choices = [[(curve, cost, value) for curve in curves for cost, value in curve.choices(period)] for curves in units]
    best: tuple[Cost, list[Chosen]] | None = None
    tried: set[tuple[object, ...]] = set()
    for place, curves in enumerate(units):
        shape = tuple(curve.shape for curve in curves)
        if shape in tried:
            continue
        tried.add(shape)
        states = _sums([own for other, own in enumerate(choices) if other != place], total, best[0] if best else None)
        for cost, chosen, trail in _completed(states, curves, total, flags):
            if best is None or cost < best[0]:
                others = _unrolled(trail)
                best = cost, [*others[:place], chosen, *others[place:]]
    return None if best is None else best[1]


def _completed(
    states: _States, curves: Iterable[Curve], total: int, flags: Flags
) -> Iterator[tuple[Cost, Chosen, _Trail | None]]:
    """Yield what the last unit may take so that nothing is missing."""
    for curve in curves:
        for known, sums in states.items():
            if flags <= known | curve.flags:
                for cost, gained, trail in sums:
                    value = max(curve.least, total - gained)
                    if value <= curve.top:
                        yield cost + curve.cost(value), Chosen(curve, value), trail


def _sums(items: Sequence[Sequence[tuple[Curve, Cost, int]]], total: int, limit: Cost | None) -> _States:
    """Return the cheapest sums of one choice for each item, if they cost less than a limit."""
    states: _States = {Flags(): [(0, 0, None)]}
    steps = 0
    for item in items:
        found: dict[Flags, dict[int, tuple[Cost, Chosen, _Trail | None]]] = {}
        steps += len(item) * sum(map(len, states.values()))
        if steps > MOST_STEPS:
            raise TooManyStates
        for flags, sums in states.items():
            for curve, price, value in item:
                own = found.setdefault(flags | curve.flags, {})
                for cost, gained, trail in sums:
                    paid = cost + price
                    if limit is not None and paid >= limit:
                        break  # the others are dearer
                    reached = min(total, gained + value)
                    known = own.get(reached)
                    if known is None or paid < known[0]:
                        own[reached] = (paid, Chosen(curve, value), trail)
        states = {flags: _unbeaten(own) for flags, own in found.items()}
        if sum(map(len, states.values())) > MOST_SUMS:
            raise TooManyStates
    return states


def _unbeaten(
    sums: Mapping[int, tuple[Cost, Chosen, _Trail | None]],
) -> list[tuple[Cost, int, _Trail | None]]:
    found: list[tuple[Cost, int, _Trail | None]] = []
    for reached, (cost, chosen, trail) in sorted(sums.items(), key=lambda known: (known[1][0], -known[0])):
        if not found or reached > found[-1][1]:
            found.append((cost, reached, _Trail(chosen, trail)))
    return found


def _unrolled(trail: _Trail | None) -> list[Chosen]:
    found: list[Chosen] = []
    while trail is not None:
        found.append(trail.chosen)
        trail = trail.before
    return found[::-1]
