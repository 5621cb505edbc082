"""Shares of the campaigns against wrong plans; `tests.campaigns.plans` runs them at any size."""

import pytest

from tests.campaigns.plans import brute_force_campaign, completions_campaign, highs_campaign, units_campaign
from tests.support.drawn_towns import DRAWN


def test_least_costs_and_curves_are_those_of_brute_force() -> None:
    """On small random laws and towns no plan is cheaper than the one that is called optimal, for any total."""
    assert (150, []) == ((found := brute_force_campaign(150, seed=7)).tries, found.faults)


def test_least_costs_of_units_are_those_of_brute_force() -> None:
    """What units must reach, each, one of them or on average, costs no less than what is called the least."""
    assert (150, []) == ((found := units_campaign(150, seed=7)).tries, found.faults)


def test_completions_cost_no_less_and_no_more_than_the_bounds() -> None:
    """Whatever the unknown values turn out to be, the least cost lies between its two bounds."""
    assert (25, []) == ((found := completions_campaign(25, seed=7)).tries, found.faults)


@pytest.mark.slow
@pytest.mark.usefixtures("highs")
@pytest.mark.parametrize("what", DRAWN)
def test_least_costs_and_curves_are_those_of_highs(what: str) -> None:
    """On towns of the shipped laws HiGHS finds the same least costs, and both evaluators find the plans met."""
    assert (2, []) == ((found := highs_campaign(what, 2, seed=7)).tries, found.faults)
