import itertools
import random
from typing import Any, cast

import pytest

from criteria.bilingual import BilingualText
from criteria.price_list import Project
from dothi.planner.least_cost import Found
from dothi.planner.project_sets import Projects, ProjectSets, Solved, TooManySets

NAME = BilingualText("dự án", "project")


class Covering:
    """Projects that together must gain so much; what they lack costs a price, where it can be had at all."""

    def __init__(self, gains: list[int], amounts: list[int], need: int, price: int | None) -> None:
        self.gains = {Project(f"p{place}", NAME, None, cost, ()): gains[place] for place, cost in enumerate(amounts)}
        self.need, self.price = need, price

    def solve(self, some: Projects) -> Solved | None:
        """Return the cost with some projects."""
        lacking = max(0, self.need - sum(self.gains[project] for project in some))
        if lacking and self.price is None:
            return None
        cost = lacking * (self.price or 0) + sum(project.amount for project in some)
        ordered = tuple(sorted(some, key=lambda project: project.id))
        return cast(Any, None), Found(cost, (), 0, projects=ordered)

    def costs(self) -> list[int]:
        """Return the cost of every set that is enough."""
        every = [Projects(some) for count in range(len(self.gains) + 1)
                 for some in itertools.combinations(self.gains, count)]  # fmt: skip
        return [found[1].cost for some in every if (found := self.solve(some)) is not None]


@pytest.mark.parametrize("seed", range(20))
def test_no_set_is_cheaper_however_large_the_amounts_are(seed: int) -> None:
    """Amounts of which floats lose the last units are compared exactly."""
    dice = random.Random(seed)
    gains = [dice.randint(1, 30) * 100 for _ in range(9)]
    amounts = [gain * 10 ** dice.choice((7, 13)) // 100 + dice.randint(0, 3) for gain in gains]
    case = Covering(gains, amounts, sum(gains) // 2, dice.choice((None, 10**6)))
    found = ProjectSets(case.solve).cheapest(case.gains, [])
    assert found is not None
    assert min(case.costs()) == found[1].cost


def test_where_there_are_too_many_sets_nothing_is_called_cheapest() -> None:
    """Equal projects leave nothing to rule out; a plan that is not proved is not given."""
    case = Covering([100] * 30, [7] * 30, 1_550, None)
    with pytest.raises(TooManySets):
        ProjectSets(case.solve).cheapest(case.gains, [])


def test_a_project_that_brings_nothing_is_left_out() -> None:
    """Projects for nothing are done only where they are needed."""
    case = Covering([10, 20, 0], [0, 0, 0], 20, None)
    found = ProjectSets(case.solve).cheapest(case.gains, [])
    assert found is not None
    assert ["p1"] == [project.id for project in found[1].projects]
