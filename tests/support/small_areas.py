"""Small random areas of one unit or of several, for which every plan can be tried."""

import datetime
import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from classifier.engines.units_reference import units_possibly, units_surely
from classifier.plan.member_units import AskedWays, asked_of_units
from criteria.bilingual import BilingualText
from criteria.indicator import Indicator
from criteria.municipality import Measurement, Municipality, Subject, Surroundings, Unit
from criteria.price_list import EFFORT_UNIT, Price, PriceList
from criteria.quantity import Interval, Quantity
from criteria.rulebook import MemberUnitsRequirement, ReachedBy
from criteria.standard import ONE_POINT, Known
from dothi.planner.prices import Prices
from dothi.planner.unit_levers import UnitLevers, unit_levers, widths_of_units

DAY = datetime.date(2026, 11, 28)
NAME = BilingualText("tên", "name")
INDICATORS = {
    name: Indicator(name, NAME, NAME, 0, True, Interval(0, highest), part_of=whole)
    for name, highest, whole in (("total", 6, None), ("section", 4, "total"))
}


@dataclass(frozen=True)
class SmallArea:
    """What is asked of the units of an area, as levers, and what raising them costs."""

    asked: AskedWays
    units: UnitLevers
    prices: Prices


def small_area(dice: random.Random) -> SmallArea:
    """Draw an area; whole points are the grid of its indicators."""
    count = dice.randint(0, 3)
    units = tuple(
        Unit(
            Municipality(name, name, "ward"),
            {
                indicator: Measurement(name, indicator, _quantity(dice, INDICATORS[indicator]), DAY)
                for indicator in INDICATORS
                if dice.random() < 0.9
            },
        )
        for name in ("a", "b", "c")[:count]
    )
    subject = Subject(Municipality("area", "Đô thị", "urban-area"), {}, Surroundings(units=units))
    asked = asked_of_units(_requirements(dice), "III", subject, INDICATORS)
    prices = PriceList(EFFORT_UNIT, tuple(_prices(dice)))
    return SmallArea(asked, unit_levers(asked, subject, frozenset()), Prices(prices, widths_of_units(asked)))


def _quantity(dice: random.Random, indicator: Indicator) -> Quantity:
    ends = sorted(dice.randint(0, indicator.domain.upper) for _ in range(2))
    return dice.choice([Quantity(ends[0], ends[0]), Quantity(*ends), Quantity()])


def _requirements(dice: random.Random) -> list[MemberUnitsRequirement]:
    found = []
    for place in range(dice.randint(1, 3)):
        indicator = dice.choice(list(INDICATORS.values()))
        found.append(
            MemberUnitsRequirement(
                id=f"r{place}",
                text=NAME,
                unit_kinds=frozenset({"ward"}),
                of_one_unit=dice.random() < 0.3,
                reached_by=dice.choice(list(ReachedBy)),
                points={"III": indicator.id},
                required=Known(dice.randint(0, indicator.domain.upper) * ONE_POINT, "seed"),
                citation="Điều 6",
            )
        )
    return found


def _prices(dice: random.Random) -> Iterator[Price]:
    for unit, indicator in itertools.product(("a", "b", "c"), INDICATORS.values()):
        most = dice.choice([None, None, dice.randint(0, indicator.domain.upper)])
        per = dice.choice([1, 1, 2, 3, 5])
        yield Price(indicator.id, unit, dice.randint(0, 9), per, dice.random() < 0.5, dice.choice([0, 0, 4]), most)


def every_plan_for_units(area: SmallArea, at_best: bool) -> Iterator[int]:
    """Yield the cost of every plan after which the units satisfy the law, by the reference alone."""
    levers = list(area.units.levers.items())
    ways: Sequence[Sequence[int | None]] = [
        [None, *range((lever.best if at_best else lever.worst) + 1, area.prices.top(lever) + 1)] for _, lever in levers
    ]
    for values in itertools.product(*ways):
        if not _parts_fit({key: value for (key, _), value in zip(levers, values, strict=True)}, area, at_best):
            continue
        reached = {key: value * ONE_POINT for (key, _), value in zip(levers, values, strict=True) if value is not None}
        asked = tuple(
            tuple(
                tuple(
                    replace(
                        one,
                        units=tuple(
                            replace(unit, lower=to, upper=to)
                            if (to := reached.get((unit.municipality.id, one.indicator.id))) is not None
                            else unit
                            for unit in one.units
                        ),
                    )
                    for one in way
                )
                for way in ways_of_kinds
            )
            for ways_of_kinds in area.asked
        )
        if units_possibly(asked) if at_best else units_surely(asked):
            yield sum(
                area.prices.cost(lever, lever.start(at_best), value)
                for (_, lever), value in zip(levers, values, strict=True)
                if value is not None
            )


def _parts_fit(values: Mapping[tuple[str, str], int | None], area: SmallArea, at_best: bool) -> bool:
    """True if no section exceeds its total where either is raised; what a unit surely has today counts as well."""
    for (unit, indicator), section in values.items():
        total_key = (unit, "total")
        if indicator != "section" or total_key not in values:
            continue
        total, lever = values[total_key], area.units.levers[total_key]
        before = area.units.levers[unit, indicator]
        had = lever.start(at_best)
        if section is not None and (had if total is None else total) < section:
            return False
        if total is not None and total < min(before.worst, max(had, area.prices.top(lever))):
            return False
    return True
