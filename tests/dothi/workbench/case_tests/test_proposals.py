"""Proposed cases can be read, pass, and close every gap once a person confirms them."""

from pathlib import Path

import pytest

from criteria.rule_files.library import Library
from dothi.reports.proposed_cases import proposed_cases_yaml
from dothi.workbench.case_tests.proposals import proposals
from tests.support.case_test_laws import TOY, judged_law


@pytest.fixture
def proposed(rules: Path) -> Path:
    """Return the file of proposed cases, written beside the others."""
    test = judged_law(rules)
    path = rules / TOY / "cases" / "proposed.yaml"
    text = proposed_cases_yaml(test.rulebook.law, proposals(test.rulebook, test.coverage.missing))
    path.write_text(text, encoding="utf-8")
    return path


def test_proposed_cases_wait(rules: Path, proposed: Path) -> None:
    """They are read, counted as waiting, and cover nothing."""
    test = judged_law(rules)
    assert test.proposed
    assert 2 == test.cases
    assert test.coverage.missing


def test_confirmed_they_come_out_as_they_say(rules: Path, proposed: Path) -> None:
    """Once confirmed, every case passes under both engines."""
    proposed.write_text(proposed.read_text("utf-8").replace("    proposed: true\n", ""), "utf-8")
    test = judged_law(rules)
    assert () == test.proposed
    assert () == test.mismatches
    assert () == test.refused


def test_confirmed_they_stand_at_every_boundary(rules: Path, proposed: Path) -> None:
    """Once confirmed, they cover every boundary, including those of rules that replace levels."""
    proposed.write_text(proposed.read_text("utf-8").replace("    proposed: true\n", ""), "utf-8")
    assert () == judged_law(rules).coverage.missing


def test_each_says_in_both_languages_where_it_stands(proposed: Path) -> None:
    """A comment beside each expectation names the standard, the value and the boundary."""
    text = proposed.read_text("utf-8")
    assert "# 1.1 Dân số toàn đô thị: 1.000 người – đúng mức tối đa" in text
    assert "1.1 People of the whole town: 1,000 people – at the maximum level" in text


def test_many_boundaries_share_a_case(rules: Path, proposed: Path) -> None:
    """There are no more cases than the largest number of boundaries of one indicator."""
    library = Library(rules)
    found = [case for case in library.cases(library.register.law(TOY)) if case.is_proposed and case.type == "SILVER"]
    assert 6 == len(found)
