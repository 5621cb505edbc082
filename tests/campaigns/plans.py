"""Campaigns against wrong plans: least costs and curves against brute force and HiGHS, completions against bounds."""

import random
from collections.abc import Callable, Mapping
from functools import partial

from classifier.engines.forward_chaining import ForwardChaining
from classifier.engines.reference import judge, score_standard
from classifier.plan.plan import StandardPlan
from criteria.indicator import Indicator
from criteria.quantity import Quantity
from dothi.planner.highs import Constraint, cheapest_columns
from dothi.planner.least_cost import Programme
from dothi.planner.lever_options import Decisions
from dothi.planner.levers import scorer, turning_values
from dothi.planner.unit_levers import cheapest_for_units
from tests.campaigns.outcome import Outcome
from tests.support.drawn_towns import DRAWN, DrawnTown, drawn_town, levers_for
from tests.support.small_areas import every_plan_for_units, small_area
from tests.support.small_laws import MOST_COMBINATIONS, SmallCase, combinations, every_plan, small_case

SHARE_OF_CURVES = 0.3
"""In so many towns a point of the curve is compared as well."""
COMPLETIONS_OF_A_TOWN = 25


def brute_force_campaign(tries: int, seed: int) -> Outcome:
    """Compare the least cost and the whole curve with every plan there is, on small random laws and towns."""
    outcome, dice = Outcome("brute-force"), random.Random(seed)
    while outcome.tries < tries:
        case = small_case(dice)
        if combinations(case) > MOST_COMBINATIONS:
            continue
        outcome.tries += 1
        outcome.faults += [f"case {outcome.tries} of seed {seed}: {fault}" for fault in differences(case)]
    return outcome


def differences(case: SmallCase) -> list[str]:
    """Return how the programme differs from brute force."""
    found = []
    for at_best in (False, True):
        has_claims = any(quantity.claim is not None for quantity in case.quantities.values())
        if at_best and (len(case.goal) > 1 or has_claims or case.wishes.must):
            continue
        programme = Programme(case.goal, case.reading, case.levers, case.quantities, case.prices, at_best, case.wishes)
        solved = programme.solve()
        plans = list(every_plan(case, at_best))
        least = min((cost for cost, _ in plans), default=None)
        if (solved.cost if solved else None) != least:
            found.append(f"at best {at_best}: {solved and solved.cost}, not {least}")
        if not at_best:
            found += _curve_faults(case, programme, plans)
    return found


def _curve_faults(case: SmallCase, programme: Programme, plans: list[tuple[int, int]]) -> list[str]:
    needed = case.goal[0].needed(at_best=False)
    if len({plan.needed(at_best=False) for plan in case.goal}) > 1:
        return []
    expected: list[tuple[int, int]] = []
    for spare in sorted({spare for _, spare in plans}, reverse=True):
        cost = min(cost for cost, known in plans if known >= spare)
        if not expected or cost < expected[-1][1]:
            expected.append((needed + spare, cost))
    curve = programme.curve()
    return [] if curve == expected[::-1] else [f"curve {curve}, not {expected[::-1]}"]


def highs_campaign(what: str, tries: int, seed: int) -> Outcome:
    """Compare least costs, and points of curves, with HiGHS, on towns of a shipped law; plans are judged again by both.

    Args:
        what: the law and the type, of `tests.support.drawn_towns.DRAWN`.
    """
    outcome, dice = Outcome(f"highs-{what}"), random.Random(f"{what} {seed}")
    for _ in range(tries):
        town = drawn_town(what, dice)
        outcome.tries += 1
        outcome.faults += [
            f"{what}, town {outcome.tries} of seed {seed}: {fault}" for fault in _against_highs(town, dice)
        ]
    return outcome


def _against_highs(town: DrawnTown, dice: random.Random) -> list[str]:
    programme = Programme((town.plan,), "points", town.levers, town.quantities, town.prices, at_best=False)
    found, expected = programme.solve(), by_highs(town)
    faults = []
    if (found.cost if found else None) != expected:
        faults.append(f"{found and found.cost}, not {expected}")
    if found and (fault := _judged_otherwise(town, found.decisions)):
        faults.append(fault)
    curve = programme.curve() if dice.random() < SHARE_OF_CURVES else []
    if curve:
        points, _ = dice.choice(curve)
        least = min(cost for total, cost in curve if total >= points)
        if least != (exactly := by_highs(town, points)):
            faults.append(f"the curve has {least} at {points}, not {exactly}")
    return faults


def by_highs(town: DrawnTown, total: int | None = None) -> int | None:
    """Return the least cost as HiGHS finds it, its choice judged again; None if there is none."""
    plan, columns = town.plan, list[tuple[StandardPlan, bool, int, int]]()
    for standard, lever in zip(plan.standards, town.levers, strict=True):
        kept = score_standard(standard, standard.interval(town.quantities[standard.id]), plan.rounding_step).lower
        scores = scorer([standard], plan.rounding_step, at_best=False)
        found = [(0, kept.points)]
        found += [
            (town.prices.cost(lever, lever.worst, value), scores(value)[0].points)
            for value in turning_values(scores, lever.worst, lever.top)
        ]
        # An alternative may be counted or not.
        columns += [(standard, True, cost, points) for cost, points in found]
        columns += [(standard, False, cost, 0) for cost, _ in found if standard.alternative]
    rows = [
        Constraint(1, 1, own, (1,) * len(own))
        for standard in plan.standards
        if (own := tuple(place for place, column in enumerate(columns) if column[0] is standard))
    ]
    for criterion in plan.criteria:
        for label in {standard.alternative for standard in criterion.standards} - {None}:
            of_label = (criterion.id, label, True)
            counted = [
                k for k, known in enumerate(columns) if (known[0].criterion, known[0].alternative, known[1]) == of_label
            ]
            rows.append(Constraint(None, 1, tuple(counted), (1,) * len(counted)))
        own = tuple(place for place, column in enumerate(columns) if column[0].criterion == criterion.id)
        rows.append(Constraint(criterion.points_minimum, None, own, tuple(columns[place][3] for place in own)))
    every = tuple(range(len(columns)))
    rows.append(Constraint(total or plan.pass_mark, None, every, tuple(column[3] for column in columns)))
    chosen = cheapest_columns([column[2] for column in columns], rows)
    return None if chosen is None else sum(columns[place][2] for place in chosen)


def _judged_otherwise(town: DrawnTown, decisions: Decisions) -> str | None:
    """Return what is wrong if one of the evaluators does not find a plan met."""
    raised = {lever.indicator.id: lever.value(value) for lever, value in decisions}
    told = {
        standard.id: Quantity(raised[standard.indicator], raised[standard.indicator])
        if standard.indicator in raised
        else town.quantities[standard.id]
        for standard in town.plan.standards
    }
    intervals = town.plan.intervals(told)
    chaining = ForwardChaining(town.plan)
    judgement, _ = chaining.infer(intervals)
    chaining.close()
    if judgement != judge(town.plan, intervals):
        return "the evaluators disagree about the plan"
    return None if judgement.total["points"].surely else "the plan is not met"


def completions_campaign(tries: int, seed: int) -> Outcome:
    """Compare the least cost of towns of which something is unknown, completed by draw, with its two bounds."""
    outcome, dice = Outcome("completions"), random.Random(seed)
    while outcome.tries < tries:
        what = dice.choice(list(DRAWN))
        town = drawn_town(what, dice, unknown=30)

        def cost(quantities: Mapping[str, Quantity], at_best: bool, town: DrawnTown = town) -> int | None:
            levers = levers_for(town.plan, town.indicators, quantities)
            found = Programme((town.plan,), "points", levers, quantities, town.prices, at_best).solve()
            return found.cost if found else None

        lower, upper = cost(town.quantities, True), cost(town.quantities, False)
        for _ in range(min(COMPLETIONS_OF_A_TOWN, tries - outcome.tries)):
            outcome.tries += 1
            exact = {
                standard.id: _completed(town.quantities[standard.id], town.indicators[standard.indicator], dice)
                for standard in town.plan.standards
            }
            found = cost(exact, False)
            if not _is_between(lower, found, upper):
                outcome.faults.append(f"{what}, completion {outcome.tries}: {found}, not {lower} to {upper}")
    return outcome


def _completed(quantity: Quantity, indicator: Indicator, dice: random.Random) -> Quantity:
    interval = quantity.within(indicator.domain)
    value = dice.choice([interval.lower, interval.upper, dice.randint(interval.lower, interval.upper)])
    return Quantity(value, value)


def _is_between(lower: int | None, found: int | None, upper: int | None) -> bool:
    """True if a cost lies between two bounds; None is dearer than everything."""
    ranks = [(known is None, known or 0) for known in (lower, found, upper)]
    return ranks == sorted(ranks)


def units_campaign(tries: int, seed: int) -> Outcome:
    """Compare the least cost for the units of an area with every plan there is, on small random areas."""
    outcome, dice = Outcome("units"), random.Random(seed)
    for _ in range(tries):
        outcome.tries += 1
        area = small_area(dice)
        for at_best in (False, True):
            found = cheapest_for_units(area.units, area.prices, at_best)
            expected = min(every_plan_for_units(area, at_best), default=None)
            if (found.cost if found else None) != expected:
                outcome.faults.append(f"area {outcome.tries} of seed {seed}: {found and found.cost}, not {expected}")
    return outcome


PLANS: Mapping[str, Callable[[int, int], Outcome]] = {
    "brute-force": brute_force_campaign,
    "units": units_campaign,
    "completions": completions_campaign,
    **{f"highs-{what}": partial(highs_campaign, what) for what in DRAWN},
}
"""The campaigns by name; each takes the number of tries and a seed."""


def plan_campaign(of: str, tries: int, seed: int) -> Outcome:
    """Run one of `PLANS`."""
    return PLANS[of](tries, seed)
