"""What a model in floats gets wrong, and the exact programme does not."""

import random

from classifier.engines.reference import judge
from classifier.plan.plan import StandardPlan
from criteria.quantity import Quantity
from dothi.planner.knapsack import Line, PricedChoice
from dothi.planner.least_cost import Programme
from dothi.planner.levers import Lever
from dothi.planner.prices import Prices
from tests.support.drawn_towns import DrawnTown, drawn_town

TOWNS = 12
FINE = 1_000_000
"""Points of the float model are counted in millionths, so that no rounding of the law is left in them."""


def float_points(standard: StandardPlan, value: int) -> float:
    """Return the points on the line between the levels, as a model without the law's rounding takes them."""
    low, high = standard.minimum, standard.maximum
    assert low is not None
    assert high is not None
    if value >= high:
        return standard.points_maximum / 10_000
    if value < low:
        return 0.0
    if standard.is_graded:
        return standard.points_minimum / 10_000
    share = (value - low) / (high - low)
    return (standard.points_minimum + (standard.points_maximum - standard.points_minimum) * share) / 10_000


def choices(standard: StandardPlan, lever: Lever, prices: Prices) -> list[PricedChoice[tuple[str, int] | None]]:
    """Return a choice for a hundred values between the levels, and for both levels."""
    low, high = standard.minimum, standard.maximum
    assert low is not None
    assert high is not None
    kept = int(float_points(standard, lever.worst) * FINE)
    found: list[PricedChoice[tuple[str, int] | None]] = [PricedChoice(0, (kept,), None)]
    for value in sorted({low, high, *(low + (high - low) * part // 100 for part in range(100))}):
        if value > lever.worst:
            gain = int(float_points(standard, value) * FINE)
            found.append(PricedChoice(prices.cost(lever, lever.worst, value), (gain,), (standard.id, value)))
    return found


def is_met_by_float_plan(town: DrawnTown) -> bool:
    """Return whether the law finds the plan met that the float model calls optimal."""
    told = dict(town.quantities)
    for criterion in town.plan.criteria:
        pairs = [
            (s, lever) for s, lever in zip(town.plan.standards, town.levers, strict=True) if s.criterion == criterion.id
        ]
        items = [choices(standard, lever, town.prices) for standard, lever in pairs]
        need = criterion.points_minimum * FINE // 10_000 - FINE // 1_000  # within the tolerance of a solver
        picked = Line(
            [[PricedChoice(c.cost, (c.gains[0] // 1_000,), c.key) for c in i] for i in items], need // 1_000
        ).picked(need // 1_000)
        assert picked is not None
        for choice in picked.choices:
            if choice.key is not None:
                name, value = choice.key
                standard = next(known for known in town.plan.standards if known.id == name)
                told[name] = Quantity(standard.plain(value), standard.plain(value))
    return judge(town.plan, town.plan.intervals(told)).total["points"].surely


def test_a_float_model_calls_plans_met_that_are_not() -> None:
    """Of some towns a model that interpolates without rounding has an optimal plan that the law does not find met."""
    dice = random.Random(3)
    towns = [drawn_town("111-III", dice) for _ in range(TOWNS)]
    wrong = sum(not is_met_by_float_plan(town) for town in towns)
    assert 0 < wrong < TOWNS
    for town in towns:
        found = Programme((town.plan,), "points", town.levers, town.quantities, town.prices, at_best=False).solve()
        assert found is not None
        raised = {lever.standards[0]: lever.value(value) for lever, value in found.decisions}
        told = {
            name: Quantity(raised[name], raised[name]) if name in raised else quantity
            for name, quantity in town.quantities.items()
        }
        assert judge(town.plan, town.plan.intervals(told)).total["points"].surely
