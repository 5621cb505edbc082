"""An assessment as JSON of the schema ``dothi/assessment/1``; numbers are decimal texts, so that nothing is lost."""

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from classifier.assessment.member_units import MemberUnitsResult
from classifier.assessment.result import Assessment, CriterionAssessment, StandardAssessment, Statement
from classifier.assessment.unknown_fact import UnknownFact
from criteria.condition import MEASURED_PREFIX
from criteria.indicator import OPEN_BLOCK, Indicator
from criteria.number_text import text_from_integer
from criteria.standard import POINT_DECIMALS, Known
from criteria.type_of_day import TypeOfDay
from dothi.reports.margin_table import margins_data
from dothi.reports.texts import Texts
from dothi.reports.words.assumptions import assumptions_data
from dothi.reports.words.data_sources import source_data
from dothi.reports.words.sureness import sureness_of
from dothi.reports.words.unknown_facts import deciding_verdicts

SCHEMA = "dothi/assessment/1"


def assessment_json(assessment: Assessment, texts: Texts) -> str:
    """Return the assessment as JSON text."""
    return json.dumps(assessment_data(assessment, texts), ensure_ascii=False, indent=2)


def assessment_data(assessment: Assessment, texts: Texts) -> dict[str, Any]:
    """Return the assessment as mappings, lists and texts, with names and sentences in the language of ``texts``."""
    law = assessment.rulebook.law
    frame = assessment.rulebook.frame(assessment.target.id)
    data: dict[str, Any] = {
        "schema": SCHEMA,
        **({} if assessment.is_finding else {"is_finding": False, "assumptions": assumptions_data(assessment, texts)}),
        "municipality": {
            "id": assessment.municipality.id,
            "name": assessment.municipality.name,
            "kind": assessment.municipality.kind or None,
            "current_type": assessment.municipality.current_type,
        },
        "target": assessment.target.id,
        "law": {
            "id": law.id,
            "title": texts.name(law.title),
            "effective_from": law.in_force_from.isoformat(),
            "sha256": assessment.rulebook.sha256,
            "sureness": dict(sureness_of(assessment)),
        },
        "as_of": assessment.as_of.isoformat(),
        "verdict": assessment.verdict.value,
        "table_verdict": assessment.table_verdict.value,
        "provisional": assessment.is_provisional,
        "provisional_because": [
            {"kind": cause.kind.value, "subject": cause.subject} for cause in assessment.provisional_because
        ],
        "reading": assessment.reading.id,
        "other_readings": [
            {
                "id": other.reading.id,
                "verdict": other.verdict.value,
                "provisional": other.is_provisional,
                "reasons": _statements("reason", other.reasons, texts),
            }
            for other in assessment.other_readings
        ],
        "points": {
            "lower": points_text(assessment.lower),
            "upper": points_text(assessment.upper),
            "pass_mark": _pass_mark(assessment),
            "maximum": points_text(assessment.plan.points_maximum),
        },
        "criteria": [_criterion(criterion, assessment, texts) for criterion in assessment.criteria],
        "reasons": _statements("reason", assessment.reasons, texts),
        "measure_next": sorted(_to_find_out(assessment), key=lambda known: known["could_decide"] is None),
        "unknown_facts": [
            {
                "column": fact.column,
                "attribute": fact.attribute,
                "would_give": {answer: verdict.value for answer, verdict in fact.would_give.items()},
                "citation": "; ".join(fact.citations),
            }
            | _by_word(fact)
            for fact in assessment.unknown_facts
        ],
        "open_levels": list(assessment.open_levels),
        "warnings": [texts.statement("warning", warning) for warning in assessment.warnings],
    }
    if assessment.margins is not None:
        data["margins"] = margins_data(assessment.margins)
    if assessment.data is not None:
        data["data"] = source_data(assessment.data, texts)
    if frame.is_counted:
        data["counts"] = {
            "met": {"lower": points_text(assessment.lower), "upper": points_text(assessment.upper)},
            "required": _pass_mark(assessment),
            "of": points_text(assessment.plan.points_maximum),
        }
    if assessment.member_units:
        data["member_units"] = [_member_unit(result, texts) for result in assessment.member_units]
    if assessment.actors:
        data["actors"] = [
            {
                "task": {
                    "id": actor.task.id,
                    "text": texts.name(actor.task.text),
                    "document": texts.name(actor.task.document),
                },
                "lead": [texts.name(office) for office in actor.task.lead],
                "cooperating": [texts.name(office) for office in actor.task.cooperating],
                "standards": list(actor.standards),
            }
            for actor in assessment.actors
        ]
    if (transition := assessment.transition) is not None:
        data["transition"] = transition_object(transition)
    return data


def _to_find_out(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """Yield what to measure, and the unknown facts beside it."""
    for question in assessment.measure_next:
        yield {
            "indicator": question.indicator.id,
            "points": {"lower": points_text(question.lower), "upper": points_text(question.upper)},
            "could_decide": question.could_decide.value if question.could_decide else None,
        } | ({"unit": {"id": unit.id, "name": unit.name}} if (unit := question.unit) else {})
    yield from (_fact_to_learn(fact) for fact in assessment.unknown_facts)


def _fact_to_learn(fact: UnknownFact) -> dict[str, Any]:
    """Return an unknown fact as something to find out: an indicator or a cell of a column."""
    decided = [verdict.value for verdict in deciding_verdicts(fact)]
    is_measured = fact.field.startswith(MEASURED_PREFIX)
    found = {
        "indicator": fact.column if is_measured else None,
        "points": None,
        "could_decide": decided[0] if len(decided) == 1 else None,
    }
    return found if is_measured else found | {"column": fact.column, "attribute": fact.attribute}


def _by_word(fact: UnknownFact) -> dict[str, Any]:
    """Return what there is to say of each word of a column."""
    data: dict[str, Any] = {}
    if fact.asked_by:
        data["asked_by"] = {word: list(citations) for word, citations in fact.asked_by.items()}
    if fact.without_attributes:
        data["without_attributes"] = {word: verdict.value for word, verdict in fact.without_attributes.items()}
    return data


def _member_unit(result: MemberUnitsResult, texts: Texts) -> dict[str, Any]:
    return {
        "id": result.requirement.id,
        "text": texts.name(result.requirement.text),
        "verdict": result.verdict.value,
        "required": points_text(result.requirement.required.value),
        "lower": points_text(result.lower),
        "upper": points_text(result.upper),
        "units": [
            {
                "id": unit.municipality.id,
                "name": unit.municipality.name,
                "lower": points_text(unit.lower),
                "upper": points_text(unit.upper),
            }
            for unit in result.units
        ],
        "article": result.requirement.citation,
    }


def points_text(value: int) -> str:
    """Return points, given in ten-thousandths, as a decimal text."""
    return text_from_integer(value, POINT_DECIMALS)


def _statements(section: str, statements: Sequence[Statement], texts: Texts) -> list[dict[str, str]]:
    return [
        {"kind": statement.kind, "subject": statement.subject, "text": texts.statement(section, statement)}
        for statement in statements
    ]


def _criterion(assessed: CriterionAssessment, assessment: Assessment, texts: Texts) -> dict[str, Any]:
    points = assessed.criterion.points
    planned = next(known for known in assessment.plan.criteria if known.id == assessed.criterion.id)
    return {
        "id": assessed.criterion.id,
        "name": texts.name(assessed.criterion.name),
        "verdict": assessed.verdict.value,
        "points": {
            "lower": points_text(assessed.lower),
            "upper": points_text(assessed.upper),
            "minimum": points_text(points.minimum.value),
            "maximum": points_text(planned.points_maximum),
        },
        "standards": [
            _standard(standard, assessment, texts)
            | ({"counts": False} if standard.standard.id in assessed.superseded else {})
            for standard in assessed.standards
        ],
    }


def _standard(assessed: StandardAssessment, assessment: Assessment, texts: Texts) -> dict[str, Any]:
    standard, indicator, score = assessed.standard, assessed.indicator, assessed.score

    def level(known: Known | None) -> str | None:
        return None if known is None else indicator.text(known.value)

    def end(value: int | None) -> str | None:
        return None if value is None else indicator.text(value)

    minimum, maximum = assessed.level.minimum, assessed.level.maximum
    levels: dict[str, Any] = {
        "minimum": level(minimum),
        "maximum": level(maximum),
        "basis": {"minimum": minimum.basis if minimum else None, "maximum": maximum.basis if maximum else None},
    }
    if assessed.reduced_by is not None:
        levels["reduced"] = {
            "minimum": end(assessed.reduced_to),
            "rule": assessed.reduced_by.id,
            "basis": assessed.reduced_by.basis,
        }
    if standard.steps is not None:
        levels["from"] = end(standard.steps.start)
    if (scaled := assessed.scaled) is not None:
        levels["scaled"] = {
            "from": None if scaled.start is None else _decimal(scaled.start, indicator),
            "minimum": _decimal(scaled.minimum, indicator),
            "maximum": _decimal(scaled.maximum, indicator),
            "rule": scaled.rule.id,
            "basis": scaled.rule.basis,
        }
    measurement = assessed.measurement
    data: dict[str, Any] = {
        "id": standard.id,
        "code": standard.code,
        "name": texts.name(standard.name),
        "indicator": None if indicator is OPEN_BLOCK else indicator.id,
        "unit": texts.name(indicator.unit) if indicator.unit else None,
        "measured": {
            "lower": end(assessed.quantity.lower),
            "upper": end(assessed.quantity.upper),
            "text": indicator.quantity_text(assessed.quantity),
            "as_of": measurement.as_of.isoformat() if measurement else None,
            "source": measurement.source if measurement else None,
        },
        "levels": levels,
        "verdict": assessed.verdict,
        "status": score.status.value,
        "mandatory": assessed.is_mandatory,
        "points": {
            "lower": points_text(score.lower.points),
            "upper": points_text(score.upper.points),
            "minimum": points_text(assessed.plan.points_minimum),
            "maximum": points_text(assessed.plan.points_maximum),
        },
        "gap": None if assessed.gap is None else text_from_integer(assessed.gap, indicator.decimals),
        "citation": {"document": texts.name(assessment.rulebook.document_of(standard)), "place": standard.citation},
        "sources": [
            {"id": source.id, "address": source.address, "quote": source.quote}
            for identifier in standard.sources
            if (source := assessment.rulebook.sources.get(identifier)) is not None
        ],
    }
    if assessed.is_assumed:
        data["measured"]["assumed"] = True
    if measurement is not None and measurement.disputed:
        data["measured"]["disputed"] = [
            {"text": indicator.quantity_text(row.quantity), "source": row.source} for row in measurement.disputed
        ]
    if standard.alternative is not None:
        data["alternative_to"] = standard.alternative
    if assessed.judged is not None:
        data["judged"] = [
            {"law": known.rulebook.law.id, "target": known.target.id, "verdict": known.verdict.value}
            for known in assessed.judged.assessments
        ]
    return data


def _decimal(value: Fraction, indicator: Indicator) -> str:
    """Return a value that may have more decimals than its indicator; at most four more."""
    return text_from_integer(int(value * 10**POINT_DECIMALS), indicator.decimals + POINT_DECIMALS)


def transition_object(carried: TypeOfDay) -> dict[str, Any]:
    """Return what a law makes of a type; ``to_possible`` if it may be more than one."""
    to = {"to": carried.types[0]} if len(carried.types) == 1 else {"to_possible": list(carried.types)}
    return {"from": carried.stated, **to, "article": carried.citation}


def _pass_mark(assessment: Assessment) -> str | None:
    """Return the points needed; None if unknown facts decide which."""
    least, most = assessment.pass_marks
    return points_text(most) if least == most else None
