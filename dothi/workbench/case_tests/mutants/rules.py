"""Mutants of the rules beside the tables: their conditions and the numbers in their actions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from classifier.assessment.result import Amount, Fact
from criteria.condition import condition_text
from criteria.quantity import Interval
from criteria.rule import (
    Action,
    Exempt,
    LowerPassMark,
    ReduceMinimum,
    ReplaceLevels,
    Rule,
    ScalePoints,
    ScaleSteps,
    SetPoints,
    SetRequired,
)
from criteria.rule_files.actions import PERCENT_DECIMALS
from criteria.standard import POINT_DECIMALS
from dothi.workbench.case_tests.mutants.conditions import mutate_condition
from dothi.workbench.case_tests.mutants.digits import mutate_number
from dothi.workbench.case_tests.mutants.levels import ENDS, level_with
from dothi.workbench.case_tests.mutants.mutable_law import MutableLaw
from dothi.workbench.case_tests.mutants.mutant import Mutant, value_fact

ONE_PERCENT = 10**PERCENT_DECIMALS
LARGEST = 1_000_000
"""The largest count, numerator or denominator that the files accept."""


def mutants_of_rule(mutable: MutableLaw, rule: Rule) -> Iterator[Mutant]:
    """Yield every mutant of a rule: of its condition, then of each number in its actions."""
    for kind, condition in mutate_condition(rule.when):
        yield Mutant(
            mutable.source_map.rule(rule.id, "when"),
            kind,
            {"rule": rule.name},
            condition_text(rule.when),
            condition_text(condition),
            mutable.with_rule(rule, replace(rule, when=condition)),
            rule=rule.id,
        )
    for place, action in enumerate(rule.then):
        for change in _changes(mutable, action):
            then = (*rule.then[:place], change.action, *rule.then[place + 1 :])
            yield Mutant(
                mutable.source_map.rule(rule.id, "then", place, *change.keys),
                f"action_{change.keys[0]}",
                {"rule": rule.name},
                change.right,
                change.wrong,
                mutable.with_rule(rule, replace(rule, then=then)),
                rule=rule.id,
            )


@dataclass(frozen=True, slots=True)
class _MutatedAction:
    """An action with another number.

    Attributes:
        keys: The keys within the action that lead to the number.
    """

    keys: tuple[str, ...]
    right: Fact
    wrong: Fact
    action: Action


def _changes(mutable: MutableLaw, action: Action) -> Iterator[_MutatedAction]:
    match action:
        case ReduceMinimum(_, (numerator, denominator)):
            for wrong in _percents(numerator, least=0):
                changed: Action = replace(action, percent=(wrong, denominator))
                yield _number("to_percent", numerator, wrong, PERCENT_DECIMALS, changed)
        case ScaleSteps(_, (numerator, denominator), narrows):
            for wrong in _percents(numerator, least=1):
                changed = replace(action, percent=(wrong, denominator))
                yield _number("to_percent", numerator, wrong, PERCENT_DECIMALS, changed)
            words = ("start-and-steps", "start") if narrows else ("start", "start-and-steps")
            yield _MutatedAction(("of",), *words, replace(action, narrows=not narrows))
        case SetPoints(_, minimum, maximum):
            for wrong in mutable.mutate_points(minimum):
                yield _number("minimum", minimum, wrong, POINT_DECIMALS, replace(action, minimum=wrong))
            for wrong in mutable.mutate_points(maximum):
                yield _number("maximum", maximum, wrong, POINT_DECIMALS, replace(action, maximum=wrong))
        case ReplaceLevels():
            yield from _levels(mutable, action)
        case Exempt(_, is_known):
            words = ("true", "false") if is_known else ("false", "true")
            yield _MutatedAction(("known",), *words, replace(action, is_known=not is_known))
        case _:
            yield from _whole_numbers(mutable, action)


def _whole_numbers(mutable: MutableLaw, action: Action) -> Iterator[_MutatedAction]:
    """Yield mutants of fractions, counts, and deducted points."""
    match action:
        case ScalePoints(_, numerator, denominator):
            for above in _wholes(numerator):
                yield _number("numerator", numerator, above, 0, replace(action, numerator=above))
            for below in _wholes(denominator):
                yield _number("denominator", denominator, below, 0, replace(action, denominator=below))
        case SetRequired(_, count):
            for wrong in _wholes(count):
                yield _number("count", count, wrong, 0, replace(action, count=wrong))
        case LowerPassMark(by):
            for wrong in mutable.mutate_points(by):
                yield _number("by", by, wrong, POINT_DECIMALS, replace(action, by=wrong))
        case _:
            pass


def _percents(numerator: int, least: int) -> tuple[int, ...]:
    return mutate_number(numerator, PERCENT_DECIMALS, ONE_PERCENT, Interval(least, 100 * ONE_PERCENT))


def _wholes(number: int) -> tuple[int, ...]:
    return mutate_number(number, 0, 1, Interval(1, LARGEST))


def _number(key: str, right: int, wrong: int, decimals: int, changed: Action) -> _MutatedAction:
    return _MutatedAction((key,), Amount(right, decimals), Amount(wrong, decimals), changed)


def _levels(mutable: MutableLaw, action: ReplaceLevels) -> Iterator[_MutatedAction]:
    standard = next(known for known in mutable.rulebook.standards if known.id == action.standard)
    indicator = mutable.rulebook.indicators[standard.indicator]
    for target, level in action.levels.items():
        for end in ENDS:
            known = getattr(level, end)
            if known is None:
                continue
            for wrong in mutate_number(known.value, indicator.decimals, 1, indicator.domain):
                levels = {**action.levels, target: level_with(level, end, wrong)}
                yield _MutatedAction(
                    ("levels", target, end),
                    value_fact(indicator, known.value),
                    value_fact(indicator, wrong),
                    replace(action, levels=levels),
                )
