"""Towns and costs by draw for the shipped laws, whose unknown levels are filled by draw as well."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from classifier.plan.applied_rules import applied_rules
from classifier.plan.compiler import compile_plan
from classifier.plan.plan import Plan, StandardPlan
from criteria.condition import field_words
from criteria.indicator import Indicator
from criteria.municipality import Municipality
from criteria.price_list import EFFORT_UNIT, Price, PriceList
from criteria.quantity import Quantity
from criteria.rule_files.library import Library
from criteria.rulebook import Rulebook
from criteria.standard import Known, Level, Standard
from criteria.stated import only
from dothi.planner.levers import Lever, lever_of
from dothi.planner.prices import Prices, widths_of
from tests.support.paths import REAL_RULES

TOWN = Municipality(
    "town", "Phố", "town", current_type="IV", region="mekong-delta", attributes=only(), inner_area=True, outer_area=True
)
DRAWN = {"111-II": ("nq-111-2025", "II"), "111-III": ("nq-111-2025", "III"), "1210-III": ("nq-1210-2016", "III"),
         "1210-V": ("nq-1210-2016", "V")}  # fmt: skip
"""The laws and types of which towns are drawn."""


@dataclass(frozen=True)
class DrawnTown:
    """A town with everything known, or with something unknown, and what raising its indicators costs."""

    plan: Plan
    indicators: Mapping[str, Indicator]
    quantities: Mapping[str, Quantity]
    prices: Prices
    levers: tuple[Lever, ...]


@cache
def _rulebook(law: str) -> Rulebook:
    library = Library(REAL_RULES)
    return library.rulebook(library.register.law(law))


def drawn_town(what: str, dice: random.Random, unknown: int = 0) -> DrawnTown:
    """Draw a town.

    Args:
        unknown: in how many of a hundred cases an indicator is not known exactly.
    """
    law, target = DRAWN[what]
    rulebook = _filled(_rulebook(law).for_type(target, TOWN.kind), target, dice)
    applied = applied_rules(rulebook, field_words(TOWN))
    plan = compile_plan(rulebook, target, replace(applied, possibly=applied.surely), kind=TOWN.kind)
    quantities = {standard.id: _quantity(standard, dice, unknown) for standard in plan.standards}
    indicators = {known.indicator: rulebook.indicators[known.indicator] for known in plan.standards}
    price_list = PriceList(EFFORT_UNIT, tuple(_price(known, dice) for known in indicators.values()))
    prices = Prices(price_list, widths_of(plan.standards))
    return DrawnTown(plan, indicators, quantities, prices, levers_for(plan, indicators, quantities))


def levers_for(
    plan: Plan, indicators: Mapping[str, Indicator], quantities: Mapping[str, Quantity]
) -> tuple[Lever, ...]:
    """Return the levers of a town."""
    return tuple(
        lever_of("town", indicators[standard.indicator], quantities[standard.id], (standard.id,))
        for standard in plan.standards
    )


def _filled(rulebook: Rulebook, target: str, dice: random.Random) -> Rulebook:
    def filled(standard: Standard) -> Standard:
        level = standard.levels[target]
        if level.minimum is not None and level.maximum is not None:
            return standard
        domain = rulebook.indicators[standard.indicator].domain
        known = [one.value for one in (level.minimum, level.maximum) if one is not None]
        highest = min(domain.upper, max([*known, domain.lower + 10_000]))
        ends = sorted([*known, *(dice.randint(domain.lower, highest) for _ in range(2 - len(known)))])
        if not rulebook.indicators[standard.indicator].higher_is_better:
            ends.reverse()
        levels = Level(Known(ends[0], "seed"), Known(ends[1], "seed"))
        return replace(standard, levels={**standard.levels, target: levels})

    criteria = tuple(replace(c, standards=tuple(map(filled, c.standards))) for c in rulebook.criteria)
    return replace(rulebook, criteria=criteria)


def _quantity(standard: StandardPlan, dice: random.Random, unknown: int) -> Quantity:
    low, high = standard.minimum, standard.maximum
    assert low is not None
    assert high is not None
    width = max(high - low, 2 * standard.refinement)
    least, most = max(standard.domain.lower, low - width // 2), min(standard.domain.upper, high + width // 8)

    def value() -> int:
        return standard.plain(dice.randint(min(least, most), max(least, most)))

    if dice.randrange(100) >= unknown:
        return Quantity(one := value(), one)
    ends = sorted((value(), value()))
    return dice.choice([Quantity(*ends), Quantity(*ends), Quantity(lower=ends[0]), Quantity()])


def _price(indicator: Indicator, dice: random.Random) -> Price:
    point = 10**indicator.decimals
    amount, per = dice.randint(1, 5_000), dice.choice([1, point, 5 * point])
    return Price(indicator.id, None, amount, per, dice.random() < 0.3, dice.choice([0, 0, 1_000]))
