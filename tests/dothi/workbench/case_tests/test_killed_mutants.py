"""Mutants are killed by a case, refused on reading, equivalent, or survive."""

from pathlib import Path

import pytest

from dothi.workbench.case_tests.killed_mutants import MutantStatus
from tests.support.case_test_laws import killed
from tests.support.example_folders import change

pytestmark = pytest.mark.slow

PEOPLE = "level of standard 1.1, type SILVER"


def test_a_case_exactly_at_a_level_notices_a_higher_one(rules: Path) -> None:
    """With a minimum of 501 the town of 500 people would earn nothing."""
    assert MutantStatus.KILLED is killed(rules)[PEOPLE, "500 people", "501 people"]


def test_a_case_just_below_a_level_notices_a_lower_one(rules: Path) -> None:
    """With a minimum of 499 the town of 499 people would earn the minimum points."""
    assert MutantStatus.KILLED is killed(rules)[PEOPLE, "500 people", "499 people"]


def test_without_the_case_just_below_nobody_notices_a_lower_level(rules: Path) -> None:
    """A town of 500 people earns 1.5 rounded points at 499 too: only its status could kill the mutant."""
    change(rules / "toy-law" / "cases" / "people.yaml", "points: 1.5, status: minimum", "points: 1.5")
    change(rules / "toy-law" / "cases" / "people.yaml", "people: 499", "people: 100")
    assert MutantStatus.SURVIVED is killed(rules)[PEOPLE, "500 people", "499 people"]


def test_a_level_that_no_case_measures_is_noticed_by_nobody(rules: Path) -> None:
    """A mutant of type GOLD survives if no case is of that type."""
    assert MutantStatus.SURVIVED is killed(rules)["level of standard 2.1, type GOLD", "95%", "95.01%"]


def test_levels_that_cross_are_refused_on_reading(rules: Path) -> None:
    """A maximum of 9 below a minimum of 90 is refused even without a case."""
    assert MutantStatus.REFUSED is killed(rules)["level of standard 2.1, type GOLD", "95%", "9%"]


def test_points_that_no_longer_add_up_are_refused_on_reading(rules: Path) -> None:
    """Points of standards that do not add up to their criterion are refused."""
    assert MutantStatus.REFUSED is killed(rules)["maximum points of standard 2.1", "4", "4.01"]


def test_a_proposed_case_notices_nothing(rules: Path) -> None:
    """An unconfirmed case kills nothing."""
    cases = rules / "toy-law" / "cases" / "people.yaml"
    cases.write_text(cases.read_text("utf-8").replace("    type:", "    proposed: true\n    type:"), "utf-8")
    assert MutantStatus.SURVIVED is killed(rules)[PEOPLE, "500 people", "501 people"]


def test_a_case_that_comes_out_otherwise_notices_nothing(rules: Path) -> None:
    """A failing case kills nothing, since it fails under the original law too."""
    change(rules / "toy-law" / "cases" / "people.yaml", "points: 1.5", "points: 1.75")
    assert MutantStatus.SURVIVED is killed(rules)[PEOPLE, "500 people", "501 people"]


def test_a_pass_mark_below_what_the_criteria_ask_makes_no_difference(rules: Path) -> None:
    """Meeting both criteria gives at least 14.75 points, so pass marks of 14 and 4 are equivalent."""
    change(rules / "toy-law" / "law.yaml", "pass_mark: {value: 15,", "pass_mark: {value: 14,")
    assert MutantStatus.EQUIVALENT is killed(rules)["pass mark", "14", "4"]


def test_a_pass_mark_above_what_the_criteria_ask_makes_one(rules: Path) -> None:
    """A town that meets both criteria with 14.9 points passes at 14.75 but not at 15."""
    assert MutantStatus.SURVIVED is killed(rules)["pass mark", "15", "15.01"]
