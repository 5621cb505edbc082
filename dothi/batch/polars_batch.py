"""A batch from its data to its files, in-process."""

from collections.abc import Callable, Mapping
from pathlib import Path

import narwhals as nw
import polars as pl

from criteria.data_files.columns import ValueColumns
from criteria.data_files.wide_batches import read_batch
from criteria.data_files.wide_files import WideFile, is_wide
from criteria.data_files.wide_form import WHOLE_COLUMNS, WideReader
from criteria.standard import ONE_POINT, POINT_DECIMALS
from dothi.batch.failing_standards import failing_rows
from dothi.batch.inputs import BatchInput, read_long_form
from dothi.batch.polars_judge import JudgedPart, PolarsJudge
from dothi.batch.question import BatchQuestion
from dothi.batch.summary import Summary
from dothi.batch.writers import Output, Writer, failures_place, rejected_place
from dothi.reports.rejected_rows import as_written
from dothi.reports.texts import Texts

Progress = Callable[[int, int], None]
"""Told how many municipalities of how many are done."""


def run_in_polars(
    question: BatchQuestion,
    data: BatchInput,
    output: Path | None,
    texts: Texts,
    progress: Progress,
    explains_failures: bool = False,
) -> Summary:
    """Judge everything and write the results, if they are to be written.

    Raises:
        criteria.diagnostic.UnsoundData: the files cannot be read as such.
    """
    with Output(output.parent if output else Path.cwd()) as files:
        batch = _PolarsBatch(question, files, output, texts, explains_failures)
        if is_wide(data.path):
            batch.judge_wide(data, progress)
        else:
            batch.judge_long(data)
    return batch.summary


class _PolarsBatch:
    """One batch: judges piece by piece and hands what comes out to the writers."""

    def __init__(
        self, question: BatchQuestion, files: Output, output: Path | None, texts: Texts, explains: bool
    ) -> None:
        self._question = question
        self._judge = PolarsJudge(question)
        self._files = files
        self._output = output
        self._texts = texts
        self._results = None if output is None else files.writer(output)
        self._failures = files.writer(failures_place(output), ".csv") if explains and output is not None else None
        self._rejected: Writer | None = None

    @property
    def summary(self) -> Summary:
        """What came out so far."""
        return self._judge.summary

    def judge_long(self, data: BatchInput) -> None:
        """Judge data of the long form, which fit in memory."""
        read = read_long_form(data, self._question, self._texts)
        self._reject(read.rejected)
        self._take(read.frame, read.values, read.rows)

    def judge_wide(self, data: BatchInput, progress: Progress) -> None:
        """Judge a file of the wide form, batch after batch."""
        with WideFile(data.path) as file:
            schema = file.schema
            reader = WideReader(schema, file.location, data.vocabulary, data.indicators, data.decimal_sign)
            form = reader.form(self._question.indicators)
            repeated = file.repeated("id")
            whole = self._whole(file)
            for raw in file.batches(set(schema)):
                found = raw if whole is None else _with_the_whole(raw, whole)
                batch = read_batch(found, form, repeated)
                self._refuse(batch.refused)
                self._take(batch.frame, batch.values, raw.height)
                progress(self.summary.read, file.rows)

    def _whole(self, file: WideFile) -> pl.DataFrame | None:
        """What is known of municipalities to which others belong, where the law asks for it."""
        schema = file.schema
        if not self._question.law.asks_for_the_whole or "part_of" not in schema:
            return None
        there = {name: column for name, column in WHOLE_COLUMNS.items() if column in schema}
        return file.lookup("id", there.values()).rename({column: name for name, column in there.items()})

    def _take(self, frame: pl.DataFrame, values: Mapping[str, ValueColumns], rows: int) -> None:
        """Judge what was read of so many municipalities."""
        results, refused = self._judge.judge(frame, values, self._list_failures)
        self.summary.read += rows
        self.summary.rejected += rows - frame.height
        for unjudged in refused:
            self._refuse(unjudged)
        if self._results is not None and self._output is not None:
            self._results.write(with_decimals(results, self._question.points_columns, self._output.suffix.lower()))

    def _list_failures(self, part: JudgedPart) -> None:
        if self._failures is not None:
            judged = nw.from_native(part.judged.lazy())
            rows = failing_rows(self._question.law, part.target, part.situations, part.values)
            listed = [judged.filter(fails).select(*columns).to_native() for fails, columns in rows]
            self._failures.write(pl.concat(pl.collect_all(listed)))

    def _refuse(self, rows: pl.DataFrame) -> None:
        if rows.height:
            self._reject(as_written(nw.from_native(rows.lazy()), self._texts).to_native().collect())

    def _reject(self, rows: pl.DataFrame) -> None:
        if not rows.height or self._output is None:
            return
        if self._rejected is None:
            self._rejected = self._files.writer(rejected_place(self._output), ".csv")
        self._rejected.write(rows)


def _with_the_whole(raw: pl.DataFrame, whole: pl.DataFrame) -> pl.DataFrame:
    return raw.join(whole, left_on="part_of", right_on="id", how="left", maintain_order="left")


def with_decimals(results: pl.DataFrame, points: tuple[str, ...], form: str) -> pl.DataFrame:
    """Points as exact decimals: as a decimal column in Parquet, as text elsewhere."""
    columns = []
    for name in points:
        exact = (pl.col(name).cast(pl.Decimal(12, POINT_DECIMALS)) / ONE_POINT).cast(pl.Decimal(12, POINT_DECIMALS))
        if form != ".parquet":
            exact = exact.cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")
        columns.append(exact.alias(name))
    return results.with_columns(columns)
