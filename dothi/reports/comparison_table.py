"""Two answers side by side for a terminal: how the verdict moves, then a row for each standard, what moved first."""

from collections.abc import Iterator, Sequence

from rich.console import Console

from classifier.assessment.result import Assessment, CriterionAssessment, StandardAssessment
from classifier.plan.judgement import Verdict
from dothi.comparison import ComparedBy, ComparedStandard, Comparison
from dothi.reports.fitting_table import ARROW, FittedColumn, FittingTable
from dothi.reports.terminal_layout import bullet_list
from dothi.reports.texts import Texts
from dothi.reports.words.assumptions import assumption_lines
from dothi.reports.words.data_sources import example_text, source_text
from dothi.reports.words.standard_cells import measured_text
from dothi.reports.wrapping import Paragraphs

FIRST, SECOND = "(1)", "(2)"
"""Stand for the two laws or days in headings of columns."""

ABSENT = "–"
"""What stands for a standard that a law does not have."""


def print_comparison(comparison: Comparison, texts: Texts, console: Console, shows_all: bool = False) -> None:
    """Print how the verdict moves, then the standards.

    Args:
        shows_all: print the standards of what-if that stay as they are, too.
    """
    first, second = comparison.first, comparison.second
    if first.data is not None and (example := example_text(first.data, texts)):
        console.print(Paragraphs([example], style="bold"))
    console.print(Paragraphs(list(_headline(comparison, texts)), style="bold"))
    if second.assumptions:
        console.print(Paragraphs([texts.text("what_if", "banner")], style="bold"))
        console.print(Paragraphs(list(assumption_lines(second, texts)), mark="  • "))
    console.print(Paragraphs(list(_notes(comparison, texts))))
    if moved := list(_criteria(comparison, texts)):
        console.print(bullet_list(texts.text("compare", "criteria"), moved))
    is_what_if = comparison.by is ComparedBy.ASSUMPTIONS
    rows = comparison.moved if is_what_if and not shows_all else comparison.standards
    console.print()
    if rows:
        title = texts.text("compare", "moved" if is_what_if and not shows_all else "standards", count=str(len(rows)))
        console.print(FittingTable(title, _columns(comparison, texts), [_row(row, texts) for row in rows]))
    else:
        console.print(Paragraphs([texts.text("compare", "nothing_moves")]))
    for answer in (first, second):
        heading = texts.text("compare", "why", side=side_text(answer, comparison, texts))
        console.print(bullet_list(heading, [texts.statement("reason", reason) for reason in answer.reasons]))


def side_text(answer: Assessment, comparison: Comparison, texts: Texts) -> str:
    """Return the name of one of the answers, such as "Resolution 1210/2016, 11/11/2021"."""
    if comparison.by is ComparedBy.ASSUMPTIONS:
        return texts.text("what_if", "assumed" if answer.assumptions else "on_file")
    return texts.text("compare", "side", document=answer.rulebook.law.document, day=answer.as_of)


def verdict_text(answer: Assessment, texts: Texts) -> str:
    """Return a verdict in capitals, marked if it is provisional or rests on assumptions."""
    word = texts.text("verdict_word", answer.verdict).upper()
    marks = [texts.label("provisional_word")] if answer.is_provisional else []
    marks += [texts.label("assumed_word")] if answer.assumptions else []
    return f"{word} ({', '.join(marks)})" if marks else word


def _headline(comparison: Comparison, texts: Texts) -> Iterator[str]:
    """Yield how the verdict moves: of a what-if in one sentence, of two laws or days in a sentence each."""
    first, second = comparison.first, comparison.second
    facts = {
        "name": second.municipality.name,
        "before": verdict_text(first, texts),
        "after": verdict_text(second, texts),
    }
    if comparison.by is ComparedBy.ASSUMPTIONS:
        yield texts.text(
            "what_if",
            "verdict",
            type=second.target.name,
            document=second.rulebook.law.document,
            day=second.as_of,
            **facts,
        )
        return
    yield texts.text("compare", "verdict", type=second.target.name, **facts)
    for mark, answer in ((FIRST, first), (SECOND, second)):
        side = side_text(answer, comparison, texts)
        yield texts.text("compare", "verdict_of", mark=mark, side=side, verdict=verdict_text(answer, texts))


def _notes(comparison: Comparison, texts: Texts) -> Iterator[str]:
    first, second = comparison.first, comparison.second
    if comparison.by is ComparedBy.ASSUMPTIONS and first.verdict is second.verdict:
        yield texts.text("what_if", "verdict_stays")
    scores = [texts.points_range(answer.lower, answer.upper) for answer in (first, second)]
    marks = [texts.points_range(*answer.pass_marks) for answer in (first, second)]
    is_counted = [answer.rulebook.frame(answer.target.id).is_counted for answer in (first, second)]
    if is_counted[0] == is_counted[1] and marks[0] == marks[1]:
        key = "counts" if is_counted[0] else "points"
        yield texts.text("compare", key, before=scores[0], after=scores[1], pass_mark=marks[0])
    else:
        for answer, score, mark, counts in zip((first, second), scores, marks, is_counted, strict=True):
            key = "counts_of" if counts else "points_of"
            side = side_text(answer, comparison, texts)
            yield texts.text("compare", key, side=side, points=score, pass_mark=mark)
    then = {other.reading.id: other.verdict for other in first.other_readings}
    for other in second.other_readings:
        before = then.get(other.reading.id)
        if before is not None and before is not other.verdict:
            words = {"before": _word(before, texts), "after": _word(other.verdict, texts)}
            yield texts.text("compare", "reading", reading=other.reading.name, **words)
    if first.data is not None:
        yield source_text(first.data, texts)


def _word(verdict: Verdict, texts: Texts) -> str:
    return texts.text("verdict_word", verdict)


def _criteria(comparison: Comparison, texts: Texts) -> Iterator[str]:
    """Yield the criteria that move; none where the laws do not have the same."""
    first = {known.criterion.id: known for known in comparison.first.criteria}
    for after in comparison.second.criteria:
        before = first.get(after.criterion.id)
        if before is None or before.criterion.name != after.criterion.name or _state(before) == _state(after):
            continue
        yield texts.text(
            "compare",
            "criterion",
            id=after.criterion.id,
            name=after.criterion.name,
            before=_criterion_text(before, texts),
            after=_criterion_text(after, texts),
        )


def _state(assessed: CriterionAssessment) -> tuple[Verdict, int, int]:
    return assessed.verdict, assessed.lower, assessed.upper


def _criterion_text(assessed: CriterionAssessment, texts: Texts) -> str:
    points = texts.points_range(assessed.lower, assessed.upper)
    if not assessed.criterion.asks_minimum:
        return points
    return f"{points} ({_word(assessed.verdict, texts)})"


def _columns(comparison: Comparison, texts: Texts) -> list[FittedColumn]:
    sides = [side_text(answer, comparison, texts) for answer in (comparison.first, comparison.second)]
    if comparison.by is ComparedBy.LAWS:
        sides = [FIRST, SECOND]
    columns = [
        FittedColumn(texts.label("code"), is_head=True),
        FittedColumn(texts.label("standard"), is_name=True, is_head=True),
    ]
    for key in ("measured", "points", "status"):
        what = texts.label(key)
        labels = (texts.text("compare", "column", what=what, side=side) for side in sides)
        columns += [FittedColumn(label, is_number=key == "points", pair=what) for label in labels]
    return columns


def _row(row: ComparedStandard, texts: Texts) -> list[str]:
    code = row.shown.standard.code
    if row.first is not None and row.first.standard.code != code:
        code = f"{row.first.standard.code}{ARROW}{code}"
    pairs = [(_value(one, texts), _points(one, texts), _status(one, texts)) for one in (row.first, row.second)]
    cells: Sequence[str] = [cell for before, after in zip(*pairs, strict=True) for cell in (before, after)]
    return [code, texts.name(row.shown.standard.name), *cells]


def _value(assessed: StandardAssessment | None, texts: Texts) -> str:
    return ABSENT if assessed is None else measured_text(assessed, texts)


def _points(assessed: StandardAssessment | None, texts: Texts) -> str:
    if assessed is None:
        return ABSENT
    return texts.points_range(assessed.score.lower.points, assessed.score.upper.points)


def _status(assessed: StandardAssessment | None, texts: Texts) -> str:
    return ABSENT if assessed is None else texts.text("status", assessed.score.status)
