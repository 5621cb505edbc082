"""The tables of standards in an assessment: what fails and what is open first, each by the points that can be won."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console

from classifier.assessment.result import Assessment, CriterionAssessment, StandardAssessment
from dothi.reports.assessment_notes import Sources, legends
from dothi.reports.fitting_table import FittedColumn, FittingTable
from dothi.reports.terminal_layout import bullet_list
from dothi.reports.texts import Texts
from dothi.reports.words.standard_cells import exempt_mark, gap_text, maximum_text, measured_text, minimum_text
from dothi.reports.words.sureness import source_lines
from dothi.reports.wrapping import Paragraphs

_SIGNS = {"pass": "✓", "fail": "✗", "undetermined": "?", "not_applicable": "–"}
SECTIONS = (
    ("fail", "failing"),
    ("undetermined", "open"),
    ("unearned", "unearned"),
    ("pass", "passing"),
    ("superseded", "superseded"),
    ("not_applicable", "not_applicable"),
)
"""The tables in order, each with the label of its title."""

TO_DO = ("fail", "undetermined", "unearned")
"""The tables that are always shown: where points can be won, the most first. The others keep the law's order."""


def print_standards(assessment: Assessment, texts: Texts, console: Console, shows_all: bool) -> None:
    """Print the tables of standards, what their marks mean, and the sources of the data.

    Args:
        shows_all: print those too in which nothing is missing.
    """
    sections = {name: found for name, found in _sections(assessment).items() if shows_all or name in TO_DO}
    shown = [known for found in sections.values() for known in found]
    sources = Sources([known for known in assessment.standards if known in shown], texts)
    to_be_won = points_to_be_won(assessment)
    for section, label in SECTIONS:
        standards = sections.get(section, [])
        if section in TO_DO:
            standards = sorted(standards, key=lambda known: -to_be_won[known.standard.id])
        if standards:
            console.print()
            title = f"{texts.label(label)} ({len(standards)})"
            console.print(_table(section, title, standards, assessment, sources, texts))
    if hidden := len(assessment.standards) - len(shown):
        console.print()
        console.print(Paragraphs([texts.label("not_shown", count=str(hidden))]))
    console.print(Paragraphs(list(legends(assessment, shown, texts))))
    failing = [assessed.standard for assessed in assessment.standards if assessed.verdict == "fail"]
    if lines := source_lines(assessment, failing, texts):
        console.print(bullet_list(texts.label("sources_of_levels"), lines))
    if sources.lines:
        console.print(bullet_list(texts.label("data_sources"), sources.lines))


def _sections(assessment: Assessment) -> dict[str, list[StandardAssessment]]:
    """Return the standards by the table they belong to.

    If the law sets no minimum for a criterion, a standard without points does not fail. Alternatives that surely do
    not count have a table of their own.
    """
    sections: dict[str, list[StandardAssessment]] = {}
    for assessed in assessment.criteria:
        superseded = assessed.superseded
        for standard in assessed.standards:
            section = standard.verdict
            if section == "fail" and not assessed.criterion.asks_minimum:
                section = "unearned"
            if standard.standard.id in superseded:
                section = "superseded"
            sections.setdefault(section, []).append(standard)
    return sections


def points_to_be_won(assessment: Assessment) -> Mapping[str, int]:
    """Return the points that each standard can still add to its criterion, by id, in ten-thousandths.

    Of alternatives only the best counts, so that another one can add only what it has more.
    """
    return dict(won for criterion in assessment.criteria for won in _to_be_won(criterion))


def _to_be_won(assessed: CriterionAssessment) -> Iterator[tuple[str, int]]:
    counted: dict[str, int] = {}
    for one in assessed.standards:
        if (label := one.standard.alternative) is not None:
            counted[label] = max(counted.get(label, 0), one.score.lower.points)
    for one in assessed.standards:
        earned = counted.get(one.standard.alternative or "", one.score.lower.points)
        yield one.standard.id, max(0, one.plan.most(at_best=True) - earned) if one.plan.applies else 0


def _table(
    section: str,
    title: str,
    standards: Sequence[StandardAssessment],
    assessment: Assessment,
    sources: Sources,
    texts: Texts,
) -> FittingTable:
    is_counted = assessment.rulebook.frame(assessment.target.id).is_counted
    to_be_won = points_to_be_won(assessment)
    has_gaps = any(assessed.gap is not None for assessed in standards)
    ranks = section in TO_DO and not is_counted
    columns = [
        FittedColumn("", is_head=True),
        FittedColumn(texts.label("code"), is_head=True),
        FittedColumn(texts.label("standard"), is_name=True, is_head=True),
        FittedColumn(texts.label("measured")),
        FittedColumn(texts.label("required")),
        *([] if is_counted else [FittedColumn(texts.label("maximum_level"))]),
        *([FittedColumn(texts.label("gap"))] if has_gaps else []),
        *([] if is_counted else [FittedColumn(texts.label("points"), is_number=True)]),
        *([FittedColumn(texts.label("to_be_won"), is_number=True)] if ranks else []),
        FittedColumn(texts.label("citation")),
    ]
    rows = [
        [
            _SIGNS.get(section, ""),
            assessed.standard.code,
            texts.name(assessed.standard.name),
            measured_text(assessed, texts) + sources.mark(assessed),
            minimum_text(assessed, texts) + exempt_mark(assessed),
            *([] if is_counted else [maximum_text(assessed, texts)]),
            *([gap_text(assessed, texts)] if has_gaps else []),
            *([] if is_counted else [texts.points_range(assessed.score.lower.points, assessed.score.upper.points)]),
            *([texts.points(to_be_won[assessed.standard.id])] if ranks else []),
            texts.citation(assessed.standard.citation),
        ]
        for assessed in standards
    ]
    return FittingTable(title, columns, rows)
