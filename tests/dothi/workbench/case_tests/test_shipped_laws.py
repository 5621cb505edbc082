"""The shipped laws are guarded: every boundary, rule and verdict has a case, and no mutant passes surviving."""

from functools import cache

import pytest

from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.reports.case_test_report import mutant_text
from dothi.workbench.case_tests.killed_mutants import Killed
from dothi.workbench.case_tests.run import LawTest, run_mutants
from tests.support.case_test_laws import EN, judged_law

pytestmark = pytest.mark.slow

LIBRARY = Library(rules_folder())
LAWS = [law.id for law in LIBRARY.register.laws]


@cache
def shipped(law: str) -> LawTest:
    """A law with its cases judged, once for both tests."""
    return judged_law(rules_folder(), law)


@pytest.mark.parametrize("law", LAWS)
def test_every_boundary_rule_and_verdict_has_a_case(law: str) -> None:
    """Each level just below, at, between and above; each rule; each verdict that can come out."""
    coverage = shipped(law).coverage
    assert () == coverage.missing
    assert coverage.is_complete


@pytest.mark.parametrize("law", LAWS)
def test_no_mutant_passes_surviving(law: str) -> None:
    """Whatever number, condition or way of counting is typed otherwise, a case objects or the reader does."""
    test = shipped(law)
    source_map = LIBRARY.source_map(LIBRARY.register.law(law))
    mutant_results = run_mutants(test.rulebook, source_map, test.agreeing, lambda *_: None)
    missed = [mutant_result.mutant for mutant_result in mutant_results if mutant_result.killed is Killed.BY_NOBODY]
    assert [] == [mutant_text(mutant, EN) for mutant in missed]
