"""Which standards of two laws are the same: by id, else by code, else by what they measure where only one does."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from criteria.rulebook import Rulebook
from criteria.standard import Standard


@dataclass(frozen=True, slots=True)
class Matching:
    """The standards of two laws: those in both, those only in the first, those only in the second."""

    pairs: tuple[tuple[Standard, Standard], ...]
    removed: tuple[Standard, ...]
    added: tuple[Standard, ...]


def matched_standards(before: Rulebook, after: Rulebook) -> Matching:
    """Match the standards of two laws; standards of different indicators are never the same."""
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
    """The pairs with the same name and indicator; a name that stands twice in a law says nothing."""
    of_left = {name(standard): standard for standard in _named_once(left, name)}
    return [
        (of_left[name(standard)], standard)
        for standard in _named_once(right, name)
        if name(standard) in of_left and of_left[name(standard)].indicator == standard.indicator
    ]


def _named_once(standards: Sequence[Standard], name: Callable[[Standard], str]) -> list[Standard]:
    counts = Counter(name(standard) for standard in standards)
    return [standard for standard in standards if counts[name(standard)] == 1]
