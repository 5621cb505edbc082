"""Attributes of before that have columns of their own now: the old tags are read on, as if the columns said so.

They are ``formation``, ``budget_level`` and ``has_commune_units``.
"""

from collections.abc import Iterator, Mapping

from criteria.stated import Stated

OLD_TAGS: Mapping[str, tuple[str, str]] = {
    "formed-by-whole-merger": ("formation", "whole-merger"),
    "formed-from-like-units": ("formation", "like-units"),
    "formed-by-merger": ("formation", "fewer-units"),
    "formed-from-one-unit": ("formation", "one-unit"),
    "unesco-heritage": ("formation", "unesco"),
    "formed-for-special-need": ("formation", "special-need"),
    "not-a-budget-level": ("budget_level", "no"),
    "without-commune-units": ("has_commune_units", "no"),
}
"""The column and the word that a tag of before stands for."""

_OPPOSITE = {"no": "yes"}


def tags_of(column: str) -> Mapping[str, str]:
    """Return the words of a column by the old tags that stand for them.

    >>> tags_of("budget_level")
    {'not-a-budget-level': 'no'}
    """
    return {tag: word for tag, (of, word) in OLD_TAGS.items() if of == column}


def word_of_tags(column: str, stated: Stated) -> str | None:
    """Return the word of a column that old tags state; None if none does, or if several ways of forming are stated.

    >>> word_of_tags("budget_level", Stated(denied=frozenset({"not-a-budget-level"})))
    'yes'
    """
    words = set(_words(column, stated))
    return words.pop() if len(words) == 1 else None


def _words(column: str, stated: Stated) -> Iterator[str]:
    for tag, word in tags_of(column).items():
        if tag in stated.words:
            yield word
        elif tag in stated.denied and word in _OPPOSITE:
            yield _OPPOSITE[word]
