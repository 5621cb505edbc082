"""Which rules of a law apply to a municipality, and which of them change anything for a type."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from classifier.plan.plan import Plan
from criteria.condition import FieldWords, truth
from criteria.rule import (
    Action,
    Exempt,
    Grant,
    LowerPassMark,
    NotApplicable,
    NotCounted,
    ReduceMinimum,
    ReplaceLevels,
    Rule,
    ScalePoints,
    ScaleSteps,
    SetPoints,
    SetRequired,
)
from criteria.rulebook import Rulebook


def changes_the_plan(rule: Rule, plan: Plan, is_counted: bool) -> bool:
    """True if a rule changes something in a plan.

    A rule changes nothing if it touches only levels of another type, or a minimum that another rule reduces further.

    Args:
        is_counted: True if standards are counted for the type; then there is no pass mark to lower.
    """
    standards = {standard.id for standard in plan.standards}
    return any(_changes(action, rule, plan, standards, is_counted) for action in rule.then)


def _changes(action: Action, rule: Rule, plan: Plan, asked: set[str], is_counted: bool) -> bool:
    match action:
        case SetRequired(known):
            return known == plan.type
        case LowerPassMark():
            return not is_counted
        case SetPoints(standard):
            return standard in asked
        case ReplaceLevels(standard, levels):
            return standard in asked and plan.type in levels
        case ReduceMinimum(standards, percent):
            touched = [standard for standard in plan.standards if standard.id in standards]
            return any(s.reduced_by == rule.id or (percent is None and s.applies) for s in touched)
        case ScaleSteps(standards, percent):
            touched = [standard for standard in plan.standards if standard.id in standards]
            return any(s.scaled_by == rule.id or (percent is None and s.applies) for s in touched)
        case (
            Exempt(standards)
            | NotApplicable(standards)
            | ScalePoints(standards)
            | NotCounted(standards)
            | Grant(standards)
        ):
            return not asked.isdisjoint(standards)


@dataclass(frozen=True, slots=True)
class AppliedRules:
    """The rules that apply to a municipality: surely, or possibly if something about it is unknown."""

    surely: frozenset[str]
    possibly: frozenset[str]
    """Includes those that surely apply."""


def applied_rules(rulebook: Rulebook, words: FieldWords) -> AppliedRules:
    """Return the rules of a law that apply to a municipality with these field words."""
    answers = {rule.id: truth(rule.when, words) for rule in rulebook.rules}
    return AppliedRules(
        frozenset(rule for rule, answer in answers.items() if answer),
        frozenset(rule for rule, answer in answers.items() if answer is not False),
    )


EASING = (ReduceMinimum, Exempt)
"""Actions that only make standards easier: one plan holds whether they surely or possibly apply."""


@dataclass(frozen=True, slots=True)
class AskedOfType:
    """What a law asks for a type: the standards, by id.

    Attributes:
        is_counted: True if standards are counted for the type; then there is no pass mark to lower.
    """

    type: str
    standards: AbstractSet[str]
    is_counted: bool


def asked_of_type(rulebook: Rulebook, target: str, kind: str | None = None) -> AskedOfType:
    """Return what a law asks for a type of a kind of municipality; of any if none is given."""
    standards = frozenset(standard.id for standard in rulebook.for_type(target, kind).standards)
    return AskedOfType(target, standards, rulebook.frame(target).is_counted)


def touches(action: Action, asked: AskedOfType) -> bool:
    """True if an action changes anything about what is asked for a type."""
    if isinstance(action, (ReduceMinimum, Exempt)):
        return not asked.standards.isdisjoint(action.standards)
    return matters(action, asked)


def matters(action: Action, asked: AskedOfType) -> bool:
    """True if an action changes, for a type, which standards apply, what they ask, or how much must be met."""
    match action:
        case (
            NotApplicable(standards)
            | ScalePoints(standards)
            | NotCounted(standards)
            | ScaleSteps(standards)
            | Grant(standards)
        ):
            return not asked.standards.isdisjoint(standards)
        case SetPoints(standard):
            return standard in asked.standards
        case ReplaceLevels(standard, levels):
            return standard in asked.standards and asked.type in levels
        case SetRequired(known):
            return known == asked.type
        case LowerPassMark():
            return not asked.is_counted
        case _:
            return False
