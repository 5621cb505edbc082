"""A column of municipalities judged with reliefs for how units are formed, and the table of standards without them."""

from typing import Any

import narwhals as nw

from classifier.engines.columnar.combined_columns import CombinedColumns
from classifier.engines.columnar.verdicts import PROVISIONAL, TABLE_VERDICT, JudgingColumns

_TABLE = (TABLE_VERDICT, PROVISIONAL)


class ColumnsWithTable:
    """Judges a column of municipalities; the verdict of the standards alone is that of units formed the ordinary way.

    Args:
        judged: judges the municipalities as what is stated of them has it.
        ordinary: judges the same municipalities as if they were formed the ordinary way, by the standards alone.
    """

    def __init__(self, judged: JudgingColumns | CombinedColumns, ordinary: JudgingColumns | CombinedColumns) -> None:
        self._judged = judged
        self._ordinary = ordinary

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that `judge` adds, in order."""
        return self._judged.columns

    def judge(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return the frame with the same columns as `JudgingColumns.judge`."""
        before = frame.collect_schema().names()
        ordinary = self._ordinary.judge(frame).select(*before, *_TABLE)
        frame = self._judged.judge(ordinary.rename({name: _ordinary(name) for name in _TABLE}))
        is_provisional = nw.col(PROVISIONAL) | nw.col(_ordinary(PROVISIONAL))
        table = nw.col(_ordinary(TABLE_VERDICT))
        frame = frame.with_columns(is_provisional.alias(PROVISIONAL), table.alias(TABLE_VERDICT))
        return frame.drop([_ordinary(name) for name in _TABLE])


def _ordinary(name: str) -> str:
    return f"ordinary:{name}"
