"""Differences between the actions of two rules."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from fractions import Fraction

from criteria.rule import Action, LowerPassMark, ReplaceLevels, Rule, SetPoints, SetRequired
from criteria.rule_files.actions import PERCENT_DECIMALS
from criteria.rulebook import Rulebook
from criteria.standard import POINT_DECIMALS
from dothi.workbench.diff.difference import (
    Difference,
    Direction,
    Effect,
    Figure,
    Side,
    Sides,
    Word,
    are_same,
    direction_of,
)
from dothi.workbench.diff.matching import Matching
from dothi.workbench.diff.standards import NOTHING_KNOWN, level_differences

MORE_IS_HARDER: Mapping[str, bool | None] = {"percent": True, "count": True, "by": False}
"""True if a larger number makes a law harder, by field of an action. For other fields no direction is known."""

_FLAGS: Mapping[str, tuple[str, str]] = {
    "narrows": ("same_steps", "narrower_steps"),
    "is_certain": ("least_percentage", "exact_percentage"),
    "is_known": ("waiver_unknown", "waiver_known"),
}
"""The words for False and True, by field of an action."""


@dataclass(frozen=True, slots=True)
class LawPair:
    """The two laws whose rules are compared, and the matching of their standards."""

    before: Rulebook
    after: Rulebook
    standards: Matching

    def later_id(self, standard: str) -> str:
        """Return the later law's id of a standard of the earlier law; the same id if the later law lacks it."""
        return next((second.id for first, second in self.standards.pairs if first.id == standard), standard)


def differences_of_actions(first: Rule, second: Rule, laws: LawPair) -> Iterator[Difference]:
    """Yield actions that only one of two rules has, then the differences between matched actions."""
    pairs, removed, added = _matched(first.then, second.then, laws)
    for action in removed:
        sides: Sides = (Effect(first, action, laws.before), None)
        yield Difference(Direction.REMOVED, "rule_action", second.id, second.name, (), sides, second.citation)
    for action in added:
        sides = (None, Effect(second, action, laws.after))
        yield Difference(Direction.ADDED, "rule_action", second.id, second.name, (), sides, second.citation)
    for old, new in pairs:
        if isinstance(old, ReplaceLevels) and isinstance(new, ReplaceLevels):
            yield from _of_levels(old, new, second, laws)
        else:
            yield from _of_pair(old, new, second, laws)


def _matched(
    olds: Sequence[Action], news: Sequence[Action], laws: LawPair
) -> tuple[list[tuple[Action, Action]], list[Action], list[Action]]:
    """Match actions of one kind by how much their targets overlap; their order is irrelevant."""
    pairs: list[tuple[Action, Action]] = []
    left, right = list(olds), list(news)
    while candidates := [(_likeness(old, new, laws), old, new) for new in right for old in left]:
        (shared, _), old, new = max(candidates, key=lambda candidate: candidate[0])
        if not shared:
            break
        pairs.append((old, new))
        left = [action for action in left if action is not old]
        right = [action for action in right if action is not new]
    order = {id(action): place for place, action in enumerate(news)}
    return sorted(pairs, key=lambda pair: order[id(pair[1])]), left, right


def _likeness(old: Action, new: Action, laws: LawPair) -> tuple[Fraction, bool]:
    """Return the share of targets that two actions of one kind have in common, and whether they are equal."""
    if type(old) is not type(new):
        return Fraction(0), False
    first, second = frozenset(map(laws.later_id, _target(old))), frozenset(_target(new))
    shared = Fraction(len(first & second), len(first | second)) if first | second else Fraction(1)
    return shared, old == new


def _target(action: Action) -> tuple[str, ...]:
    """Return the target of an action: standards, the type whose count it sets, or nothing for the whole law."""
    match action:
        case LowerPassMark():
            return ()
        case SetRequired():
            return (action.type,)
        case SetPoints() | ReplaceLevels():
            return (action.standard,)
        case _:
            return action.standards


def _of_pair(old: Action, new: Action, rule: Rule, laws: LawPair) -> Iterator[Difference]:
    for key in (field.name for field in fields(new)):
        sides = _sides(old, new, key, laws)
        if not are_same(sides):
            direction = direction_of(sides, MORE_IS_HARDER.get(key))
            yield Difference(direction, f"rule_{key}", rule.id, rule.name, (), sides, rule.citation)


def _sides(old: Action, new: Action, key: str, laws: LawPair) -> Sides:
    """Return one field of both actions for display. Of standards only those that the other action lacks are shown."""
    first, second = getattr(old, key), getattr(new, key)
    match key:
        case "standards" | "counted_works":
            later = {laws.later_id(name): name for name in first}
            gone = [name for known, name in later.items() if known not in second]
            return _codes(gone, laws.before), _codes([name for name in second if name not in later], laws.after)
        case "standard" | "type":
            return None, None  # matched actions have the same target
        case _:
            return _side(key, first), _side(key, second)


def _side(key: str, value: object) -> Side:
    """Return a percentage, points, a number or a word for display."""
    match value:
        case bool():
            return Word(_FLAGS[key][value])
        case (int(numerator), int()):
            return Figure(numerator, PERCENT_DECIMALS)
        case int():
            return Figure(value, POINT_DECIMALS if key in {"minimum", "maximum", "by"} else 0)
        case _:
            return None


def _codes(standards: Sequence[str], rulebook: Rulebook) -> str | None:
    codes = {standard.id: standard.code for standard in rulebook.standards}
    return ", ".join(codes[name] for name in standards) or None


def _of_levels(old: ReplaceLevels, new: ReplaceLevels, rule: Rule, laws: LawPair) -> Iterator[Difference]:
    """Yield differences between the levels that two actions set, for each type that at least one of them names."""
    standards = [
        next(known for known in law.standards if known.id == action.standard)
        for law, action in ((laws.before, old), (laws.after, new))
    ]
    indicators = laws.before.indicators[standards[0].indicator], laws.after.indicators[standards[1].indicator]
    types = tuple(dict.fromkeys((*new.levels, *old.levels)))
    levels = [{known: action.levels.get(known, NOTHING_KNOWN) for known in types} for action in (old, new)]
    for (part, sides), types_differing in level_differences(levels[0], levels[1], indicators).items():
        direction = direction_of(sides, indicators[1].higher_is_better)
        subject = f"{rule.id} {standards[1].code}"
        yield Difference(direction, f"rule_{part}", subject, rule.name, types_differing, sides, rule.citation)
