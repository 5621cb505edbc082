"""What is still to be measured: which values could move the verdict, and which value a criterion waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classifier.engines.reference import judge_criterion, judge_total, score, score_standard
from classifier.plan.judgement import Judgement, Outcome, StandardScore, Verdict, is_mandatory
from classifier.plan.plan import CriterionPlan, Intervals, Plan, ReadingPlan, StandardPlan
from criteria.quantity import Interval


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An indicator whose value is not exact and whose value matters.

    Attributes:
        lower, upper: the points its standards may earn.
        could_decide: the verdict its value alone could bring about.
    """

    indicator: str
    lower: int
    upper: int
    could_decide: Verdict | None


class OpenData:
    """The standards whose values are not exact although they matter, and what each could turn out to score.

    A standard whose levels are not known may be open whatever is measured; then its indicator is left out.
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
            worst = score_standard(standard, Interval(interval.lower, interval.lower), plan.rounding_step)
            best = score_standard(standard, Interval(interval.upper, interval.upper), plan.rounding_step)
            if worst == best == judgement.standards[standard.id]:
                continue
            self.by_indicator.setdefault(standard.indicator, []).append(standard)
            self.intervals[standard.id] = interval
            self.worst[standard.id], self.best[standard.id] = worst, best


def what_to_measure(data: OpenData, reading: ReadingPlan) -> list[OpenQuestion]:
    """The open indicators that could move the verdict, those that could decide it alone first, then by points at stake.

    Empty where the verdict is decided.
    """
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
    return sorted(found, key=lambda question: (question.could_decide is None, question.lower - question.upper))


def _total_with(
    plan: Plan,
    judgement: Judgement,
    reading: ReadingPlan,
    changed: Sequence[StandardPlan],
    scores: Mapping[str, StandardScore],
) -> Outcome:
    """The overall outcome if some standards scored otherwise."""
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
    """The outcome of a criterion if some of its standards scored otherwise."""
    if any(standard.alternative or is_mandatory(standard, reading, at_best=False) for standard in changed):
        known = dict(judgement.standards) | {standard.id: scores[standard.id] for standard in changed}
        return judge_criterion(criterion, [known[standard.id] for standard in criterion.standards], reading)
    # Only points change: adding the differences saves going through the whole criterion for each indicator.
    before = judgement.criteria[reading.id][criterion.id]
    lower = before.lower + sum(scores[s.id].lower.points - judgement.standards[s.id].lower.points for s in changed)
    upper = before.upper + sum(scores[s.id].upper.points - judgement.standards[s.id].upper.points for s in changed)
    mandatory = [s for s in criterion.standards if s.mandatory_in is not None]
    surely = lower >= criterion.points_minimum and all(
        judgement.standards[s.id].lower.passes for s in mandatory if is_mandatory(s, reading, at_best=False)
    )
    possibly = upper >= criterion.points_minimum and all(
        judgement.standards[s.id].upper.passes for s in mandatory if is_mandatory(s, reading, at_best=True)
    )
    return Outcome(lower, upper, surely, possibly)


@dataclass(frozen=True, slots=True)
class TurningValue:
    """The value that one open indicator must reach before a criterion can be met.

    Attributes:
        standard: the standard that waits for the indicator.
        value: the least value, better being higher.
        is_enough: the criterion is surely met from this value on; else other levels are still not known.
        is_compulsory: the points could be enough without it: the reading makes the standard compulsory.
    """

    criterion: str
    standard: StandardPlan
    value: int
    is_enough: bool
    is_compulsory: bool


def turning_value(data: OpenData, criterion: CriterionPlan, reading: ReadingPlan) -> TurningValue | None:
    """Where one open indicator alone stands between the bounds and the criterion: the value it must reach.

    None where the criterion is decided, where several indicators (or none) are open, or where any value would do.
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
        exact = Interval(value, value)
        scores = {s.id: score_standard(s, exact, plan.rounding_step) for s in standards}
        return _criterion_with(criterion, judgement, reading, standards, scores)

    if outcome(interval.lower).possibly or not outcome(interval.upper).possibly:
        return None
    fails, reaches = interval.lower, interval.upper
    while reaches - fails > 1:
        middle = (fails + reaches) // 2
        if outcome(middle).possibly:
            reaches = middle
        else:
            fails = middle
    is_compulsory = outcome(fails).upper >= criterion.points_minimum
    deciding = _deciding(standards, reading, fails, reaches, plan.rounding_step, is_compulsory)
    return TurningValue(criterion.id, deciding, reaches, outcome(reaches).surely, is_compulsory)


def _deciding(
    standards: Sequence[StandardPlan], reading: ReadingPlan, fails: int, reaches: int, step: int, is_compulsory: bool
) -> StandardPlan:
    """Of standards that share an indicator the one that turns at a value: a compulsory one, or one that earns more."""

    def turns(standard: StandardPlan) -> bool:
        before, after = (score(standard, value, step, at_best=True) for value in (fails, reaches))
        if is_compulsory:
            return is_mandatory(standard, reading, at_best=True) and not before.passes and after.passes
        return after.points > before.points

    return next((standard for standard in standards if turns(standard)), standards[0])


def is_within_reach(plan: Plan, reading: ReadingPlan) -> bool:
    """Whether any data at all could make the verdict met: every indicator measured at its best, levels as known."""
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
