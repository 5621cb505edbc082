"""Judging a whole file in-process, batch after batch, in Polars."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

from classifier.engines.columnar.derived_types import WithTypes, with_derived_types
from classifier.engines.columnar.law_columns import LawColumns, Situation
from classifier.engines.columnar.verdicts import PROVISIONAL, VERDICT, failing_column
from classifier.plan.judgement import Verdict
from criteria.data_files.columns import ValueColumns
from dothi.batch.polars_queries import JudgingQueries
from dothi.batch.question import NEXT, BatchQuestion
from dothi.batch.summary import Summary

ROW = "row"

_TARGET_ORDER = "target_order"


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """Municipalities judged for one type by the same criteria: as read, and what came out, row by row.

    ``values``: where the values stand by which they were judged.
    """

    target: str
    situations: Sequence[Situation]
    values: Mapping[str, ValueColumns]
    judged: pl.DataFrame


class PolarsJudge:
    """Assessors batches of municipalities that were read; ``counts``: whether results are counted for the summary."""

    def __init__(self, question: BatchQuestion, counts: bool = True) -> None:
        self.question = question
        self._queries = JudgingQueries(question.law)
        self._counts = counts
        self.summary = Summary()
        self._refused: list[nw.LazyFrame[Any]] = []

    def judge(
        self,
        frame: pl.DataFrame,
        values: Mapping[str, ValueColumns],
        each_part: Callable[[JudgedPart], None] | None = None,
    ) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
        """The results of a batch, with points in ten-thousandths, and the rows that cannot be judged."""
        law = self.question.law
        frame = frame.with_row_index(ROW)
        types = with_derived_types(law, nw.from_native(frame.lazy()), values, _situations)
        if types.values is not values:
            frame = types.frame.to_native().collect().sort(ROW)  # laying types beside them mixed them
        described = _described(law, frame)
        lazy = nw.from_native(described.lazy())
        self._refused = list(self.question.without_next(lazy)) if self.question.to == NEXT else []
        is_judged = pl.repeat(False, described.height, eager=True)
        results = []
        for target, rows in self._rows_by_target(described):
            for part in self._parts(target, rows, types):
                if each_part is not None:
                    each_part(part)
                if self._counts:
                    self._count(part)
                is_judged |= self._is_in(part, described)
                results.append(self._result(part))
        self.summary.evaluated += int(is_judged.sum())
        self.summary.rejected += int((~is_judged).sum())
        result = pl.concat(results) if results else self._empty()
        if len(results) > 1:
            result = result.sort(ROW, _TARGET_ORDER)
        return result.drop(ROW, _TARGET_ORDER), [refused.to_native().collect() for refused in self._refused]

    @staticmethod
    def _is_in(part: JudgedPart, described: pl.DataFrame) -> pl.Series:
        if part.judged.height == described.height:
            return pl.repeat(True, described.height, eager=True)
        return described.get_column(ROW).is_in(part.judged.get_column(ROW).implode())

    def _rows_by_target(self, described: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
        for target in self.question.targets:
            if self.question.to != NEXT:
                yield target, described
            elif below := self.question.current_type_below(target):
                rows = described.filter(pl.col("current_type") == below)
                if rows.height:
                    yield target, rows

    def _parts(self, target: str, rows: pl.DataFrame, types: WithTypes) -> Iterator[JudgedPart]:
        law = self.question.law
        columns = law.situation_columns
        found = rows.select(columns).unique(maintain_order=True).rows() if columns else [()]
        situations = [law.situation(known) for known in found]
        for situation in situations:
            self._refused += self.question.undecided(nw.from_native(rows.lazy()), target, situation)
        decided = [known for known in situations if law.asks(target, known) and not law.needed(target, known)]
        for alike in law.alike(target, decided):
            part = rows if len(alike) == len(situations) else self._of(rows, alike)
            judged = self._queries.judged(target, alike, types.values, types.verified, part)
            yield JudgedPart(target, alike, types.values, judged)

    def _of(self, rows: pl.DataFrame, situations: Sequence[Situation]) -> pl.DataFrame:
        """The rows of municipalities in one of these situations."""
        is_there = nw.any_horizontal(*(self.question.law.where(known) for known in situations), ignore_nulls=True)
        return nw.from_native(rows).filter(is_there).to_native()

    def _count(self, part: JudgedPart) -> None:
        for verdict, count in part.judged.get_column(VERDICT).value_counts().iter_rows():
            self.summary.verdicts[part.target, verdict] += count
        self.summary.provisional[part.target] += int(part.judged.get_column(PROVISIONAL).sum())
        kind = part.situations[0].kind
        standards = self.question.law.rulebook.for_type(part.target, kind).standards
        is_not_met = pl.col(VERDICT) == Verdict.NOT_MET.value
        counts = part.judged.select((pl.col(failing_column(s.id)) & is_not_met).sum() for s in standards)
        for standard, count in zip(standards, counts.row(0), strict=True):
            self.summary.failing[part.target, standard.id] += count

    def _result(self, part: JudgedPart) -> pl.DataFrame:
        order = nw.lit(self.question.targets.index(part.target)).alias(_TARGET_ORDER)
        columns = self.question.result_columns(part.target, part.judged.columns)
        return nw.from_native(part.judged).select(ROW, order, *columns).to_native()

    def _empty(self) -> pl.DataFrame:
        return pl.DataFrame(schema=dict.fromkeys((ROW, _TARGET_ORDER, *self.question.columns), pl.Null))


def _situations(law: LawColumns, described: nw.LazyFrame[Any]) -> list[Situation]:
    """The situations that occur among municipalities that a law described."""
    columns = law.situation_columns
    found = described.select(*columns).unique().to_native().collect().rows() if columns else [()]
    return sorted((law.situation(known) for known in found), key=str)


def _described(law: LawColumns, frame: pl.DataFrame) -> pl.DataFrame:
    """The municipalities with their situations, found once for each combination of words that occurs."""
    words = law.word_columns
    if not words:
        return frame
    there_are = law.described(nw.from_native(frame.lazy().select(words).unique())).to_native().collect()
    if there_are.height == 1:
        constants = there_are.drop(words).row(0, named=True)
        return frame.with_columns(pl.lit(value, dtype=pl.Int64).alias(name) for name, value in constants.items())
    codes = (
        frame.lazy().select(words).join(there_are.lazy(), on=words, how="left", nulls_equal=True, maintain_order="left")
    )
    return pl.concat([frame, codes.drop(words).collect()], how="horizontal")
