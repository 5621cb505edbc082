"""Why a subject was judged so: the reasons under every reading, and what remains to be measured."""

from collections.abc import Mapping
from dataclasses import dataclass

from classifier.assessment.assessed_standards import assessed_standards
from classifier.assessment.compiled_plans import CompiledPlans
from classifier.assessment.judging import Judged
from classifier.assessment.reasons import ReasonContext, reasons_for
from classifier.assessment.result import OpenIndicator, OtherReading, StandardAssessment, Statement
from classifier.assessment.what_to_measure import OpenData, turning_values, what_to_measure


@dataclass(frozen=True, slots=True)
class ExplainedJudgement:
    """What explains a judgement.

    Attributes:
        standards: every standard under the reading in force, by id.
        reasons: the reasons under the reading in force, the decisive first.
        measure_next: the indicators whose values could still change the verdict.
    """

    standards: Mapping[str, StandardAssessment]
    reasons: tuple[Statement, ...]
    other_readings: tuple[OtherReading, ...]
    measure_next: tuple[OpenIndicator, ...]


def explain(judged: Judged, plans: CompiledPlans) -> ExplainedJudgement:
    """Explain a judgement.

    Args:
        plans: the compiled plans of the law, which remember whether a type is within reach at all.
    """
    plan, rulebook = judged.plan, judged.rulebook
    standards = assessed_standards(judged)
    ways = [OpenData(way.plan, way.intervals, way.judgement) for way in judged.ways]

    def reasons(identifier: str) -> tuple[Statement, ...]:
        reading = plan.reading(identifier)
        return reasons_for(
            ReasonContext(
                rulebook=rulebook,
                target=judged.target,
                reading=reading,
                plan=plan,
                judgement=judged.judgement,
                standards=standards,
                turning_values=turning_values(ways, reading),
                is_within_reach=any(plans.is_within_reach(way.key, way.plan, identifier) for way in judged.ways),
                verified_only=judged.question.verified_only,
            )
        )

    return ExplainedJudgement(
        standards=standards,
        reasons=reasons(judged.reading.id),
        other_readings=tuple(
            OtherReading(
                other, judged.judgement.total[other.id].verdict, judged.is_provisional(other.id), reasons(other.id)
            )
            for other in rulebook.law.readings
            if other.id != judged.reading.id
        ),
        measure_next=tuple(
            OpenIndicator(rulebook.indicators[known.indicator], known.lower, known.upper, known.could_decide)
            for known in what_to_measure(ways, plan.reading(judged.reading.id))
        ),
    )
