"""The worked cases beside each law pass."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from classifier.assessment.assessor import Assessor
from classifier.assessment.assessors import Assessors
from criteria.cases import Case
from criteria.law import Law
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.workbench.case_tests.compare import mismatches

pytestmark = pytest.mark.slow

LIBRARY = Library(rules_folder())
CASES = [(law, case) for law in LIBRARY.register.laws for case in LIBRARY.cases(law)]


@pytest.fixture(scope="module")
def assessors() -> Iterator[dict[str, Assessor]]:
    """The assessor of each law, shared by all cases."""
    with ExitStack() as opened:
        judges = opened.enter_context(Assessors(LIBRARY.rulebook_in_force))
        yield {
            law.id: opened.enter_context(Assessor(LIBRARY.rulebook(law), find_assessor=judges.find))
            for law in LIBRARY.register.laws
        }


@pytest.mark.parametrize(("law", "case"), CASES, ids=[f"{law.id}/{case.id}" for law, case in CASES])
def test_a_worked_case_comes_out_as_it_says(law: Law, case: Case, assessors: dict[str, Assessor]) -> None:
    """The results of a case are what it expects."""
    assert [] == mismatches(assessors[law.id], case)


def test_no_shipped_case_waits_for_its_confirmation() -> None:
    """No shipped case is only proposed."""
    assert [] == [case.id for _, case in CASES if case.is_proposed]
