"""Choices that no cheapest plan can use, ruled out by a bound before the programme runs.

The bound is that of Lagrange: if gains are worth a fixed price, every item chooses by itself, and what all items
together pay, less what their gains are worth, is never more than the least cost. All of it is in whole numbers: prices
are fractions, by whose common denominator costs are multiplied.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic

from dothi.planner.knapsack import Key, PricedChoice


@dataclass(frozen=True, slots=True)
class ChoiceGroup(Generic[Key]):
    """Items of one dimension, such as the standards of a criterion, and the gains that they need together.

    Every item has choices of which no other beats one, the cheapest first; the needs are within reach.
    """

    items: Sequence[Sequence[PricedChoice[Key]]]
    need: int


@dataclass(frozen=True, slots=True)
class Bounded(Generic[Key]):
    """Groups without the choices that are ruled out.

    Attributes:
        lower_bound: no choices that gain enough cost less.
        ruled_out: how many choices are left out.
        worth: what a gain of each group is worth at the bound.
    """

    groups: tuple[ChoiceGroup[Key], ...]
    lower_bound: int
    ruled_out: int
    worth: tuple[Fraction, ...]


@dataclass(slots=True)
class _Chosen(Generic[Key]):
    """What is chosen of a group so far, and how much more it gains than it needs."""

    choices: list[PricedChoice[Key]]
    spare: int


def bounded(groups: Sequence[ChoiceGroup[Key]], total: int) -> Bounded[Key]:
    """Return groups without the choices that cost too much for what they gain.

    Args:
        total: the gains that all groups need together; they are within reach.
    """
    hulls = [[_hull(item) for item in group.items] for group in groups]
    segments = [
        sorted(
            (Fraction(two.cost - one.cost, two.gains[0] - one.gains[0]), place, level + 1)
            for place, hull in enumerate(own)
            for level, (one, two) in enumerate(itertools.pairwise(hull))
        )
        for own in hulls
    ]
    chosen = [_Chosen([hull[0] for hull in own], -group.need) for own, group in zip(hulls, groups, strict=True)]
    worth = [Fraction(0) for _ in groups]
    rest = []
    for place, (known, own) in enumerate(zip(chosen, hulls, strict=True)):
        known.spare += sum(choice.gains[0] for choice in known.choices)
        for slope, item, level in segments[place]:
            if known.spare >= 0:
                rest.append((slope, place, item, level))
                continue
            worth[place] = slope
            _choose(known, item, own[item][level])
    missing = total - sum(sum(choice.gains[0] for choice in known.choices) for known in chosen)
    of_total = Fraction(0)
    for slope, place, item, level in sorted(rest):
        if missing <= 0:
            break
        of_total = slope
        missing -= _choose(chosen[place], item, hulls[place][item][level])
    _trim(groups, chosen, -missing)
    most = sum(choice.cost for known in chosen for choice in known.choices)
    prices = [max(own, of_total) for own in worth]
    by = math.lcm(of_total.denominator, *(price.denominator for price in prices))
    bound = int(of_total * by) * total
    weighed = []
    for group, price in zip(groups, prices, strict=True):
        bound += int((price - of_total) * by) * group.need
        scaled = int(price * by)
        weighed.append([[by * one.cost - scaled * one.gains[0] for one in item] for item in group.items])
        bound += sum(map(min, weighed[-1]))
    kept = tuple(
        ChoiceGroup(
            [
                [one for one, weight in zip(item, known, strict=True) if bound + weight - min(known) <= by * most]
                for item, known in zip(group.items, weights, strict=True)
            ],
            group.need,
        )
        for group, weights in zip(groups, weighed, strict=True)
    )
    ruled_out = _choices(groups) - _choices(kept)
    return Bounded(kept, max(0, -(-bound // by)), ruled_out, tuple(prices))


def _choices(groups: Sequence[ChoiceGroup[Key]]) -> int:
    return sum(len(item) for group in groups for item in group.items)


def _choose(known: _Chosen[Key], item: int, choice: PricedChoice[Key]) -> int:
    """Choose otherwise about an item, and return how much more it gains."""
    more = choice.gains[0] - known.choices[item].gains[0]
    known.choices[item] = choice
    known.spare += more
    return more


def _hull(item: Sequence[PricedChoice[Key]]) -> list[PricedChoice[Key]]:
    """Return the choices on the lower convex hull of cost over gains, from the least gains on."""
    hull: list[PricedChoice[Key]] = []
    for choice in sorted(item, key=lambda one: (one.gains[0], one.cost)):
        if hull and hull[-1].gains[0] == choice.gains[0]:
            continue
        while len(hull) > 1 and _is_above(hull[-2], hull[-1], choice):
            hull.pop()
        hull.append(choice)
    return hull


def _is_above(one: PricedChoice[Key], middle: PricedChoice[Key], other: PricedChoice[Key]) -> bool:
    """True if the middle lies on or above the line from one choice to another."""
    run, whole = middle.gains[0] - one.gains[0], other.gains[0] - one.gains[0]
    return (middle.cost - one.cost) * whole >= (other.cost - one.cost) * run


def _trim(groups: Sequence[ChoiceGroup[Key]], chosen: Sequence[_Chosen[Key]], spare: int) -> None:
    """Take back what is gained beyond what is needed, from the dearest choices first.

    Args:
        spare: how much more all groups together gain than they need.
    """
    places = [(place, item) for place, group in enumerate(groups) for item in range(len(group.items))]
    for place, item in sorted(places, key=lambda known: -chosen[known[0]].choices[known[1]].cost):
        known = chosen[place]
        now = known.choices[item]
        least = now.gains[0] - min(spare, known.spare)
        cheapest = min((one for one in groups[place].items[item] if one.gains[0] >= least), key=lambda one: one.cost)
        if cheapest.cost < now.cost:
            spare += _choose(known, item, cheapest)
