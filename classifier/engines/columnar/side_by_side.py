"""The same municipalities judged in several ways, the results beside each other under numbered names."""

from collections.abc import Sequence
from typing import Any, Protocol

import narwhals as nw

Rows = nw.LazyFrame[Any]


class JudgesColumns(Protocol):
    """What judges a column of municipalities, such as `classifier.engines.columnar.verdicts.JudgingColumns`."""

    def judge(self, frame: Rows) -> Rows:
        """Return the frame with the columns of the result added."""


def numbered(name: str, way: int, mark: str = "#") -> str:
    """Return the name of a way's column.

    >>> numbered("verdict", 2)
    'verdict#2'
    """
    return f"{name}{mark}{way}"


def side_by_side(frame: Rows, ways: Sequence[JudgesColumns], mark: str = "#") -> tuple[Rows, list[str]]:
    """Return the frame with the columns of every way under their `numbered` names, and these names."""
    added: list[str] = []
    for number, way in enumerate(ways):
        before = set(frame.collect_schema().names())
        judged = way.judge(frame)
        names = [name for name in judged.collect_schema().names() if name not in before]
        frame = judged.rename({name: numbered(name, number, mark) for name in names})
        added += [numbered(name, number, mark) for name in names]
    return frame, added


def agreed(verdicts: Sequence[nw.Expr], otherwise: str) -> nw.Expr:
    """Return the verdict that all agree on, else another word."""
    first = verdicts[0]
    agree = nw.lit(True)
    for other in verdicts[1:]:
        agree = agree & (first == other)
    return nw.when(agree).then(first).otherwise(nw.lit(otherwise))


def least_of(columns: Sequence[nw.Expr]) -> nw.Expr:
    """Return the least of some columns for each row; Spark takes no fewer than two at once."""
    return columns[0] if len(columns) == 1 else nw.min_horizontal(*columns)


def most_of(columns: Sequence[nw.Expr]) -> nw.Expr:
    """Return the most of some columns for each row."""
    return columns[0] if len(columns) == 1 else nw.max_horizontal(*columns)
