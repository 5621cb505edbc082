"""The standards of a judged subject, each with what was measured, what is required and what follows."""

from collections.abc import Mapping
from fractions import Fraction

from classifier.assessment.judging import Judged
from classifier.assessment.result import ScaledLevels, StandardAssessment
from classifier.plan.compiler import effective_levels
from classifier.plan.judgement import is_mandatory
from classifier.plan.plan import StandardPlan
from criteria.quantity import Interval
from criteria.rule import Rule


def assessed_standards(judged: Judged) -> Mapping[str, StandardAssessment]:
    """Return every standard under the reading in force, by id."""
    rulebook = judged.rulebook
    levels = effective_levels(rulebook, judged.plan.type, judged.key.applied)
    rules = {rule.id: rule for rule in rulebook.rules}
    reading = judged.plan.reading(judged.reading.id)
    assessed = {}
    for standard, plan in zip(rulebook.standards, judged.plan.standards, strict=True):
        score = judged.judgement.standards[standard.id]
        floor = plan.sure_floor
        assessed[standard.id] = StandardAssessment(
            standard=standard,
            indicator=rulebook.indicators[standard.indicator],
            plan=plan,
            measurement=judged.subject.measured.get(standard.indicator),
            quantity=judged.quantities[standard.id],
            level=levels[standard.id],
            reduced_to=plan.plain(floor) if plan.reduced_by and floor is not None else None,
            reduced_by=rules[plan.reduced_by] if plan.reduced_by else None,
            score=score,
            is_mandatory=is_mandatory(plan, reading, at_best=False),
            gap=None if score.upper.passes else _gap(plan, judged.intervals[standard.id]),
            scaled=_scaled(plan, standard.steps.start if standard.steps else None, rules),
            judged=judged.derived.get(standard.indicator),
        )
    return assessed


def _gap(plan: StandardPlan, interval: Interval | None) -> int | None:
    """Return how far the best possible value is from the minimum level; None for grades and where none is known."""
    if not plan.applies or plan.is_graded or interval is None or plan.sure_floor is None:
        return None
    if interval.passes is not None:  # stated to fail, without a value
        return None
    return -((interval.upper - plan.sure_floor) // plan.refinement)


def _scaled(plan: StandardPlan, start: int | None, rules: Mapping[str, Rule]) -> ScaledLevels | None:
    """Return the levels of a standard whose steps a rule scales, in the indicator's own direction.

    Args:
        start: the value from which points are earned, before scaling; None if any value earns points.
    """
    if plan.scaled_by is None or plan.minimum is None or plan.maximum is None:
        return None
    sign = 1 if plan.higher_is_better else -1
    ends = [Fraction(sign * end, plan.refinement) for end in (plan.sure_floor or 0, plan.minimum, plan.maximum)]
    return ScaledLevels(None if start is None else ends[0], ends[1], ends[2], rules[plan.scaled_by])
