"""The next best plans: for each lever the cheapest that decides otherwise about raising it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dothi.planner.least_cost import Found, Programme
from dothi.planner.levers import Lever


def next_best(programme: Programme, found: Found, levers: Sequence[Lever], most: int) -> list[Found]:
    """Return the cheapest plans that differ from one in a lever that is raised or not, the cheapest first.

    The first of them is the cheapest of all plans that raise other levers; each of the others is the cheapest of those
    that decide otherwise about one.
    """
    raised = frozenset(lever.indicator.id for lever, _ in found.decisions if lever.standards)
    different: dict[frozenset[str], Found] = {}
    for other in _otherwise(programme, raised, levers):
        key = frozenset(lever.indicator.id for lever, _ in other.decisions)
        if key != raised and (key not in different or other.cost < different[key].cost):
            different[key] = other
    return sorted(different.values(), key=lambda one: one.cost)[:most]


def _otherwise(programme: Programme, raised: frozenset[str], levers: Sequence[Lever]) -> Iterator[Found]:
    for lever in levers:
        name = lever.indicator.id
        bundles = [
            replace(
                bundle,
                choices=tuple(
                    choice
                    for choice in bundle.choices
                    if any(one.indicator.id == name for one, _ in choice.key) is (name not in raised)
                ),
            )
            if name in bundle.indicators
            else bundle
            for bundle in programme.bundles
        ]
        if (other := programme.solve(bundles)) is not None:
            yield other
