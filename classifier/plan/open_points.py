"""Points that are not sure enough: what those of standards and criteria may turn out to be."""

from collections.abc import Mapping
from typing import NamedTuple

from criteria.rulebook import Rulebook
from criteria.standard import ONE_POINT, Criterion
from criteria.sureness import Demand, Doubt

Ends = tuple[int, int]
"""The points of a standard at its minimum and at its maximum level."""

OpenPoints = tuple[Ends, Ends]
"""The points of a standard at worst and at best."""


class StandardPoints(NamedTuple):
    """The points of a standard, and at worst and at best if they are not sure enough."""

    minimum: int
    maximum: int
    opened: OpenPoints | None


def open_points_of(rulebook: Rulebook, demand: Demand) -> tuple[dict[str, Ends], dict[str, Ends]]:
    """Return the points at both levels, at worst and at best, of the standards whose points are not sure enough.

    Points that are not known lie between nothing and those of the criterion. Where standards are counted, each is worth
    one by its nature.
    """
    worst: dict[str, Ends] = {}
    best: dict[str, Ends] = {}
    for criterion in rulebook.criteria:
        for standard in criterion.standards:
            least, most = standard.points.minimum, standard.points.maximum
            knows_least, knows_most = (demand.admits(Doubt.POINTS, known.basis) for known in (least, most))
            if criterion.is_counted or (knows_least and knows_most):
                continue
            lowest = least.value if knows_least else 0
            highest = most.value if knows_most else most_of(criterion, rulebook, demand)
            worst[standard.id] = (lowest, most.value if knows_most else lowest)
            best[standard.id] = (least.value if knows_least else highest, highest)
    return worst, best


def most_of(criterion: Criterion, rulebook: Rulebook, demand: Demand) -> int:
    """Return the most points that a criterion can have: its own if they are sure enough, else those of the law."""
    maximum = criterion.points.maximum
    return maximum.value if demand.admits(Doubt.POINTS, maximum.basis) else rulebook.law.points_maximum.value


def opened_points(
    points: Ends, standard: str, at_ends: tuple[Mapping[str, Ends], Mapping[str, Ends]]
) -> OpenPoints | None:
    """Return the points of a standard at worst and at best; None if nothing about them is open.

    Args:
        points: the points on file.
        at_ends: those at worst and at best of the standards whose points are not sure enough.
    """
    worst, best = (ends.get(standard, points) for ends in at_ends)
    return None if worst == best == points else (worst, best)


def open_minimum(criterion: Criterion, rulebook: Rulebook, demand: Demand) -> tuple[int, int] | None:
    """Return what a criterion needs at worst and at best; None if it is known, or if nothing is asked."""
    if not criterion.asks_minimum or demand.admits(Doubt.POINTS, criterion.points.minimum.basis):
        return None
    if criterion.is_counted:
        return len(criterion.standards) * ONE_POINT, 0
    return most_of(criterion, rulebook, demand), 0
