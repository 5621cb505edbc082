"""Matching of two laws' entries: by key, and for standards by id, then by code, then by a unique indicator."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from criteria.rulebook import Rulebook
from criteria.standard import Standard
from dothi.workbench.diff.difference import Direction

Key = TypeVar("Key")
Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True)
class Unmatched(Generic[Entry]):
    """An entry that only one of two laws has; ``direction`` is ``ADDED`` or ``REMOVED``."""

    entry: Entry
    direction: Direction


def matched_by_key(
    before: Mapping[Key, Entry], after: Mapping[Key, Entry]
) -> Iterator[tuple[Entry, Entry] | Unmatched[Entry]]:
    """Yield the entries of both laws in pairs and the others alone, in the order of the earlier law."""
    for key in dict.fromkeys((*before, *after)):
        if key not in after:
            yield Unmatched(before[key], Direction.REMOVED)
        elif key not in before:
            yield Unmatched(after[key], Direction.ADDED)
        else:
            yield before[key], after[key]


@dataclass(frozen=True, slots=True)
class Matching:
    """The standards of two laws: matched pairs, those only in the earlier law, and those only in the later one."""

    pairs: tuple[tuple[Standard, Standard], ...]
    removed: tuple[Standard, ...]
    added: tuple[Standard, ...]


def matched_standards(before: Rulebook, after: Rulebook) -> Matching:
    """Match the standards of two laws. Standards with different indicators are never matched."""
    pairs: list[tuple[Standard, Standard]] = []
    left, right = list(before.standards), list(after.standards)
    names: tuple[Callable[[Standard], str], ...] = (lambda s: s.id, lambda s: s.code, lambda s: s.indicator)
    for name in names:
        found = _matched(left, right, name)
        pairs += found
        left = [standard for standard in left if all(standard is not pair[0] for pair in found)]
        right = [standard for standard in right if all(standard is not pair[1] for pair in found)]
    order = {standard.id: place for place, standard in enumerate(after.standards)}
    return Matching(tuple(sorted(pairs, key=lambda pair: order[pair[1].id])), tuple(left), tuple(right))


def _matched(
    left: Sequence[Standard], right: Sequence[Standard], name: Callable[[Standard], str]
) -> list[tuple[Standard, Standard]]:
    """Return the pairs with the same name and indicator. A name that occurs twice in a law is ignored."""
    of_left = {name(standard): standard for standard in _named_once(left, name)}
    return [
        (of_left[name(standard)], standard)
        for standard in _named_once(right, name)
        if name(standard) in of_left and of_left[name(standard)].indicator == standard.indicator
    ]


def _named_once(standards: Sequence[Standard], name: Callable[[Standard], str]) -> list[Standard]:
    counts = Counter(name(standard) for standard in standards)
    return [standard for standard in standards if counts[name(standard)] == 1]
