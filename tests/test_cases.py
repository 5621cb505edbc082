"""The worked cases beside each law come out as they say."""

import pytest

from classifier.assessing import Assessor
from classifier.case_run import mismatches
from classifier.judges import Judges
from criteria.cases import Case
from criteria.loading import Library
from criteria.places import rules_folder
from criteria.rulebook import Law

LIBRARY = Library(rules_folder())
CASES = [(law, case) for law in LIBRARY.register.laws for case in LIBRARY.cases(law)]


@pytest.mark.parametrize(("law", "case"), CASES, ids=[f"{law.id}/{case.id}" for law, case in CASES])
def test_a_worked_case_comes_out_as_it_says(law: Law, case: Case) -> None:
    """What the law makes of the measured values is what the case was worked out to give."""
    with (
        Judges(LIBRARY.rulebook_in_force) as judges,
        Assessor(LIBRARY.rulebook(law), find_judge=judges.find) as assessor,
    ):
        assert [] == mismatches(assessor, case)
