"""Small random laws and towns, as plans of integers, for which every plan of action can be tried."""

import itertools
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from classifier.engines.reference import judge
from classifier.plan.plan import CriterionPlan, Plan, ReadingPlan, StandardPlan
from criteria.bilingual import BilingualText
from criteria.indicator import Grade, Indicator
from criteria.price_list import EFFORT_UNIT, Price, PriceList
from criteria.quantity import NOT_APPLICABLE, Claim, Interval, Quantity
from dothi.planner.goals import Goal
from dothi.planner.lever_options import Wishes
from dothi.planner.levers import Lever, lever_of
from dothi.planner.prices import Prices, widths_of

NAME = BilingualText("tên", "name")
READINGS = ("points", "strict", "open")
MOST_COMBINATIONS = 3_000


@dataclass(frozen=True)
class SmallCase:
    """A goal, a town, and prices."""

    goal: Goal
    reading: str
    indicators: Mapping[str, Indicator]
    quantities: Mapping[str, Quantity]
    prices: Prices
    wishes: Wishes

    @property
    def levers(self) -> tuple[Lever, ...]:
        """The indicators that may be raised."""
        standards: dict[str, list[StandardPlan]] = {}
        for standard in self.goal[0].standards:
            standards.setdefault(standard.indicator, []).append(standard)
        return tuple(
            lever_of("town", self.indicators[name], self.quantities[own[0].id], tuple(one.id for one in own))
            for name, own in standards.items()
            if self.quantities[own[0].id].applies
        )


def small_case(dice: random.Random) -> SmallCase:
    """Draw a case."""
    indicators = {f"i{place}": _indicator(dice, f"i{place}") for place in range(dice.randint(2, 4))}
    names = list(indicators)
    while len(names) < 4 and dice.random() < 0.3:
        names.append(dice.choice(names))
    dice.shuffle(names)
    count = dice.randint(1, min(3, len(names)))
    criterion_of = [place % count for place in range(len(names))]
    step = dice.choice([0, 100, 2500])
    standards = [
        _standard(dice, f"s{place}", f"c{criterion_of[place]}", indicators[name], step)
        for place, name in enumerate(names)
    ]
    plan = _plan(dice, standards, count, step)
    goal: Goal = (plan,)
    if dice.random() < 0.35:
        goal = (plan, _plan(dice, [_changed(dice, known) for known in standards], count, step, plan))
    by_indicator = {name: _quantity(dice, indicator) for name, indicator in indicators.items()}
    prices = PriceList(EFFORT_UNIT, tuple(_price(dice, known) for known in indicators.values() if dice.random() < 0.8))
    reading = dice.choice(READINGS)
    wishes = Wishes(
        margin=dice.choice([0, 0, 0, 2500, 10_000]),
        must=frozenset(dice.sample(list(indicators), 1)) if dice.random() < 0.1 else frozenset(),
    )
    widths = widths_of(standard for one in goal for standard in one.standards)
    quantities = {standard.id: by_indicator[standard.indicator] for standard in standards}
    return SmallCase(goal, reading, indicators, quantities, Prices(prices, widths), wishes)


def _indicator(dice: random.Random, name: str) -> Indicator:
    if dice.random() < 0.2:
        grades = tuple(Grade(f"g{rung}", NAME) for rung in range(dice.randint(2, 4)))
        return Indicator(name, NAME, None, 0, True, Interval(0, len(grades) - 1), grades)
    lowest = dice.choice([0, 0, -3])
    return Indicator(
        name, NAME, NAME, dice.choice([0, 1]), dice.random() < 0.7, Interval(lowest, lowest + dice.randint(2, 7))
    )


def _standard(dice: random.Random, name: str, criterion: str, indicator: Indicator, step: int) -> StandardPlan:
    refinement = 1 if indicator.is_graded else dice.choice([1, 1, 1, 2])
    plain = indicator.domain if indicator.higher_is_better else indicator.domain.mirrored()
    domain = Interval(plain.lower * refinement, plain.upper * refinement)
    minimum: int | None = dice.randint(domain.lower, domain.upper)
    maximum: int | None = dice.randint(minimum or 0, domain.upper)
    sure = possible = minimum
    if dice.random() < 0.25:
        sure = dice.randint(domain.lower, minimum or 0)
        possible = dice.randint(domain.lower, sure)
    if dice.random() < 0.1:
        minimum = sure = possible = None
    if dice.random() < 0.1:
        maximum = None
    least = dice.choice([0, 2500, 5000, 10_000, 11_250])
    most = least + dice.choice([0, 2500, 5000, 15_000])
    return StandardPlan(
        id=name,
        code=name,
        criterion=criterion,
        indicator=indicator.id,
        higher_is_better=indicator.higher_is_better,
        is_graded=indicator.is_graded,
        domain=domain,
        applies=dice.random() < 0.95,
        minimum=minimum,
        maximum=maximum,
        sure_floor=sure,
        possible_floor=possible,
        reduced_by=None,
        points_minimum=least,
        points_maximum=most,
        mandatory_in=dice.choice([None, None, "strict", "points"]),
        is_surely_exempt=(exempt := dice.random() < 0.05),
        is_possibly_exempt=exempt or dice.random() < 0.05,
        step=dice.choice([None, None, 2]) if step else None,
        alternative="one" if dice.random() < 0.15 else None,
        refinement=refinement,
        may_be_easier=dice.random() < 0.05,
        fails_if=frozenset({"III"}),
        passes_if=frozenset({"II"}),
    )


def _changed(dice: random.Random, standard: StandardPlan) -> StandardPlan:
    """Return a standard as another plan asks it."""
    if dice.random() < 0.6 or standard.minimum is None:
        return standard
    lower = dice.randint(standard.domain.lower, standard.minimum)
    return replace(standard, minimum=lower, sure_floor=lower, possible_floor=lower)


def _plan(dice: random.Random, standards: list[StandardPlan], count: int, step: int, like: Plan | None = None) -> Plan:
    criteria = []
    for place in range(count):
        own = tuple(known for known in standards if known.criterion == f"c{place}")
        most = sum(known.points_maximum for known in own if known.applies)
        need = dice.randint(0, max(1, most * 4 // 5)) // 2500 * 2500
        criteria.append(CriterionPlan(f"c{place}", need, most, own))
    most = sum(known.points_maximum for known in criteria)
    minima = sum(known.points_minimum for known in criteria)
    readings = (
        ReadingPlan("points", True),
        ReadingPlan("strict", True, (False, False)),
        ReadingPlan("open", False, (True, False)),
    )
    mark = dice.choice([minima, minima, dice.randint(0, max(1, most)) // 2500 * 2500])
    if like is not None and dice.random() < 0.7:
        mark = like.pass_mark
        criteria = [
            replace(own, points_minimum=old.points_minimum) for own, old in zip(criteria, like.criteria, strict=True)
        ]
    return Plan("law", "III", mark, most, step, tuple(criteria), readings)


def _quantity(dice: random.Random, indicator: Indicator) -> Quantity:
    domain = indicator.domain
    first, second = sorted(dice.randint(domain.lower, domain.upper) for _ in range(2))
    return dice.choice(
        [
            Quantity(first, first),
            Quantity(first, first),
            Quantity(domain.lower, domain.lower),
            Quantity(first, second),
            Quantity(),
            Quantity(lower=first),
            NOT_APPLICABLE if dice.random() < 0.2 else Quantity(second, second),
            Quantity(claim=Claim("III", passes=False)) if dice.random() < 0.3 else Quantity(first, first),
        ]
    )


def _price(dice: random.Random, indicator: Indicator) -> Price:
    amount, per = dice.randint(0, 20), dice.choice([1, 1, 2, 3])
    most = dice.choice([None, None, None, dice.randint(indicator.domain.lower, indicator.domain.upper)])
    return Price(indicator.id, None, amount, per, dice.random() < 0.4, dice.choice([0, 0, 5]), most)


def every_plan(case: SmallCase, at_best: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the cost of every plan that is met, and how many points it has beyond the pass mark at least.

    It is judged by the reference implementation as a whole; nothing of the planner is used but its prices.
    """
    levers = case.levers
    ways = [
        [None, *range((lever.worst if not at_best else lever.best) + 1, case.prices.top(lever) + 1)] for lever in levers
    ]
    for values in itertools.product(*ways):
        raised = {lever.indicator.id: value for lever, value in zip(levers, values, strict=True) if value is not None}
        told = {
            known.id: _exact(known, raised[known.indicator]) if known.indicator in raised else case.quantities[known.id]
            for known in case.goal[0].standards
        }
        spare = _spare(case, told, at_best)
        if spare is None or spare < case.wishes.margin or not _has_risen(case, raised, told, at_best):
            continue
        yield (
            sum(
                case.prices.cost(lever, lever.start(at_best), value)
                for lever, value in zip(levers, values, strict=True)
                if value is not None
            ),
            spare,
        )


def _exact(standard: StandardPlan, better: int) -> Quantity:
    value = better if standard.higher_is_better else -better
    return Quantity(value, value)


def _spare(case: SmallCase, told: Mapping[str, Quantity], at_best: bool) -> int | None:
    """Return the points beyond the pass mark by the least generous plan; None if one is not met."""
    found = []
    for plan in case.goal:
        outcome = judge(plan, plan.intervals(told)).total[case.reading]
        if not (outcome.possibly if at_best else outcome.surely):
            return None
        found.append((outcome.upper if at_best else outcome.lower) - plan.needed(at_best))
    return min(found)


def _has_risen(case: SmallCase, raised: Mapping[str, int], told: Mapping[str, Quantity], at_best: bool) -> bool:
    """True if every indicator that must be raised wins points by it in some plan."""
    for indicator in case.wishes.must:
        if indicator not in raised:
            return False
        wins = False
        for plan in case.goal:
            before, after = (judge(plan, plan.intervals(known)).standards for known in (case.quantities, told))
            for standard in plan.standards:
                if standard.indicator == indicator:
                    pair = (before[standard.id], after[standard.id])
                    one, two = (known.upper if at_best else known.lower for known in pair)
                    wins |= two.points > one.points
        if not wins:
            return False
    return True


def combinations(case: SmallCase) -> int:
    """Return how many plans there are at most."""
    found = 1
    for lever in case.levers:
        found *= 1 + max(0, case.prices.top(lever) - lever.worst)
    return found
