"""The path for what is known, where a municipality may be judged by several plans."""

from dataclasses import replace

from classifier.plan.plan import CriterionPlan, Plan, ReadingPlan, StandardPlan
from criteria.indicator import Indicator
from criteria.quantity import Interval, Quantity
from dothi.planner.levers import lever_of
from dothi.planner.partial_path import Partial, reaching_known
from dothi.planner.prices import Prices, widths_of
from tests.support.small_laws import NAME

INDICATOR = Indicator("share", NAME, NAME, 0, True, Interval(0, 10))
ASKED = StandardPlan(
    id="s", code="1.1", criterion="c", indicator="share", higher_is_better=True, is_graded=False,
    domain=Interval(0, 10), applies=True, minimum=6, maximum=8, sure_floor=6, possible_floor=6, reduced_by=None,
    points_minimum=10_000, points_maximum=20_000, mandatory_in=None,
)  # fmt: skip
OPEN = replace(ASKED, minimum=None, sure_floor=None, possible_floor=None)


def partial(*asked: StandardPlan) -> Partial:
    """Return the path for a share of 4, judged by a plan for each standard."""
    plans = [
        Plan("law", "III", 0, 20_000, 100, (CriterionPlan("c", 0, 20_000, (one,)),), (ReadingPlan("points", True),))
        for one in asked
    ]
    levers = [lever_of("town", INDICATOR, Quantity(4, 4), ("s",))]
    return reaching_known(plans, levers, {"s": Quantity(4, 4)}, Prices(widths=widths_of(asked)))


def test_a_standard_is_raised_to_the_level_that_all_plans_know() -> None:
    """What passes by one plan at 6 and by another at 7 is raised to 7, and is called passing."""
    found = partial(ASKED, replace(ASKED, minimum=7, sure_floor=7, possible_floor=7))
    assert ([7], {"s"}) == ([value for _, value in found.decisions], found.passing)


def test_a_standard_whose_level_one_plan_lacks_is_not_called_known() -> None:
    """A level that is known by one plan only proves nothing, so that nothing is raised and nothing called passing."""
    assert Partial((), frozenset(), ()) == partial(ASKED, OPEN)
    assert Partial((), frozenset(), ()) == partial(OPEN, ASKED)
