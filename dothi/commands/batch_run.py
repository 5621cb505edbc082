"""The command ``dothi batch`` behind its options: chooses the engine, shows progress, prints what came out."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from dothi.batch.inputs import BatchInput
from dothi.batch.polars_batch import Progress as TellProgress
from dothi.batch.polars_batch import run_in_polars
from dothi.batch.question import BatchQuestion
from dothi.batch.summary import Summary
from dothi.batch.writers import FORMS, CannotDeliver, failures_place, rejected_place
from dothi.reports.texts import Texts

POLARS, SPARK = "polars", "spark"
SPARK_FORMS = (".parquet", ".csv")


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the results go, and by what they are made.

    Attributes:
        engine: ``polars`` or ``spark``.
        output: None: nothing is written, the summary alone is printed.
        master: the Spark master; None: as Spark is configured, or this machine.
        shows_progress: on a terminal.
    """

    output: Path | None
    engine: str = POLARS
    master: str | None = None
    explains_failures: bool = False
    shows_progress: bool = True


def refuse_delivery(delivery: Delivery) -> None:
    """Refuse what cannot be delivered.

    Raises:
        CannotDeliver: results of this form, or by this engine, or a list without a place for it.
    """
    if delivery.output is not None and delivery.output.suffix.lower() not in FORMS:
        raise CannotDeliver("output_form", name=delivery.output.name)
    if delivery.explains_failures and delivery.output is None:
        raise CannotDeliver("failures_need_output")
    if delivery.engine == SPARK and delivery.output is not None and delivery.output.suffix.lower() not in SPARK_FORMS:
        raise CannotDeliver("spark_output_form", name=delivery.output.name)


def run_batch(question: BatchQuestion, data: BatchInput, delivery: Delivery, texts: Texts) -> Summary:
    """Judge all municipalities; the counts go to stderr.

    Raises:
        criteria.diagnostic.UnsoundData: the files cannot be read as such.
        CannotDeliver: what was asked for cannot be delivered so.
    """
    refuse_delivery(delivery)
    if delivery.engine == SPARK:
        from dothi.batch.spark_batch import run_in_spark

        summary = run_in_spark(question, data, delivery.output, texts, delivery.master, delivery.explains_failures)
    else:
        with _progress(delivery.shows_progress, texts) as progress:
            summary = run_in_polars(question, data, delivery.output, texts, progress, delivery.explains_failures)
    for line in _lines(summary, delivery, texts):
        sys.stderr.write(line + "\n")
    return summary


def _lines(summary: Summary, delivery: Delivery, texts: Texts) -> Iterator[str]:
    counts = {"read": summary.read, "evaluated": summary.evaluated, "rejected": summary.rejected}
    yield texts.text("batch", "counts", **{name: texts.number(count, 0) for name, count in counts.items()})
    if delivery.output is not None:
        yield texts.text("batch", "written", path=str(delivery.output))
    if delivery.explains_failures and delivery.output is not None:
        yield texts.text("batch", "failures_in", path=str(failures_place(delivery.output)))
    if summary.rejected and delivery.output is not None:
        yield texts.text("batch", "rejected_in", path=str(rejected_place(delivery.output)))


@contextmanager
def _progress(is_wanted: bool, texts: Texts) -> Iterator[TellProgress]:
    """A bar on a terminal; elsewhere nothing."""
    console = Console(file=sys.stderr)
    if not (is_wanted and console.is_terminal):
        yield lambda _done, _all: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(texts.text("batch", "judging"), total=None)
        yield lambda done, every: bar.update(task, completed=done, total=every)
