"""Projects that raise several indicators at once: sets of them are tried exactly, each with the integer programme.

A project breaks the separation of criteria, so that the choice of projects is a search of its own. Where there are
many, HiGHS proposes a set from which the search begins; it computes in floats, and nothing that it says is relied on.
"""

import contextlib
import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from criteria.price_list import Project
from criteria.quantity import Quantity
from dothi.planner.highs import Constraint, HighsUnfinished, cheapest_columns
from dothi.planner.knapsack import PricedChoice
from dothi.planner.least_cost import Programme
from dothi.planner.lever_options import Decisions
from dothi.planner.levers import Lever
from dothi.planner.project_sets import Projects, ProjectSets, Solved

MOST_ON_ONE = 6
"""The number of projects that may raise one indicator, where there are more than `FEW` in all."""

FEW = 10
"""Of so many projects every set can be tried, without HiGHS."""

Build = Callable[[Sequence[Lever], Mapping[str, Quantity]], Programme]
"""Returns the programme of a goal with other levers, and other quantities by standard."""


class TooManyProjects(Exception):
    """More than `MOST_ON_ONE` projects raise one indicator."""


@dataclass(frozen=True, slots=True)
class _Column:
    """One choice about a bundle, together with some projects.

    Attributes:
        bundle: its place.
        touching: all projects that touch the bundle.
    """

    bundle: int
    places: tuple[int, ...]
    choice: PricedChoice[Decisions]
    chosen: Projects
    touching: Projects


def started(lever: Lever, projects: Iterable[Project], at_best: bool) -> int:
    """Return the value of a lever after some projects; better is higher."""
    start = reached = lever.start(at_best)
    for one in (one for project in projects for one in project.raises if one.indicator == lever.indicator.id):
        if one.to is not None:
            reached = max(reached, one.to if lever.indicator.higher_is_better else -one.to)
        start += one.by or 0
    return min(lever.top, max(start, reached))


def after_projects(
    levers: Sequence[Lever], quantities: Mapping[str, Quantity], projects: Mapping[str, Projects], at_best: bool
) -> tuple[list[Lever], dict[str, Quantity]]:
    """Return levers and quantities after projects.

    Args:
        projects: by indicator, those that are done.
    """
    changed, told = [], dict(quantities)
    for lever in levers:
        done = projects.get(lever.indicator.id, frozenset())
        start = started(lever, done, at_best)
        is_raised = any(one.indicator == lever.indicator.id for project in done for one in project.raises)
        if is_raised and at_best and lever.quantity.claim is not None:
            start = lever.top  # where only a claim is known, nobody knows how far it is raised
        elif not is_raised or start <= lever.start(at_best):
            changed.append(lever)
            continue
        value = lever.value(start)
        exact = Quantity(value, value)
        changed.append(replace(lever, worst=start, best=start, quantity=exact))
        told |= dict.fromkeys(lever.standards, exact)
    return changed, told


def decided(levers: Sequence[Lever], solved: Solved, at_best: bool) -> Decisions:
    """Return the decisions about levers as they were before the projects, and what these reach by themselves."""
    programme, found = solved
    values = {lever.indicator.id: value for lever, value in found.decisions}
    decisions = []
    for lever in levers:
        value = values.get(lever.indicator.id, started(lever, found.projects, at_best))
        if lever.quantity.claim is not None and lever.indicator.id not in values and programme.fails(lever, value):
            continue  # the claim says more than what the projects surely reach
        if value > lever.start(at_best):
            decisions.append((lever, value))
    return tuple(decisions)


def cheapest_with_projects(
    build: Build,
    levers: Sequence[Lever],
    quantities: Mapping[str, Quantity],
    projects: Sequence[Project],
    at_best: bool,
) -> Solved | None:
    """Return the cheapest decisions where projects may be done as well; None if nothing is enough.

    Raises:
        dothi.planner.highs.HighsMissing: there are many projects, and the extra is not installed.
        dothi.planner.project_sets.TooManySets: the cheapest set cannot be told.
        TooManyProjects: there are many projects, and too many of them raise one indicator.
    """
    every = Projects(projects)
    with_all = _solved(build, levers, quantities, every, at_best)
    if with_all is None:
        return None  # more projects never do harm, so that nothing is enough without some of them either
    proposals = []
    if len(every) > FEW:
        touching = _touching(levers, projects)
        with contextlib.suppress(HighsUnfinished):
            proposals.append(_chosen(build, levers, quantities, touching, at_best))
    sets = ProjectSets(lambda done: _solved(build, levers, quantities, done, at_best))
    found = sets.cheapest(every, proposals)
    if found is None:
        return None
    # With all projects for nothing, nothing else is dearer, so that the bound then holds for every set.
    return found[0], replace(found[1], bound=with_all[1].bound)


def _touching(levers: Sequence[Lever], projects: Sequence[Project]) -> dict[str, Projects]:
    """Return, by indicator, the projects that raise it."""
    found = {
        lever.indicator.id: frozenset(p for p in projects if any(r.indicator == lever.indicator.id for r in p.raises))
        for lever in levers
    }
    if any(len(known) > MOST_ON_ONE for known in found.values()):
        raise TooManyProjects
    return found


def _solved(
    build: Build, levers: Sequence[Lever], quantities: Mapping[str, Quantity], done: Projects, at_best: bool
) -> Solved | None:
    """Return the least cost with these projects and no others."""
    programme = build(*after_projects(levers, quantities, {one.indicator.id: done for one in levers}, at_best))
    found = programme.solve()
    if found is None:
        return None
    ordered = tuple(sorted(done, key=lambda project: project.id))
    return programme, replace(found, cost=found.cost + sum(project.amount for project in ordered), projects=ordered)


def _chosen(
    build: Build,
    levers: Sequence[Lever],
    quantities: Mapping[str, Quantity],
    touching: Mapping[str, Projects],
    at_best: bool,
) -> Projects:
    """Return the projects of the cheapest plan, as HiGHS finds them."""
    columns, programme = _columns(build, levers, quantities, touching, at_best)
    every = sorted(frozenset[Project]().union(*touching.values()), key=lambda project: project.id)
    costs = [column.choice.cost for column in columns] + [project.amount for project in every]
    rows = []
    for bundle in range(len(programme.bundles)):
        own = [place for place, column in enumerate(columns) if column.bundle == bundle]
        rows.append(Constraint(1, 1, tuple(own), (1,) * len(own)))
        for position, project in enumerate(every):
            if own and project in columns[own[0]].touching:
                doing = [place for place in own if project in columns[place].chosen]
                rows.append(Constraint(0, 0, (*doing, len(columns) + position), (*[1] * len(doing), -1)))
    for place, criterion in enumerate(programme.dimensions):
        rows.append(_row(columns, frozenset({place}), criterion.needed(programme.reading, at_best)))
    rows += [_row(columns, total.places, total.need) for total in programme.totals]
    chosen = cheapest_columns(costs, rows)
    if chosen is None:
        raise HighsUnfinished
    return frozenset(project for position, project in enumerate(every) if len(columns) + position in chosen)


def _row(columns: Sequence[_Column], places: frozenset[int], need: int) -> Constraint:
    gains = [
        sum(gain for place, gain in zip(column.places, column.choice.gains, strict=True) if place in places)
        for column in columns
    ]
    kept = [place for place, gain in enumerate(gains) if gain]
    return Constraint(need, None, tuple(kept), tuple(gains[place] for place in kept))


def _columns(
    build: Build,
    levers: Sequence[Lever],
    quantities: Mapping[str, Quantity],
    touching: Mapping[str, Projects],
    at_best: bool,
) -> tuple[list[_Column], Programme]:
    """Return a column for each choice about each bundle with each set of the projects that touch it."""
    programme = build(levers, quantities)
    subsets = []
    for bundle in programme.bundles:
        every = frozenset[Project]().union(*(touching.get(name, frozenset()) for name in bundle.indicators))
        if len(every) > MOST_ON_ONE:
            raise TooManyProjects
        ordered = sorted(every, key=lambda project: project.id)
        subsets.append(
            [frozenset(some) for count in range(len(ordered) + 1) for some in itertools.combinations(ordered, count)]
        )
    columns = []
    for turn in range(max(map(len, subsets))):
        done = {
            name: known[turn]
            for known, bundle in zip(subsets, programme.bundles, strict=True)
            for name in bundle.indicators
            if turn < len(known)
        }
        changed = build(*after_projects(levers, quantities, done, at_best)) if turn else programme
        for place, (known, bundle) in enumerate(zip(subsets, changed.bundles, strict=True)):
            if turn < len(known):
                columns += [_Column(place, bundle.places, choice, known[turn], known[-1]) for choice in bundle.choices]
    return columns, programme
