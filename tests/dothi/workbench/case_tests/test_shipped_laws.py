"""The shipped laws are fully covered, and no mutant of them survives."""

from functools import cache

import pytest

from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.reports.case_test_report import mutant_text
from dothi.workbench.case_tests.killed_mutants import MutantStatus
from dothi.workbench.case_tests.run import LawTest, run_mutants
from tests.support.case_test_laws import EN, judged_law

pytestmark = pytest.mark.slow

LIBRARY = Library(rules_folder())
LAWS = [law.id for law in LIBRARY.register.laws]


@cache
def shipped(law: str) -> LawTest:
    """A law with its judged cases, shared by both tests."""
    return judged_law(rules_folder(), law)


@pytest.mark.parametrize("law", LAWS)
def test_every_boundary_rule_and_verdict_has_a_case(law: str) -> None:
    """Every position at every level, every rule, and every possible verdict has a case."""
    coverage = shipped(law).coverage
    assert () == coverage.missing
    assert coverage.is_complete


@pytest.mark.parametrize("law", LAWS)
def test_no_mutant_passes_surviving(law: str) -> None:
    """Every mutant is killed by a case, refused on reading, or equivalent."""
    test = shipped(law)
    source_map = LIBRARY.source_map(LIBRARY.register.law(law))
    mutant_results = run_mutants(test.rulebook, source_map, test.agreeing, lambda *_: None)
    missed = [mutant_result.mutant for mutant_result in mutant_results if mutant_result.status is MutantStatus.SURVIVED]
    assert [] == [mutant_text(mutant, EN) for mutant in missed]
