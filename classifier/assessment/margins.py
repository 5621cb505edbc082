"""How far each value is from turning something: its points, whether its standard passes, its criterion, the verdict.

Every turn is found by search on the reference implementation, over the values that the indicator can have, so that
rounding, steps, reductions and alternatives hold. Better values never lower points, so between two values with the
same outcome there is no turn; where a rule depends on the value itself, this holds between its thresholds.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from classifier.assessment.choosing import JudgedWay, by_definition
from classifier.assessment.compiled_plans import PlanKey
from classifier.assessment.judging import Judged, Judging
from classifier.assessment.margin import Margins, PointsAtEnds, PointsToSpare, StandardMargins, Turn
from classifier.engines.reference import judge_criterion, judge_total, score_standard
from classifier.engines.units_reference import judge_whole
from classifier.plan.combined import combined
from classifier.plan.judgement import Judgement, StandardScore, Verdict, is_mandatory, verdict_of
from classifier.plan.plan import CriterionPlan, StandardPlan
from criteria.indicator import OPEN_BLOCK, Indicator
from criteria.measured_words import measured_words, thresholds
from criteria.municipality import Measurement
from criteria.quantity import Quantity
from criteria.standard import Standard

State = TypeVar("State")


def margins_of(judged: Judged, judging: Judging) -> Margins:
    """Return the margins of a judged subject.

    There are no turns where unknown facts may turn out in more ways than are judged: then nothing is known anyway.
    """
    reading = judged.reading.id
    is_judged_whole = judged.every.judgement.total[reading] == judged.judgement.total[reading]
    standards = tuple(_standards(judged, judging)) if is_judged_whole else ()
    is_met = judged.judgement.outcome(reading).verdict is Verdict.MET
    return Margins(standards, _spare(judged) if is_met else None)


def _spare(judged: Judged) -> PointsToSpare:
    total: list[int] = []
    criteria: dict[str, list[int]] = {}
    for way in judged.ways:
        reading = way.plan.reading(judged.reading.id)
        total.append(way.judgement.total[reading.id].lower - way.plan.needed(at_best=False))
        for criterion in way.plan.criteria:
            if needed := criterion.needed(reading, at_best=False):
                lower = way.judgement.criteria[reading.id][criterion.id].lower
                criteria.setdefault(criterion.id, []).append(lower - needed)
    reading = judged.plan.reading(judged.reading.id)
    compulsory = (one.code for one in judged.plan.standards if is_mandatory(one, reading, at_best=False))
    return PointsToSpare(min(total), {name: min(found) for name, found in criteria.items()}, tuple(compulsory))


def _standards(judged: Judged, judging: Judging) -> Iterator[StandardMargins]:
    rewritten: dict[str, _Rewritten] = {}
    for standard, plan in zip(judged.rulebook.standards, judged.plan.standards, strict=True):
        indicator = judged.rulebook.indicators[standard.indicator]
        if indicator is OPEN_BLOCK or not plan.applies:
            continue
        value = rewritten.setdefault(indicator.id, _Rewritten(judged, judging, indicator))
        yield value.margins(standard)


class _Rewritten:
    """A subject of which one indicator has another, exact value. Places are values, mirrored so that more is better."""

    def __init__(self, judged: Judged, judging: Judging, indicator: Indicator) -> None:
        self._judged = judged
        self._judging = judging
        self._indicator = indicator
        self._sign = 1 if indicator.higher_is_better else -1
        self._standards = {s.id for s in judged.rulebook.standards if s.indicator == indicator.id}
        self._has_alternatives = judging.has_alternatives(judged)
        self._bases: dict[PlanKey, JudgedWay] = {way.key: way for way in judged.every.plain}
        self._judgements: dict[int, Judgement] = {}
        self._parts_of: dict[PlanKey, tuple[tuple[StandardPlan, ...], tuple[CriterionPlan, ...]]] = {}

    def margins(self, standard: Standard) -> StandardMargins:
        """Return the margins of one of the standards that the indicator measures."""
        reading, criterion = self._judged.reading.id, self._criterion_of(standard)
        worst, best = self._known_places
        return StandardMargins(
            standard,
            self._indicator,
            self._last_turn(worst, lambda place: self._points(standard, place)),
            self._first_turn(best, lambda place: self._points(standard, place)),
            self._turns(lambda place: self._passes(standard, place)),
            self._turns(lambda place: self._judgement(place).criteria[reading][criterion].verdict),
            self._turns(lambda place: self._judgement(place).outcome(reading).verdict),
        )

    def _criterion_of(self, standard: Standard) -> str:
        return next(one.criterion for one in self._judged.plan.standards if one.id == standard.id)

    @cached_property
    def _known_places(self) -> tuple[int | None, int | None]:
        """The places of the worst and the best value that is possible today; None where nothing bounds it."""
        quantity = self._judged.quantities[next(iter(self._standards))]
        if not quantity.applies or quantity.claim is not None:
            return None, None
        ends = (quantity.lower, quantity.upper) if self._sign > 0 else (quantity.upper, quantity.lower)
        worst, best = (None if end is None else self._sign * end for end in ends)
        return worst, best

    @cached_property
    def _pieces(self) -> list[tuple[int, int]]:
        """The stretches of places, worst first, in which no rule begins or ceases to apply."""
        texts = thresholds(self._judged.rulebook.rules).get(self._indicator.id, ())
        domain = self._indicator.domain
        starts = sorted({domain.lower, *(self._indicator.integer(text) for text in texts)})
        values = [(start, end - 1) for start, end in zip(starts, [*starts[1:], domain.upper + 1], strict=True)]
        if self._sign > 0:
            return values
        return [(-upper, -lower) for lower, upper in reversed(values)]

    def _turns(self, state: Callable[[int], State]) -> tuple[Turn[State], ...]:
        """Return every turn, the worst first."""
        places: list[tuple[int, int]] = []
        for number, (first, last) in enumerate(self._pieces):
            if number and state(first - 1) != state(first):
                places.append((first - 1, first))
            places += _between(first, last, state)
        return tuple(self._turn(before, after, state) for before, after in places)

    def _turn(self, before: int, after: int, state: Callable[[int], State]) -> Turn[State]:
        return Turn(self._sign * before, self._sign * after, state(before), state(after))

    def _last_turn(self, place: int | None, state: Callable[[int], State]) -> Turn[State] | None:
        """Return the nearest turn on the worse side of a place."""
        for first, last in reversed(self._pieces) if place is not None else ():
            if first > (upper := min(last, place or 0)):
                continue
            if found := _nearest(upper, first, state):
                return self._turn(*found, state)
            if first - 1 >= self._pieces[0][0] and state(first - 1) != state(first):
                return self._turn(first - 1, first, state)
        return None

    def _first_turn(self, place: int | None, state: Callable[[int], State]) -> Turn[State] | None:
        """Return the nearest turn on the better side of a place."""
        for first, last in self._pieces if place is not None else ():
            if last < (lower := max(first, place or 0)):
                continue
            if found := _nearest(lower, last, state):
                return self._turn(*found, state)
            if last + 1 <= self._pieces[-1][1] and state(last) != state(last + 1):
                return self._turn(last, last + 1, state)
        return None

    def _points(self, standard: Standard, place: int) -> PointsAtEnds:
        score = self._score(standard, place)
        return score.lower.points, score.upper.points

    def _passes(self, standard: Standard, place: int) -> Verdict:
        score = self._score(standard, place)
        return verdict_of(score.lower.passes, score.upper.passes)

    def _score(self, standard: Standard, place: int) -> StandardScore:
        if self._has_alternatives or len(self._pieces) > 1:
            return self._judgement(place).standards[standard.id]
        scores = (self._changed_scores(way, place)[standard.id] for way in self._judged.every.plain)
        return combined([Judgement({standard.id: score}, {}, {}) for score in scores]).standards[standard.id]

    def _changed_scores(self, way: JudgedWay, place: int) -> Mapping[str, StandardScore]:
        step = way.plan.rounding_step
        return {one.id: self._scored(one, place, step) for one in self._parts(way)[0]}

    def _parts(self, way: JudgedWay) -> tuple[tuple[StandardPlan, ...], tuple[CriterionPlan, ...]]:
        """Return the standards of a way that the indicator measures, and the criteria that have any of them."""
        if way.key not in self._parts_of:
            standards = tuple(one for one in way.plan.standards if one.id in self._standards)
            names = {one.criterion for one in standards}
            self._parts_of[way.key] = standards, tuple(one for one in way.plan.criteria if one.id in names)
        return self._parts_of[way.key]

    def _scored(self, plan: StandardPlan, place: int, step: int) -> StandardScore:
        return score_standard(plan, plan.interval(self._quantity(place)), step)

    def _quantity(self, place: int) -> Quantity:
        return Quantity(self._sign * place, self._sign * place)

    def _judgement(self, place: int) -> Judgement:
        """Return the judgement of the law as a whole at a place, by the definition alone."""
        if place not in self._judgements:
            self._judgements[place] = self._judged_at(place)
        return self._judgements[place]

    def _judged_at(self, place: int) -> Judgement:
        if len(self._pieces) == 1 and self._has_alternatives:
            return self._judging.judged_by(self._judged, lambda key: self._changed(key, place))
        if len(self._pieces) == 1:
            reading = [self._judged.reading.id]
            found = combined([self._judged_again(way, place, reading) for way in self._judged.every.plain])
            return judge_whole(found, self._judged.asked) if self._judged.asked else found
        rulebook, measured = self._judged.rulebook, self._judged.subject.measured
        name, quantity = self._indicator.id, self._quantity(place)
        value = Measurement(self._judged.subject.municipality.id, name, quantity, self._judged.question.day)
        words = measured_words(rulebook.rules, rulebook.indicators, {**measured, name: value})
        quantities = {**self._judged.quantities, **dict.fromkeys(self._standards, quantity)}
        return self._judging.judged_if(self._judged, {**self._judged.words, **words}, quantities)

    def _changed(self, key: PlanKey, place: int) -> JudgedWay:
        """Return one way with the value at a place; only what depends on the indicator is judged again."""
        if key not in self._bases:
            self._bases[key] = by_definition(self._judging.plans.plan, self._judged.quantities)(key)
        base = self._bases[key]
        readings = [reading.id for reading in base.plan.readings]
        return replace(base, judgement=self._judged_again(base, place, readings))

    def _judged_again(self, way: JudgedWay, place: int, readings: Iterable[str]) -> Judgement:
        """Return the judgement of one way under some readings with the value at a place."""
        changed = self._changed_scores(way, place)
        scores = {**way.judgement.standards, **changed}
        criteria, total = {}, {}
        for reading in readings:
            outcomes = dict(way.judgement.criteria[reading])
            for criterion in self._parts(way)[1]:
                known = [scores[one.id] for one in criterion.standards]
                outcomes[criterion.id] = judge_criterion(criterion, known, way.plan.reading(reading))
            criteria[reading] = outcomes
            total[reading] = judge_total(way.plan, outcomes.values())
        return Judgement(scores if self._has_alternatives else changed, criteria, total)


def _between(first: int, last: int, state: Callable[[int], State]) -> Sequence[tuple[int, int]]:
    """Return the turns within a stretch in which equal ends mean that nothing turns between them."""
    if state(first) == state(last):
        return []
    if last - first == 1:
        return [(first, last)]
    middle = (first + last) // 2
    return [*_between(first, middle, state), *_between(middle, last, state)]


def _nearest(place: int, end: int, state: Callable[[int], State]) -> tuple[int, int] | None:
    """Return the two neighbours, the lower first, between a place and an end where the state turns; None if nowhere."""
    now = state(place)
    if state(end) == now:
        return None
    while abs(end - place) > 1:
        middle = (place + end) // 2
        place, end = (middle, end) if state(middle) == now else (place, middle)
    return min(place, end), max(place, end)
