"""The ways to decide about levers: to leave each as it is, or to raise it to a value at which points change."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from classifier.engines.reference import score_standard
from classifier.plan.judgement import Score, is_mandatory
from classifier.plan.plan import CriterionPlan, ReadingPlan, StandardPlan
from criteria.quantity import Quantity
from criteria.standard import added_up
from dothi.planner.knapsack import PricedChoice, without_beaten
from dothi.planner.levers import Lever, scorer, turning_values
from dothi.planner.prices import Prices

Member = TypeVar("Member")

Decision = tuple[Lever, int]
"""A lever, and the value to which it is raised; better is higher."""

Decisions = tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of a plan beside the law.

    Attributes:
        margin: points above the pass mark, in ten-thousandths.
        must: the indicators that must be raised.
        before: what is known before projects, by standard, above which they must be raised; None if there are none.
    """

    margin: int = 0
    must: frozenset[str] = frozenset()
    before: Mapping[str, Quantity] | None = None


NO_WISHES = Wishes()
"""Nothing is asked beside the law."""


@dataclass(frozen=True, slots=True)
class _Touched:
    """A standard of one dimension that a lever touches.

    Attributes:
        place: the place of its criterion among the dimensions.
    """

    place: int
    standard: StandardPlan


@dataclass(frozen=True, slots=True)
class Option:
    """One way to decide about one lever, with the score of each standard that it touches."""

    cost: int
    decision: Decision | None
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """Levers that are decided about together, because they measure alternative standards; mostly one.

    Attributes:
        places: the dimensions in which they gain.
        indicators: those of the levers.
    """

    indicators: tuple[str, ...]
    places: tuple[int, ...]
    choices: tuple[PricedChoice[Decisions], ...]


class LeverOptions:
    """Finds the options of levers at one end of what is unknown.

    Args:
        dimensions: the criteria of all plans that must be met, each different one once.
        quantities: what is known, by standard.
        step: the step to which points are rounded.
        at_best: True for the best end.
        before: what is known before projects, by standard; None for ``quantities``.
    """

    def __init__(
        self,
        dimensions: Sequence[CriterionPlan],
        reading: ReadingPlan,
        quantities: Mapping[str, Quantity],
        prices: Prices,
        step: int,
        at_best: bool,
        before: Mapping[str, Quantity] | None = None,
    ) -> None:
        self._dimensions, self._reading, self._at_best = dimensions, reading, at_best
        self._quantities, self._prices, self._step = quantities, prices, step
        self._before = quantities if before is None else before
        self._touched: dict[str, list[_Touched]] = {}
        for place, criterion in enumerate(dimensions):
            for standard in criterion.standards:
                self._touched.setdefault(standard.indicator, []).append(_Touched(place, standard))
        self.count = 0

    def bundles(self, levers: Mapping[str, Lever], must: frozenset[str]) -> Iterator[Bundle]:
        """Yield what must be decided about, whatever cannot be raised as a bundle with one choice.

        Args:
            levers: by indicator.
            must: the indicators that must be raised.
        """
        alternatives = [
            [known.indicator for known in criterion.standards if known.alternative == label]
            for criterion in self._dimensions
            for label in {known.alternative for known in criterion.standards} - {None}
        ]
        for group in joined(list(self._touched), alternatives):
            touched = [self._touched[indicator] for indicator in group]
            parts = [self._options(indicator, levers.get(indicator), indicator in must) for indicator in group]
            self.count += sum(len(part) for part in parts) - len(parts)
            places = tuple(sorted({known.place for own in touched for known in own}))
            flat = [known for own in touched for known in own]
            choices = [
                PricedChoice(
                    sum(one.cost for one in options), gains, tuple(one.decision for one in options if one.decision)
                )
                for options in itertools.product(*parts)
                if (gains := self._gains(flat, [score for one in options for score in one.scores], places)) is not None
            ]
            yield Bundle(tuple(group), places, without_beaten(choices))

    def _options(self, indicator: str, lever: Lever | None, must_rise: bool) -> list[Option]:
        touched = self._touched[indicator]
        intervals = [known.standard.interval(self._quantities[known.standard.id]) for known in touched]
        before = self._scores(touched, self._before)
        # A project never takes away what is known without it, such as that a standard passes.
        kept = Option(0, None, tuple(map(_better, self._scores(touched, self._quantities), before)))
        if lever is None or not any(known.standard.applies for known in touched):
            return [] if must_rise else [kept]
        known = [interval for interval in intervals if interval is not None]
        ends = [
            (interval.upper if self._at_best else interval.lower) // one.standard.refinement
            for one, interval in zip(touched, intervals, strict=True)
            if interval is not None
        ]
        # Where the data say that a standard fails, any value may have to be raised, whatever it is.
        first = lever.worst if any(interval.passes is not None for interval in known) else min(ends)
        start = self._start(lever, touched)
        asked = list(dict.fromkeys(one.standard for one in touched))
        scores = scorer(asked, self._step, self._at_best)
        found = [kept]
        if first < (top := self._prices.top(lever)):
            values = turning_values(scores, first, top)
            if scores(first) != kept.scores:  # a claim says otherwise than the value does
                values = itertools.chain([first + 1], turning_values(scores, first + 1, top))
            for value in values:
                by_standard = dict(zip(asked, scores(value), strict=True))
                told = tuple(by_standard[one.standard] for one in touched)
                found.append(Option(self._prices.cost(lever, start, value), (lever, value), told))
        if not must_rise:
            return found
        rising = [option for option in found if _is_more(option.scores, before)]
        # What is not known may be as good already as it is to become: at best, it may stay as it is.
        is_open = lever.worst < lever.best or any(self._is_open(one.standard) for one in touched)
        return [*rising, kept] if self._at_best and is_open else rising

    def _is_open(self, standard: StandardPlan) -> bool:
        """True if it is not known what the standard earns before projects: by its value, or by its levels."""
        if not self._before[standard.id].is_one_value:
            return True
        score = score_standard(standard, standard.interval(self._before[standard.id]), self._step)
        return score.lower.points < score.upper.points

    def _scores(self, touched: Sequence[_Touched], quantities: Mapping[str, Quantity]) -> tuple[Score, ...]:
        """Return the score of each standard as things are."""
        every = (
            score_standard(known.standard, known.standard.interval(quantities[known.standard.id]), self._step)
            for known in touched
        )
        return tuple(score.upper if self._at_best else score.lower for score in every)

    def _start(self, lever: Lever, touched: Sequence[_Touched]) -> int:
        """Return from where a lever is raised: its end, or the best value with which it fails, if it is said to."""
        if not self._at_best:
            return lever.worst
        found = [lever.best]
        for known in touched:
            interval = known.standard.interval(self._quantities[known.standard.id])
            floor = known.standard.floor(at_best=True)
            if interval is not None and interval.passes is False and floor is not None:
                found.append(-(-floor // known.standard.refinement) - 1)
        return max(lever.worst, min(found))

    def _gains(
        self, touched: Sequence[_Touched], scores: Sequence[Score], places: Sequence[int]
    ) -> tuple[int, ...] | None:
        """Return the points in each dimension; None if a standard fails that the reading makes mandatory."""
        gained: dict[int, list[tuple[str | None, int]]] = {place: [] for place in places}
        for known, found in zip(touched, scores, strict=True):
            if not found.passes and is_mandatory(known.standard, self._reading, self._at_best):
                return None
            gained[known.place].append((known.standard.alternative, found.points))
        return tuple(added_up(gained[place]) for place in places)


def _better(one: Score, other: Score) -> Score:
    return other if (other.points, other.passes) > (one.points, one.passes) else one


def _is_more(scores: Iterable[Score], kept: Iterable[Score]) -> bool:
    return any(found.points > before.points for found, before in zip(scores, kept, strict=True))


def joined(every: Iterable[Member], together: Iterable[Sequence[Member]]) -> list[list[Member]]:
    """Return the members in groups: those that stand together anywhere are in one.

    >>> joined("abcd", ["ac"])
    [['a', 'c'], ['b'], ['d']]
    """
    group_of: dict[Member, list[Member]] = {member: [member] for member in every}
    for members in together:
        for other in members[1:]:
            one, two = group_of[members[0]], group_of[other]
            if one is not two:
                one += two
                group_of |= dict.fromkeys(two, one)
    return list({id(group): group for group in group_of.values()}.values())
