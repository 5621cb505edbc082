"""Judgements for every way in which unknown facts may turn out, combined into one."""

from collections.abc import Iterable, Sequence

from classifier.plan.judgement import Judgement, Outcome, Score, StandardScore, Status
from classifier.plan.plan import Plan


def combined(judgements: Sequence[Judgement]) -> Judgement:
    """Return the judgement that holds in every way: the worst and the best of each score and outcome.

    The judgements are of the same standards, criteria and readings.
    """
    first = judgements[0]
    if len(judgements) == 1:
        return first
    return Judgement(
        {name: _score(one.standards[name] for one in judgements) for name in first.standards},
        {
            reading: {name: _outcome(one.criteria[reading][name] for one in judgements) for name in outcomes}
            for reading, outcomes in first.criteria.items()
        },
        {reading: _outcome(one.total[reading] for one in judgements) for reading in first.total},
    )


def widest(judgement: Judgement, plan: Plan) -> Judgement:
    """Return the judgement of which nothing is known, in the form of another one."""
    nothing = {criterion.id: Outcome(0, criterion.points_maximum, False, True) for criterion in plan.criteria}
    return Judgement(
        {
            standard.id: StandardScore(
                Score(0, False, Status.BELOW), Score(standard.points_maximum, True, Status.MAXIMUM)
            )
            for standard in plan.standards
        },
        {reading: dict(nothing) for reading in judgement.criteria},
        {reading: Outcome(0, plan.points_maximum, False, True) for reading in judgement.total},
    )


def _rank(score: Score) -> tuple[int, bool, str]:
    return score.points, score.passes, score.status


def _score(scores: Iterable[StandardScore]) -> StandardScore:
    known = list(scores)
    return StandardScore(min((one.lower for one in known), key=_rank), max((one.upper for one in known), key=_rank))


def _outcome(outcomes: Iterable[Outcome]) -> Outcome:
    known = list(outcomes)
    return Outcome(
        min(one.lower for one in known),
        max(one.upper for one in known),
        all(one.surely for one in known),
        any(one.possibly for one in known),
    )
