"""The score of a standard as a function of the measured value, in exact pieces on which it is constant.

A better value never scores worse, so a stretch of values is constant if both its ends score the same. The pieces are
therefore found by bisection, from the scores that `classifier.engines.reference` gives, without repeating its rules.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from classifier.engines.reference import score_standard
from classifier.plan.judgement import StandardScore, Status
from classifier.plan.plan import StandardPlan
from criteria.quantity import Interval


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive values with the same score, oriented so that higher is better."""

    values: Interval
    score: StandardScore


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Consecutive values that two laws score differently, while each law's answer stays the same; see `_answers`.

    Attributes:
        values: the lowest and the highest value, as they are written.
        before, after: the score under each law at the lowest value, then at the highest.
    """

    values: Interval
    before: tuple[StandardScore, StandardScore]
    after: tuple[StandardScore, StandardScore]


def pieces(standard: StandardPlan, step: int) -> Iterator[Piece]:
    """Yield the pieces of the score over all values in the domain, from the worst to the best.

    Args:
        step: the rounding step of points, in ten-thousandths.
    """
    by = standard.refinement

    def score(value: int) -> StandardScore:
        return score_standard(standard, Interval(value * by, value * by), step)

    lower, upper = -(-standard.domain.lower // by), standard.domain.upper // by
    start = lower
    while start <= upper:
        scored = score(start)
        end = _last_equal(score, scored, start, upper)
        yield Piece(Interval(start, end), scored)
        start = end + 1


def _last_equal(score: Callable[[int], StandardScore], scored: StandardScore, start: int, upper: int) -> int:
    """Return the last value that scores as the start does, found by doubling strides and then by bisection."""
    stride = 1
    while start + stride <= upper and score(start + stride) == scored:
        stride *= 2
    low, high = start + stride // 2, min(start + stride, upper + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if score(middle) == scored else (low, middle)
    return low


def disagreements(before: StandardPlan, after: StandardPlan, steps: tuple[int, int]) -> tuple[Disagreement, ...]:
    """Find the values that two plans of a standard score differently, in ascending order.

    Adjacent pieces with the same answers form one stretch.

    Args:
        before, after: plans of a standard with the same indicator.
        steps: the rounding steps of the two laws, in ten-thousandths of a point.
    """
    if before == after and steps[0] == steps[1]:
        return ()
    stretches: list[list[tuple[Interval, StandardScore, StandardScore]]] = []
    for values, first, second in _side_by_side(before, after, steps):
        if first == second:
            continue
        touches = bool(stretches) and stretches[-1][-1][0].upper + 1 == values.lower
        if touches and _answers(*stretches[-1][-1][1:]) == _answers(first, second):
            stretches[-1].append((values, first, second))
        else:
            stretches.append([(values, first, second)])
    found = [_stretch(parts, before.higher_is_better) for parts in stretches]
    return tuple(sorted(found, key=lambda stretch: stretch.values.lower))


def _answers(first: StandardScore, second: StandardScore) -> tuple[Status | None, ...]:
    """Return each law's answer: the status if the standard is not passed, None if it is, whatever the points."""
    passed = {Status.MINIMUM, Status.BETWEEN, Status.MAXIMUM}
    return tuple(None if score.status in passed else score.status for score in (first, second))


def _side_by_side(
    before: StandardPlan, after: StandardPlan, steps: tuple[int, int]
) -> Iterator[tuple[Interval, StandardScore, StandardScore]]:
    """Yield the stretches on which both plans are constant, with both scores."""
    firsts, seconds = pieces(before, steps[0]), pieces(after, steps[1])
    first, second = next(firsts, None), next(seconds, None)
    while first is not None and second is not None:
        upper = min(first.values.upper, second.values.upper)
        yield Interval(max(first.values.lower, second.values.lower), upper), first.score, second.score
        ends = first.values.upper == upper, second.values.upper == upper
        first = next(firsts, None) if ends[0] else first
        second = next(seconds, None) if ends[1] else second


def _stretch(parts: list[tuple[Interval, StandardScore, StandardScore]], higher_is_better: bool) -> Disagreement:
    worst, best = parts[0], parts[-1]
    values = Interval(worst[0].lower, best[0].upper)
    if higher_is_better:
        return Disagreement(values, (worst[1], best[1]), (worst[2], best[2]))
    return Disagreement(values.mirrored(), (best[1], worst[1]), (best[2], worst[2]))
