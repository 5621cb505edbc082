import itertools
import random

import pytest

from criteria.bilingual import BilingualText
from criteria.price_list import Project, Raise
from dothi.planner.least_cost import Programme
from dothi.planner.with_projects import after_projects, cheapest_with_projects, started
from tests.support.drawn_towns import DrawnTown, drawn_town

NAME = BilingualText("dự án", "project")


def drawn_projects(town: DrawnTown, dice: random.Random, count: int) -> list[Project]:
    """Draw projects of which each raises three indicators by an eighth of what is possible."""
    found = []
    for place in range(count):
        levers = dice.sample([lever for lever in town.levers if not lever.indicator.is_graded], 3)
        raises = tuple(
            Raise(lever.indicator.id, max(1, (lever.top - lever.worst) // dice.randint(8, 40)), None)
            for lever in levers
        )
        found.append(Project(f"p{place}", NAME, None, dice.randint(1, 40) * 1_000, raises))
    return found


def test_a_project_raises_a_lever_by_so_much_or_to_a_value() -> None:
    """What projects raise adds up, a value that is reached already is not lowered, and nothing leaves the domain."""
    town = drawn_town("111-III", random.Random(1))
    lever = next(known for known in town.levers if known.indicator.id == "piped-water-coverage")
    by = Project("by", NAME, None, 1, (Raise(lever.indicator.id, 100, None),))
    to = Project("to", NAME, None, 1, (Raise(lever.indicator.id, None, lever.worst - 5),))
    far = Project("far", NAME, None, 1, (Raise(lever.indicator.id, 10**9, None),))
    assert lever.worst + 100 == started(lever, [by, to], at_best=False)
    assert lever.worst == started(lever, [to], at_best=False)
    assert lever.top == started(lever, [far], at_best=False)


@pytest.mark.slow
@pytest.mark.usefixtures("highs")
@pytest.mark.parametrize("seed", range(4))
def test_the_projects_chosen_are_those_of_brute_force(seed: int) -> None:
    """No other choice of projects costs less than the one that HiGHS proposes and the exact programme confirms."""
    dice = random.Random(seed)
    town = drawn_town("111-III", dice)
    projects = drawn_projects(town, dice, 4)

    def build(levers: object, quantities: object) -> Programme:
        return Programme((town.plan,), "points", levers, quantities, town.prices, at_best=False)  # type: ignore[arg-type]

    costs = []
    for count in range(len(projects) + 1):
        for some in itertools.combinations(projects, count):
            done = {lever.indicator.id: frozenset(some) for lever in town.levers}
            found = build(*after_projects(town.levers, town.quantities, done, at_best=False)).solve()
            if found is not None:
                costs.append(found.cost + sum(project.amount for project in some))
    solved = cheapest_with_projects(build, town.levers, town.quantities, projects, at_best=False)
    assert min(costs) == (solved[1].cost if solved else None)
