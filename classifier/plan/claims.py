"""What follows for one type from the claim that a standard fails, or passes, for another type of the same law."""

from dataclasses import replace

from classifier.plan.plan import StandardPlan
from criteria.rule import ReplaceLevels
from criteria.rulebook import Rulebook
from criteria.standard import Standard


def with_claims(plan: StandardPlan, standard: Standard, rulebook: Rulebook, target: str) -> StandardPlan:
    """Return the plan of a standard with the types whose claims settle it for a target.

    A standard that fails for a type fails for every type that asks at least as much of it, and one that passes passes
    for every type that asks at most as much. If several standards of the type measure one indicator, a claim does not
    say which of them it is about, and settles none.

    Args:
        rulebook: the law as it asks for the target.
    """
    if [known.indicator for known in rulebook.standards].count(standard.indicator) > 1:
        return plan
    is_comparable = standard.steps is None and not _levels_may_be_replaced(standard, rulebook)

    def asks_as_much(one: str, than: str) -> bool:
        return one == than or (is_comparable and _asks_as_much(standard, rulebook, one, than))

    types = [known.id for known in rulebook.law.types if known.id in standard.levels]
    return replace(
        plan,
        fails_if=frozenset(known for known in types if asks_as_much(target, than=known)),
        passes_if=frozenset(known for known in types if asks_as_much(known, than=target)),
    )


def _asks_as_much(standard: Standard, rulebook: Rulebook, one: str, than: str) -> bool:
    """True if a type surely asks at least as much of a standard as another type does."""
    ones, others = standard.levels[one].minimum, standard.levels[than].minimum
    if ones is not None and others is not None and not (ones.is_unverified or others.is_unverified):
        higher_is_better = rulebook.indicators[standard.indicator].higher_is_better
        return ones.value >= others.value if higher_is_better else ones.value <= others.value
    if any(level.laxer_because for level in standard.levels.values()):
        return False
    order = [known.id for known in rulebook.law.types]
    return order.index(one) < order.index(than)


def _levels_may_be_replaced(standard: Standard, rulebook: Rulebook) -> bool:
    return any(
        isinstance(action, ReplaceLevels) and action.standard == standard.id
        for rule in rulebook.rules
        for action in rule.then
    )
