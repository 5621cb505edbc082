"""The impact of a law as JSON, ``dothi/impact/1``, with every town."""

import json
from typing import Any

from classifier.engines.columnar.verdicts import LOWER, UPPER, VERDICT
from classifier.plan.judgement import StandardScore
from criteria.number_text import text_from_integer
from criteria.rulebook import Rulebook
from criteria.standard import POINT_DECIMALS
from dothi.batch.question import MUNICIPALITY, NAME, TARGET
from dothi.reports.texts import Texts
from dothi.workbench.impact.towns import AFTER, Impact
from dothi.workbench.impact.values import DisputedStandard, Disputes


def render(laws: tuple[Rulebook, Rulebook], disputed: Disputes, impact: Impact, _texts: Texts) -> str:
    """Write the impact of changing from one law to another."""
    data = {
        "schema": "dothi/impact/1",
        "laws": [{"id": law.law.id, "sha256": law.sha256} for law in laws],
        "as_of": impact.as_of.isoformat(),
        "judged": impact.judged,
        "rejected": impact.rejected,
        "verdicts": [
            {"before": before, "after": after, "count": count}
            for (before, after), count in sorted(impact.verdicts.items())
        ],
        "municipalities": [_town_json(row) for row in impact.changed.iter_rows(named=True)],
        "standards": [_standard_json(standard) for standard in disputed.standards],
        "incomparable": [standard.id for standard in disputed.incomparable],
        "moved_rules": [rule.id for rule in disputed.moved_rules],
        "only_one_has": [standard.id for standard in disputed.only_one_has],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _town_json(row: dict[str, Any]) -> dict[str, Any]:
    def state(suffix: str) -> dict[str, Any]:
        points = {end: _points_text(row[column + suffix]) for end, column in (("lower", LOWER), ("upper", UPPER))}
        return {"verdict": row[VERDICT + suffix], "points": points}

    return {
        "id": row[MUNICIPALITY],
        "name": row[NAME],
        "target": row[TARGET],
        "before": state(""),
        "after": state(AFTER),
    }


def _points_text(points: int) -> str:
    return text_from_integer(points, POINT_DECIMALS)


def _standard_json(disputed: DisputedStandard) -> dict[str, Any]:
    def end(score: StandardScore) -> dict[str, Any]:
        points = {"lower": _points_text(score.lower.points), "upper": _points_text(score.upper.points)}
        return {"points": points, "status": score.status.value}

    return {
        "code": disputed.after.code,
        "id": disputed.after.id,
        "indicator": disputed.indicator.id,
        "types": list(disputed.types),
        "rule": disputed.rule.id if disputed.rule else None,
        "values": [
            {
                "lower": disputed.indicator.text(stretch.values.lower),
                "upper": disputed.indicator.text(stretch.values.upper),
                "before": {"at_lower": end(stretch.before[0]), "at_upper": end(stretch.before[1])},
                "after": {"at_lower": end(stretch.after[0]), "at_upper": end(stretch.after[1])},
            }
            for stretch in disputed.stretches
        ],
    }
