"""What a reduction of unknown size would have to be for a value to reach the minimum level."""

import math
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from fractions import Fraction

from classifier.assessment.citations import places_together
from classifier.assessment.remarks import or_by_rule
from classifier.assessment.result import Amount, Fact, StandardAssessment, Statement, ValueText
from classifier.plan.applied_rules import AppliedRules
from criteria.quantity import Quantity
from criteria.rule import Action, Exempt, Grant, NotApplicable, ReduceMinimum, ReplaceLevels, Rule

PERCENT_DECIMALS = 2
"""Factors are shown in percent, to two decimals, rounded down."""

HUNDRED_PERCENT = 100_00
"""A factor of one, with these decimals."""


def factors_needed(
    rules: Iterable[Rule], applied: AppliedRules, standards: Iterable[StandardAssessment]
) -> Iterator[Statement]:
    """Yield, for each standard that only an unknown factor can let pass, the largest factor with which it passes.

    A remark names the rules that may apply and let it pass otherwise.
    """
    possible = [rule for rule in rules if rule.id in applied.possibly]
    for assessed in standards:
        factor = _largest_factor(assessed)
        if assessed.plan.open_reduction is None or factor is None:
            continue
        assert assessed.level.minimum is not None
        ordinary = assessed.level.minimum.value
        unknown = [rule for rule in possible if _is_unknown_factor(rule, assessed)]
        others = [rule for rule in possible if rule not in unknown and _may_help(rule, assessed, applied.surely)]
        facts: dict[str, Fact] = {
            "code": assessed.standard.code,
            "name": assessed.standard.name,
            "measured": ValueText(assessed.indicator, assessed.quantity, assessed.is_assumed),
            "ordinary": ValueText(assessed.indicator, Quantity(ordinary, ordinary)),
            "factor": Amount(factor, PERCENT_DECIMALS),
            "citation": _citation(unknown),
        }
        remarks = (or_by_rule(assessed.standard.code, _citation(others)),) if others else ()
        yield Statement("standard_only_if_factor", assessed.standard.code, facts, remarks)


def _citation(rules: Iterable[Rule]) -> str:
    return places_together(rule.citation for rule in rules)


def _is_unknown_factor(rule: Rule, assessed: StandardAssessment) -> bool:
    return rule.id == assessed.plan.open_reduction or any(
        isinstance(action, ReduceMinimum) and action.percent is None and assessed.standard.id in action.standards
        for action in rule.then
    )


def _may_help(rule: Rule, assessed: StandardAssessment, surely: AbstractSet[str]) -> bool:
    """True if nobody knows whether a rule asks less of the standard, or something else."""
    return any(
        _asks_otherwise(action, assessed.standard.id)
        for action in rule.then
        if rule.id not in surely or (isinstance(action, Exempt) and not action.is_known)
    )


def _asks_otherwise(action: Action, standard: str) -> bool:
    match action:
        case ReduceMinimum(standards, (numerator, denominator)):
            return standard in standards and numerator < denominator
        case Exempt(standards) | NotApplicable(standards) | Grant(standards):
            return standard in standards
        case ReplaceLevels(replaced):
            return standard == replaced
        case _:
            return False


def _largest_factor(assessed: StandardAssessment) -> int | None:
    """Return the largest sufficient factor, in hundredths of a percent.

    Returns:
        None unless the best value that is possible is known and lies below what is surely enough.
    """
    plan, level = assessed.plan, assessed.level.minimum
    best = assessed.quantity.upper if plan.higher_is_better else assessed.quantity.lower
    if level is None or best is None or assessed.score.lower.passes or not assessed.score.upper.passes:
        return None
    if (floor := assessed.reduced_to) is not None and (best >= floor if plan.higher_is_better else best <= floor):
        return None  # a reduction that surely applies is enough
    share, whole = (best, level.value) if plan.higher_is_better else (level.value, best)
    if whole <= 0 or not 0 < share < whole:
        return None
    if plan.counts_works:
        # The reduced number is rounded half up, so the factor must stay below the next half.
        return math.ceil(Fraction((2 * share + 1) * HUNDRED_PERCENT, 2 * whole)) - 1
    return share * HUNDRED_PERCENT // whole
