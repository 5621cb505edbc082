"""What is still to be measured: the values that could change the verdict, and the value a criterion depends on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from classifier.engines.reference import interpolated, judge_criterion, judge_total, score, score_standard
from classifier.plan.judgement import Judgement, Outcome, Score, StandardScore, Status, Verdict, is_mandatory
from classifier.plan.plan import CriterionPlan, Intervals, Plan, ReadingPlan, StandardPlan
from criteria.quantity import Interval


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An indicator whose value is not exact although it matters.

    Attributes:
        lower, upper: bounds on the points of its standards.
        could_decide: the verdict that its value alone could bring about; None if it alone decides nothing.
    """

    indicator: str
    lower: int
    upper: int
    could_decide: Verdict | None


class OpenData:
    """The standards whose values are not exact although they matter, with the scores each could reach.

    A standard that stays open whatever is measured, because its levels are unknown, is left out.
    """

    def __init__(self, plan: Plan, intervals: Intervals, judgement: Judgement) -> None:
        self.plan = plan
        self.judgement = judgement
        self.by_indicator: dict[str, list[StandardPlan]] = {}
        self.intervals: dict[str, Interval] = {}
        self.worst: dict[str, StandardScore] = {}
        self.best: dict[str, StandardScore] = {}
        for standard in plan.standards:
            interval = intervals[standard.id]
            if not standard.applies or interval is None or interval.is_exact:
                continue
            worst = score_standard(standard, replace(interval, upper=interval.lower), plan.rounding_step)
            best = score_standard(standard, replace(interval, lower=interval.upper), plan.rounding_step)
            if worst == best == judgement.standards[standard.id]:
                continue
            self.by_indicator.setdefault(standard.indicator, []).append(standard)
            self.intervals[standard.id] = interval
            self.worst[standard.id], self.best[standard.id] = worst, best


def what_to_measure(ways: Sequence[OpenData], reading: ReadingPlan) -> list[OpenQuestion]:
    """Return the open indicators that could change the verdict; none if the verdict is decided.

    Those that could decide it alone come first; within each group, those with the most points at stake.

    Args:
        ways: what is open by each plan that unknown facts allow. A value that decides does so in every way.
    """
    verdicts = [data.judgement.total[reading.id].verdict for data in ways]
    by_indicator: dict[str, list[OpenQuestion | None]] = {}
    for place, data in enumerate(ways):
        for question in _open_questions(data, reading):
            by_indicator.setdefault(question.indicator, [None] * len(ways))[place] = question
    found = []
    for indicator, questions in by_indicator.items():
        there = [question for question in questions if question is not None]
        decided = {
            verdict if question is None else question.could_decide
            for verdict, question in zip(verdicts, questions, strict=True)
        }
        (could_decide,) = decided if len(decided) == 1 and Verdict.UNDETERMINED not in decided else (None,)
        lower, upper = min(question.lower for question in there), max(question.upper for question in there)
        found.append(OpenQuestion(indicator, lower, upper, could_decide))
    return sorted(found, key=lambda question: (question.could_decide is None, question.lower - question.upper))


def _open_questions(data: OpenData, reading: ReadingPlan) -> list[OpenQuestion]:
    """Return the open indicators that could change the verdict by one plan."""
    plan, judgement = data.plan, data.judgement
    if judgement.total[reading.id].verdict is not Verdict.UNDETERMINED:
        return []
    found = []
    for indicator, standards in data.by_indicator.items():
        decides = None
        if _total_with(plan, judgement, reading, standards, data.best).surely:
            decides = Verdict.MET
        elif not _total_with(plan, judgement, reading, standards, data.worst).possibly:
            decides = Verdict.NOT_MET
        lower = sum(judgement.standards[standard.id].lower.points for standard in standards)
        upper = sum(judgement.standards[standard.id].upper.points for standard in standards)
        found.append(OpenQuestion(indicator, lower, upper, decides))
    return found


def _total_with(
    plan: Plan,
    judgement: Judgement,
    reading: ReadingPlan,
    changed: Sequence[StandardPlan],
    scores: Mapping[str, StandardScore],
) -> Outcome:
    """Return the overall outcome if some standards scored otherwise."""
    outcomes = dict(judgement.criteria[reading.id])
    by_criterion: dict[str, list[StandardPlan]] = {}
    for standard in changed:
        by_criterion.setdefault(standard.criterion, []).append(standard)
    for criterion in plan.criteria:
        if members := by_criterion.get(criterion.id):
            outcomes[criterion.id] = _criterion_with(criterion, judgement, reading, members, scores)
    return judge_total(plan, outcomes.values())


def _criterion_with(
    criterion: CriterionPlan,
    judgement: Judgement,
    reading: ReadingPlan,
    changed: Sequence[StandardPlan],
    scores: Mapping[str, StandardScore],
) -> Outcome:
    """Return the outcome of a criterion if some of its standards scored otherwise."""
    if criterion.cap is not None or any(
        standard.alternative or is_mandatory(standard, reading, at_best=False) for standard in changed
    ):
        known = dict(judgement.standards) | {standard.id: scores[standard.id] for standard in changed}
        return judge_criterion(criterion, [known[standard.id] for standard in criterion.standards], reading)
    # Only points change, so adding the differences avoids judging the whole criterion for each indicator.
    before = judgement.criteria[reading.id][criterion.id]
    lower = before.lower + sum(scores[s.id].lower.points - judgement.standards[s.id].lower.points for s in changed)
    upper = before.upper + sum(scores[s.id].upper.points - judgement.standards[s.id].upper.points for s in changed)
    mandatory = [s for s in criterion.standards if s.mandatory_in is not None]
    surely = lower >= criterion.needed(reading, at_best=False) and all(
        judgement.standards[s.id].lower.passes for s in mandatory if is_mandatory(s, reading, at_best=False)
    )
    possibly = upper >= criterion.needed(reading, at_best=True) and all(
        judgement.standards[s.id].upper.passes for s in mandatory if is_mandatory(s, reading, at_best=True)
    )
    return Outcome(lower, upper, surely, possibly)


@dataclass(frozen=True, slots=True)
class TurningValue:
    """The value that one open indicator must reach before a criterion can be met.

    Attributes:
        standard: the standard that depends on the indicator.
        value: the least sufficient value, better being higher.
        is_enough: True if the criterion is surely met from this value on; else other levels are still unknown.
        is_compulsory: True if only the reading requires the value, since the points could suffice without it.
        unrounded: the value if points were not rounded.
    """

    criterion: str
    standard: StandardPlan
    value: int
    is_enough: bool
    is_compulsory: bool
    unrounded: int


def turning_values(ways: Sequence[OpenData], reading: ReadingPlan) -> tuple[TurningValue, ...]:
    """Return the value that each criterion depends on, if it is the same by every plan that unknown facts allow."""
    found = []
    for places in zip(*(data.plan.criteria for data in ways), strict=True):
        turning = [turning_value(data, criterion, reading) for data, criterion in zip(ways, places, strict=True)]
        first = turning[0]
        if first is not None and all(one == first for one in turning):
            found.append(first)
    return tuple(found)


def turning_value(data: OpenData, criterion: CriterionPlan, reading: ReadingPlan) -> TurningValue | None:
    """Return the value that the only open indicator of a criterion must reach.

    Returns:
        None if the criterion is decided, if several indicators or none are open, or if any value would do.
    """
    plan, judgement = data.plan, data.judgement
    if judgement.criteria[reading.id][criterion.id].verdict is not Verdict.UNDETERMINED:
        return None
    waiting = [
        members
        for standards in data.by_indicator.values()
        if (members := [standard for standard in standards if standard.criterion == criterion.id])
    ]
    if len(waiting) != 1:
        return None
    standards = waiting[0]
    interval = data.intervals[standards[0].id]

    def outcome(value: int) -> Outcome:
        exact = Interval(value, value, interval.passes)
        scores = {s.id: score_standard(s, exact, plan.rounding_step) for s in standards}
        return _criterion_with(criterion, judgement, reading, standards, scores)

    if outcome(interval.lower).possibly or not outcome(interval.upper).possibly:
        return None
    fails, reaches = _turn(interval, lambda value: outcome(value).possibly)
    unrounded = reaches

    def reaches_unrounded(value: int) -> bool:
        scores = {s.id: _unrounded(s, value) for s in standards}
        return _criterion_with(criterion, judgement, reading, standards, scores).possibly

    if plan.rounding_step and reaches_unrounded(interval.upper):
        unrounded = _first_near(interval, fails, reaches_unrounded)
    is_compulsory = outcome(fails).upper >= criterion.needed(reading, at_best=True)
    deciding = _deciding(standards, reading, fails, reaches, plan.rounding_step, is_compulsory)
    return TurningValue(criterion.id, deciding, reaches, outcome(reaches).surely, is_compulsory, unrounded)


def _turn(interval: Interval, reaches: Callable[[int], bool]) -> tuple[int, int]:
    """Return the last value that does not reach something and the first that does; the lower end does not."""
    fails, turns = interval.lower, interval.upper
    while turns - fails > 1:
        middle = (fails + turns) // 2
        if reaches(middle):
            turns = middle
        else:
            fails = middle
    return fails, turns


def _first_near(interval: Interval, start: int, reaches: Callable[[int], bool]) -> int:
    """Return the first value that reaches something, looked for from a value near it; the upper end does."""
    if reaches(start):
        return _turn(interval, reaches)[1]
    width, below, above = 1, start, start + 1
    while not reaches(above):
        width *= 2
        below, above = above, min(above + width, interval.upper)
    return _turn(Interval(below, above), reaches)[1]


def _unrounded(standard: StandardPlan, value: int) -> StandardScore:
    """Return the score of a value without rounding, its points as the ten-thousandth below."""
    exact = score(standard, value, 0, at_best=True)
    if exact.status is Status.BETWEEN and standard.has_line:
        assert standard.minimum is not None
        assert standard.maximum is not None
        below = interpolated(standard, value, standard.minimum, standard.maximum, 0, at_best=False)
        exact = Score(below, exact.passes, exact.status)
    return StandardScore(score(standard, value, 0, at_best=False), exact)


def _deciding(
    standards: Sequence[StandardPlan], reading: ReadingPlan, fails: int, reaches: int, step: int, is_compulsory: bool
) -> StandardPlan:
    """Return the standard, of those on one indicator, that changes at a value: by becoming met, or by its points."""

    def turns(standard: StandardPlan) -> bool:
        before, after = (score(standard, value, step, at_best=True) for value in (fails, reaches))
        if is_compulsory:
            return is_mandatory(standard, reading, at_best=True) and not before.passes and after.passes
        return after.points > before.points

    return next((standard for standard in standards if turns(standard)), standards[0])


def is_within_reach(plan: Plan, reading: ReadingPlan) -> bool:
    """True if the verdict would be met with every indicator at its best, the levels being as known."""
    scores = {
        standard.id: score_standard(
            standard, Interval(standard.domain.upper, standard.domain.upper), plan.rounding_step
        )
        for standard in plan.standards
    }
    outcomes = [
        judge_criterion(criterion, [scores[s.id] for s in criterion.standards], reading) for criterion in plan.criteria
    ]
    return judge_total(plan, outcomes).surely
