"""The cheapest set of projects, found exactly: sets are tried one after the other, and a bound passes over most.

With more projects nothing else becomes dearer. What a set costs without the amounts of the projects that are not
decided about is therefore a bound on every set between those that are decided and all of it.
"""

from collections.abc import Callable, Iterable, Sequence

from criteria.price_list import Project
from dothi.planner.least_cost import Found, Programme

MOST_SETS = 1_024
"""How many sets of projects are tried at most: all of those of ten projects."""

Projects = frozenset[Project]
Solved = tuple[Programme, Found]


class TooManySets(Exception):
    """More than `MOST_SETS` sets of projects would have to be tried."""


class ProjectSets:
    """Sets of projects, each solved once.

    Args:
        solve: returns the least cost with these projects and no others, their amounts included; None if it is out of
            reach.
    """

    def __init__(self, solve: Callable[[Projects], Solved | None]) -> None:
        self._solve = solve
        self._known: dict[Projects, Solved | None] = {}
        self._best: Solved | None = None

    def cheapest(self, projects: Iterable[Project], proposals: Iterable[Projects]) -> Solved | None:
        """Return the cheapest set, on equal costs one without needless projects; None if nothing is enough.

        Args:
            proposals: sets that may be cheap, which are tried first.

        Raises:
            TooManySets: the cheapest cannot be told.
        """
        ordered = sorted(projects, key=lambda project: (-project.amount, project.id))
        for some in (Projects(), *proposals):
            self._propose(self._solved(some))
        self._search(Projects(), ordered)
        return self._without_needless()

    def _search(self, chosen: Projects, undecided: Sequence[Project]) -> None:
        """Try the sets that have these projects, and any of those that are not decided about."""
        found = self._solved(chosen.union(undecided))
        if found is None:
            return  # more projects never do harm, so that nothing is enough without some of them either
        bound = found[1].cost - sum(project.amount for project in undecided)
        if self._best is not None and bound >= self._best[1].cost:
            return
        self._propose(found)
        if undecided:
            project, *rest = undecided
            self._search(chosen, rest)
            self._search(chosen | {project}, rest)

    def _solved(self, projects: Projects) -> Solved | None:
        if projects not in self._known:
            if len(self._known) >= MOST_SETS:
                raise TooManySets
            self._known[projects] = self._solve(projects)
        return self._known[projects]

    def _propose(self, found: Solved | None) -> None:
        if found is not None and (self._best is None or found[1].cost < self._best[1].cost):
            self._best = found

    def _without_needless(self) -> Solved | None:
        """Return the cheapest without the projects that cost nothing and bring nothing."""
        best = self._best
        for project in best[1].projects if best is not None else ():
            assert best is not None
            if project.amount == 0:
                other = self._solve(Projects(best[1].projects) - {project})
                best = other if other is not None and other[1].cost <= best[1].cost else best
        return best
