"""What a reduction of unknown size would have to be for a value to reach the minimum level."""

import math
from collections.abc import Iterable, Iterator
from fractions import Fraction

from classifier.assessment.result import Amount, Fact, StandardAssessment, Statement, ValueText
from criteria.quantity import Quantity
from criteria.rule import Rule

PERCENT_DECIMALS = 2
"""Factors are shown in percent, to two decimals, rounded down."""

HUNDRED_PERCENT = 100_00
"""A factor of one, with these decimals."""


def factors_needed(rules: Iterable[Rule], standards: Iterable[StandardAssessment]) -> Iterator[Statement]:
    """Yield, for each standard that only an unknown factor can let pass, the largest factor with which it passes."""
    by_id = {rule.id: rule for rule in rules}
    for assessed in standards:
        rule = by_id.get(assessed.plan.open_reduction or "")
        factor = _largest_factor(assessed)
        if rule is None or factor is None:
            continue
        assert assessed.level.minimum is not None
        ordinary = assessed.level.minimum.value
        facts: dict[str, Fact] = {
            "code": assessed.standard.code,
            "name": assessed.standard.name,
            "measured": ValueText(assessed.indicator, assessed.quantity),
            "ordinary": ValueText(assessed.indicator, Quantity(ordinary, ordinary)),
            "factor": Amount(factor, PERCENT_DECIMALS),
            "citation": rule.citation,
        }
        yield Statement("standard_only_if_factor", assessed.standard.code, facts)


def _largest_factor(assessed: StandardAssessment) -> int | None:
    """Return the largest sufficient factor, in hundredths of a percent.

    Returns:
        None unless the best value that is possible is known and lies below what is surely enough.
    """
    plan, level = assessed.plan, assessed.level.minimum
    best = assessed.quantity.upper if plan.higher_is_better else assessed.quantity.lower
    if level is None or best is None or assessed.score.lower.passes or not assessed.score.upper.passes:
        return None
    share, whole = (best, level.value) if plan.higher_is_better else (level.value, best)
    if whole <= 0 or not 0 < share < whole:
        return None
    if plan.counts_works:
        # The reduced number is rounded half up, so the factor must stay below the next half.
        return math.ceil(Fraction((2 * share + 1) * HUNDRED_PERCENT, 2 * whole)) - 1
    return share * HUNDRED_PERCENT // whole
