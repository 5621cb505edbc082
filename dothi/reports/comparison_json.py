"""Two answers side by side as JSON: ``dothi/what-if/1`` and ``dothi/comparison/1``."""

import json
from typing import Any

from classifier.assessment.result import StandardAssessment
from criteria.indicator import OPEN_BLOCK
from dothi.comparison import ComparedBy, ComparedStandard, Comparison
from dothi.reports.assessment_json import assessment_data, points_text
from dothi.reports.texts import Texts
from dothi.reports.words.assumptions import assumptions_data

SCHEMAS = {ComparedBy.ASSUMPTIONS: "dothi/what-if/1", ComparedBy.LAWS: "dothi/comparison/1"}
SIDES = {ComparedBy.ASSUMPTIONS: ("before", "after"), ComparedBy.LAWS: ("asked", "compared")}
"""What the two answers are called."""


def comparison_json(comparison: Comparison, texts: Texts) -> str:
    """Return a comparison as JSON text."""
    return json.dumps(comparison_data(comparison, texts), ensure_ascii=False, indent=2)


def comparison_data(comparison: Comparison, texts: Texts) -> dict[str, Any]:
    """Return a comparison as mappings, lists and texts: both answers whole, and a row for each standard.

    It is no assessment, so that what is assumed is never taken for a finding.
    """
    first, second = SIDES[comparison.by]
    rows = comparison.moved if comparison.by is ComparedBy.ASSUMPTIONS else comparison.standards
    return {
        "schema": SCHEMAS[comparison.by],
        "is_finding": comparison.first.is_finding and comparison.second.is_finding,
        "assumptions": assumptions_data(comparison.second, texts),
        "verdicts": {first: comparison.first.verdict.value, second: comparison.second.verdict.value},
        "standards": [_row(row, (first, second), texts) for row in rows],
        first: assessment_data(comparison.first, texts),
        second: assessment_data(comparison.second, texts),
    }


def _row(row: ComparedStandard, sides: tuple[str, str], texts: Texts) -> dict[str, Any]:
    indicator = row.shown.indicator
    return {
        "indicator": None if indicator is OPEN_BLOCK else indicator.id,
        "name": texts.name(row.shown.standard.name),
        "moved": [moved.value for moved in row.moved],
        sides[0]: _side(row.first),
        sides[1]: _side(row.second),
    }


def _side(assessed: StandardAssessment | None) -> dict[str, Any] | None:
    """Return the value, the points and the status of a standard; None if the law does not have it."""
    if assessed is None:
        return None
    score = assessed.score
    return {
        "id": assessed.standard.id,
        "code": assessed.standard.code,
        "value": assessed.indicator.quantity_text(assessed.quantity),
        "assumed": assessed.is_assumed,
        "points": {"lower": points_text(score.lower.points), "upper": points_text(score.upper.points)},
        "status": score.status.value,
    }
