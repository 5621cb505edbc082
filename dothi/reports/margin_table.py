"""The margins of an assessment for a terminal, and as data."""

from collections.abc import Iterator
from typing import Any

from rich.console import Console

from classifier.assessment.margin import Margins, PointsAtEnds, StandardMargins, Turn
from classifier.assessment.result import Assessment, StandardAssessment
from classifier.plan.judgement import Verdict
from criteria.indicator import Indicator
from criteria.number_text import text_from_integer
from criteria.standard import POINT_DECIMALS
from dothi.reports.fitting_table import FittedColumn, FittingTable
from dothi.reports.texts import Texts
from dothi.reports.words.margins import margin_cells, spare_text
from dothi.reports.words.standard_cells import measured_text
from dothi.reports.wrapping import Paragraphs


def print_margins(assessment: Assessment, texts: Texts, console: Console) -> None:
    """Print the points that can be lost, and a row for each standard with something that turns."""
    if (margins := assessment.margins) is None:
        return
    if spare := spare_text(assessment, margins, texts):
        console.print()
        console.print(Paragraphs([spare]))
    rows = list(_rows(assessment, margins, texts))
    if rows:
        labels = [texts.text("margin", key) for key in ("distance", "fewer", "more", "criterion", "verdict")]
        columns = [
            FittedColumn(texts.label("code"), is_head=True),
            FittedColumn(texts.label("standard"), is_name=True, is_head=True),
            *(FittedColumn(label) for label in (texts.label("measured"), *labels)),
        ]
        console.print()
        console.print(FittingTable(texts.text("margin", "title", count=str(len(rows))), columns, rows))


def _rows(assessment: Assessment, margins: Margins, texts: Texts) -> Iterator[list[str]]:
    known: dict[str, tuple[StandardAssessment, Verdict]] = {
        assessed.standard.id: (assessed, criterion.verdict)
        for criterion in assessment.criteria
        for assessed in criterion.standards
    }
    for margin in margins.standards:
        assessed, of_criterion = known[margin.standard.id]
        cells = margin_cells(margin, assessed, (of_criterion, assessment.verdict), texts)
        # Of what nobody measured, the least level stands in the table of the standards already.
        if any(cells[1:] if assessed.quantity.is_unknown else cells):
            yield [margin.standard.code, texts.name(margin.standard.name), measured_text(assessed, texts), *cells]


def margins_data(margins: Margins) -> dict[str, Any]:
    """Return the margins for programs; values and points are decimal texts."""
    spare = margins.spare
    return {
        "spare": None
        if spare is None
        else {
            "least": _points(spare.least),
            "total": _points(spare.total),
            "criteria": {identifier: _points(points) for identifier, points in spare.criteria.items()},
            "compulsory": list(spare.compulsory),
        },
        "standards": [_standard(margin) for margin in margins.standards],
    }


def _standard(margin: StandardMargins) -> dict[str, Any]:
    indicator = margin.indicator

    def verdicts(turns: tuple[Turn[Verdict], ...]) -> list[dict[str, str]]:
        return [
            {
                "last": indicator.text(turn.last),
                "before": turn.before.value,
                "first": indicator.text(turn.first),
                "after": turn.after.value,
            }
            for turn in turns
        ]

    return {
        "standard": margin.standard.id,
        "code": margin.standard.code,
        "indicator": indicator.id,
        "fewer_points": _at(indicator, margin.fewer, is_before=True),
        "more_points": _at(indicator, margin.more, is_before=False),
        "passes": verdicts(margin.passes),
        "criterion": verdicts(margin.criterion),
        "verdict": verdicts(margin.verdict),
    }


def _at(indicator: Indicator, turn: Turn[PointsAtEnds] | None, is_before: bool) -> dict[str, Any] | None:
    if turn is None:
        return None
    lower, upper = turn.before if is_before else turn.after
    value = turn.last if is_before else turn.first
    return {"value": indicator.text(value), "points": {"lower": _points(lower), "upper": _points(upper)}}


def _points(value: int) -> str:
    return text_from_integer(value, POINT_DECIMALS)
