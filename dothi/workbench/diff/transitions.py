"""Differences between the transitions of two laws: the new types of municipalities with earlier types."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from criteria.condition import condition_text
from criteria.law import Law, Transition
from criteria.rulebook import Rulebook
from dothi.workbench.diff.difference import Difference, Direction, Sides, are_same, direction_of

TransitionPair = tuple[Transition, Transition]


def differences_of_transitions(before: Rulebook, after: Rulebook) -> Iterator[Difference]:
    """Yield transitions of only one law, then differences between matched ones, then changes of order.

    Transitions have no id. Equal ones are matched first, then those from the same types, then those to the same type
    under the same condition.
    """
    pairs, removed, added = _matched(before.law, after.law)
    for direction, transitions in ((Direction.REMOVED, removed), (Direction.ADDED, added)):
        for known in transitions:
            when = _when(known)
            lost: Sides = (when, None) if direction is Direction.REMOVED else (None, when)
            yield Difference(direction, "transition", _subject(known), None, (), lost, known.citation)
    for first, second in pairs:
        compared: tuple[tuple[str, Sides], ...] = (
            ("transition_from", (_from(first), _from(second))),
            ("transition_to", (first.to, second.to)),
            ("transition_condition", (_when(first), _when(second))),
        )
        for part, sides in compared:
            if not are_same(sides):
                yield Difference(direction_of(sides, None), part, _subject(second), None, (), sides, second.citation)
    yield from _of_order(before.law, pairs)


def _of_order(old: Law, pairs: Sequence[TransitionPair]) -> Iterator[Difference]:
    """Yield pairs of transitions from one type whose order changed, since the first match counts."""
    places = {id(known): place for place, known in enumerate(old.transitions)}
    for (first, earlier), (second, later) in combinations(pairs, 2):
        if places[id(first)] > places[id(second)] and set(earlier.from_types) & set(later.from_types):
            sides = (f"{_subject(second)}; {_subject(first)}", f"{_subject(earlier)}; {_subject(later)}")
            yield Difference(Direction.CHANGED, "transition_order", "", None, (), sides, earlier.citation)


def _matched(old: Law, new: Law) -> tuple[list[TransitionPair], list[Transition], list[Transition]]:
    """Return the pairs in the order of the later law, the unmatched earlier ones, and the unmatched later ones."""
    pairs: list[TransitionPair] = []
    left, right = list(old.transitions), list(new.transitions)
    keys: tuple[Callable[[Transition], object], ...] = (
        lambda known: (frozenset(known.from_types), known.to, known.when),
        lambda known: (frozenset(known.from_types), known.to),
        lambda known: frozenset(known.from_types),
        lambda known: (known.to, known.when),
    )
    for key in keys:
        for second in tuple(right):
            first = next((known for known in left if key(known) == key(second)), None)
            if first is not None:
                pairs.append((first, second))
                left = [known for known in left if known is not first]
                right = [known for known in right if known is not second]
    order = {id(known): place for place, known in enumerate(new.transitions)}
    return sorted(pairs, key=lambda pair: order[id(pair[1])]), left, right


def _from(transition: Transition) -> str:
    """Return the earlier types as text, with a dash for no type."""
    return ", ".join(sorted(known or "–" for known in transition.from_types))


def _subject(transition: Transition) -> str:
    return f"{_from(transition)} → {transition.to}"


def _when(transition: Transition) -> str | None:
    return None if transition.when is None else condition_text(transition.when)
