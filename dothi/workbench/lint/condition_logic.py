"""Conditions held against each other by what they mean: every situation of which they can tell the difference.

The words of a field are finite, but too many to try all: words that no condition tells apart are tried once. What a
condition means is then a table of truth, and one condition follows from another, contradicts it or never holds,
whatever their texts look like.
"""

import itertools
import math
from collections.abc import Iterable, Mapping

from criteria.condition import Condition, FieldWords, KnownWords, leaves, truth

MULTI_VALUED_FIELD = "municipality.attributes"
"""The one field that has several words at once; every other has one."""

ANOTHER = "…"
"""Stands for a word of a field of any words that no condition names."""

MAX_SITUATIONS = 20_000
"""Beyond so many nothing is said: conditions that ask so much are not looked at."""

MAX_CLASSES = 12
"""Of words that a municipality may have several of at once; each doubles the situations."""


def situations(conditions: Iterable[Condition], known: KnownWords) -> list[FieldWords]:
    """Every situation that some of the conditions tell from the others; none where there are too many."""
    asked: dict[str, set[frozenset[str]]] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            asked.setdefault(leaf.field, set()).add(leaf.words)
    choices = [_choices(field, sets, known.get(field)) for field, sets in asked.items()]
    if math.prod(map(len, choices)) > MAX_SITUATIONS:
        return []
    return [dict(zip(asked, words, strict=True)) for words in itertools.product(*choices)]


def _choices(field: str, asked: set[frozenset[str]], known: frozenset[str] | None) -> list[frozenset[str]]:
    """What a field can be, as far as the questions tell: one word of each class that they tell apart."""
    words = sorted(known) if known is not None else [*sorted(frozenset().union(*asked)), ANOTHER]
    classes: dict[tuple[bool, ...], str] = {}
    for word in words:
        classes.setdefault(tuple(word in question for question in asked), word)
    if field != MULTI_VALUED_FIELD:
        return [frozenset({word}) for word in classes.values()]
    told_apart = [word for answers, word in classes.items() if any(answers)]
    if len(told_apart) > MAX_CLASSES:
        return []
    return [
        frozenset(some) for count in range(len(told_apart) + 1) for some in itertools.combinations(told_apart, count)
    ]


def is_satisfiable(condition: Condition, known: KnownWords) -> bool:
    """Whether there is a situation in which the condition holds.

    >>> from criteria.condition import AllOf
    >>> known = {"municipality.region": frozenset({"hills", "plain"})}
    >>> hills, plain = (Holds("municipality.region", frozenset({word})) for word in ("hills", "plain"))
    >>> is_satisfiable(hills, known), is_satisfiable(AllOf((hills, plain)), known)
    (True, False)
    """
    tried = situations([condition], known)
    return not tried or any(truth(condition, words) for words in tried)


def is_tautology(condition: Condition, known: KnownWords) -> bool:
    """Whether the condition holds in every situation."""
    tried = situations([condition], known)
    return bool(tried) and all(truth(condition, words) for words in tried)


def follows_from(condition: Condition, other: Condition, known: KnownWords) -> bool:
    """Whether the condition holds wherever the other does."""
    tried = situations([condition, other], known)
    return bool(tried) and all(truth(condition, words) for words in tried if truth(other, words))


def common_situation(condition: Condition, other: Condition, known: KnownWords) -> FieldWords | None:
    """A situation in which both hold; None: there is none."""
    both = (w for w in situations([condition, other], known) if truth(condition, w) and truth(other, w))
    return next(both, None)


def situation_text(words: Mapping[str, frozenset[str] | None]) -> str:
    """A situation as a text: ``municipality.region = hills``.

    >>> situation_text({"municipality.attributes": frozenset({"island", "coastal"})})
    'municipality.attributes = coastal + island'
    """
    return ", ".join(f"{field} = {' + '.join(sorted(found or ())) or '–'}" for field, found in words.items())
