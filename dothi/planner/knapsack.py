"""Integer dynamic programmes: the least cost for enough gains, where one choice is made for each item.

An item is a list of choices. Every choice has a cost and gains, all whole numbers that are not negative. One dimension
is solved on an array with an entry for each gain, several dimensions on the states that no other state beats.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Gains = tuple[int, ...]

MOST_STATES = 400_000
"""The number of states of several dimensions that are kept."""


class TooManyStates(Exception):
    """A programme of several dimensions has more states than `MOST_STATES`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to decide about an item.

    Attributes:
        gains: one for each dimension.
        key: what was chosen; opaque here.
    """

    cost: int
    gains: Gains
    key: object


Item = Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Picked:
    """A choice for each item, what they cost together, and what they gain."""

    cost: int
    gains: Gains
    choices: tuple[Choice, ...]


def without_beaten(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """Return the choices of which no other gives as much for as little, the cheapest first."""
    kept: list[Choice] = []
    for choice in sorted(choices, key=lambda one: (one.cost, [-gain for gain in one.gains])):
        if not any(_covers(known.gains, choice.gains) for known in kept):
            kept.append(choice)
    return tuple(kept)


def _covers(one: Gains, other: Gains) -> bool:
    return all(first >= second for first, second in zip(one, other, strict=True))


class Line:
    """The least costs in one dimension: for every total of gains, and for any item by itself.

    Args:
        items: each with one choice at least.
        most: no more gains are asked for than these.
    """

    def __init__(self, items: Sequence[Item], most: int) -> None:
        self.items = items
        self.base = sum(min(choice.gains[0] for choice in item) for item in items)
        least = [min(choice.gains[0] for choice in item) for item in items]
        self._steps = [
            [(choice.gains[0] - low, choice.cost) for choice in item] for item, low in zip(items, least, strict=True)
        ]
        self.unit = math.gcd(*(gain for steps in self._steps for gain, _ in steps)) or 1
        self._steps = [[(gain // self.unit, cost) for gain, cost in steps] for steps in self._steps]
        reach = sum(max(gain for gain, _ in steps) for steps in self._steps)
        self.size = min(reach, max(0, -(-(most - self.base) // self.unit)))
        self.is_out_of_reach = self.base + reach * self.unit < most
        self._nothing = 1 + sum(max(cost for _, cost in steps) for steps in self._steps)
        self._rows: list[list[int]] = [[0, *[self._nothing] * self.size]]
        for steps in self._steps:
            self._rows.append(self._extended(self._rows[-1], steps))

    def _extended(self, row: list[int], steps: Sequence[tuple[int, int]]) -> list[int]:
        """Return the least costs after one more item."""
        size, found = self.size, None
        for gain, cost in steps:
            gain = min(gain, size)
            shifted = [row[0] + cost] * gain
            shifted += [known + cost for known in row[: size + 1 - gain]]
            found = shifted if found is None else list(map(min, found, shifted))
        assert found is not None
        return found

    def _place(self, gains: int) -> int:
        return max(0, -(-(gains - self.base) // self.unit))

    def cost(self, gains: int) -> int | None:
        """Return the least cost for these gains at least; None if they are out of reach."""
        place = self._place(gains)
        if place > self.size or self._rows[-1][place] >= self._nothing:
            return None
        return self._rows[-1][place]

    def picked(self, gains: int) -> Picked | None:
        """Return the cheapest choices for these gains at least; None if they are out of reach."""
        if (cost := self.cost(gains)) is None:
            return None
        place, left, chosen = self._place(gains), cost, list[Choice]()
        for item, steps, row in zip(
            reversed(self.items), reversed(self._steps), reversed(self._rows[:-1]), strict=True
        ):
            for choice, (gain, price) in zip(item, steps, strict=True):
                if row[max(0, place - gain)] + price == left:
                    chosen.append(choice)
                    place, left = max(0, place - gain), left - price
                    break
        chosen.reverse()
        return Picked(cost, (sum(choice.gains[0] for choice in chosen),), tuple(chosen))

    def curve(self) -> Iterator[tuple[int, int]]:
        """Yield the largest gains for each least cost, and the cost."""
        row = self._rows[-1]
        for place, cost in enumerate(row):
            if cost < self._nothing and (place == self.size or row[place + 1] > cost):
                yield self.base + place * self.unit, cost


def frontier(items: Sequence[Item], enough: Gains) -> list[Picked]:
    """Return what can be had in several dimensions: the states that no other state beats, the cheapest first.

    Args:
        enough: more gains than these are worth nothing.

    Raises:
        TooManyStates: there are too many to keep.
    """
    rest = [[0] * len(enough) for _ in range(len(items) + 1)]
    for place in range(len(items) - 1, -1, -1):
        for dimension in range(len(enough)):
            rest[place][dimension] = rest[place + 1][dimension] + min(c.gains[dimension] for c in items[place])
    # What the rest surely adds is counted at once, so that states are equal as soon as they come to the same.
    start = tuple(min(top, sure) for top, sure in zip(enough, rest[0], strict=True))
    states: dict[Gains, tuple[int, object]] = {start: (0, None)}
    for place, item in enumerate(items):
        least = tuple(one - two for one, two in zip(rest[place], rest[place + 1], strict=True))
        steps = [(tuple(g - low for g, low in zip(c.gains, least, strict=True)), c) for c in item]
        found: dict[Gains, tuple[int, object]] = {}
        for gains, (cost, trail) in states.items():
            for extra, choice in steps:
                new = tuple(min(one + two, top) for one, two, top in zip(gains, extra, enough, strict=True))
                total = cost + choice.cost
                known = found.get(new)
                if known is None or total < known[0]:
                    found[new] = (total, (choice, trail))
        states = _unbeaten(found)
        if len(states) > MOST_STATES:
            raise TooManyStates
    return [
        Picked(cost, gains, _unrolled(trail))
        for gains, (cost, trail) in sorted(states.items(), key=lambda state: (state[1][0], state[0]))
    ]


def _unbeaten(states: dict[Gains, tuple[int, object]]) -> dict[Gains, tuple[int, object]]:
    """Return the states that no other state beats; where there are many of several dimensions, only equal ones go."""
    ordered = sorted(states.items(), key=lambda state: (state[1][0], [-gain for gain in state[0]]))
    kept: dict[Gains, tuple[int, object]] = {}
    if ordered and len(ordered[0][0]) <= 2:
        stairs: list[Gains] = []
        for gains, rest in ordered:
            if not any(_covers(known, gains) for known in stairs):
                stairs = [known for known in stairs if not _covers(gains, known)]
                stairs.append(gains)
                kept[gains] = rest
        return kept
    for gains, rest in ordered:
        if len(kept) > 2000 or not any(_covers(known, gains) for known in kept):
            kept[gains] = rest
    return kept


def _unrolled(trail: object) -> tuple[Choice, ...]:
    found: list[Choice] = []
    while isinstance(trail, tuple):
        choice, trail = trail
        found.append(choice)
    return tuple(reversed(found))
