"""A mapping that keeps what was used last, so that what a long-running program keeps has an end."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class RecentlyUsed(Generic[Key, Value]):
    """Keeps the values that were used last.

    Args:
        most: how many values are kept, or how much they weigh together; the last one used is kept whatever it weighs.
        drop: called with each value that is no longer kept.
        weight: what a value weighs; 1 if this is None. By memory, it is the number of things a value is made of.

    >>> kept = RecentlyUsed(2)
    >>> [kept.get(number, lambda: number * number) for number in (1, 2, 3)], len(kept)
    ([1, 4, 9], 2)
    """

    def __init__(
        self, most: int, drop: Callable[[Value], None] | None = None, weight: Callable[[Value], int] | None = None
    ) -> None:
        self._most = most
        self._drop = drop
        self._weight = weight or _one
        self._total = 0
        self._kept: OrderedDict[Key, Value] = OrderedDict()

    def __len__(self) -> int:
        """The number of values kept."""
        return len(self._kept)

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the value of a key, made if it is not kept."""
        if key not in self._kept:
            self._kept[key] = value = make()
            self._total += self._weight(value)
        self._kept.move_to_end(key)
        while self._total > self._most and len(self._kept) > 1:
            self._dropped(self._kept.popitem(last=False)[1])
        return self._kept[key]

    def clear(self) -> None:
        """Keep nothing any longer."""
        while self._kept:
            self._dropped(self._kept.popitem()[1])

    def _dropped(self, value: Value) -> None:
        self._total -= self._weight(value)
        if self._drop is not None:
            self._drop(value)


def _one(_: object) -> int:
    return 1
