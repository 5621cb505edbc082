"""Why a subject was judged so: the reasons under every reading, and what remains to be measured."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from classifier.assessment.assessed_standards import assessed_standards
from classifier.assessment.compiled_plans import CompiledPlans
from classifier.assessment.judging import Judged
from classifier.assessment.member_units import open_units, results_of
from classifier.assessment.reasons import ReasonContext, reasons_for
from classifier.assessment.result import OpenIndicator, OtherReading, StandardAssessment, Statement
from classifier.assessment.unit_reasons import with_unit_reasons
from classifier.assessment.what_to_measure import OpenData, turning_values, what_to_measure
from classifier.engines.units_reference import units_surely
from classifier.plan.combined import combined
from classifier.plan.judgement import Verdict


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
    rulebook = judged.rulebook
    standards, ways = assessed_standards(judged), _open_data(judged)
    units = results_of(judged.asked)

    def reasons(identifier: str) -> tuple[Statement, ...]:
        shown = _resting_on(judged, identifier)
        reading = shown.plan.reading(identifier)
        # Where any points will do, or another alternative may, no single value has to be reached.
        turns = all(reading.needs_minimum) and identifier not in judged.every.chosen
        is_same = shown is judged
        of_standards = reasons_for(
            ReasonContext(
                rulebook=rulebook,
                target=judged.target,
                reading=reading,
                plan=shown.plan,
                judgement=shown.judgement,
                standards=standards if is_same else assessed_standards(shown),
                turning_values=turning_values(ways if is_same else _open_data(shown), reading) if turns else (),
                is_within_reach=any(plans.is_within_reach(way.key, way.plan, identifier) for way in judged.every.plain),
                applied=judged.applied,
                sure=judged.question.sure,
            )
        )
        return with_unit_reasons(of_standards, judged.judgement, identifier, units)

    return ExplainedJudgement(
        standards=standards,
        reasons=reasons(judged.reading.id),
        other_readings=tuple(
            OtherReading(
                other, judged.judgement.outcome(other.id).verdict, judged.is_provisional(other.id), reasons(other.id)
            )
            for other in rulebook.law.readings
            if other.id != judged.reading.id
        ),
        measure_next=tuple(_measure_next(judged, ways)),
    )


def _open_data(judged: Judged) -> list[OpenData]:
    return [OpenData(way.plan, way.intervals, way.judgement) for way in judged.ways]


def _resting_on(judged: Judged, reading: str) -> Judged:
    """Return the judgement by the ways that another reading rests on; the same one if they are those in force."""
    chosen = judged.every.chosen
    if reading not in chosen and judged.reading.id not in chosen:
        return judged
    found = combined([way.judgement for way in judged.every.of(reading)])
    return replace(judged, reading=judged.rulebook.law.reading(reading), judgement=found)


def _measure_next(judged: Judged, ways: Sequence[OpenData]) -> Iterator[OpenIndicator]:
    """Yield what could change the verdict of the law as a whole; what could decide it alone comes first."""
    if judged.judgement.outcome(judged.reading.id).verdict is not Verdict.UNDETERMINED:
        return
    holds = units_surely(judged.asked)
    found = []
    for known in what_to_measure(ways, judged.plan.reading(judged.reading.id)):
        decides = known.could_decide if holds or known.could_decide is Verdict.NOT_MET else None
        if decides is Verdict.NOT_MET and judged.reading.id in judged.every.chosen:
            decides = None  # by another alternative it may still be met
        indicator = judged.rulebook.indicators[known.indicator]
        found.append(OpenIndicator(indicator, known.lower, known.upper, decides))
    found += [
        OpenIndicator(unit.indicator, unit.lower, unit.upper, unit.could_decide, True, unit.municipality)
        for unit in open_units(judged.asked, judged.judgement.total[judged.reading.id])
    ]
    yield from sorted(found, key=lambda known: known.could_decide is None)
