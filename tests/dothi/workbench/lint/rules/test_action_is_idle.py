"""Idle actions are found, and actions that only look idle are not."""

from pathlib import Path

import pytest

from tests.support.broken_files import new_findings, seen
from tests.support.example_folders import change, copy_of_toy_rules

POVERTY = "      - {kind: reduce_minimum, standards: [water, poverty], to_percent: 70}\n"
PEOPLE = '      - {kind: reduce_minimum, criteria: ["1"], to_percent: 80}\n'


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the toy laws to be changed."""
    return copy_of_toy_rules(tmp_path, further_laws=True)


def codes(rules: Path) -> list[str]:
    """Return the codes of the findings that the sound rules do not have."""
    return [seen(finding, rules)[-1] for finding in new_findings(rules)]


def test_a_hundred_percent_beside_a_rule_that_reduces(rules: Path) -> None:
    """Beside a rule that reduces the same standards, 100 percent states that the law leaves the rest unchanged."""
    change(rules / "toy-law" / "special.yaml", PEOPLE, PEOPLE.replace("80", "100"))
    assert "L509-share-is-whole" not in codes(rules)


def test_a_hundred_percent_alone(rules: Path) -> None:
    """Without such a rule 100 percent has no effect."""
    change(rules / "toy-law" / "special.yaml", POVERTY, POVERTY.replace("70", "100"))
    assert ["L509-share-is-whole"] == codes(rules)


def test_grades_beside_numbers(rules: Path) -> None:
    """A reduction of a criterion with numbers and grades has an effect on the numbers."""
    change(rules / "toy-law" / "special.yaml", "standards: [water, poverty]", "standards: [water, poverty, centre]")
    assert [] == codes(rules)


def test_the_first_of_two_shares_is_idle_where_the_second_is_better(rules: Path) -> None:
    """The most favourable action counts, whatever the order."""
    change(
        rules / "toy-law" / "special.yaml",
        POVERTY,
        POVERTY.replace("water, poverty", "water").replace("70", "90") + POVERTY,
    )
    assert [("toy-law/special.yaml", 24, 9, "L511-action-is-idle")] == [
        seen(finding, rules) for finding in new_findings(rules)
    ]


def test_two_shares_of_different_standards(rules: Path) -> None:
    """Two actions that overlap in part each reduce something of their own."""
    change(rules / "toy-law" / "special.yaml", POVERTY, POVERTY + POVERTY.replace("water", "trees").replace("70", "60"))
    assert [] == codes(rules)
