"""Coverage of a law by its worked cases: the boundaries of its levels, its rules, and its verdicts.

A case covers a boundary of its type if it measures the value exactly and expects something of the standard.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from classifier.assessment.member_units import smallest_step
from classifier.engines.reference import judge
from classifier.plan.applied_rules import AppliedRules
from classifier.plan.compiler import compile_plan
from classifier.plan.judgement import Verdict
from classifier.plan.plan import Plan
from criteria.diagnostic import Location
from criteria.indicator import Indicator
from criteria.law import Type
from criteria.quantity import Interval
from criteria.rule import ReplaceLevels, Rule
from criteria.rule_files.source_map import SourceMap
from criteria.rulebook import MemberUnitsRequirement, Rulebook
from criteria.standard import Level, Standard
from dothi.workbench.case_tests.judged_case import JudgedCase


class Mark(StrEnum):
    """The position of a value relative to the levels of a standard.

    "Just" below, under or above is one unit of the indicator's last decimal.
    """

    BEFORE_START = "before_start"
    START = "start"
    BELOW = "below"
    MINIMUM = "minimum"
    BETWEEN = "between"
    UNDER_MAXIMUM = "under_maximum"
    MAXIMUM = "maximum"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class Boundary:
    """A position at the levels of a standard that a case should cover.

    Attributes:
        types: The types that share these levels; a case of any of them covers the boundary.
        rule: The rule that replaces the levels, or None for the levels of the table.
        values: The integer values at this position, oriented so that higher is better.
        location: Where the rule files state the level.
    """

    standard: Standard
    indicator: Indicator
    types: tuple[str, ...]
    rule: Rule | None
    mark: Mark
    values: Interval
    location: Location

    @property
    def example(self) -> int:
        """Return one value at this position, in the indicator's own orientation."""
        middle = (self.values.lower + self.values.upper) // 2
        return middle if self.indicator.higher_is_better else -middle


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage of a law by its cases: every boundary, rule and verdict, each with a flag."""

    boundaries: tuple[tuple[Boundary, bool], ...]
    rules: tuple[tuple[Rule, bool], ...]
    verdicts: tuple[tuple[Type, Verdict, bool], ...]
    member_units: tuple[tuple[MemberUnitsRequirement, Mark, bool], ...] = ()

    @property
    def missing(self) -> tuple[Boundary, ...]:
        """The boundaries that no case covers."""
        return tuple(boundary for boundary, is_covered in self.boundaries if not is_covered)

    @property
    def is_complete(self) -> bool:
        """True if every boundary, rule, verdict and member-unit requirement is covered."""
        return all(entry[-1] for entries in self._entries for entry in entries)

    @property
    def _entries(self) -> tuple[tuple[tuple[Any, ...], ...], ...]:
        return self.boundaries, self.rules, self.verdicts, self.member_units


def coverage_of(rulebook: Rulebook, source_map: SourceMap, cases: Sequence[JudgedCase]) -> Coverage:
    """Return the coverage of a law by these cases."""
    covered = _CoveredValues(cases)
    applied = {rule for case in cases for rule in case.applied.surely}
    concluded = {(case.case.type, case.case.total.word) for case in cases if case.case.total is not None}
    return Coverage(
        tuple((boundary, covered.at(boundary)) for boundary in boundaries(rulebook, source_map)),
        tuple((rule, rule.id in applied) for rule in rulebook.rules),
        tuple(
            (known, verdict, (known.id, verdict.value) in concluded)
            for known in rulebook.law.assessed_types
            for verdict in _possible_verdicts(rulebook, known.id)
        ),
        tuple(_member_units(rulebook, cases)),
    )


def _member_units(
    rulebook: Rulebook, cases: Sequence[JudgedCase]
) -> Iterator[tuple[MemberUnitsRequirement, Mark, bool]]:
    """Yield the coverage of member-unit requirements: a case must expect the result at exactly these points."""
    reached = {
        (result.requirement.id, result.lower)
        for case in cases
        for result in case.member_units
        if result.requirement.id in case.case.member_units and result.lower == result.upper
    }
    for test in rulebook.member_units:
        just_below = range(test.required.value - smallest_step(test, rulebook.indicators), test.required.value)
        yield test, Mark.BELOW, any((test.id, points) in reached for points in just_below)
        yield test, Mark.MINIMUM, (test.id, test.required.value) in reached


class _CoveredValues:
    """The values that cases measure, by standard, type, and the rule that replaces the levels."""

    def __init__(self, cases: Iterable[JudgedCase]) -> None:
        self._values: dict[tuple[str, str, str | None], set[int]] = {}
        for case in cases:
            for standard in case.plan.standards:
                quantity = case.quantities[standard.id]
                if standard.code not in case.case.standards or not standard.applies or standard.scaled_by:
                    continue
                if quantity.lower is None or quantity.lower != quantity.upper:
                    continue
                value = quantity.lower if standard.higher_is_better else -quantity.lower
                key = (standard.id, case.case.type, case.replacing_rules.get(standard.id))
                self._values.setdefault(key, set()).add(value)

    def at(self, boundary: Boundary) -> bool:
        """True if a case measures a value at this boundary."""
        rule = boundary.rule.id if boundary.rule else None
        values = (
            value for known in boundary.types for value in self._values.get((boundary.standard.id, known, rule), ())
        )
        return any(boundary.values.lower <= value <= boundary.values.upper for value in values)


def boundaries(rulebook: Rulebook, source_map: SourceMap) -> Iterator[Boundary]:
    """Yield every boundary of a law: those of the tables, then those of the rules that replace levels."""
    for standard in rulebook.standards:
        indicator = rulebook.indicators[standard.indicator]
        for types, place in _rows(standard, source_map).items():
            for mark, values in _marks(standard, standard.levels[types[0]], indicator):
                yield Boundary(standard, indicator, types, None, mark, values, place)
    standards = {standard.id: standard for standard in rulebook.standards}
    for rule in rulebook.rules:
        for position, action in enumerate(rule.then):
            if not isinstance(action, ReplaceLevels):
                continue
            standard = standards[action.standard]
            indicator = rulebook.indicators[standard.indicator]
            for known, level in action.levels.items():
                where = source_map.rule(rule.id, "then", position, "levels", known)
                for mark, values in _marks(standard, level, indicator):
                    yield Boundary(standard, indicator, (known,), rule, mark, values, where)


def _rows(standard: Standard, source_map: SourceMap) -> Mapping[tuple[str, ...], Location]:
    """Return the places where a standard's levels are stated, each with the types that share them."""
    rows: dict[Location, list[str]] = {}
    for known, level in standard.levels.items():
        end = "minimum" if level.minimum is not None else "maximum"
        rows.setdefault(source_map.level(standard.id, known, end), []).append(known)
    return {tuple(types): place for place, types in rows.items()}


def _marks(standard: Standard, level: Level, indicator: Indicator) -> Iterator[tuple[Mark, Interval]]:
    """Yield the positions that cases should cover at a level, as far as the indicator can have such values."""
    sign = 1 if indicator.higher_is_better else -1
    domain = indicator.domain if indicator.higher_is_better else indicator.domain.mirrored()
    minimum = None if level.minimum is None else sign * level.minimum.value
    maximum = None if level.maximum is None else sign * level.maximum.value
    start = None if standard.steps is None or standard.steps.start is None else sign * standard.steps.start
    found: list[tuple[Mark, int, int]] = []
    if start is not None and start != minimum:
        found += [(Mark.BEFORE_START, start - 1, start - 1), (Mark.START, start, start)]
    if minimum is not None:
        found += [(Mark.BELOW, minimum - 1, minimum - 1), (Mark.MINIMUM, minimum, minimum)]
    if maximum is not None and (minimum is None or minimum < maximum):
        if minimum is not None and maximum - minimum > 1:
            well_inside = int(maximum - minimum > 3)
            found.append((Mark.BETWEEN, minimum + 1 + well_inside, maximum - 1 - well_inside))
        if minimum is None or maximum - minimum > 1:
            found.append((Mark.UNDER_MAXIMUM, maximum - 1, maximum - 1))
        found.append((Mark.MAXIMUM, maximum, maximum))
    if maximum is not None:
        found.append((Mark.ABOVE, maximum + 1, maximum + 1))
    for mark, lower, upper in found:
        if domain.lower <= lower and upper <= domain.upper:
            yield mark, Interval(lower, upper)


def _possible_verdicts(rulebook: Rulebook, target: str) -> tuple[Verdict, ...]:
    """Return the verdicts that are possible for a municipality to which no rule applies, under any reading."""
    found: set[Verdict] = set()
    for kind in rulebook.kinds_of(target) or (None,):
        plan = compile_plan(rulebook, target, AppliedRules(frozenset(), frozenset()), kind=kind)
        found |= {verdict for values in _extremes(plan) for verdict in values}
    return tuple(verdict for verdict in Verdict if verdict in found)


def _extremes(plan: Plan) -> Iterator[set[Verdict]]:
    """Yield the verdicts if every value is at its best, at its worst, or unknown."""
    domains = {standard.id: standard.domain for standard in plan.standards}
    for measured in (
        {known: Interval(domain.upper, domain.upper) for known, domain in domains.items()},
        {known: Interval(domain.lower, domain.lower) for known, domain in domains.items()},
        domains,
    ):
        yield {outcome.verdict for outcome in judge(plan, measured).total.values()}
