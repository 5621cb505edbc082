"""Mutants of points in steps: of the numbers that the files state, not of the levels derived from them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from criteria.indicator import Indicator
from criteria.rulebook import Rulebook
from criteria.standard import Known, Level, Points, Standard, Steps
from dothi.workbench.case_tests.mutants.digits import mutate_number
from dothi.workbench.case_tests.mutants.mutable_law import MutableLaw
from dothi.workbench.case_tests.mutants.mutant import Mutant, points_fact, value_fact

_VALUES = ("start", "at", "each", "above")
"""The numbers that are values of the indicator. The others are points."""

_STEPS = {"start": "from", "base": "base", "at": "at", "each": "each", "adds": "adds", "cap": "cap"}
_BRACKETS = {"start": "from", "base": "points", "above": "above", "cap": "points_above"}
"""The keys of the numbers in the files."""


@dataclass(frozen=True, slots=True)
class _Steps:
    """Steps as the files state them."""

    start: int | None
    base: int
    at: int
    each: int
    adds: int
    cap: int

    def mutated(self, key: str, number: int) -> "_Steps":
        """Return the steps with another number."""
        return replace(self, **{key: number})

    def asked(self, sign: int, basis: str) -> tuple[Level, Points, Steps] | None:
        """Return the levels, points and steps they amount to, or None if reading the file would refuse them."""
        if self.each <= 0 or self.adds <= 0 or not 0 <= self.base < self.cap:
            return None
        if self.start is not None and sign * self.start > sign * self.at:
            return None
        reached = self.at + sign * Fraction(self.cap - self.base, self.adds) * self.each
        if reached.denominator != 1:
            return None
        return _asked(self.at, int(reached), (self.base, self.cap), Steps(self.start, self.each), basis)


@dataclass(frozen=True, slots=True)
class _Brackets:
    """Brackets, which are two flat amounts of points, as the files state them."""

    start: int
    base: int
    above: int
    cap: int

    def mutated(self, key: str, number: int) -> "_Brackets":
        """Return the brackets with another number."""
        return replace(self, **{key: number})

    def asked(self, sign: int, basis: str) -> tuple[Level, Points, Steps] | None:
        """Return the levels, points and steps they amount to, or None if reading the file would refuse them."""
        beyond = self.above + sign
        if not (0 <= self.base <= self.cap and sign * self.start < sign * beyond):
            return None
        steps = Steps(self.start, abs(beyond - self.start), only_whole=True)
        return _asked(self.start, beyond, (self.base, self.cap), steps, basis)


def _asked(
    minimum: int, maximum: int, points: tuple[int, int], steps: Steps, basis: str
) -> tuple[Level, Points, Steps]:
    return (
        Level(Known(minimum, basis), Known(maximum, basis)),
        Points(Known(points[0], basis), Known(points[1], basis)),
        steps,
    )


def mutants_of_steps(mutable: MutableLaw, standard: Standard) -> Iterator[Mutant]:
    """Yield mutants of the numbers of a standard's steps or brackets."""
    indicator = mutable.rulebook.indicators[standard.indicator]
    sign = 1 if indicator.higher_is_better else -1
    stated = _stated(standard, sign)
    if stated is None:
        return
    kind, names = ("brackets", _BRACKETS) if isinstance(stated, _Brackets) else ("steps", _STEPS)
    for key, name in names.items():
        right = getattr(stated, key)
        if right is None:
            continue
        for wrong in _typed(mutable, key, right, indicator):
            asked = stated.mutated(key, wrong).asked(sign, standard.points.minimum.basis)
            is_value = key in _VALUES
            yield Mutant(
                mutable.source_map.standard(standard.id, kind, name),
                f"steps_{name}",
                {"standard": standard.code},
                value_fact(indicator, right) if is_value else points_fact(right),
                value_fact(indicator, wrong) if is_value else points_fact(wrong),
                None if asked is None else _with(mutable, standard, asked),
                row=standard.id,
            )


def _typed(mutable: MutableLaw, key: str, right: int, indicator: Indicator) -> tuple[int, ...]:
    if key in _VALUES:
        return mutate_number(right, indicator.decimals, 1, indicator.domain)
    return mutable.mutate_points(right)


def _stated(standard: Standard, sign: int) -> _Steps | _Brackets | None:
    """Return the steps or brackets that the levels and points of a standard were derived from."""
    level = next(iter(standard.levels.values()), None)
    if standard.steps is None or level is None or level.minimum is None or level.maximum is None:
        return None
    at, reached = level.minimum.value, level.maximum.value
    base, cap = standard.points.minimum.value, standard.points.maximum.value
    if standard.steps.only_whole:
        return _Brackets(at, base, reached - sign, cap)
    adds = (cap - base) * standard.steps.each // (sign * (reached - at))
    return _Steps(standard.steps.start, base, at, standard.steps.each, adds, cap)


def _with(mutable: MutableLaw, standard: Standard, asked: tuple[Level, Points, Steps]) -> Rulebook:
    level, points, steps = asked
    levels = dict.fromkeys(standard.levels, level)
    return mutable.with_standard(replace(standard, levels=levels, points=points, steps=steps))
