"""The reference implementation: the exact points of standards, criteria and the total, with which engines must agree.

Every function follows the definition in ``docs/reference/scoring.md`` directly, on integers. A value is scored twice,
at worst and at best; if a level is unknown, worst and best also range over what the level may be. Since better
measurements never lower points, these two ends bound every completion of what is unknown.
"""

from collections.abc import Iterable, Sequence

from classifier.plan.judgement import Judgement, Outcome, Score, StandardScore, Status, is_mandatory
from classifier.plan.plan import CriterionPlan, Intervals, Plan, ReadingPlan, StandardPlan
from criteria.quantity import Interval
from criteria.standard import added_up


def interpolated(
    standard: StandardPlan, value: int, minimum: int, maximum: int, step: int, at_best: bool = False
) -> int:
    """Return the points of a value strictly between the levels: on the line between them, rounded half up to the step.

    The rounded points never leave the interval of the standard's points, which matters only if its ends are no
    multiples of the step (1.125 points, step 0.01). If points grow in whole steps, the value counts as that of the
    last step it reaches. If the step is 0, nothing is rounded: the points are the ten-thousandth below at worst, the
    one above at best.
    """
    if standard.step is not None:
        value = minimum + (value - minimum) // standard.step * standard.step
    span = maximum - minimum
    least, most = standard.least(at_best), standard.most(at_best)
    numerator = least * span + (most - least) * (value - minimum)
    if step == 0:
        return -(-numerator // span) if at_best else numerator // span
    rounded = (2 * numerator + span * step) // (2 * span * step) * step
    return min(max(rounded, least), most)


def score(standard: StandardPlan, value: int, step: int, at_best: bool) -> Score:
    """Return the score of a value, with the unknown levels taken at best or at worst.

    value ≥ maximum → maximum points; between the levels → interpolated (grades: minimum points); at the minimum, or
    at a reduced minimum → minimum points; below → 0, or the minimum points where the standard is exempt.
    """
    minimum, maximum = standard.minimum, standard.maximum
    least, most = standard.least(at_best), standard.most(at_best)
    if (maximum is not None and value >= maximum) or (at_best and standard.may_be_easier):
        return Score(most, True, Status.MAXIMUM)
    if minimum is None:
        return _open_end(standard, value, at_best)
    if value >= minimum:
        if maximum is None:
            if at_best:
                return _open_end(standard, value, at_best)
            return Score(least, True, Status.MINIMUM)
        if value == minimum:
            return Score(least, True, Status.MINIMUM)
        points = least
        if not standard.is_graded:
            points = interpolated(standard, value, minimum, maximum, step, at_best)
        return Score(points, True, Status.BETWEEN)
    return _below(standard, value, at_best)


def _open_end(standard: StandardPlan, value: int, at_best: bool) -> Score:
    """Return the score if the level that would decide it is unknown."""
    if at_best:
        return Score(standard.most(at_best), True, Status.MAXIMUM)
    return _below(standard, value, at_best)


def _below(standard: StandardPlan, value: int, at_best: bool) -> Score:
    """Return the score below the minimum level: zero unless a floor is reached or the standard is exempt."""
    floor = standard.floor(at_best)
    if floor is not None and value >= floor:
        return Score(standard.least(at_best), True, Status.MINIMUM)
    if standard.is_exempt(at_best):
        return Score(standard.least(at_best), True, Status.EXEMPT)
    return Score(0, False, Status.BELOW)


NOT_APPLICABLE_SCORE = Score(0, True, Status.NOT_APPLICABLE)
"""The score of a standard that a rule removes: its points went elsewhere, and it blocks nothing."""


def score_standard(standard: StandardPlan, interval: Interval | None, step: int) -> StandardScore:
    """Return the score of a standard at both ends of the interval in which its value lies.

    Args:
        interval: None if the value was stated not to apply although no rule says where its points go. Then nothing is
            known of the points; only an alternative earns zero, since the other alternatives remain.
    """
    if not standard.applies:
        return StandardScore(NOT_APPLICABLE_SCORE, NOT_APPLICABLE_SCORE)
    if interval is None:
        most = 0 if standard.alternative else standard.most(at_best=True)
        return StandardScore(Score(0, False, Status.NOT_APPLICABLE), Score(most, True, Status.NOT_APPLICABLE))
    if interval.passes is False:
        return StandardScore(_failing(standard, at_best=False), _failing(standard, at_best=True))
    worst = score(standard, interval.lower, step, at_best=False)
    if interval.passes and not worst.passes:
        worst = Score(standard.points_minimum, True, Status.MINIMUM)
    return StandardScore(worst, score(standard, interval.upper, step, at_best=True))


def _failing(standard: StandardPlan, at_best: bool) -> Score:
    """Return the score of a standard that was stated to fail: it earns nothing unless it is exempt."""
    if standard.is_exempt(at_best):
        return Score(standard.points_minimum, True, Status.EXEMPT)
    return Score(0, False, Status.BELOW)


def judge_criterion(criterion: CriterionPlan, scores: Sequence[StandardScore], reading: ReadingPlan) -> Outcome:
    """Judge a criterion: it needs its minimum points or, by some readings, any points above zero.

    Every standard that the reading makes mandatory must pass.

    Args:
        scores: in the order of the criterion's standards.
    """
    alternatives = [standard.alternative for standard in criterion.standards]
    lower = added_up(zip(alternatives, (score.lower.points for score in scores), strict=True))
    upper = added_up(zip(alternatives, (score.upper.points for score in scores), strict=True))
    upper = upper if criterion.cap is None else min(upper, criterion.cap)
    pairs = list(zip(criterion.standards, scores, strict=True))
    surely = lower >= criterion.needed(reading, at_best=False) and all(
        score.lower.passes for standard, score in pairs if is_mandatory(standard, reading, at_best=False)
    )
    possibly = upper >= criterion.needed(reading, at_best=True) and all(
        score.upper.passes for standard, score in pairs if is_mandatory(standard, reading, at_best=True)
    )
    return Outcome(lower, upper, surely, possibly)


def judge_total(plan: Plan, criteria: Iterable[Outcome]) -> Outcome:
    """Judge the whole: it needs every criterion, and the pass mark."""
    outcomes = tuple(criteria)
    lower = sum(outcome.lower for outcome in outcomes)
    upper = sum(outcome.upper for outcome in outcomes)
    upper = upper if plan.cap is None else min(upper, plan.cap)
    return Outcome(
        lower,
        upper,
        lower >= plan.needed(at_best=False) and all(outcome.surely for outcome in outcomes),
        upper >= plan.needed(at_best=True) and all(outcome.possibly for outcome in outcomes),
    )


def judge(plan: Plan, intervals: Intervals) -> Judgement:
    """Judge a municipality by the definition, under every reading."""
    standards = {
        standard.id: score_standard(standard, intervals[standard.id], plan.rounding_step) for standard in plan.standards
    }
    criteria: dict[str, dict[str, Outcome]] = {}
    total: dict[str, Outcome] = {}
    for reading in plan.readings:
        criteria[reading.id] = {
            criterion.id: judge_criterion(criterion, [standards[s.id] for s in criterion.standards], reading)
            for criterion in plan.criteria
        }
        total[reading.id] = judge_total(plan, criteria[reading.id].values())
    return Judgement(standards, criteria, total)
