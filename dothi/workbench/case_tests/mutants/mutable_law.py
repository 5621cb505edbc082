"""A law that can be mutated part by part."""

from dataclasses import replace

from criteria.law import Law
from criteria.quantity import Interval
from criteria.rule import Rule
from criteria.rule_files.source_map import SourceMap
from criteria.rulebook import MemberUnitsRequirement, Rulebook
from criteria.standard import ONE_POINT, POINT_DECIMALS, Criterion, Standard
from dothi.workbench.case_tests.mutants.digits import mutate_number


class MutableLaw:
    """A law, the places where its parts are stated, and the numbers that its files accept."""

    def __init__(self, rulebook: Rulebook, source_map: SourceMap) -> None:
        self.rulebook = rulebook
        self.law = rulebook.law
        self.source_map = source_map
        self._points = Interval(0, self.law.points_maximum.value)
        self._counts = Interval(1, self.law.points_maximum.value // ONE_POINT + len(rulebook.standards))

    def mutate_points(self, value: int) -> tuple[int, ...]:
        """Return the mutants of a number of points; the unit is the rounding step."""
        return mutate_number(value, POINT_DECIMALS, self.law.rounding_step.value, self._points)

    def mutate_count(self, value: int) -> tuple[int, ...]:
        """Return the mutants of a number of standards, which is kept as points."""
        return tuple(wrong * ONE_POINT for wrong in mutate_number(value // ONE_POINT, 0, 1, self._counts))

    def with_law(self, changed: Law) -> Rulebook:
        """Return the rulebook with another head."""
        return replace(self.rulebook, law=changed)

    def with_criterion(self, criterion: Criterion, changed: Criterion) -> Rulebook:
        """Return the rulebook with one criterion replaced."""
        criteria = tuple(changed if known is criterion else known for known in self.rulebook.criteria)
        return replace(self.rulebook, criteria=criteria)

    def with_standard(self, changed: Standard) -> Rulebook:
        """Return the rulebook with the standard of the same id replaced."""
        criterion = next(c for c in self.rulebook.criteria if any(known.id == changed.id for known in c.standards))
        standards = tuple(changed if known.id == changed.id else known for known in criterion.standards)
        return self.with_criterion(criterion, replace(criterion, standards=standards))

    def with_member_unit(self, test: MemberUnitsRequirement, changed: MemberUnitsRequirement) -> Rulebook:
        """Return the rulebook with one member-unit requirement replaced."""
        tests = tuple(changed if known is test else known for known in self.rulebook.member_units)
        return replace(self.rulebook, member_units=tests)

    def with_rule(self, rule: Rule, changed: Rule) -> Rulebook:
        """Return the rulebook with one rule replaced."""
        return replace(self.rulebook, rules=tuple(changed if known is rule else known for known in self.rulebook.rules))
