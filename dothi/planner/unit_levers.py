"""The least cost of what the law asks of the units of an area, such as Article 6 of Resolution 111/2025."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from classifier.plan.member_units import AskedOfUnits, AskedWays, UnitPoints
from criteria.indicator import Indicator
from criteria.municipality import Subject
from criteria.quantity import UNKNOWN
from criteria.rulebook import ReachedBy
from dothi.planner.knapsack import TooManyStates
from dothi.planner.least_cost import Found
from dothi.planner.levers import Lever, lever_of
from dothi.planner.prices import Prices
from dothi.planner.unit_pairs import Pair, Raised, Side, cheapest_values, on_grid, points_factor


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
            width = max(1, on_grid(one.indicator, one.required) - one.indicator.domain.lower)
            found[one.indicator.id] = max(width, found.get(one.indicator.id, 1))
    return found


def cheapest_for_units(units: UnitLevers, prices: Prices, at_best: bool) -> Found | None:
    """Return the cheapest decisions about the units; None if nothing is enough.

    At worst they hold in every way in which the area may be made up, at best in one.

    Raises:
        dothi.planner.knapsack.TooManyStates: there are too many values to try.
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


def lacking_units(units: UnitLevers, prices: Prices, at_best: bool) -> tuple[str, ...]:
    """Return the ids of the requirements that fail with every unit at its best possible value; all if none does."""
    asked = [one for ways in units.asked for way in ways for one in way]
    found = [one.requirement.id for one in asked if not _holds_at_top(one, units, prices, at_best)]
    return tuple(dict.fromkeys(found or [one.requirement.id for one in asked]))


def _holds_at_top(asked: AskedOfUnits, units: UnitLevers, prices: Prices, at_best: bool) -> bool:
    if asked.required is None or not asked.is_every_unit:
        return at_best
    factor, required = points_factor(asked.indicator), asked.required
    tops = [_raised(unit, asked.indicator, units, prices, at_best).top * factor for unit in asked.units]
    match asked.requirement.reached_by:
        case ReachedBy.EVERY:
            return all(top >= required for top in tops)
        case ReachedBy.ONE:
            return any(top >= required for top in tops)
        case ReachedBy.AVERAGE:
            return sum(tops) >= required * len(tops)


def _together(parts: Iterable[Found | None]) -> Found | None:
    cost, decisions, options = 0, list[tuple[Lever, int]](), 0
    for part in parts:
        if part is None:
            return None
        cost, options = cost + part.cost, options + part.options
        decisions += part.decisions
    return Found(cost, tuple(decisions), options)


def _cheapest(asked: Iterable[AskedOfUnits], units: UnitLevers, prices: Prices, at_best: bool) -> Found | None:
    """Return the cheapest decisions; points that are part of others are decided about together with these."""
    groups: dict[str, list[AskedOfUnits]] = {}
    for one in asked:
        if one.required is not None and one.is_every_unit:  # the others may hold, and do not surely hold
            groups.setdefault(one.indicator.part_of or one.indicator.id, []).append(one)
    return _together(_of_group(every, units, prices, at_best) for every in groups.values())


def _of_group(asked: Sequence[AskedOfUnits], units: UnitLevers, prices: Prices, at_best: bool) -> Found | None:
    """Return the cheapest decisions about one indicator of the units, or about a whole and its part."""
    members = [unit.municipality.id for unit in asked[0].units]
    ids = dict.fromkeys(one.indicator.id for one in asked)
    sides = [Side.of([one for one in asked if one.indicator.id == known]) for known in ids]
    if len({side.indicator.decimals for side in sides}) > 1:
        raise TooManyStates
    if len(sides) > 2 or any([unit.municipality.id for unit in one.units] != members for one in asked):
        raise TooManyStates
    whole = next((side for side in sides if side.indicator.part_of is None), sides[0])
    part = next((side for side in sides if side is not whole), None)
    pairs = [
        Pair(
            whole,
            part,
            _raised(whole.units[place], whole.indicator, units, prices, at_best),
            _raised(part.units[place], part.indicator, units, prices, at_best) if part else None,
        )
        for place in range(len(members))
    ]
    chosen = cheapest_values(pairs)
    if chosen is None:
        return None
    decisions = tuple(
        decision for pair, values in zip(pairs, chosen, strict=True) for decision in pair.decisions(values)
    )
    cost = sum(pair.cost(values) for pair, values in zip(pairs, chosen, strict=True))
    return Found(cost, decisions, sum(pair.count for pair in pairs))


def _raised(unit: UnitPoints, indicator: Indicator, units: UnitLevers, prices: Prices, at_best: bool) -> Raised:
    factor = points_factor(indicator)
    lever = units.levers.get((unit.municipality.id, indicator.id))
    return Raised((unit.upper if at_best else unit.lower) // factor, unit.lower // factor, lever, prices)
