"""Judging batches of municipalities in this process, in Polars."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import polars as pl

from classifier.engines.columnar.derived_types import WithTypes, with_derived_types
from classifier.engines.columnar.law_columns import LawColumns, Situation, SituationGroup
from classifier.engines.columnar.result_columns import failing_column
from classifier.engines.columnar.verdicts import PROVISIONAL, VERDICT
from classifier.plan.judgement import Verdict
from criteria.data_files.columns import ValueColumns
from criteria.type_of_day import NEXT
from dothi.batch.polars_queries import JudgingQueries
from dothi.batch.question import BatchQuestion, occurring_situations
from dothi.batch.summary import Summary

ROW = "row"

_TARGET_ORDER = "target_order"


@dataclass(frozen=True, slots=True)
class JudgedPart:
    """Municipalities of one batch that were judged together.

    Attributes:
        group: the target and the situations of the municipalities.
        values: the columns that hold the values they were judged by.
        judged: the municipalities as read and as judged, row by row.
    """

    group: SituationGroup
    values: Mapping[str, ValueColumns]
    judged: pl.DataFrame


class PolarsJudge:
    """Judges batches of municipalities by one question.

    Args:
        counts: False if the summary needs no verdicts and no failing standards.
    """

    def __init__(self, question: BatchQuestion, counts: bool = True) -> None:
        self.question = question
        self._queries = JudgingQueries()
        self._counts = counts
        self.summary = Summary()

    def judge(
        self,
        frame: pl.DataFrame,
        values: Mapping[str, ValueColumns],
        each_part: Callable[[JudgedPart], None] | None = None,
    ) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
        """Judge a batch.

        Args:
            frame: a row for each municipality.
            values: the columns that hold the values of each indicator.
            each_part: called with every part as soon as it is judged.

        Returns:
            The results, with points in ten-thousandths, and the rows that cannot be judged, as `REFUSAL_COLUMNS`.
        """
        law = self.question.law
        frame = frame.with_row_index(ROW)
        types = with_derived_types(law, nw.from_native(frame.lazy()), values, occurring_situations)
        if types.values is not values:
            frame = types.frame.to_native().collect().sort(ROW)  # joining the types may have changed the order
        frame = law.with_thresholds(nw.from_native(frame.lazy()), types.values).to_native().collect()
        described, results = self._without_unasked(_described(law, frame))
        refused = list(self.question.without_next(nw.from_native(described.lazy())))
        is_judged = pl.repeat(False, described.height, eager=True)
        for target, rows, situations in self._asked(described):
            refused += self.question.undecided(rows.lazy(), target, situations)
            for part in self._parts(law.groups(target, situations), rows, types):
                if each_part is not None:
                    each_part(part)
                if self._counts:
                    self._count(part)
                is_judged |= _is_in(part, described)
                results.append(self._result(part))
        self.summary.evaluated += int(is_judged.sum())
        self.summary.rejected += int((~is_judged).sum())
        result = pl.concat(results) if results else self._empty()
        if len(results) > 1:
            result = result.sort(ROW, _TARGET_ORDER)
        return result.drop(ROW, _TARGET_ORDER), [rows.to_native().collect() for rows in refused]

    def _without_unasked(self, described: pl.DataFrame) -> tuple[pl.DataFrame, list[pl.DataFrame]]:
        """Return the municipalities that are asked, and the rows of the results for the others."""
        if not self.question.law.rulebook.unfit_kinds:
            return described, []
        rows = nw.from_native(described)
        unasked = rows.filter(self.question.is_not_asked())
        if unasked.is_empty():
            return described, []
        self.summary.not_asked += len(unasked)
        results = [
            unasked.select(
                ROW, nw.lit(order).alias(_TARGET_ORDER), *self.question.columns_not_asked(target)
            ).to_native()
            for order, target in enumerate(self.question.targets_not_asked)
        ]
        return rows.filter(~self.question.is_not_asked()).to_native(), results

    def _asked(self, described: pl.DataFrame) -> Iterator[tuple[str, nw.DataFrame[Any], list[Situation]]]:
        """Yield each target with the municipalities to judge for it and the situations that occur among them."""
        law = self.question.law
        columns = law.situation_columns
        for target, rows in self.question.rows_by_target(nw.from_native(described)):
            if self.question.to == NEXT and rows.is_empty():
                continue
            found = rows.select(*columns).unique(maintain_order=True).rows() if columns else [()]
            yield target, rows, [law.situation(known) for known in found]

    def _parts(
        self, groups: Iterable[SituationGroup], rows: nw.DataFrame[Any], types: WithTypes
    ) -> Iterator[JudgedPart]:
        for group in groups:
            judged = self._queries.judged(group, types.values, types.verified, group.rows(rows).to_native())
            yield JudgedPart(group, types.values, judged)

    def _count(self, part: JudgedPart) -> None:
        target = part.group.target
        for verdict, count in part.judged.get_column(VERDICT).value_counts().iter_rows():
            self.summary.verdicts[target, verdict] += count
        self.summary.provisional[target] += int(part.judged.get_column(PROVISIONAL).sum())
        standards = self.question.law.rulebook.for_type(target, part.group.kind).standards
        is_not_met = pl.col(VERDICT) == Verdict.NOT_MET.value
        counts = part.judged.select((pl.col(failing_column(s.id)) & is_not_met).sum() for s in standards)
        for standard, count in zip(standards, counts.row(0), strict=True):
            self.summary.failing[target, standard.id] += count

    def _result(self, part: JudgedPart) -> pl.DataFrame:
        order = nw.lit(self.question.targets.index(part.group.target)).alias(_TARGET_ORDER)
        columns = self.question.result_columns(part.group.target, part.judged.columns)
        return nw.from_native(part.judged).select(ROW, order, *columns).to_native()

    def _empty(self) -> pl.DataFrame:
        return pl.DataFrame(schema=dict.fromkeys((ROW, _TARGET_ORDER, *self.question.columns), pl.Null))


def _is_in(part: JudgedPart, described: pl.DataFrame) -> pl.Series:
    if part.judged.height == described.height:
        return pl.repeat(True, described.height, eager=True)
    return described.get_column(ROW).is_in(part.judged.get_column(ROW).implode())


def _described(law: LawColumns, frame: pl.DataFrame) -> pl.DataFrame:
    """Add the situation of each municipality, computed once for each combination of words that occurs."""
    words = law.word_columns
    if not words:
        return frame
    combinations = law.described(nw.from_native(frame.lazy().select(words).unique())).to_native().collect()
    if combinations.height == 1:
        constants = combinations.drop(words).row(0, named=True)
        return frame.with_columns(pl.lit(value, dtype=pl.Int64).alias(name) for name, value in constants.items())
    codes = (
        frame.lazy()
        .select(words)
        .join(combinations.lazy(), on=words, how="left", nulls_equal=True, maintain_order="left")
    )
    return pl.concat([frame, codes.drop(words).collect()], how="horizontal")
