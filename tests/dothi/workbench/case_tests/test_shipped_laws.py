"""The shipped laws are guarded: every boundary, rule and verdict has a case, and no mistyping passes unnoticed."""

from functools import cache

import pytest

from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.reports.case_test_report import mistyping_text
from dothi.workbench.case_tests.killed_mutants import Noticed
from dothi.workbench.case_tests.run import LawTest, attempted
from tests.support.case_test_laws import EN, judged_law

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
def test_no_mistyping_passes_unnoticed(law: str) -> None:
    """Whatever number, condition or way of counting is typed otherwise, a case objects or the reader does."""
    test = shipped(law)
    whereabouts = LIBRARY.whereabouts(LIBRARY.register.law(law))
    attempts = attempted(test.rulebook, whereabouts, test.agreeing, lambda *_: None)
    missed = [attempt.mistyping for attempt in attempts if attempt.noticed is Noticed.BY_NOBODY]
    assert [] == [mistyping_text(mistyping, EN) for mistyping in missed]
