"""Integer dynamic programmes: the least cost for enough gains, where one choice is made for each item.

An item is a list of choices. Every choice has a cost and gains, all whole numbers that are not negative. One dimension
is solved on an array with an entry for each gain, several dimensions on the states that no other state beats.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key")

Gains = tuple[int, ...]

MOST_STATES = 60_000
"""The number of states of several dimensions that are looked at for each item."""

MOST_COMPARED = 300
"""The number of states with which each state is compared, to see whether it is beaten."""


class TooManyStates(Exception):
    """A programme of several dimensions has more states than `MOST_STATES`."""


@dataclass(frozen=True, slots=True)
class PricedChoice(Generic[Key]):
    """One way to decide about an item.

    Attributes:
        gains: one for each dimension.
        key: what was chosen.
    """

    cost: int
    gains: Gains
    key: Key


@dataclass(frozen=True, slots=True)
class Picked(Generic[Key]):
    """A choice for each item, what they cost together, and what they gain."""

    cost: int
    gains: Gains
    choices: tuple[PricedChoice[Key], ...]


def without_beaten(choices: Sequence[PricedChoice[Key]]) -> tuple[PricedChoice[Key], ...]:
    """Return the choices of which no other gives as much for as little, the cheapest first."""
    ordered = sorted(choices, key=lambda one: (one.cost, [-gain for gain in one.gains]))
    kept: list[PricedChoice[Key]] = []
    if ordered and len(ordered[0].gains) == 1:
        for choice in ordered:
            if not kept or choice.gains[0] > kept[-1].gains[0]:
                kept.append(choice)
        return tuple(kept)
    for choice in ordered:
        if not any(_covers(known.gains, choice.gains) for known in kept):
            kept.append(choice)
    return tuple(kept)


def _covers(one: Gains, other: Gains) -> bool:
    return all(first >= second for first, second in zip(one, other, strict=True))


class Line(Generic[Key]):
    """The least costs in one dimension, for every total of gains.

    Args:
        items: each with one choice at least.
        most: no more gains are asked for than these.
    """

    def __init__(self, items: Sequence[Sequence[PricedChoice[Key]]], most: int) -> None:
        self._items = sorted(items, key=len)  # the longest last, since only its asked places are computed
        least = [min(choice.gains[0] for choice in item) for item in self._items]
        self._base = sum(least)
        extras = [
            [(choice.gains[0] - low, choice.cost) for choice in item]
            for item, low in zip(self._items, least, strict=True)
        ]
        self._unit = math.gcd(*(gain for steps in extras for gain, _ in steps)) or 1
        self._steps = [[(gain // self._unit, cost) for gain, cost in steps] for steps in extras]
        self._size = self._place(most)
        self._rows: list[list[int]] = [[0]]
        for steps in self._steps[:-1]:
            self._rows.append(self._extended(self._rows[-1], steps))

    def _extended(self, row: list[int], steps: Sequence[tuple[int, int]]) -> list[int]:
        """Return the least costs after one more item; a row ends where no more can be gained."""
        reach = min(self._size, len(row) - 1 + max(gain for gain, _ in steps))
        first_gain, first_cost = max(steps)
        found = self._shifted(row, min(first_gain, reach), first_cost, reach)
        for gain, cost in steps:
            jump = min(gain, reach)
            if jump == first_gain and cost == first_cost:
                continue
            nearest = row[0] + cost
            head = [min(one, nearest) for one in found[:jump]]
            end = jump + len(row)
            body = [
                one if one <= (other := two + cost) else other for one, two in zip(found[jump:end], row, strict=False)
            ]
            found = head + body + found[end:]
        return found

    @staticmethod
    def _shifted(row: list[int], jump: int, cost: int, reach: int) -> list[int]:
        """Return a row after one choice; the choice with the most gains, so that it reaches as far as any."""
        return [row[0] + cost] * jump + [known + cost for known in row[: reach + 1 - jump]]

    def _place(self, gains: int) -> int:
        return max(0, -(-(gains - self._base) // self._unit))

    def _at(self, place: int) -> int | None:
        """Return the least cost of all items at a place; None if that is out of reach."""
        row = self._rows[-1]
        if not self._steps:
            return row[place] if place < len(row) else None
        costs = (
            row[before] + cost
            for gain, cost in self._steps[-1]
            if (before := place - gain if place > gain else 0) < len(row)
        )
        return min(costs, default=None)

    def cost(self, gains: int) -> int | None:
        """Return the least cost of these gains at least; None if they are out of reach."""
        return self._at(self._place(gains))

    def picked(self, gains: int) -> Picked[Key] | None:
        """Return the cheapest choices for these gains at least; None if they are out of reach."""
        place = self._place(gains)
        if (left := self._at(place)) is None:
            return None
        cost, chosen = left, list[PricedChoice[Key]]()
        backwards = zip(reversed(self._items), reversed(self._steps), reversed(self._rows), strict=False)
        for item, steps, row in backwards:
            for choice, (gain, price) in zip(item, steps, strict=True):
                before = max(0, place - gain)
                if before < len(row) and row[before] + price == left:
                    chosen.append(choice)
                    place, left = before, left - price
                    break
        chosen.reverse()
        return Picked(cost, (sum(choice.gains[0] for choice in chosen),), tuple(chosen))

    def curve(self) -> Iterator[tuple[int, int]]:
        """Yield the largest gains for each least cost, and the cost, in ascending order."""
        row = self._extended(self._rows[-1], self._steps[-1]) if self._steps else self._rows[-1]
        for place, cost in enumerate(row):
            if place == len(row) - 1 or row[place + 1] > cost:
                yield self._base + place * self._unit, cost


_Trail = tuple[PricedChoice[Key], "_Trail[Key] | None"]
"""The choices that lead to a state, the last first."""


def frontier(items: Sequence[Sequence[PricedChoice[Key]]], enough: Gains) -> list[Picked[Key]]:
    """Return what can be had in several dimensions: the states that no other state beats, the cheapest first.

    Args:
        enough: more gains than these are worth nothing.

    Raises:
        TooManyStates: there are too many to keep.
    """
    least = [tuple(map(min, zip(*(choice.gains for choice in item), strict=True))) for item in items]
    # What items surely gain is counted at once, so that states are equal as soon as they come to the same.
    sure = [sum(known) for known in zip(*least, strict=True)] if least else [0] * len(enough)
    states: dict[Gains, tuple[int, _Trail[Key] | None]] = {tuple(map(min, enough, sure)): (0, None)}
    for item, low in zip(items, least, strict=True):
        steps = [(tuple(gain - base for gain, base in zip(c.gains, low, strict=True)), c) for c in item]
        if len(states) * len(steps) > MOST_STATES:
            raise TooManyStates
        found: dict[Gains, tuple[int, _Trail[Key] | None]] = {}
        for gains, (cost, trail) in states.items():
            for extra, choice in steps:
                new = tuple(min(one + two, top) for one, two, top in zip(gains, extra, enough, strict=True))
                total = cost + choice.cost
                known = found.get(new)
                if known is None or total < known[0]:
                    found[new] = (total, (choice, trail))
        states = _unbeaten(found)
    return [Picked(cost, gains, _unrolled(trail)) for gains, (cost, trail) in states.items()]


def _unbeaten(
    states: dict[Gains, tuple[int, _Trail[Key] | None]],
) -> dict[Gains, tuple[int, _Trail[Key] | None]]:
    """Return the states that none of the cheapest beats, the cheapest first."""
    ordered = sorted(states.items(), key=lambda state: (state[1][0], [-gain for gain in state[0]]))
    kept: dict[Gains, tuple[int, _Trail[Key] | None]] = {}
    compared: list[Gains] = []
    for gains, rest in ordered:
        if any(_covers(known, gains) for known in compared):
            continue
        kept[gains] = rest
        if len(compared) < MOST_COMPARED:
            compared.append(gains)
    return kept


def _unrolled(trail: _Trail[Key] | None) -> tuple[PricedChoice[Key], ...]:
    found: list[PricedChoice[Key]] = []
    while trail is not None:
        choice, trail = trail
        found.append(choice)
    return tuple(reversed(found))
