"""What must be raised, where it is not known how good it is already."""

from dataclasses import replace

from classifier.plan.plan import CriterionPlan, Plan, ReadingPlan, StandardPlan
from criteria.bilingual import BilingualText
from criteria.indicator import Grade, Indicator
from criteria.price_list import EFFORT_UNIT, Price, PriceList
from criteria.quantity import Interval, Quantity
from dothi.planner.least_cost import Programme
from dothi.planner.lever_options import Wishes
from dothi.planner.levers import lever_of
from dothi.planner.prices import Prices, widths_of

NAME = BilingualText("tên", "name")
RANK = Indicator("rank", NAME, None, 0, True, Interval(0, 4), tuple(Grade(f"g{rung}", NAME) for rung in range(5)))
ASKED = StandardPlan(
    id="s", code="s", criterion="c", indicator="rank", higher_is_better=True, is_graded=True, domain=Interval(0, 4),
    applies=True, minimum=1, maximum=4, sure_floor=1, possible_floor=1, reduced_by=None, points_minimum=10_000,
    points_maximum=20_000, mandatory_in=None,
)  # fmt: skip


def least(quantity: Quantity, at_best: bool, asked: StandardPlan = ASKED) -> int | None:
    """Return the least cost of raising the rank, at 10 a grade."""
    plan = Plan(
        "law", "III", 0, 20_000, 100, (CriterionPlan("c", 0, 20_000, (asked,)),), (ReadingPlan("points", True),)
    )
    prices = Prices(PriceList(EFFORT_UNIT, (Price("rank", None, 10, 1),)), widths_of([asked]))
    levers = [lever_of("town", RANK, quantity, ("s",))]
    wishes = Wishes(must=frozenset({"rank"}))
    found = Programme((plan,), "points", levers, {"s": quantity}, prices, at_best, wishes).solve()
    return found.cost if found else None


def test_what_must_be_raised_and_is_not_known_costs_nothing_at_best() -> None:
    """What is perhaps as good already as it is to become may stay as it is at best: a bound is never above the plan."""
    assert (0, 10) == (least(Quantity(0, 2), at_best=True), least(Quantity(0, 2), at_best=False))


def test_what_must_be_raised_and_is_known_costs_as_much_at_best() -> None:
    """Where everything is known, both bounds are the cost of the next grade that wins points."""
    assert (30, 30) == (least(Quantity(1, 1), at_best=True), least(Quantity(1, 1), at_best=False))


def test_what_cannot_be_raised_is_out_of_reach() -> None:
    """The best grade wins nothing by being raised, so that no plan does."""
    assert (None, None) == (least(Quantity(4, 4), at_best=True), least(Quantity(4, 4), at_best=False))


def test_a_level_that_is_not_known_makes_no_plan_infeasible() -> None:
    """With one level unknown the rank may earn everything already, but need not: a bound is there beside the plan."""
    asked = replace(ASKED, minimum=None, sure_floor=None, possible_floor=None)
    assert (0, 30) == (
        least(Quantity(1, 1), at_best=True, asked=asked),
        least(Quantity(1, 1), at_best=False, asked=asked),
    )
