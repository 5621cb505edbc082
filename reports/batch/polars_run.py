"""Judging a whole file in-process, batch after batch, in Polars."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import narwhals as nw
import polars as pl

from classifier.columnar.judging import PROVISIONAL, VERDICT, failing_column
from classifier.columnar.law import KIND, Situation, unknown_column
from classifier.scoring import Verdict
from criteria.dataset.value_columns import ValueColumns
from criteria.dataset.wide_batches import REFUSAL_COLUMNS
from reports.batch.question import ALL, LAW, NEXT, TARGET, Question

ROW = "row"
_TARGET_ORDER, _NEEDED = "target_order", "needed"


@dataclass
class Summary:
    """What came out, in numbers.

    Attributes:
        read, evaluated, rejected: municipalities; the first is the sum of the others.
        verdicts: results by target and verdict.
        provisional: results whose verdict is provisional, by target.
        failing: municipalities that surely fail a standard and are not met, by target and standard id.
    """

    read: int = 0
    evaluated: int = 0
    rejected: int = 0
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    provisional: Counter[str] = field(default_factory=Counter)
    failing: Counter[tuple[str, str]] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Part:
    """Municipalities judged for one type by the same criteria: as read, and what came out, row by row."""

    target: str
    situations: Sequence[Situation]
    judged: pl.DataFrame


class PolarsJudge:
    """Judges batches of municipalities that were read."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.summary = Summary()
        self._refused: list[pl.DataFrame] = []

    def judge(
        self, frame: pl.DataFrame, values: Mapping[str, ValueColumns], each_part: Callable[[Part], None] | None = None
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The results of a batch, with points in ten-thousandths, and the rows that cannot be judged."""
        law = self.question.law
        described = law.described(nw.from_native(frame.with_row_index(ROW).lazy())).to_native().collect()
        self._refused = [self._without_next(described)] if self.question.to == NEXT else []
        is_judged = pl.repeat(False, described.height, eager=True)
        results = []
        for target, rows in self._rows_by_target(described):
            for part in self._parts(target, rows, values):
                if each_part is not None:
                    each_part(part)
                self._count(part)
                is_judged |= self._is_in(part, described)
                results.append(self._result(part))
        self.summary.evaluated += int(is_judged.sum())
        self.summary.rejected += int((~is_judged).sum())
        result = pl.concat(results) if results else self._empty()
        if len(results) > 1:
            result = result.sort(ROW, _TARGET_ORDER)
        return result.drop(ROW, _TARGET_ORDER), pl.concat(self._refused or [_refusals(described.clear(), "", "", "")])

    @staticmethod
    def _is_in(part: Part, described: pl.DataFrame) -> pl.Series:
        if part.judged.height == described.height:
            return pl.repeat(True, described.height, eager=True)
        return described.get_column(ROW).is_in(part.judged.get_column(ROW).implode())

    def _without_next(self, described: pl.DataFrame) -> pl.DataFrame:
        below = [known for target in self.question.targets if (known := self.question.current_type_below(target))]
        current = pl.col("current_type")
        unknown = described.filter(current.is_null())
        highest = described.filter(current.is_not_null() & ~current.is_in(below))
        return pl.concat([
            _refusals(unknown, NEXT, "current_type_is_needed", "current_type"),
            _refusals(highest, NEXT, "no_type_above", "current_type", "current_type"),
        ])

    def _rows_by_target(self, described: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
        for target in self.question.targets:
            if self.question.to == NEXT:
                rows = described.filter(pl.col("current_type") == self.question.current_type_below(target))
                if rows.height:
                    yield target, rows
            else:
                yield target, described

    def _parts(
        self, target: str, rows: pl.DataFrame, values: Mapping[str, ValueColumns]
    ) -> Iterator[Part]:
        law = self.question.law
        columns = law.situation_columns
        found = rows.select(columns).unique(maintain_order=True).rows() if columns else [()]
        situations = [law.situation(known) for known in found]
        decided = []
        for situation in situations:
            if not law.asks(target, situation):
                if self.question.to != ALL:
                    self._refused.append(_refusals(self._of(rows, [situation]), target, "kind_of_type", KIND, KIND))
            elif needed := law.needed(target, situation):
                missing = self._of(rows, [situation], unknown_column(needed).alias(_NEEDED))
                self._refused.append(_refusals(missing, target, "attribute_is_needed", pl.col(_NEEDED)))
            else:
                decided.append(situation)
        for alike in law.alike(target, decided):
            part = rows if len(alike) == len(situations) else self._of(rows, alike)
            judging = law.judging(target, alike, values)
            yield Part(target, alike, judging.judge(nw.from_native(part.lazy())).to_native().collect())

    def _of(self, rows: pl.DataFrame, situations: Sequence[Situation], *more: nw.Expr) -> pl.DataFrame:
        """The rows of municipalities in one of these situations."""
        is_there = nw.any_horizontal(*(self.question.law.where(known) for known in situations), ignore_nulls=True)
        return nw.from_native(rows).filter(is_there).with_columns(*more).to_native()

    def _count(self, part: Part) -> None:
        for verdict, count in part.judged.get_column(VERDICT).value_counts().iter_rows():
            self.summary.verdicts[part.target, verdict] += count
        self.summary.provisional[part.target] += int(part.judged.get_column(PROVISIONAL).sum())
        kind = part.situations[0].kind
        standards = self.question.law.rulebook.for_type(part.target, kind).standards
        is_not_met = pl.col(VERDICT) == Verdict.NOT_MET.value
        counts = part.judged.select((pl.col(failing_column(s.id)) & is_not_met).sum() for s in standards)
        for standard, count in zip(standards, counts.row(0), strict=True):
            self.summary.failing[part.target, standard.id] += count

    def _result(self, part: Part) -> pl.DataFrame:
        there = set(part.judged.columns)
        order = self.question.targets.index(part.target)
        constants = {LAW: self.question.law.rulebook.law.id, TARGET: part.target}
        columns = []
        for name in self.question.columns:
            if name in constants:
                columns.append(pl.lit(constants[name]).alias(name))
            else:
                columns.append(pl.col(name) if name in there else pl.lit(None, dtype=pl.Int32).alias(name))
        return part.judged.select(ROW, pl.lit(order).alias(_TARGET_ORDER), *columns)

    def _empty(self) -> pl.DataFrame:
        return pl.DataFrame(schema={name: pl.Null for name in (ROW, _TARGET_ORDER, *self.question.columns)})


def _refusals(
    rows: pl.DataFrame, target: str, kind: str, column: str | pl.Expr, found: str | None = None
) -> pl.DataFrame:
    identifier, *names = REFUSAL_COLUMNS
    parts = (
        pl.lit(target),
        pl.lit(kind),
        pl.lit(column) if isinstance(column, str) else column,
        pl.lit("") if found is None else pl.col(found),
    )
    return rows.select(identifier, *(part.alias(name) for part, name in zip(parts, names, strict=True)))
