"""Each number of a law mistyped in turn, and each condition and way of counting: the law as it would then be."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from classifier.assessment import Amount, Fact, ValueText
from classifier.casework.digits import mistyped
from classifier.casework.mistyped_rules import changed_rules
from criteria.complaint import Place
from criteria.indicator import Indicator
from criteria.quantity import Interval, Quantity
from criteria.rulebook import Rule, Rulebook, Type
from criteria.standard import ONE_POINT, POINT_DECIMALS, Criterion, Known, Level, Points, Standard, Steps
from criteria.whereabouts import Whereabouts


@dataclass(frozen=True, slots=True)
class Mistyping:
    """One thing of a law typed otherwise.

    Attributes:
        place: where it stands in the files.
        kind: what it is, as the catalogues name it, with the facts for its sentence.
        right, wrong: what stands there, and what was typed instead.
        rulebook: the law with it; None: whoever reads the files refuses it.
        row: the id of the standard whose row it changes, if one.
        standards: where it changes more than a row, only towns of which one of these standards is asked are touched;
            None: any.
        rule: the id of the rule it changes, if one.
    """

    place: Place
    kind: str
    facts: Mapping[str, Fact]
    right: Fact
    wrong: Fact
    rulebook: Rulebook | None
    row: str | None = None
    standards: frozenset[str] | None = None
    rule: str | None = None


def mistypings(rulebook: Rulebook, whereabouts: Whereabouts) -> Iterator[Mistyping]:
    """Every mistyping of a law, in the order of the law: criteria with their standards, the head, the rules."""
    every = _Mistypings(rulebook, whereabouts)
    for criterion in rulebook.criteria:
        yield from every.of_criterion(criterion)
        for standard in criterion.standards:
            yield from every.of_points(standard)
            yield from every.of_steps(standard) if standard.steps else every.of_levels(standard)
    yield from every.of_head()
    for rule in rulebook.rules:
        yield from every.of_rule(rule)


def _points_fact(value: int) -> Amount:
    return Amount(value, POINT_DECIMALS)


def _value_fact(indicator: Indicator, value: int) -> ValueText:
    return ValueText(indicator, Quantity(value, value))


@dataclass(frozen=True, slots=True)
class _InSteps:
    """Points in steps as the files state them; brackets are one step."""

    start: int | None
    base: int
    at: int
    each: int
    adds: int
    cap: int

    def reached(self, sign: int) -> Fraction | None:
        """The value at which the cap is reached; None: nobody would read such steps."""
        if self.each <= 0 or self.adds <= 0 or not 0 <= self.base < self.cap:
            return None
        if self.start is not None and sign * self.start > sign * self.at:
            return None
        return self.at + sign * Fraction(self.cap - self.base, self.adds) * self.each


class _Mistypings:
    """Mistypes the parts of one law."""

    def __init__(self, rulebook: Rulebook, whereabouts: Whereabouts) -> None:
        self.rulebook = rulebook
        self.law = rulebook.law
        self.whereabouts = whereabouts
        self.points = Interval(0, self.law.points_maximum.value)

    def _points_typed(self, value: int, unit: int | None = None) -> tuple[int, ...]:
        return mistyped(value, POINT_DECIMALS, unit or self.law.rounding_step.value, self.points)

    def _counts_typed(self, value: int) -> tuple[int, ...]:
        counts = Interval(1, self.law.points_maximum.value // ONE_POINT + len(self.rulebook.standards))
        return tuple(wrong * ONE_POINT for wrong in mistyped(value // ONE_POINT, 0, 1, counts))

    def _with_standard(self, changed: Standard) -> Rulebook:
        criteria = tuple(
            replace(
                criterion,
                standards=tuple(changed if known.id == changed.id else known for known in criterion.standards),
            )
            if any(known.id == changed.id for known in criterion.standards)
            else criterion
            for criterion in self.rulebook.criteria
        )
        return replace(self.rulebook, criteria=criteria)

    def _with_criterion(self, criterion: Criterion, changed: Criterion) -> Rulebook:
        criteria = tuple(changed if known is criterion else known for known in self.rulebook.criteria)
        return replace(self.rulebook, criteria=criteria)

    def of_criterion(self, criterion: Criterion) -> Iterator[Mistyping]:
        """The points that a criterion needs and has, and those of its groups; or how many standards it needs."""
        standards = frozenset(standard.id for standard in criterion.standards)
        for end in ("minimum",) if criterion.is_counted else ("minimum", "maximum"):
            known: Known = getattr(criterion.points, end)
            if end == "minimum" and not criterion.asks_minimum:
                continue
            route = ("required", "count") if criterion.is_counted else ("points", end)
            typed = self._counts_typed(known.value) if criterion.is_counted else self._points_typed(known.value)
            for wrong in typed:
                points = replace(criterion.points, **{end: replace(known, value=wrong)})
                yield Mistyping(
                    self.whereabouts.criterion(criterion, *route),
                    "criterion_count" if criterion.is_counted else f"criterion_{end}",
                    {"criterion": criterion.id},
                    _points_fact(known.value),
                    _points_fact(wrong),
                    self._with_criterion(criterion, replace(criterion, points=points)),
                    standards=standards,
                )
        for place, group in enumerate(criterion.groups):
            for end in ("minimum", "maximum") if group.points else ():
                known = getattr(group.points, end)
                for wrong in self._points_typed(known.value):
                    assert group.points is not None
                    changed = replace(group, points=replace(group.points, **{end: replace(known, value=wrong)}))
                    groups = tuple(changed if other is group else other for other in criterion.groups)
                    yield Mistyping(
                        self.whereabouts.criterion(criterion, "groups", place, "points", end),
                        f"group_{end}",
                        {"group": group.id},
                        _points_fact(known.value),
                        _points_fact(wrong),
                        self._with_criterion(criterion, replace(criterion, groups=groups)),
                        standards=frozenset(),
                    )

    def of_points(self, standard: Standard) -> Iterator[Mistyping]:
        """The points of a standard, where its row states them: not where it is counted, stands without, or has steps."""
        criterion = next(c for c in self.rulebook.criteria if standard in c.standards)
        if criterion.is_counted or standard.steps is not None or standard.points.maximum.value == 0:
            return
        for end in ("minimum", "maximum"):
            known: Known = getattr(standard.points, end)
            for wrong in self._points_typed(known.value):
                points = replace(standard.points, **{end: replace(known, value=wrong)})
                yield Mistyping(
                    self.whereabouts.standard(standard.id, "points", end),
                    f"points_{end}",
                    {"standard": standard.code},
                    _points_fact(known.value),
                    _points_fact(wrong),
                    self._with_standard(replace(standard, points=points)),
                    row=standard.id,
                )

    def of_levels(self, standard: Standard) -> Iterator[Mistyping]:
        """The levels of a standard; what stands at one place of the files is one number, for however many types."""
        indicator = self.rulebook.indicators[standard.indicator]
        unit_of_level = 1
        for place, ends in self._numbers(standard).items():
            target, end = ends[0]
            right = _end(standard.levels[target], end)
            for wrong in mistyped(
                right, indicator.decimals, unit_of_level, indicator.domain, _neighbours(standard.levels, target, end)
            ):
                yield Mistyping(
                    place,
                    "level",
                    {"standard": standard.code, "types": tuple(dict.fromkeys(known for known, _ in ends))},
                    _value_fact(indicator, right),
                    _value_fact(indicator, wrong),
                    self._with_standard(replace(standard, levels=_changed(standard.levels, ends, wrong))),
                    row=standard.id,
                )

    def _numbers(self, standard: Standard) -> Mapping[Place, list[tuple[str, str]]]:
        """The numbers of the levels of a standard by place, each with the types and ends for which it stands."""
        numbers: dict[Place, list[tuple[str, str]]] = {}
        for target, level in standard.levels.items():
            for end in ("minimum", "maximum"):
                if getattr(level, end) is not None:
                    numbers.setdefault(self.whereabouts.level(standard.id, target, end), []).append((target, end))
        return numbers

    def of_steps(self, standard: Standard) -> Iterator[Mistyping]:
        """The numbers of steps or brackets."""
        steps = standard.steps
        level = next(iter(standard.levels.values()), None)
        if steps is None or level is None or level.minimum is None or level.maximum is None:
            return
        indicator = self.rulebook.indicators[standard.indicator]
        sign = 1 if indicator.higher_is_better else -1
        base, cap = standard.points.minimum.value, standard.points.maximum.value
        rise = sign * (level.maximum.value - level.minimum.value)
        stated = _InSteps(
            start=steps.start,
            base=base,
            at=level.minimum.value,
            each=steps.each,
            adds=(cap - base) * steps.each // rise,
            cap=cap,
        )
        for key, name in (_BRACKETS if steps.only_whole else _STEPS).items():
            if (right := getattr(stated, key)) is None:
                continue
            offset = 0
            if steps.only_whole and key == "each":  # the second bracket begins above a value that the files state
                right, offset = level.maximum.value - sign, level.minimum.value
            is_value = key in {"start", "at", "each"}
            typed = mistyped(right, indicator.decimals, 1, indicator.domain) if is_value else self._points_typed(right)
            for wrong in typed:
                if steps.only_whole and key == "start":
                    changed = replace(stated, start=wrong, at=wrong, each=sign * (level.maximum.value - wrong))
                elif offset or (steps.only_whole and key == "each"):
                    changed = replace(stated, each=sign * (wrong + sign - offset))
                else:
                    changed = replace(stated, **{key: wrong})
                if steps.only_whole:
                    changed = replace(changed, adds=changed.cap - changed.base)
                yield Mistyping(
                    self.whereabouts.standard(standard.id, *name),
                    f"steps_{name[1]}",
                    {"standard": standard.code},
                    _value_fact(indicator, right) if is_value else _points_fact(right),
                    _value_fact(indicator, wrong) if is_value else _points_fact(wrong),
                    self._in_steps(standard, changed, sign),
                    row=standard.id,
                )

    def _in_steps(self, standard: Standard, stated: _InSteps, sign: int) -> Rulebook | None:
        reached = stated.reached(sign)
        if reached is None or reached.denominator != 1 or standard.steps is None:
            return None
        basis = standard.points.minimum.basis
        level = Level(Known(stated.at, basis), Known(int(reached), basis))
        return self._with_standard(
            replace(
                standard,
                levels=dict.fromkeys(standard.levels, level),
                points=Points(Known(stated.base, basis), Known(stated.cap, basis)),
                steps=Steps(stated.start, stated.each, standard.steps.only_whole),
            )
        )

    def of_head(self) -> Iterator[Mistyping]:
        """The points that there are, that are needed, and to which they are rounded; how steps are counted."""
        law = self.law
        by_points = [known for known in law.types if not known.is_designated and known.required is None]
        if by_points:
            yield from self._of_frame("points_maximum", "maximum", law.points_maximum, "points_maximum_of_law")
            yield from self._of_frame("rounding_step", "round_to", law.rounding_step)
        if any(known.pass_mark is None for known in by_points):
            yield from self._of_frame("pass_mark", "pass_mark", law.pass_mark)
        if any(standard.steps and not standard.steps.only_whole for standard in self.rulebook.standards):
            yield Mistyping(
                self.whereabouts.head("points", "steps", "counted"),
                "steps_counted",
                {},
                "whole" if law.whole_steps else "in-proportion",
                "in-proportion" if law.whole_steps else "whole",
                replace(self.rulebook, law=replace(law, whole_steps=not law.whole_steps)),
            )
        for place, known in enumerate(law.types):
            for key in ("pass_mark", "required"):
                if (number := getattr(known, key)) is not None:
                    yield from self._of_type(known, place, key, number)

    def _of_frame(self, attribute: str, key: str, known: Known, kind: str | None = None) -> Iterator[Mistyping]:
        for wrong in self._points_typed(known.value):
            changed = replace(self.law, **{attribute: replace(known, value=wrong)})
            yield Mistyping(
                self.whereabouts.head("points", key, "value"),
                kind or attribute,
                {},
                _points_fact(known.value),
                _points_fact(wrong),
                replace(self.rulebook, law=changed) if wrong else None,
            )

    def _of_type(self, known: Type, place: int, key: str, number: Known) -> Iterator[Mistyping]:
        is_count = key == "required"
        typed = self._counts_typed(number.value) if is_count else self._points_typed(number.value)
        for wrong in typed:
            changed = replace(known, **{key: replace(number, value=wrong)})
            types = tuple(changed if other is known else other for other in self.law.types)
            standards = frozenset(s.id for c in self.rulebook.criteria if known.id in c.types for s in c.standards)
            yield Mistyping(
                self.whereabouts.head("types", place, key, "count" if is_count else "value"),
                f"type_{key}",
                {"type": known.name},
                _points_fact(number.value),
                _points_fact(wrong),
                replace(self.rulebook, law=replace(self.law, types=types)),
                standards=standards,
            )

    def of_rule(self, rule: Rule) -> Iterator[Mistyping]:
        """The condition of a rule and the numbers of what it does."""
        for change in changed_rules(rule, self.rulebook, self.whereabouts):
            rules = tuple(change.rule if other is rule else other for other in self.rulebook.rules)
            yield Mistyping(
                change.place,
                change.kind,
                {"rule": rule.name, **change.facts},
                change.right,
                change.wrong,
                replace(self.rulebook, rules=rules),
                rule=rule.id,
            )


_STEPS = {
    "start": ("steps", "from"),
    "base": ("steps", "base"),
    "at": ("steps", "at"),
    "each": ("steps", "each"),
    "adds": ("steps", "adds"),
    "cap": ("steps", "cap"),
}
_BRACKETS = {
    "start": ("brackets", "from"),
    "base": ("brackets", "points"),
    "each": ("brackets", "above"),
    "cap": ("brackets", "points_above"),
}
"""Where the files state the numbers of steps, and of brackets."""


def _end(level: Level, end: str) -> int:
    known: Known = getattr(level, end)
    return known.value


def _changed(levels: Mapping[str, Level], ends: Iterable[tuple[str, str]], value: int) -> Mapping[str, Level]:
    changed = dict(levels)
    for target, end in ends:
        level = changed[target]
        changed[target] = replace(level, **{end: replace(getattr(level, end), value=value)})
    return changed


def _neighbours(levels: Mapping[str, Level], target: str, end: str) -> list[int]:
    """The same end of the level of the next higher and the next lower type, and the other end of this level."""
    types = list(levels)
    place = types.index(target)
    beside = [levels[known] for known in types[max(place - 1, 0) : place + 2]]
    other = getattr(levels[target], "maximum" if end == "minimum" else "minimum")
    known = [*(getattr(level, end) for level in beside), other]
    return [number.value for number in known if number is not None]
