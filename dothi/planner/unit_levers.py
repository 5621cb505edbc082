"""The least cost of what the law asks of the units of an area, such as Article 6 of Resolution 111/2025."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifier.plan.member_units import AskedOfUnits, AskedWays
from criteria.municipality import Subject
from criteria.quantity import UNKNOWN
from criteria.rulebook import ReachedBy
from criteria.standard import ONE_POINT, POINT_DECIMALS
from dothi.planner.knapsack import Line, PricedChoice
from dothi.planner.least_cost import Found
from dothi.planner.lever_options import Decisions
from dothi.planner.levers import Lever, lever_of
from dothi.planner.prices import Prices


@dataclass(frozen=True, slots=True)
class UnitLevers:
    """What is asked of the units, and the points of the units as levers."""

    asked: AskedWays
    levers: Mapping[tuple[str, str], Lever]
    """By unit and indicator."""

    @property
    def unknown_units(self) -> tuple[str, ...]:
        """The ids of the requirements of which units are not on file, or what they require is not known."""
        return tuple(
            dict.fromkeys(
                one.requirement.id
                for ways in self.asked
                for way in ways
                for one in way
                if one.required is None or not one.is_every_unit
            )
        )


def unit_levers(asked: AskedWays, subject: Subject, held: frozenset[str]) -> UnitLevers:
    """Return the points of the units of a subject as levers.

    Args:
        held: the indicators that stay as they are.
    """
    measured = {subject.municipality.id: subject.measured}
    measured |= {unit.municipality.id: unit.measured for unit in subject.surroundings.units}
    levers: dict[tuple[str, str], Lever] = {}
    for one in (one for ways in asked for way in ways for one in way):
        for unit in one.units:
            row = measured.get(unit.municipality.id, {}).get(one.indicator.id)
            lever = lever_of(unit.municipality.id, one.indicator, row.quantity if row else UNKNOWN)
            levers[unit.municipality.id, one.indicator.id] = lever
    return UnitLevers(asked, {key: lever for key, lever in levers.items() if key[1] not in held})


def widths_of_units(asked: AskedWays) -> dict[str, int]:
    """Return the whole effort for the points of a unit: from the least that are possible to those required."""
    found: dict[str, int] = {}
    for one in (one for ways in asked for way in ways for one in way):
        if one.required is not None:
            width = max(1, _on_grid(one, one.required) - one.indicator.domain.lower)
            found[one.indicator.id] = max(width, found.get(one.indicator.id, 1))
    return found


def cheapest_for_units(units: UnitLevers, prices: Prices, at_best: bool) -> Found | None:
    """Return the cheapest decisions about the units; None if nothing is enough.

    At worst they hold in every way in which the area may be made up, at best in one. Where the average of several
    units counts, all but one are raised by whole points.
    """
    if at_best:
        return _together(
            min(
                (found for way in ways if (found := _cheapest(way, units, prices, at_best)) is not None),
                key=lambda found: found.cost,
                default=None,
            )
            for ways in units.asked
        )
    every = [one for ways in units.asked for way in ways for one in way]
    if units.unknown_units:
        return None
    return _cheapest(every, units, prices, at_best)


def _together(parts: Iterable[Found | None]) -> Found | None:
    cost, decisions, options = 0, list[tuple[Lever, int]](), 0
    for part in parts:
        if part is None:
            return None
        cost, options = cost + part.cost, options + part.options
        decisions += part.decisions
    return Found(cost, tuple(decisions), options)


def _cheapest(asked: Iterable[AskedOfUnits], units: UnitLevers, prices: Prices, at_best: bool) -> Found | None:
    by_indicator: dict[str, list[AskedOfUnits]] = {}
    for one in asked:
        if one.required is not None and one.is_every_unit:  # the others may hold, and do not surely hold
            by_indicator.setdefault(one.indicator.id, []).append(one)
    return _together(_of_indicator(every, units, prices, at_best) for every in by_indicator.values())


def _of_indicator(asked: Sequence[AskedOfUnits], units: UnitLevers, prices: Prices, at_best: bool) -> Found | None:
    """Return the cheapest decisions about one indicator of the units."""
    first = asked[0]
    every = [_on_grid(one, one.required or 0) for one in asked if one.requirement.reached_by is ReachedBy.EVERY]
    some = [_on_grid(one, one.required or 0) for one in asked if one.requirement.reached_by is ReachedBy.ONE]
    total = max(
        (
            -(-(one.required or 0) * len(one.units) // _factor(one))
            for one in asked
            if one.requirement.reached_by is ReachedBy.AVERAGE
        ),
        default=None,
    )
    found: Found | None = None
    for strongest in range(len(first.units)) if some else [None]:
        floors = [
            max([*every, *(some if place == strongest else [])], default=None) for place in range(len(first.units))
        ]
        one = _with_floors(first, floors, total, units, prices, at_best)
        if one is not None and (found is None or one.cost < found.cost):
            found = one
    return found


def _with_floors(
    asked: AskedOfUnits,
    floors: Sequence[int | None],
    total: int | None,
    units: UnitLevers,
    prices: Prices,
    at_best: bool,
) -> Found | None:
    """Return the cheapest decisions where each unit must reach its floor, and all together a total."""
    factor = _factor(asked)
    raised = [
        _Raised(
            (unit.upper if at_best else unit.lower) // factor,
            floor,
            units.levers.get((unit.municipality.id, asked.indicator.id)),
            prices,
        )
        for unit, floor in zip(asked.units, floors, strict=True)
    ]
    if total is None:
        choices = [one.choice(one.least) for one in raised]
        if None in choices:
            return None
        return _found([choice for choice in choices if choice is not None], len(choices))
    items = [one.by_whole_points(ONE_POINT // factor) for one in raised]
    if not all(items):
        return None
    options = sum(map(len, items))
    found = (one for place in range(len(items)) for one in _filled_by(place, raised[place], items, total))
    best = min(found, key=lambda choices: sum(choice.cost for choice in choices), default=None)
    return None if best is None else _found(best, options)


@dataclass(frozen=True, slots=True)
class _Raised:
    """The points of one unit, and how far they must be raised."""

    known: int
    floor: int | None
    lever: Lever | None
    prices: Prices

    @property
    def least(self) -> int:
        """The least value that will do."""
        return self.known if self.floor is None else max(self.known, self.floor)

    def choice(self, value: int) -> PricedChoice[Decisions] | None:
        """Return the choice to have a value; None if it is out of reach."""
        if value <= self.known:
            return PricedChoice(0, (self.known,), ())
        if self.lever is None or value > self.prices.top(self.lever):
            return None
        return PricedChoice(self.prices.cost(self.lever, self.known, value), (value,), ((self.lever, value),))

    def by_whole_points(self, point: int) -> list[PricedChoice[Decisions]]:
        """Return the choices that raise it by whole points, from the least that will do."""
        top = self.known if self.lever is None else self.prices.top(self.lever)
        values = [self.least, *range(self.known + point, top + 1, point)]
        found = (self.choice(value) for value in values if value >= self.least)
        return [choice for choice in found if choice is not None]


def _filled_by(
    place: int, own: _Raised, items: Sequence[Sequence[PricedChoice[Decisions]]], total: int
) -> Iterator[list[PricedChoice[Decisions]]]:
    """Yield what is chosen if the others are raised by whole points, and one unit by what is then missing."""
    line = Line([item for position, item in enumerate(items) if position != place], total - own.known)
    for gains, _ in line.curve():
        last = own.choice(max(own.least, total - gains))
        picked = line.picked(gains)
        if last is not None and picked is not None:
            yield [*picked.choices, last]


def _found(choices: Sequence[PricedChoice[Decisions]], options: int) -> Found:
    return Found(sum(c.cost for c in choices), tuple(d for c in choices for d in c.key), options)


def _factor(asked: AskedOfUnits) -> int:
    """Return how many ten-thousandths of a point one step of an indicator's grid is."""
    return int(10 ** (POINT_DECIMALS - asked.indicator.decimals))


def _on_grid(asked: AskedOfUnits, points: int) -> int:
    return -(-points // _factor(asked))
