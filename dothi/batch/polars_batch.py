"""A batch from its data to its files, in this process."""

from pathlib import Path

import narwhals as nw
import polars as pl

from criteria.standard import ONE_POINT, POINT_DECIMALS
from dothi.batch.delivery import Delivery
from dothi.batch.failing_standards import failing_rows
from dothi.batch.inputs import BatchInput
from dothi.batch.output import BatchFiles, batch_files, failures_place, rejected_place
from dothi.batch.polars_judge import JudgedPart, PolarsJudge
from dothi.batch.polars_pieces import JudgedPiece, judged_pieces
from dothi.batch.question import BatchQuestion
from dothi.batch.rejections import RejectionWording, ToldRejections, rejected_municipalities, rejected_rows
from dothi.batch.summary import Summary
from dothi.batch.writers import Writer
from dothi.progress import ReportProgress


def run_in_polars(
    question: BatchQuestion,
    data: BatchInput,
    delivery: Delivery,
    wording: RejectionWording,
    report_progress: ReportProgress,
) -> Summary:
    """Judge every municipality and, if there is an output path, write the results.

    Raises:
        criteria.diagnostic.UnsoundData: the data as such cannot be read.
    """
    judge = PolarsJudge(question)
    with batch_files(delivery.replaces) as files:
        output = None
        if delivery.output is not None:
            output = _Output(question, files, delivery.output, wording, delivery.explains_failures)
        each_part = None if output is None else output.list_failures
        for piece in judged_pieces(judge, data, each_part):
            if output is not None:
                output.write(piece)
            else:
                _tell(piece, judge.summary.told, wording)
            report_progress(piece.done, piece.total)
    return judge.summary


def _tell(piece: JudgedPiece, told: ToldRejections, wording: RejectionWording) -> None:
    """Add the rejected rows of a piece, of which no more are explained than are told."""
    if piece.unreadable:
        rows = rejected_municipalities(piece.unreadable, wording)
        told.add(rows, rows.height)
    for refused in piece.refused:
        if refused.height:
            told.add(_explained(refused.head(told.missing), wording), refused.height)


def _explained(refused: pl.DataFrame, wording: RejectionWording) -> pl.DataFrame:
    rows: pl.DataFrame = rejected_rows(nw.from_native(refused.lazy()), wording).to_native().collect()
    return rows


class _Output:
    """Writes the results of a batch and the lists that accompany them."""

    def __init__(
        self, question: BatchQuestion, files: BatchFiles, output: Path, wording: RejectionWording, explains: bool
    ) -> None:
        self._question = question
        self._files = files
        self._output = output
        self._wording = wording
        self._results = files.results(output)
        self._failures = files.listing(failures_place(output)) if explains else None
        self._rejected: Writer | None = None

    def write(self, piece: JudgedPiece) -> None:
        """Write one piece."""
        if piece.unreadable:
            self._reject(rejected_municipalities(piece.unreadable, self._wording))
        for refused in piece.refused:
            if refused.height:
                self._reject(_explained(refused, self._wording))
        self._results.write(_with_decimals(piece.results, self._question))

    def list_failures(self, part: JudgedPart) -> None:
        """Write the standards that municipalities surely fail."""
        if self._failures is not None:
            judged = nw.from_native(part.judged.lazy())
            rows = failing_rows(part.group, part.values)
            listed = [judged.filter(fails).select(*columns).to_native() for fails, columns in rows]
            self._failures.write(pl.concat(pl.collect_all(listed)))

    def _reject(self, rows: pl.DataFrame) -> None:
        if self._rejected is None:
            self._rejected = self._files.listing(rejected_place(self._output))
        self._rejected.write(rows)


def _with_decimals(results: pl.DataFrame, question: BatchQuestion) -> pl.DataFrame:
    """Turn points in ten-thousandths into exact decimals."""
    decimal = pl.Decimal(question.points_digits, POINT_DECIMALS)
    # In units of the last decimal, points have that many digits more before they are divided.
    undivided = pl.Decimal(question.points_digits + POINT_DECIMALS, POINT_DECIMALS)
    points = question.points_columns
    return results.with_columns((pl.col(name).cast(undivided) / ONE_POINT).cast(decimal) for name in points)
