"""The differences between the rules of two laws: when they hold, and what follows."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from criteria.actions import PERCENT_DECIMALS
from criteria.comparison.difference import Difference, Direction, Figure, Side, Sides, direction_of
from criteria.comparison.standards import level_differences
from criteria.condition import condition_text
from criteria.rulebook import Action, ReplaceLevels, Rule, Rulebook
from criteria.standard import POINT_DECIMALS

MORE_IS_HARDER: Mapping[str, bool | None] = {"percent": True, "count": True, "by": False}
"""Which way a number of an action is harder; of those not named neither way is known to be."""


def differences_of_rules(before: Rulebook, after: Rulebook) -> Iterator[Difference]:
    """Rules that only one law has, then those of both, matched by id."""
    olds, news = ({rule.id: rule for rule in law.rules} for law in (before, after))
    for identifier in dict.fromkeys((*olds, *news)):
        first, second = olds.get(identifier), news.get(identifier)
        if first is None or second is None:
            known = first or second
            assert known is not None
            direction = Direction.ADDED if first is None else Direction.REMOVED
            yield Difference(direction, "rule", known.id, known.name, (), (None, None), known.citation)
        else:
            yield from _of_pair(first, second, before, after)


def _of_pair(first: Rule, second: Rule, before: Rulebook, after: Rulebook) -> Iterator[Difference]:
    def difference(part: str, sides: Sides, more_is_harder: bool | None, types: tuple[str, ...] = ()) -> Difference:
        direction = direction_of(sides, more_is_harder)
        return Difference(direction, part, second.id, second.name, types, sides, second.citation)

    if first.when != second.when:
        yield difference("rule_condition", (condition_text(first.when), condition_text(second.when)), None)
    kinds = [", ".join(_kind(action) for action in rule.then) for rule in (first, second)]
    if kinds[0] != kinds[1]:
        yield difference("rule_actions", (kinds[0], kinds[1]), None)
        return
    for old, new in zip(first.then, second.then, strict=True):
        if isinstance(old, ReplaceLevels) and isinstance(new, ReplaceLevels):
            yield from _of_levels(old, new, second, after)
            continue
        for key in (field.name for field in fields(new)):
            sides = _side(old, key, before), _side(new, key, after)
            if key in {"standards", "counted_works"}:
                sides = _only_in_one(getattr(old, key), getattr(new, key), before, after)
            if sides[0] != sides[1]:
                yield difference(f"rule_{key}", sides, MORE_IS_HARDER.get(key))


def _of_levels(old: ReplaceLevels, new: ReplaceLevels, rule: Rule, after: Rulebook) -> Iterator[Difference]:
    standard = next(known for known in after.standards if known.id == new.standard)
    indicator = after.indicators[standard.indicator]
    for (part, sides), types in level_differences(old.levels, new.levels, indicator).items():
        direction = direction_of(sides, indicator.higher_is_better)
        yield Difference(
            direction, f"rule_{part}", f"{rule.id} {standard.code}", rule.name, types, sides, rule.citation
        )


def _kind(action: Action) -> str:
    """The name of an action, as rule files write it: ``reduce_minimum``."""
    return re.sub("(?<=[a-z])(?=[A-Z])", "_", type(action).__name__).lower()


def _only_in_one(old: tuple[str, ...], new: tuple[str, ...], before: Rulebook, after: Rulebook) -> Sides:
    """The codes of the standards that only one of the actions touches."""
    return _codes([name for name in old if name not in new], before), _codes(
        [name for name in new if name not in old], after
    )


def _codes(standards: Sequence[str], rulebook: Rulebook) -> str | None:
    codes = {standard.id: standard.code for standard in rulebook.standards}
    return ", ".join(codes[name] for name in standards) or None


def _side(action: Action, key: str, rulebook: Rulebook) -> Side:
    """One field of an action as it is shown: the code of a standard, a percentage, points, or a word."""
    value = getattr(action, key)
    match key:
        case "standard":
            return _codes([value], rulebook)
        case "percent":
            return None if value is None else Figure(value[0], PERCENT_DECIMALS)
        case "minimum" | "maximum" | "by":
            return Figure(value, POINT_DECIMALS)
        case "count" | "numerator" | "denominator":
            return Figure(value, 0)
        case _:
            return str(value)
