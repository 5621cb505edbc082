"""Curves of several goals joined: for each total of points the least cost by any of them."""

from collections.abc import Iterable


def joined_curves(curves: Iterable[Iterable[tuple[int, int]]]) -> tuple[tuple[int, int], ...]:
    """Return, in ascending order, the largest total for each least cost, and the cost.

    >>> joined_curves([[(75, 10), (80, 30)], [(80, 20), (85, 20)], [(75, 12)]])
    ((75, 10), (85, 20))
    """
    points = sorted({pair for curve in curves for pair in curve}, key=lambda pair: (-pair[0], pair[1]))
    found: list[tuple[int, int]] = []
    for total, cost in points:
        if not found or cost < found[-1][1]:
            found.append((total, cost))
    return tuple(reversed(found))
