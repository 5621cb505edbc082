"""Which of the rules that hold for a municipality change anything for the type it is judged for."""

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
    """Whether it changes something: not levels of another type, nor a minimum that another rule reduces more.

    ``is_counted``: whether standards are counted for the type, so that no pass mark can be lowered.
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
    """The rules that hold for a municipality: surely, or possibly where something about it is not known."""

    surely: frozenset[str]
    possibly: frozenset[str]
    """Includes those that surely hold."""


def holding(rulebook: Rulebook, words: FieldWords) -> AppliedRules:
    """Which rules of the law hold for a municipality with these field words."""
    answers = {rule.id: truth(rule.when, words) for rule in rulebook.rules}
    return AppliedRules(
        frozenset(rule for rule, answer in answers.items() if answer),
        frozenset(rule for rule, answer in answers.items() if answer is not False),
    )


def undecided_fields(rulebook: Rulebook, target: str, words: FieldWords, held: AppliedRules) -> tuple[str, ...]:
    """The unknown fields that must be known first, because they decide which standards apply or what they are worth.

    Only rules that change something for the target type matter.
    """
    kind = next(iter(words["municipality.kind"] or ()), None)
    asked = {standard.id for standard in rulebook.for_type(target, kind).standards}
    found: dict[str, None] = {}
    for rule in rulebook.rules:
        uncertain = rule.id in held.possibly - held.surely
        if uncertain and any(_matters(action, target, asked) for action in rule.then):
            found |= {field: None for field in sorted(fields_of(rule.when)) if words.get(field) is None}
    return tuple(found)


def _matters(action: Action, target: str, asked: AbstractSet[str]) -> bool:
    """Whether an action changes, for a type, which standards there are, what they ask, or how many must be met."""
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
            return True
        case _:
            return False
