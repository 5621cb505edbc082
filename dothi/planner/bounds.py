"""Options that no cheapest plan can use, ruled out by a bound before the programme runs.

The bound is that of Lagrange: if a gain is worth a fixed price, every item chooses by itself, and what all items
together pay, less what the gains are worth, is never more than the least cost. All of it in whole numbers: the price is
a fraction, by whose denominator costs are multiplied.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dothi.planner.knapsack import Choice, Item


@dataclass(frozen=True, slots=True)
class Bounded:
    """Items without the choices that are ruled out.

    Attributes:
        lower_bound: no choices that gain enough cost less.
        ruled_out: how many choices are left out.
    """

    items: tuple[Item, ...]
    lower_bound: int
    ruled_out: int


def bounded(items: Sequence[Item], need: int) -> Bounded:
    """Return items without the choices that cost too much for what they gain, in one dimension.

    Args:
        items: each with choices that no other beats, the cheapest first.
        need: the gains that are needed together; they are within reach.
    """
    hulls = [_hull(item) for item in items]
    segments = sorted(
        (Fraction(two.cost - one.cost, two.gains[0] - one.gains[0]), place, level)
        for place, hull in enumerate(hulls)
        for level, (one, two) in enumerate(zip(hull, hull[1:], strict=False))
    )
    chosen = [hull[0] for hull in hulls]
    missing = need - sum(choice.gains[0] for choice in chosen)
    worth = Fraction(0)
    for slope, place, level in segments:
        if missing <= 0:
            break
        worth = slope
        missing -= hulls[place][level + 1].gains[0] - hulls[place][level].gains[0]
        chosen[place] = hulls[place][level + 1]
    most = sum(choice.cost for choice in _trimmed(items, chosen, -missing))
    # Costs less the worth of gains, times the denominator of the worth.
    by, price = worth.denominator, worth.numerator
    weighed = [[by * choice.cost - price * choice.gains[0] for choice in item] for item in items]
    least = [min(known) for known in weighed]
    bound = price * need + sum(least)
    kept: list[Item] = [
        tuple(choice for choice, weight in zip(item, weights, strict=True) if bound + weight - low <= by * most)
        for item, weights, low in zip(items, weighed, least, strict=True)
    ]
    left_out = sum(map(len, items)) - sum(map(len, kept))
    return Bounded(tuple(kept), max(0, -(-bound // by)), left_out)


def _hull(item: Item) -> list[Choice]:
    """Return the choices on the lower convex hull of cost over gains, from the least gains on."""
    hull: list[Choice] = []
    for choice in sorted(item, key=lambda one: (one.gains[0], one.cost)):
        if hull and hull[-1].gains[0] == choice.gains[0]:
            continue
        while len(hull) > 1 and _is_above(hull[-2], hull[-1], choice):
            hull.pop()
        hull.append(choice)
    return hull


def _is_above(one: Choice, middle: Choice, other: Choice) -> bool:
    """True if the middle lies on or above the line from one choice to another."""
    return (middle.cost - one.cost) * (other.gains[0] - one.gains[0]) >= (other.cost - one.cost) * (
        middle.gains[0] - one.gains[0]
    )


def _trimmed(items: Sequence[Item], chosen: Sequence[Choice], spare: int) -> list[Choice]:
    """Return choices that gain no less than is needed, without what they gain too much, the dearest first."""
    found = list(chosen)
    for _ in range(2):
        for place in sorted(range(len(items)), key=lambda known: -found[known].cost):
            now = found[place]
            for choice in items[place]:
                if now.gains[0] - choice.gains[0] <= spare and choice.cost < found[place].cost:
                    found[place] = choice
            spare -= now.gains[0] - found[place].gains[0]
    return found
