"""The shared strategies: what they make is sound, and varied enough to be worth judging."""

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import Phase, given, settings

from criteria.rule import (
    Exempt,
    Grant,
    LowerPassMark,
    NotApplicable,
    NotCounted,
    ReduceMinimum,
    ReplaceLevels,
    ScalePoints,
    ScaleSteps,
    SetPoints,
    SetRequired,
)
from criteria.rule_files.consistency import (
    check_law,
    check_levels,
    check_points,
    check_rules,
    check_totals,
)
from criteria.rule_files.yaml_file import YamlFile
from criteria.rulebook import Rulebook
from criteria.standard import added_up
from tests.support.strategies import Situation, completed, rulebooks, situations

pytestmark = pytest.mark.slow


def diagnostics_of(rulebook: Rulebook) -> list[str]:
    """What the loader would report of."""
    file = YamlFile("random.yaml")
    check_law(rulebook.law, file)
    check_totals(rulebook.law, rulebook.criteria, file)
    for criterion in rulebook.criteria:
        if not criterion.is_counted:
            check_points(criterion, file)
    indicator_of = {standard.id: rulebook.indicators[standard.indicator] for standard in rulebook.standards}
    for standard in rulebook.standards:
        check_levels(standard.levels, indicator_of[standard.id], file, ())
    for rule in rulebook.rules:
        check_rules(rule, rulebook.criteria, file, ())
        for action in rule.then:
            if isinstance(action, ReplaceLevels):
                check_levels(action.levels, indicator_of[action.standard], file, ())
    return [str(diagnostic) for diagnostic in file.diagnostics]


@given(rulebooks())
def test_random_rulebooks_are_sound(rulebook: Rulebook) -> None:
    """A random rulebook passes every check that the loader makes."""
    assert [] == diagnostics_of(rulebook)


@given(situations())
def test_rules_that_hold_together_keep_the_points(case: Situation) -> None:
    """Whatever rules hold for a random town, the standards of each criterion still add up to it."""
    plan = case.plan()
    if case.rulebook.frame(case.target).is_counted:
        return
    asked = case.rulebook.for_type(case.target, case.municipality.kind).criteria
    for stated, criterion in zip(asked, plan.criteria, strict=True):
        least, most = (
            added_up((standard.alternative, getattr(standard, end)) for standard in criterion.standards)
            for end in ("points_minimum", "points_maximum")
        )
        assert criterion.points_maximum == most
        assert criterion.points_minimum == (least if stated.asks_minimum else 0)


@given(rulebooks().flatmap(completed))
def test_completed_rulebooks_leave_nothing_open(rulebook: Rulebook) -> None:
    """Where a random law was silent its completion says something."""
    levels = [level for standard in rulebook.standards for level in standard.levels.values()]

    assert not any(end is None for level in levels for end in (level.minimum, level.maximum))


def has_action(kind: type) -> Callable[[Situation], bool]:
    """Whether an action of this kind surely holds for the town."""
    return lambda case: any(
        isinstance(action, kind) for rule in case.rulebook.rules if rule.id in case.held.surely for action in rule.then
    )


INTERESTING: dict[str, Callable[[Situation], bool]] = {
    **{
        kind.__name__: has_action(kind)
        for kind in (
            ReduceMinimum,
            Exempt,
            NotApplicable,
            SetPoints,
            ScalePoints,
            ReplaceLevels,
            SetRequired,
            NotCounted,
            LowerPassMark,
            ScaleSteps,
            Grant,
        )
    },
    "steps that are scaled": lambda case: any(s.scaled_by for s in case.plan().standards),
    "scaled steps that need finer values": lambda case: any(s.refinement > 1 for s in case.plan().standards),
    "whole steps": lambda case: any(s.step for s in case.plan().standards),
    "steps in proportion": lambda case: not case.rulebook.law.whole_steps and any(s.steps for s in case.standards),
    "steps without a start": lambda case: any(s.steps and s.steps.start is None for s in case.standards),
    "brackets": lambda case: any(s.steps and s.steps.only_whole for s in case.standards),
    "alternatives": lambda case: any(s.alternative for s in case.plan().standards),
    "an alternative that does not apply": lambda case: any(
        s.alternative and not case.quantities[s.indicator].applies for s in case.standards
    ),
    "a criterion of some kinds": lambda case: any(criterion.kinds for criterion in case.rulebook.criteria),
    "a criterion without a minimum": lambda case: any(not c.asks_minimum for c in case.rulebook.criteria),
    "a pass mark of a type": lambda case: case.rulebook.law.type(case.target).pass_mark is not None,
    "a rule that may hold": lambda case: case.held.surely != case.held.possibly,
    "a level that is not known": lambda case: bool(case.plan().open_standards),
    "a level without distance": lambda case: any(
        s.minimum == s.maximum is not None and s.applies for s in case.plan().standards
    ),
    "a type that counts": lambda case: case.rulebook.frame(case.target).is_counted,
    "a type that is conferred": lambda case: case.rulebook.law.types[0].is_designated,
    "counted works": lambda case: any(
        isinstance(action, ReduceMinimum) and action.counted_works
        for rule in case.rulebook.rules
        for action in rule.then
    ),
    "a waiver that is not known": lambda case: any(
        isinstance(action, Exempt) and not action.is_known
        for rule in case.rulebook.rules
        if rule.id in case.held.surely
        for action in rule.then
    ),
    "a type of what it belongs to": lambda case: case.whole is not None,
    "less is better": lambda case: any(not s.higher_is_better for s in case.plan().standards),
    "a domain below zero": lambda case: any(i.domain.lower < 0 for i in case.rulebook.indicators.values()),
    "grades": lambda case: any(s.is_graded for s in case.plan().standards),
    "an uncertain reading": lambda case: any(not r.is_certain for r in case.plan(verified_only=True).readings),
    "a mandatory standard": lambda case: any(s.mandatory_in for s in case.plan().standards),
    "an indicator of two standards": lambda case: len(case.rulebook.indicators) < len(case.rulebook.standards),
    "a value exactly at the minimum": lambda case: any(
        q.lower == q.upper == s.levels[case.target].minimum.value  # type: ignore[union-attr]
        for s in case.standards
        if (q := case.quantities[s.indicator]).applies and s.levels[case.target].minimum and q.lower is not None
    ),
}


@pytest.fixture(scope="module")
def seen() -> Counter[str]:
    """How many of some hundred random situations are interesting in which way."""
    found: Counter[str] = Counter()

    @settings(max_examples=250, phases=[Phase.generate], database=None, derandomize=True)
    @given(situations())
    def look(case: Situation) -> None:
        found.update(what for what, is_so in INTERESTING.items() if is_so(case))

    look()
    return found


@pytest.mark.parametrize("what", INTERESTING)
def test_random_situations_are_varied(seen: Counter[str], what: str) -> None:
    """Every mechanism of a law, and every edge, turns up among the random situations, and more than once."""
    assert seen[what] > 1
