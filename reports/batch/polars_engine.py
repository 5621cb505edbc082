"""A batch from its data to its files, in-process."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from criteria.dataset import read_what_is_readable
from criteria.dataset.long_form import laid_out
from criteria.dataset.records import Refused
from criteria.dataset.wide import WHOLE_COLUMNS, WideReader
from criteria.dataset.wide_batches import REFUSAL_COLUMNS, ReadBatch, read_batch
from criteria.dataset.wide_files import WideFile, is_wide
from criteria.indicator import Indicators
from criteria.standard import ONE_POINT, POINT_DECIMALS
from criteria.vocabulary import Vocabulary
from reports.batch.polars_run import PolarsJudge, Summary
from reports.batch.question import Question
from reports.batch.refusals import refusal_texts
from reports.batch.writers import Output, Writer
from reports.texts import Texts

Progress = Callable[[int, int], None]
"""Told how many municipalities of how many are done."""


@dataclass(frozen=True)
class Data:
    """Where the data are and how they are read."""

    path: Path
    vocabulary: Vocabulary
    indicators: Indicators
    decimal_sign: str = "."


def run_in_polars(question: Question, data: Data, output: Path | None, texts: Texts, progress: Progress) -> Summary:
    """Judge everything and write the results, if they are to be written.

    Raises:
        criteria.complaint.UnsoundData: the files cannot be read as such.
    """
    judge = PolarsJudge(question)
    with Output(output.parent if output else Path.cwd()) as files:
        writer = files.writer(output) if output else None
        rejected = _Rejected(files, output, texts)
        for batch, rows in _batches(question, data, progress):
            results, refused = judge.judge(batch.frame, batch.values)
            judge.summary.read += rows
            judge.summary.rejected += rows - batch.frame.height
            rejected.add(pl.concat([batch.refused, refused]))
            if writer is not None and output is not None:
                writer.write(with_decimals(results, question.points_columns, output.suffix.lower()))
    return judge.summary


class _Rejected:
    """Gathers the rows that are rejected, with their reasons."""

    def __init__(self, files: Output, output: Path | None, texts: Texts) -> None:
        self.there_are = False
        self._files = files
        self._target = None if output is None else output.with_name(output.name + ".rejected.csv")
        self._writer: Writer | None = None
        self._texts = texts

    def add(self, rows: pl.DataFrame) -> None:
        """Add rows that cannot be read or judged."""
        if not rows.height:
            return
        self.there_are = True
        if self._target is not None:
            if self._writer is None:
                self._writer = self._files.writer(self._target, ".csv")
            self._writer.write(refusal_texts(rows, self._texts))


def with_decimals(results: pl.DataFrame, points: tuple[str, ...], form: str) -> pl.DataFrame:
    """Points as exact decimals: as a decimal column in Parquet, as text elsewhere."""
    columns = []
    for name in points:
        exact = (pl.col(name).cast(pl.Decimal(12, POINT_DECIMALS)) / ONE_POINT).cast(pl.Decimal(12, POINT_DECIMALS))
        if form != ".parquet":
            exact = exact.cast(pl.String).str.strip_chars_end("0").str.strip_chars_end(".")
        columns.append(exact.alias(name))
    return results.with_columns(columns)


def _batches(question: Question, data: Data, progress: Progress) -> Iterator[tuple[ReadBatch, int]]:
    """What was read, and of how many municipalities."""
    if is_wide(data.path):
        yield from _wide_batches(question, data, progress)
        return
    dataset, refused = read_what_is_readable(data.path, data.vocabulary, data.indicators, data.decimal_sign)
    frame, values = laid_out(dataset, data.indicators, question.indicators, question.as_of)
    rows = len(dataset.municipalities) + len({one.municipality for one in refused})
    yield ReadBatch(frame, values, _long_refusals(refused)), rows
    progress(rows, rows)


def _long_refusals(refused: tuple[Refused, ...]) -> pl.DataFrame:
    """The first complaint of each municipality."""
    first = {one.municipality: one.complaint for one in reversed(refused)}
    rows = [
        (municipality, "", complaint.kind, str(complaint.place), complaint.details.get("found", ""))
        for municipality, complaint in first.items()
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(REFUSAL_COLUMNS, pl.String), orient="row")


def _wide_batches(question: Question, data: Data, progress: Progress) -> Iterator[tuple[ReadBatch, int]]:
    with WideFile(data.path) as file:
        schema = file.schema
        form = WideReader(schema, file.place, data.vocabulary, data.indicators, data.decimal_sign).form(
            question.indicators
        )
        repeated = file.repeated("id")
        whole = None
        if question.law.asks_for_the_whole and {"part_of"} < set(schema):
            there = {name: column for name, column in WHOLE_COLUMNS.items() if column in schema}
            whole = file.lookup("id", there.values()).rename({column: name for name, column in there.items()})
        done = 0
        for raw in file.batches(set(schema)):
            if whole is not None:
                raw = raw.join(whole, left_on="part_of", right_on="id", how="left", maintain_order="left")
            yield read_batch(raw, form, repeated), raw.height
            done += raw.height
            progress(done, file.rows)
