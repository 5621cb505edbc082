"""Short campaigns of forms and engines; `make fuzz` runs long ones."""

import pytest

from tests.campaigns.forms import forms_campaign
from tests.campaigns.laws_on_file import laws_campaign

pytestmark = pytest.mark.slow


def test_every_form_and_engine_gives_one_answer() -> None:
    """Random towns by random laws are judged alike in every form by every engine, and rejected alike."""
    found = forms_campaign(tries=2, seed=12, towns=60)
    assert (2, []) == (found.tries, found.faults)
    assert found.assessments > 60 * 6


@pytest.mark.parametrize("law", ["ward-nq-1210-2016"])
def test_laws_on_file_judge_alike_whatever_the_form(law: str) -> None:
    """Order, division and form change nothing; more knowledge and better values are never judged worse."""
    assert [] == laws_campaign(tries=1, seed=12, law=law).faults
