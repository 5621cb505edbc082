"""A rule of a law typed otherwise: its condition, and the numbers of what it does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from classifier.assessment import Amount, Fact, ValueText
from classifier.casework.digits import mistyped
from criteria.actions import PERCENT_DECIMALS
from criteria.complaint import Place
from criteria.condition import AllOf, AnyOf, Condition, Holds, condition_text
from criteria.quantity import Interval, Quantity
from criteria.rulebook import (
    Action,
    LowerPassMark,
    ReduceMinimum,
    ReplaceLevels,
    Rule,
    Rulebook,
    ScalePoints,
    ScaleSteps,
    SetPoints,
    SetRequired,
)
from criteria.standard import POINT_DECIMALS, Known
from criteria.whereabouts import Whereabouts

HUNDRED_PERCENT = 100 * 10**PERCENT_DECIMALS
ONE_PERCENT = 10**PERCENT_DECIMALS


@dataclass(frozen=True, slots=True)
class ChangedRule:
    """A rule typed otherwise; the attributes are those of `classifier.casework.mistyping.Mistyping`."""

    place: Place
    kind: str
    facts: Mapping[str, Fact]
    right: Fact
    wrong: Fact
    rule: Rule


def changed_rules(rule: Rule, rulebook: Rulebook, whereabouts: Whereabouts) -> Iterator[ChangedRule]:
    """Every way to mistype a rule: first its condition, then each number of its actions."""
    where = whereabouts.rule(rule.id, "when")
    for kind, right, wrong, condition in _changed_conditions(rule.when):
        yield ChangedRule(where, kind, {}, right, wrong, replace(rule, when=condition))
    for place, action in enumerate(rule.then):
        for key, right_fact, wrong_fact, changed in _changed_actions(action, rulebook):
            then = (*rule.then[:place], changed, *rule.then[place + 1 :])
            yield ChangedRule(
                whereabouts.rule(rule.id, "then", place, *key),
                f"action_{key[0]}",
                {},
                right_fact,
                wrong_fact,
                replace(rule, then=then),
            )


def _changed_conditions(condition: Condition) -> Iterator[tuple[str, str, str, Condition]]:
    """A word left out, a question turned round, a part left out, *all* for *any*: with what stood there and then."""
    if isinstance(condition, Holds):
        yield "condition_negated", condition_text(condition), condition_text(turned := _negated(condition)), turned
        for word in sorted(condition.words) if len(condition.words) > 1 else ():
            changed = replace(condition, words=condition.words - {word})
            yield "condition_words", condition_text(condition), condition_text(changed), changed
        return
    other: Condition = AnyOf(condition.parts) if isinstance(condition, AllOf) else AllOf(condition.parts)
    yield "condition_joined", condition_text(condition), condition_text(other), other
    for place, part in enumerate(condition.parts):
        before, after = condition.parts[:place], condition.parts[place + 1 :]
        left = replace(condition, parts=(*before, *after)) if len(condition.parts) > 2 else (*before, *after)[0]
        yield "condition_parts", condition_text(condition), condition_text(left), left
        for kind, right, wrong, changed in _changed_conditions(part):
            yield kind, right, wrong, replace(condition, parts=(*before, changed, *after))


def _negated(condition: Holds) -> Holds:
    return replace(condition, negated=not condition.negated)


Changed = tuple[tuple[str | int, ...], Fact, Fact, Action]
"""Where in the action a number stands, what stands there, what is typed instead, and the action with it."""


def _changed_actions(action: Action, rulebook: Rulebook) -> Iterator[Changed]:
    law = rulebook.law
    points = Interval(0, law.points_maximum.value)

    def numbers(key: str, value: int, decimals: int, unit: int, allowed: Interval) -> Iterator[tuple[Any, ...]]:
        for wrong in mistyped(value, decimals, unit, allowed):
            yield (key,), Amount(value, decimals), Amount(wrong, decimals), wrong

    match action:
        case ReduceMinimum(_, (numerator, denominator)) | ScaleSteps(_, (numerator, denominator)):
            percents = Interval(int(isinstance(action, ScaleSteps)), HUNDRED_PERCENT)
            for key, right, wrong, number in numbers("to_percent", numerator, PERCENT_DECIMALS, ONE_PERCENT, percents):
                yield key, right, wrong, replace(action, percent=(number, denominator))
            if isinstance(action, ScaleSteps):
                words = ("start-and-steps", "start") if action.narrows else ("start", "start-and-steps")
                yield ("of",), *words, replace(action, narrows=not action.narrows)
        case SetPoints(_, minimum, maximum):
            for end, value in (("minimum", minimum), ("maximum", maximum)):
                for key, right, wrong, number in numbers(end, value, POINT_DECIMALS, law.rounding_step.value, points):
                    yield key, right, wrong, replace(action, **{end: number})
        case ScalePoints(_, numerator, denominator):
            for part, value in (("numerator", numerator), ("denominator", denominator)):
                for key, right, wrong, number in numbers(part, value, 0, 1, Interval(1, 1_000_000)):
                    yield key, right, wrong, replace(action, **{part: number})
        case SetRequired(_, count):
            for key, right, wrong, number in numbers("count", count, 0, 1, Interval(1, 1_000)):
                yield key, right, wrong, replace(action, count=number)
        case LowerPassMark(by):
            for key, right, wrong, number in numbers("by", by, POINT_DECIMALS, law.rounding_step.value, points):
                yield key, right, wrong, replace(action, by=number)
        case ReplaceLevels():
            yield from _changed_levels(action, rulebook)
        case _:
            pass


def _changed_levels(action: ReplaceLevels, rulebook: Rulebook) -> Iterator[Changed]:
    standard = next(known for known in rulebook.standards if known.id == action.standard)
    indicator = rulebook.indicators[standard.indicator]
    for target, level in action.levels.items():
        for end in ("minimum", "maximum"):
            known: Known | None = getattr(level, end)
            if known is None:
                continue
            for wrong in mistyped(known.value, indicator.decimals, 1, indicator.domain):
                changed = replace(level, **{end: replace(known, value=wrong)})
                yield (
                    ("levels", target, end),
                    ValueText(indicator, Quantity(known.value, known.value)),
                    ValueText(indicator, Quantity(wrong, wrong)),
                    replace(action, levels={**action.levels, target: changed}),
                )
