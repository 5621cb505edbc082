from classifier.plan.applied_rules import AppliedRules
from classifier.plan.compiler import compile_plan
from classifier.plan.easier_plans import ask_no_more
from classifier.plan.plan import Plan
from criteria.rulebook import Rulebook


def plans(rulebook: Rulebook, *rules: str) -> list[Plan]:
    """The plan to which these rules surely apply."""
    return [compile_plan(rulebook, "SILVER", AppliedRules(frozenset(rules), frozenset(rules)))]


def test_a_plan_with_lower_minima_asks_no_more(toy_rulebook: Rulebook) -> None:
    """Islands halve the people, hills ask 80 % of them: islands ask no more than hills, and hills not than islands."""
    islands, hills = plans(toy_rulebook, "islands"), plans(toy_rulebook, "hills")
    assert (True, False) == (ask_no_more(islands, hills), ask_no_more(hills, islands))


def test_a_plan_asks_no_more_than_itself(toy_rulebook: Rulebook) -> None:
    """Both rules together ask exactly what islands alone ask."""
    both = plans(toy_rulebook, "islands", "hills")
    assert ask_no_more(both, plans(toy_rulebook, "islands"))
    assert ask_no_more(plans(toy_rulebook, "islands"), both)


def test_plans_with_other_points_are_not_compared(toy_rulebook: Rulebook) -> None:
    """Without an inner area the points of people are others, so neither plan is known to ask no more."""
    moved, plain = plans(toy_rulebook, "no-inner-area"), plans(toy_rulebook)
    assert (False, False) == (ask_no_more(moved, plain), ask_no_more(plain, moved))
