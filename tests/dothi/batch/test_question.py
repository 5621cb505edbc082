"""A batch derives types only where something that it is asked for depends on them."""

import datetime

import pytest

from classifier.engines.columnar.law_columns import columns_on_day
from criteria.rule_files.library import Library
from dothi.batch.question import ALL, BatchQuestion

DAY = datetime.date(2021, 11, 11)


@pytest.mark.parametrize(("target", "derives"), [("class-I", False), ("commune", False), ("town", True), (ALL, True)])
def test_urban_types_are_judged_where_the_law_asks_for_them(
    target: str, derives: bool, shipped_library: Library
) -> None:
    """Towns are formed by their urban type, communes are not, and no class asks for it."""
    rulebook = shipped_library.rulebook(shipped_library.register.law("nq-1211-2016"))
    law = columns_on_day(rulebook, shipped_library.rulebook_in_force, DAY)
    question = BatchQuestion(law, target, DAY)
    assert derives is bool(question.law.on_types)
    assert derives is ("population-density" in question.indicators)
