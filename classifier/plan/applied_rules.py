"""Which rules of a law apply to a municipality, and which of them change anything for a type."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from classifier.plan.plan import Plan
from criteria.condition import FieldWords, fields_of, truth
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


def undecided_fields(rulebook: Rulebook, target: str, words: FieldWords, applied: AppliedRules) -> tuple[str, ...]:
    """Return the unknown fields that decide which standards apply, what they ask or what they are worth.

    Only rules that change something for the target type count.
    """
    kind = next(iter(words["municipality.kind"] or ()), None)
    asked = {standard.id for standard in rulebook.for_type(target, kind).standards}
    is_counted = rulebook.law.type(target).required is not None
    found: dict[str, None] = {}
    for rule in rulebook.rules:
        uncertain = rule.id in applied.possibly - applied.surely
        if uncertain and any(_matters(action, target, asked, is_counted) for action in rule.then):
            found |= {field: None for field in sorted(fields_of(rule.when)) if words.get(field) is None}
    return tuple(found)


def _matters(action: Action, target: str, asked: AbstractSet[str], is_counted: bool) -> bool:
    """True if an action changes, for a type, which standards apply, what they ask, or how many must be met."""
    match action:
        case (
            NotApplicable(standards)
            | ScalePoints(standards)
            | NotCounted(standards)
            | ScaleSteps(standards)
            | Grant(standards)
        ):
            return not asked.isdisjoint(standards)
        case SetPoints(standard):
            return standard in asked
        case ReplaceLevels(standard, levels):
            return standard in asked and target in levels
        case SetRequired(known):
            return known == target
        case LowerPassMark():
            return not is_counted  # points are lowered, not the number of standards
        case _:
            return False
