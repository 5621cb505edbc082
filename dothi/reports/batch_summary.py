"""The results of a batch for people: the verdicts for each type, and the standards that block most municipalities."""

from rich.console import Console
from rich.table import Table

from classifier.plan.judgement import Verdict
from criteria.data_source import DataSource
from criteria.standard import Standard
from dothi.batch.question import BatchQuestion
from dothi.batch.summary import Summary
from dothi.reports.texts import Texts
from dothi.reports.words.data_sources import source_lines

MOST_BLOCKING = 10
ORDER = (Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED)


def print_summary(
    question: BatchQuestion, summary: Summary, texts: Texts, console: Console, source: DataSource | None = None
) -> None:
    """Print which data were judged, a row for each type, and the standards that most municipalities surely fail."""
    for line in source_lines(source, texts) if source else ():
        console.print(line, soft_wrap=True)
    law = question.law.rulebook.law
    title = texts.text(
        "batch",
        "title",
        law=law.document,
        evaluated=texts.number(summary.evaluated, 0),
        day=question.as_of,
    )
    console.print(title, style="bold", soft_wrap=True)
    table = _table(("target",), (*(verdict.value for verdict in ORDER), "provisional"), texts)
    for target in question.targets:
        counts = [summary.verdicts[target, verdict.value] for verdict in ORDER]
        if any(counts):
            numbers = [texts.number(count, 0) for count in (*counts, summary.provisional[target])]
            table.add_row(target, *numbers)
    console.print(table)
    failing = [(key, count) for key, count in summary.failing.most_common(MOST_BLOCKING) if count]
    if not failing:
        return
    console.print()
    console.print(texts.text("batch", "blocking"), style="bold", soft_wrap=True)
    blocking = _table(("target", "standard"), ("municipalities",), texts)
    for (target, identifier), count in failing:
        standard = _standard(question, identifier)
        blocking.add_row(target, f"{standard.code} {texts.name(standard.name)}", texts.number(count, 0))
    console.print(blocking)


def _standard(question: BatchQuestion, identifier: str) -> Standard:
    return next(standard for standard in question.law.rulebook.standards if standard.id == identifier)


def _table(words: tuple[str, ...], numbers: tuple[str, ...], texts: Texts) -> Table:
    table = Table(box=None, pad_edge=False)
    for label in words:
        table.add_column(texts.text("batch", label), overflow="fold")
    for label in numbers:
        table.add_column(texts.text("batch", label), justify="right")
    return table
