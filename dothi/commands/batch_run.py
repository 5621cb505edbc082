"""What ``dothi batch`` does once its options are parsed: run the engine, show progress, report the counts."""

import sys
from collections.abc import Iterator

from dothi.batch.delivery import Delivery, EngineName
from dothi.batch.inputs import BatchInput
from dothi.batch.output import failures_place, rejected_place
from dothi.batch.polars_batch import run_in_polars
from dothi.batch.question import BatchQuestion
from dothi.batch.summary import Summary
from dothi.commands.progress_bar import progress_bar
from dothi.reports.rejected_rows import RejectionSentences, rejection_lines
from dothi.reports.texts import Texts
from dothi.reports.told_of_data import note_lines, remark_lines


def run_batch(
    question: BatchQuestion, data: BatchInput, delivery: Delivery, texts: Texts, shows_progress: bool = True
) -> Summary:
    """Judge every municipality and write the counts to stderr.

    Args:
        shows_progress: show a progress bar if stderr is a terminal.

    Raises:
        criteria.diagnostic.UnsoundData: the data as such cannot be read.
        CannotDeliver: the results cannot be delivered as requested.
    """
    delivery.refuse_impossible()
    wording = RejectionSentences(texts, data.vocabulary.types or ())
    if delivery.engine is EngineName.SPARK:
        from dothi.batch.spark_batch import run_in_spark

        summary = run_in_spark(question, data, delivery, wording)
    else:
        with progress_bar(texts.text("batch", "judging"), shows_progress) as report_progress:
            summary = run_in_polars(question, data, delivery, wording, report_progress)
    for line in _lines(question, summary, delivery, texts):
        sys.stderr.write(line + "\n")
    return summary


def _lines(question: BatchQuestion, summary: Summary, delivery: Delivery, texts: Texts) -> Iterator[str]:
    rulebook = question.law.rulebook
    kinds = ", ".join(texts.name(rulebook.vocabulary.kinds[kind].name) for kind in sorted(rulebook.unfit_kinds))
    family = texts.family(rulebook.law.family)
    counts = {"read": summary.read, "evaluated": summary.evaluated, "rejected": summary.rejected}
    yield texts.text("batch", "counts", **{name: texts.number(count, 0) for name, count in counts.items()})
    yield from note_lines(summary.notes, texts)
    yield from remark_lines(summary.remarks, texts)
    if delivery.output is not None:
        yield texts.text("batch", "written", path=str(delivery.output))
    if delivery.explains_failures and delivery.output is not None:
        yield texts.text("batch", "failures_in", path=str(failures_place(delivery.output)))
    if summary.not_asked:
        yield texts.text("batch", "not_asked", count=texts.number(summary.not_asked, 0), kinds=kinds, family=family)
    yield from rejection_lines(summary.told, texts)
    # With several targets, a municipality may be rejected for some of them only.
    if delivery.output is not None and rejected_place(delivery.output).exists():
        yield texts.text("batch", "rejected_in", path=str(rejected_place(delivery.output)))
