"""What ``dothi batch`` does once its options are parsed: choose the engine, show progress, report the counts."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dothi.batch.cannot_deliver import CannotDeliver
from dothi.batch.inputs import BatchInput
from dothi.batch.output import failures_place, rejected_place
from dothi.batch.polars_batch import Progress as ReportProgress
from dothi.batch.polars_batch import run_in_polars
from dothi.batch.question import BatchQuestion
from dothi.batch.summary import Summary
from dothi.batch.writers import spark_suffixes, suffixes
from dothi.reports.rejected_rows import RejectionSentences
from dothi.reports.texts import Texts
from dothi.reports.told_of_data import note_lines, remark_lines

POLARS, SPARK = "polars", "spark"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the results go, and the engine that computes them.

    Attributes:
        output: the file of results; None if only the summary is printed.
        engine: ``polars`` or ``spark``.
        master: the Spark master; None for the configured one, or this machine.
        explains_failures: also list the standards that each municipality fails.
        shows_progress: show a progress bar if stderr is a terminal.
    """

    output: Path | None
    engine: str = POLARS
    master: str | None = None
    explains_failures: bool = False
    shows_progress: bool = True


def refuse_delivery(delivery: Delivery) -> None:
    """Refuse a delivery that is impossible, before anything is judged.

    Raises:
        CannotDeliver: the form is unknown, the engine cannot write it, or a list has no output to accompany.
    """
    if delivery.output is not None:
        _refuse_form(delivery.output, suffixes(), "output_form")
    if delivery.explains_failures and delivery.output is None:
        raise CannotDeliver("failures_need_output")
    if delivery.engine == SPARK and delivery.output is not None:
        _refuse_form(delivery.output, spark_suffixes(), "spark_output_form")


def _refuse_form(output: Path, known: Sequence[str], kind: str) -> None:
    if output.suffix.lower() not in known:
        raise CannotDeliver(kind, name=output.name, others=", ".join(known[:-1]), last=known[-1])


def run_batch(question: BatchQuestion, data: BatchInput, delivery: Delivery, texts: Texts) -> Summary:
    """Judge every municipality and write the counts to stderr.

    Raises:
        criteria.diagnostic.UnsoundData: the data as such cannot be read.
        CannotDeliver: the results cannot be delivered as requested.
    """
    refuse_delivery(delivery)
    wording = RejectionSentences(texts)
    if delivery.engine == SPARK:
        from dothi.batch.spark_batch import run_in_spark

        summary = run_in_spark(question, data, delivery.output, wording, delivery.master, delivery.explains_failures)
    else:
        with _progress(delivery.shows_progress, texts) as progress:
            summary = run_in_polars(question, data, delivery.output, wording, progress, delivery.explains_failures)
    for line in _lines(summary, delivery, texts):
        sys.stderr.write(line + "\n")
    return summary


def _lines(summary: Summary, delivery: Delivery, texts: Texts) -> Iterator[str]:
    counts = {"read": summary.read, "evaluated": summary.evaluated, "rejected": summary.rejected}
    yield texts.text("batch", "counts", **{name: texts.number(count, 0) for name, count in counts.items()})
    yield from note_lines(summary.notes, texts)
    yield from remark_lines(summary.remarks, texts)
    if delivery.output is not None:
        yield texts.text("batch", "written", path=str(delivery.output))
    if delivery.explains_failures and delivery.output is not None:
        yield texts.text("batch", "failures_in", path=str(failures_place(delivery.output)))
    if summary.rejected and delivery.output is not None:
        yield texts.text("batch", "rejected_in", path=str(rejected_place(delivery.output)))


@contextmanager
def _progress(is_wanted: bool, texts: Texts) -> Iterator[ReportProgress]:
    """Show a progress bar if stderr is a terminal."""
    console = Console(file=sys.stderr)
    if not (is_wanted and console.is_terminal):
        yield lambda _done, _all: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(texts.text("batch", "judging"), total=None)
        yield lambda done, every: bar.update(task, completed=done, total=every)
