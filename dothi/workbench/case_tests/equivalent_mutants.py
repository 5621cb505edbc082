"""Equivalent mutants: they change no judgement, whatever is measured, so no case can kill them."""

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, product

from classifier.engines.reference import judge
from classifier.plan.applied_rules import AppliedRules, applied_rules
from classifier.plan.compiler import compile_plan
from classifier.plan.plan import Plan
from criteria.condition import AllOf, Condition, FieldWords, leaves, truth
from criteria.quantity import Interval
from criteria.rule import Rule
from criteria.rulebook import Rulebook
from criteria.stated import UNSTATED, only
from dothi.workbench.case_tests.mutants.mutant import Mutant
from dothi.workbench.impact.score_function import disagreements, pieces

NONE: frozenset[str] = frozenset()
NO_RULE = AppliedRules(NONE, NONE)
ATTRIBUTES = "municipality.attributes"
PASS_MARKS = ("pass_mark", "type_pass_mark", "type_required", "action_count", "action_by")
"""The kinds of mutant that change what a total is compared with."""

PERCENTAGE = "action_to_percent"

MAX_ATTRIBUTES = 8
"""The number of attributes whose combinations are all tried; further attributes are ignored."""


def is_equivalent(mutant: Mutant, rulebook: Rulebook) -> bool:
    """True if a mutant provably changes no judgement by the law.

    - A row or a rounding step: every value scores as before, whichever one rule applies.
    - A pass mark: no possible total lies between the old and the new mark.
    - A condition: every combination of its own words leads to the same plan.
    - A percentage: wherever its rule applies another applies too, which lowers what is asked as far.
    """
    changed = mutant.rulebook
    if changed is None:
        return False
    if mutant.row is not None:
        return _row_scores_as_before(mutant.row, rulebook, changed)
    if mutant.kind in PASS_MARKS:
        return _pass_mark_decides_as_before(rulebook, changed)
    if mutant.rule is not None and mutant.kind == PERCENTAGE:
        return _percentage_leads_to_the_same(mutant.rule, rulebook, changed)
    if mutant.rule is not None:
        return mutant.kind.startswith("condition") and _condition_leads_to_the_same(mutant.rule, rulebook, changed)
    if mutant.kind == "rounding_step":
        return all(_row_scores_as_before(standard.id, rulebook, changed) for standard in rulebook.standards)
    return False


def _questions(rulebook: Rulebook) -> Iterator[tuple[str, str | None]]:
    """Yield each type of the law with each kind of municipality that has criteria of its own."""
    for known in rulebook.law.assessed_types:
        for kind in rulebook.kinds_of(known.id) or (None,):
            yield known.id, kind


def _rule_sets(rulebook: Rulebook) -> Iterator[AppliedRules]:
    """Yield the sets of applied rules to try: no rule, and each rule alone, surely or possibly."""
    yield NO_RULE
    for rule in rulebook.rules:
        one = frozenset({rule.id})
        yield AppliedRules(one, one)
        yield AppliedRules(frozenset(), one)


def _alone(rulebook: Rulebook, identifier: str) -> Rulebook:
    """Return the law reduced to one standard."""
    criterion = next(c for c in rulebook.criteria if any(known.id == identifier for known in c.standards))
    standards = tuple(known for known in criterion.standards if known.id == identifier)
    return replace(rulebook, criteria=(replace(criterion, standards=standards),))


def _row_scores_as_before(identifier: str, rulebook: Rulebook, changed: Rulebook) -> bool:
    before, after = _alone(rulebook, identifier), _alone(changed, identifier)
    steps = rulebook.law.rounding_step.value, changed.law.rounding_step.value
    # Most rules leave the standard alone, so the set keeps equal pairs of plans from being compared again.
    pairs = {
        (
            compile_plan(before, target, applied, kind=kind).standards[0],
            compile_plan(after, target, applied, kind=kind).standards[0],
        )
        for target, kind in _questions(before)
        if target in before.criteria[0].types and before.for_type(target, kind).standards
        for applied in _rule_sets(rulebook)
    }
    return not any(disagreements(*pair, steps) for pair in pairs)


def _percentage_leads_to_the_same(identifier: str, rulebook: Rulebook, changed: Rulebook) -> bool:
    """True if the rules that apply wherever a rule does leave no difference; the most favourable reduction counts."""
    rule = next(known for known in rulebook.rules if known.id == identifier)
    asked = _parts(rule.when)
    implied = frozenset(known.id for known in rulebook.rules if _parts(known.when) <= asked)
    others = implied - {identifier}
    return bool(others) and all(
        compile_plan(rulebook, target, applied, kind=kind) == compile_plan(changed, target, applied, kind=kind)
        for target, kind in _questions(rulebook)
        for applied in (AppliedRules(implied, implied), AppliedRules(others, implied), AppliedRules(NONE, implied))
    )


def _parts(condition: Condition) -> frozenset[Condition]:
    """Return the conditions that must all hold for this one to hold."""
    return frozenset(condition.parts) if isinstance(condition, AllOf) else frozenset({condition})


def _condition_leads_to_the_same(identifier: str, rulebook: Rulebook, changed: Rulebook) -> bool:
    old, new = (next(rule for rule in law.rules if rule.id == identifier) for law in (rulebook, changed))
    return all(
        compile_plan(rulebook, target, applied_rules(rulebook, words), kind=kind)
        == compile_plan(changed, target, applied_rules(changed, words), kind=kind)
        for words in _combinations(old)
        if truth(old.when, words) is not truth(new.when, words)
        for target, kind in _questions(rulebook)
        if kind is None or words.get("municipality.kind", UNSTATED) in {UNSTATED, only(kind)}
    )


def _combinations(rule: Rule) -> Iterator[FieldWords]:
    """Yield every combination of the fields and words that a condition mentions."""
    asked: dict[str, set[str]] = {}
    for leaf in leaves(rule.when):
        asked.setdefault(leaf.field, set()).update(leaf.words)
    attributes = sorted(asked.pop(ATTRIBUTES, ()))[:MAX_ATTRIBUTES]
    subsets = chain.from_iterable(combinations(attributes, size) for size in range(len(attributes) + 1))
    choices: list[list[FieldWords]] = [[{ATTRIBUTES: only(*chosen)} for chosen in subsets]]
    for field, words in asked.items():
        choices.append([{field: UNSTATED}, *({field: only(word)} for word in (*sorted(words), "another"))])
    for combination in product(*choices):
        yield {field: words for part in combination for field, words in part.items()}


def _pass_mark_decides_as_before(rulebook: Rulebook, changed: Rulebook) -> bool:
    """True if no total lies between the pass mark and its mutant."""
    for target, kind in _questions(rulebook):
        if rulebook.rules == changed.rules and rulebook.frame(target) == changed.frame(target):
            continue
        for applied in _rule_sets(rulebook):
            plans = [compile_plan(law, target, applied, kind=kind) for law in (rulebook, changed)]
            marks = sorted(plan.pass_mark for plan in plans)
            if marks[0] != marks[1] and _decides(plans[0], marks[0], marks[1]):
                return False
    return True


def _decides(plan: Plan, lower: int, higher: int) -> bool:
    """True if the total of some town that meets every criterion reaches one mark but not the other."""
    bounds = [_least_and_most(plan, at_best) for at_best in (False, True)]
    if all(higher <= least or lower > most for least, most in bounds):
        return False
    grain = _grain(plan)
    return -(-lower // grain) != -(-higher // grain)


def _least_and_most(plan: Plan, at_best: bool) -> tuple[int, int]:
    """Return the fewest and most points of a town that meets every criterion, at one end of the bounds."""
    reading = plan.readings[0].id
    worst = judge(plan, {s.id: Interval(s.domain.lower, s.domain.lower) for s in plan.standards}).criteria[reading]
    best = judge(plan, {s.id: Interval(s.domain.upper, s.domain.upper) for s in plan.standards}).criteria[reading]
    least = most = 0
    for criterion in plan.criteria:
        lowest, highest = worst[criterion.id], best[criterion.id]
        least += max(criterion.points_minimum, lowest.upper if at_best else lowest.lower)
        most += highest.upper if at_best else highest.lower
    return least, most


def _grain(plan: Plan) -> int:
    """Return the greatest common divisor of the points of all values: every total is a multiple of it."""
    found = 0
    for standard in plan.standards:
        for piece in pieces(standard, plan.rounding_step) if standard.applies else ():
            found = math.gcd(found, piece.score.lower.points, piece.score.upper.points)
            if found in {1, plan.rounding_step}:
                return found
    return found or 1
