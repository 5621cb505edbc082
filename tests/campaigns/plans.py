"""Campaigns against wrong plans: least costs and curves against brute force and HiGHS, completions against bounds."""

import random

from dothi.planner.least_cost import Programme
from tests.campaigns.kills import Outcome
from tests.support.small_laws import MOST_COMBINATIONS, SmallCase, combinations, every_plan, small_case


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
        if at_best and (len(case.goal) > 1 or any(q.claim is not None for q in case.quantities.values())):
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
