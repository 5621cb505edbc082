"""The shipped laws are guarded: every boundary, rule and verdict has a case, and no mistyping passes unnoticed."""

import pytest

from classifier.casework.noticing import Noticed
from criteria.loading import Library
from criteria.places import rules_folder
from tests.casework.laws import judged_law, noticed

LAWS = [law.id for law in Library(rules_folder()).register.laws]


@pytest.mark.parametrize("law", LAWS)
def test_every_boundary_rule_and_verdict_has_a_case(law: str) -> None:
    """Each level just below, at, between and above; each rule; each verdict that can come out."""
    coverage = judged_law(rules_folder(), law).coverage
    assert () == coverage.missing
    assert coverage.is_complete


@pytest.mark.parametrize("law", LAWS)
def test_no_mistyping_passes_unnoticed(law: str) -> None:
    """Whatever number, condition or way of counting is typed otherwise, a case objects or the reader does."""
    assert [] == [what for what, who in noticed(rules_folder(), law).items() if who is Noticed.BY_NOBODY]
