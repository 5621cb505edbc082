"""Raises that cost nothing and bring nothing, taken out of a plan: on equal costs, what is may stay as it is."""

from collections.abc import Callable
from dataclasses import replace

from dothi.planner.least_cost import Found
from dothi.planner.lever_options import Decision


def without_needless(
    found: Found, is_free: Callable[[Decision], bool], solve: Callable[[frozenset[str]], Found | None]
) -> Found:
    """Return decisions of the same cost, without free ones that can be left out.

    Args:
        is_free: tells whether a decision costs nothing, and need not be made.
        solve: returns the cheapest decisions where some indicators stay as they are; None if nothing is enough.
    """
    cost, held, tried = found.cost, frozenset[str](), set[str]()
    while name := next((one[0].indicator.id for one in found.decisions if _is_new(one, tried) and is_free(one)), None):
        tried.add(name)
        other = solve(held | {name})
        if other is not None and other.cost <= cost:
            held |= {name}
            found = replace(found, decisions=other.decisions)
    return found


def _is_new(decision: Decision, tried: set[str]) -> bool:
    return decision[0].indicator.id not in tried
