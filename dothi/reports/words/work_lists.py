"""The comparison of two work lists in words: how many numbers are taken over, and why the others are not."""

from collections import Counter
from collections.abc import Iterable, Iterator

from dothi.reports.texts import Texts
from dothi.reports.words.changes import number_text, number_words, subject_words
from dothi.workbench.excel.import_work_lists import ComparedNumber, RowOutcome


def comparison_lines(comparisons: Iterable[ComparedNumber], texts: Texts) -> Iterator[str]:
    """Yield a line for each number that is not taken over, then the counts."""
    compared = list(comparisons)
    for comparison in compared:
        if comparison.outcome is not RowOutcome.TAKEN:
            yield _line(comparison, texts)
    counts = Counter(comparison.outcome for comparison in compared)
    yield texts.text("exchange", "counts", **{outcome.value: str(counts[outcome]) for outcome in RowOutcome})


def _line(comparison: ComparedNumber, texts: Texts) -> str:
    placed, number = comparison.value.placed, comparison.value.number
    assert number is not None
    first, second = (
        texts.text("exchange", "left_empty") if found is None else number_text(found, number, placed, texts)
        for found in comparison.found
    )
    return texts.text(
        "exchange",
        comparison.outcome.value,
        place=str(comparison.places[0]),
        other_place=str(comparison.places[1]),
        subject=subject_words(placed.subject, texts),
        number=number_words(number, placed, texts),
        first=first,
        second=second,
        now=number_text(number.text, number, placed, texts),
        basis=texts.text("basis", placed.provenance.basis) if placed.provenance.basis else "–",
    )
