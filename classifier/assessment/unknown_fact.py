"""A fact about a municipality that nobody has stated and that could move the verdict."""

from collections.abc import Mapping
from dataclasses import dataclass

from classifier.plan.judgement import Verdict


@dataclass(frozen=True, slots=True)
class UnknownFact:
    """A fact about the municipality that nobody has stated and that could move the verdict.

    Attributes:
        field: the field of conditions that asks about it.
        column: the column of the data that would state it.
        attribute: the attribute, if it is one.
        would_give: the verdict by answer: ``yes`` and ``no``, or a word of the column.
        citations: the places in the law that ask about it.
        asked_by: the places in the law that ask about each word of the column; nothing for ``yes`` and ``no``.
        without_attributes: the verdict by word if no attribute applied but those stated; nothing if that is the same.
        standards: the ids of the standards that it touches.
    """

    field: str
    column: str
    attribute: str | None
    would_give: Mapping[str, Verdict]
    citations: tuple[str, ...]
    asked_by: Mapping[str, tuple[str, ...]]
    without_attributes: Mapping[str, Verdict]
    standards: frozenset[str]

    @property
    def decides(self) -> bool:
        """True if some answer alone would decide the verdict."""
        return any(verdict is not Verdict.UNDETERMINED for verdict in self.would_give.values())

    @property
    def is_told_by_word(self) -> bool:
        """True if its words lead to different verdicts, so that each word is told with what it gives."""
        return bool(self.asked_by) and (self.decides or len({*self.without_attributes.values()}) > 1)
