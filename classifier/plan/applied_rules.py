"""Which of the rules that hold for a municipality change anything for the type it is judged for."""

from classifier.plan.plan import Plan
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
