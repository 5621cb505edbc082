"""``dothi rules test`` on the command line."""

import json
from pathlib import Path

import pytest

from tests.support.example_folders import change
from tests.support.rules_command import Run, on_rules

pytestmark = pytest.mark.slow


@pytest.fixture
def dothi(rules: Path) -> Run:
    """Run ``dothi rules …`` in English on the toy rules with two cases."""
    return on_rules(rules)


def test_passing_cases_are_a_success(dothi: Run) -> None:
    """Gaps are reported and are not a failure."""
    ended = dothi("test")
    assert 0 == ended.returncode
    assert "toy-law: 2 of 2 cases match." in ended.stdout
    assert "Level boundaries: 3 of " in ended.stdout


def test_with_strict_gaps_are_a_failure(dothi: Run) -> None:
    """With --strict, the exit code says that the law is not guarded."""
    assert 4 == dothi("test", "--strict").returncode


def test_a_failing_case_is_reported_with_its_location(dothi: Run, rules: Path) -> None:
    """A failing case gets a line with file, line, id, expectation and result; the exit code is 1."""
    change(rules / "toy-law" / "cases" / "people.yaml", "points: 1.5", "points: 1.75")
    ended = dothi("test")
    assert 4 == ended.returncode
    assert (
        "people.yaml:10:7: case people-at-the-minimum, 1.1: expected 1.75, at the minimum level; "
        "got 1.5, at the minimum level" in ended.stdout
    )


def test_a_case_that_cannot_be_judged_is_reported_with_its_location(dothi: Run, rules: Path) -> None:
    """A town that lacks a fact the law needs stops its own case only."""
    change(rules / "toy-law" / "law.yaml", "{id: GOLD, ", "{id: GOLD, designated: true, ")
    change(rules / "toy-law" / "cases" / "people.yaml", "type: SILVER", "type: GOLD")
    ended = dothi("test")
    assert 4 == ended.returncode
    assert "people.yaml:3:5: case people-at-the-minimum cannot be judged: " in ended.stdout


def test_exit_code_of_unsound_rules(dothi: Run, rules: Path) -> None:
    """Unsound rules are not tested."""
    change(rules / "toy-law" / "law.yaml", "pass_mark:", "pas_mark:")
    assert 4 == dothi("test").returncode


def test_exit_code_of_an_unknown_law(dothi: Run) -> None:
    """The message names the known laws."""
    ended = dothi("test", "toy-lwa")
    assert 2 == ended.returncode
    assert "toy-law" in ended.stderr


def test_laws_by_folder_and_by_file_of_cases(dothi: Run, rules: Path) -> None:
    """A rules folder, the folder of a law and a file of cases select the same cases here."""
    paths = (rules, rules / "toy-law", rules / "toy-law" / "cases" / "people.yaml")
    assert [0, 0, 0] == [
        dothi("test", path).stdout.count("toy-law: 2 of 2 cases") - 1 for path in paths
    ]  # fmt: skip


def test_surviving_mutants_are_listed_with_their_location(dothi: Run) -> None:
    """Each surviving mutant gets a line, and the law a score."""
    ended = dothi("test", "--mutate")
    assert (
        "criterion-works.yaml:18:25: level of standard 2.1, type GOLD: no case kills the mutant 90% → 89.99%"
        in ended.stdout
    )
    assert "Mutation score: " in ended.stdout
    assert 0 == ended.returncode


def test_json_holds_the_same(dothi: Run) -> None:
    """JSON has counts, what is missing, and the mutants that survived."""
    law = json.loads(dothi("test", "--mutate", "--format", "json").stdout)["laws"][0]
    assert ("toy-law", 2, []) == (law["law"], law["cases"], law["mismatches"])
    assert {"standard": "1.1", "mark": "between", "value": "750"}.items() <= next(
        entry.items()
        for entry in law["coverage"]["boundaries"]["missing"]
        if entry["standard"] == "1.1" and entry["mark"] == "between" and entry["types"] == ["SILVER"]
    )
    assert law["mistypings"]["by_nobody"] == len(law["mistypings"]["unnoticed"]) > 0


def test_missing_cases_are_printed_as_a_rule_file(dothi: Run) -> None:
    """The file goes to stdout and the report to stderr."""
    ended = dothi("test", "toy-law", "--write-cases")
    assert ended.stdout.startswith("# yaml-language-server:")
    assert "    proposed: true\n" in ended.stdout
    assert "toy-law: 2 of 2 cases" in ended.stderr


def test_missing_cases_are_written_to_a_new_file_only(dothi: Run, rules: Path) -> None:
    """An existing file is never overwritten."""
    path = rules / "toy-law" / "cases" / "proposed.yaml"
    assert [0, 2] == [dothi("test", "toy-law", "--write-cases", "--output", path).returncode for _ in range(2)]
    assert "proposed cases are not counted" in dothi("test").stdout


def test_output_goes_with_write_cases_only(dothi: Run, tmp_path: Path) -> None:
    """--output without --write-cases is wrong usage, because there is nothing else to write."""
    assert 2 == dothi("test", "--output", tmp_path / "x.yaml").returncode
