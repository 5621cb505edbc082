"""What is stated of a field whose words may apply or not, such as a municipality's attributes.

What is not stated is unknown: a word applies, does not apply, or nobody has said.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

NONE_WORD = "none"
"""In a cell of data: nothing but what the cell names applies."""

DENIAL = "-"
"""In a cell of data: the word after it does not apply."""

_SEPARATOR = ";"


@dataclass(frozen=True, slots=True)
class Stated:
    """Words that apply and words that do not.

    Attributes:
        words: the words that apply.
        denied: words that do not apply.
        is_complete: True if no other words apply.

    >>> Stated(frozenset({"coastal"})).answer(frozenset({"island"})) is None
    True
    >>> only("coastal").answer(frozenset({"island"}))
    False
    """

    words: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    is_complete: bool = False

    def answer(self, asked: frozenset[str]) -> bool | None:
        """True if one of the words applies, false if none does, None if that is unknown."""
        if self.words & asked:
            return True
        return False if self.is_complete or asked <= self.denied else None

    def unknown(self, asked: Iterable[str]) -> tuple[str, ...]:
        """Return those of the words of which nothing is stated."""
        return tuple(word for word in asked if self.answer(frozenset({word})) is None)

    def having(self, word: str) -> "Stated":
        """Return this with one word that applies as well."""
        return replace(self, words=self.words | {word})

    def lacking(self, word: str) -> "Stated":
        """Return this with one word denied as well."""
        return replace(self, denied=self.denied | {word})

    @property
    def contradictions(self) -> frozenset[str]:
        """The words of which both is stated."""
        return self.words & self.denied

    @property
    def text(self) -> str:
        """The cell of a data file that states it.

        >>> Stated(frozenset({"coastal"}), frozenset({"island"})).text, only().text
        ('coastal;-island', 'none')
        """
        denied = [] if self.is_complete else [f"{DENIAL}{word}" for word in sorted(self.denied)]
        return _SEPARATOR.join([*sorted(self.words), *denied, *([NONE_WORD] if self.is_complete else [])])


UNSTATED = Stated()
"""Nothing is stated."""


def only(*words: str) -> Stated:
    """Return the statement that these words apply and no others."""
    return Stated(frozenset(words), is_complete=True)


def stated_by(cell: str) -> Stated:
    """Return what a cell of a data file states.

    >>> stated_by("coastal; none") == only("coastal"), stated_by("") == UNSTATED
    (True, True)
    """
    tags = [tag.strip() for tag in cell.split(_SEPARATOR) if tag.strip()]
    denied = (tag.removeprefix(DENIAL).strip() for tag in tags if tag.startswith(DENIAL))
    there = (tag for tag in tags if tag != NONE_WORD and not tag.startswith(DENIAL))
    return Stated(frozenset(there), frozenset(denied), NONE_WORD in tags)
