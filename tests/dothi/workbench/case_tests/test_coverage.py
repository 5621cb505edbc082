"""Coverage of boundaries, rules and verdicts by cases."""

from pathlib import Path

from classifier.plan.judgement import Verdict
from dothi.workbench.case_tests.coverage import Mark
from tests.support.case_test_laws import judged_law
from tests.support.example_folders import change


def marks(rules: Path, code: str, target: str) -> dict[Mark, tuple[int, bool]]:
    """Return the boundaries of a standard in the table, each with an example and a flag."""
    return {
        boundary.mark: (boundary.example, is_covered)
        for boundary, is_covered in judged_law(rules).coverage.boundaries
        if boundary.standard.code == code and target in boundary.types and boundary.rule is None
    }


def test_a_number_has_six_boundaries(rules: Path) -> None:
    """Cases cover two of the positions below, at, between and above the levels."""
    assert {
        Mark.BELOW: (499, True),
        Mark.MINIMUM: (500, True),
        Mark.BETWEEN: (750, False),
        Mark.UNDER_MAXIMUM: (999, False),
        Mark.MAXIMUM: (1000, False),
        Mark.ABOVE: (1001, False),
    } == marks(rules, "1.1", "SILVER")


def test_where_less_is_better_just_below_is_a_larger_number(rules: Path) -> None:
    """If at most 10% poor households are allowed, 10.1% is just below the minimum level."""
    found = marks(rules, "2.2", "SILVER")
    assert (101, 100, 51, 50, 49) == tuple(
        found[mark][0] for mark in (Mark.BELOW, Mark.MINIMUM, Mark.UNDER_MAXIMUM, Mark.MAXIMUM, Mark.ABOVE)
    )


def test_one_level_has_no_boundary_between(rules: Path) -> None:
    """If minimum and maximum are the best grade, there are only the positions just below and at it."""
    assert {Mark.BELOW, Mark.MINIMUM} == set(marks(rules, "2.3", "GOLD"))


def test_what_is_not_known_has_no_boundary(rules: Path) -> None:
    """A null level has no positions."""
    assert {} == marks(rules, "2.4", "GOLD")


def test_a_case_that_expects_nothing_of_a_standard_covers_nothing_of_it(rules: Path) -> None:
    """Measuring a value does not cover its boundary; the case must also expect something of the standard."""
    change(
        rules / "toy-law" / "cases" / "people.yaml", 'standards: {"1.1": {points: 0, status: below}}', "standards: {}"
    )
    assert not marks(rules, "1.1", "SILVER")[Mark.BELOW][1]


def test_levels_of_a_rule_are_covered_by_towns_for_which_it_holds(rules: Path) -> None:
    """The levels for cities are separate boundaries that cases of towns do not cover."""
    found = {b.mark for b in judged_law(rules).coverage.missing if b.rule is not None and b.rule.id == "cities"}
    assert set(Mark) - {Mark.BEFORE_START, Mark.START} == found


def test_a_rule_is_covered_by_a_case_for_which_it_holds(rules: Path) -> None:
    """A town in the hills covers the rule for hills and no other."""
    change(rules / "toy-law" / "cases" / "people.yaml", "region: plain", "region: hills")
    assert {"hills"} == {rule.id for rule, is_covered in judged_law(rules).coverage.rules if is_covered}


def test_verdicts_that_no_measurement_leads_to_are_not_asked_for(rules: Path) -> None:
    """GOLD lacks a level worth 3 of 20 points and 17 are enough, so every verdict is possible for both types."""
    found = {(known.id, verdict) for known, verdict, _ in judged_law(rules).coverage.verdicts}
    assert {(known, verdict) for known in ("GOLD", "SILVER") for verdict in Verdict} == found
