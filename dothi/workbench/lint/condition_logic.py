"""Logic of conditions: satisfiability, tautology, implication and overlap.

A field has finitely many words, but too many to try them all. Words that no condition distinguishes form a class, and
one word of each class is tried. The conditions are then truth tables, and they are compared by meaning rather than by
their text.
"""

import itertools
import math
from collections.abc import Iterable

from criteria.condition import Condition, FieldWords, KnownWords, leaves, truth
from criteria.stated import Stated, only

MULTI_VALUED_FIELD = "municipality.attributes"
"""The only field that can have several words at once."""

ANOTHER = "…"
"""Stands for every word of an open field that no condition mentions."""

MAX_SITUATIONS = 20_000
"""The most situations to try; conditions that distinguish more are not examined."""

MAX_CLASSES = 12
"""The most classes of words of the multi-valued field; each class doubles the situations."""


def situations(conditions: Iterable[Condition], known: KnownWords) -> list[FieldWords]:
    """Return every situation that the conditions distinguish; an empty list if there are too many."""
    asked: dict[str, set[frozenset[str]]] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            asked.setdefault(leaf.field, set()).add(leaf.words)
    choices = [_choices(field, sets, known.get(field)) for field, sets in asked.items()]
    if math.prod(map(len, choices)) > MAX_SITUATIONS:
        return []
    return [dict(zip(asked, words, strict=True)) for words in itertools.product(*choices)]


def _choices(field: str, asked: set[frozenset[str]], known: frozenset[str] | None) -> list[Stated]:
    """Return the values of a field to try: one word of each class that the questions distinguish."""
    words = sorted(known) if known is not None else [*sorted(frozenset().union(*asked)), ANOTHER]
    classes: dict[tuple[bool, ...], str] = {}
    for word in words:
        classes.setdefault(tuple(word in question for question in asked), word)
    if field != MULTI_VALUED_FIELD:
        return [only(word) for word in classes.values()]
    told_apart = [word for answers, word in classes.items() if any(answers)]
    if len(told_apart) > MAX_CLASSES:
        return []
    return [only(*some) for count in range(len(told_apart) + 1) for some in itertools.combinations(told_apart, count)]


def is_satisfiable(condition: Condition, known: KnownWords) -> bool:
    """True if the condition holds in some situation.

    >>> from criteria.condition import AllOf, Holds
    >>> known = {"municipality.region": frozenset({"hills", "plain"})}
    >>> hills, plain = (Holds("municipality.region", frozenset({word})) for word in ("hills", "plain"))
    >>> is_satisfiable(hills, known), is_satisfiable(AllOf((hills, plain)), known)
    (True, False)
    """
    tried = situations([condition], known)
    return not tried or any(truth(condition, words) for words in tried)


def is_tautology(condition: Condition, known: KnownWords) -> bool:
    """True if the condition holds in every situation."""
    tried = situations([condition], known)
    return bool(tried) and all(truth(condition, words) for words in tried)


def follows_from(condition: Condition, other: Condition, known: KnownWords) -> bool:
    """True if the condition holds wherever the other one does."""
    tried = situations([condition, other], known)
    return bool(tried) and all(truth(condition, words) for words in tried if truth(other, words))


def common_situation(condition: Condition, other: Condition, known: KnownWords) -> FieldWords | None:
    """Return a situation in which both conditions hold, or None if there is none."""
    both = (w for w in situations([condition, other], known) if truth(condition, w) and truth(other, w))
    return next(both, None)


def situation_text(words: FieldWords) -> str:
    """Return a situation as text, such as ``municipality.region = hills``.

    >>> situation_text({"municipality.attributes": only("island", "coastal")})
    'municipality.attributes = coastal + island'
    """
    return ", ".join(f"{field} = {' + '.join(sorted(found.words)) or '–'}" for field, found in words.items())
