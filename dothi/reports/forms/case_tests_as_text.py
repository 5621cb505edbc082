"""The results of case tests as lines."""

from collections.abc import Sequence

from dothi.reports.case_test_report import rule_test_text
from dothi.reports.texts import Texts
from dothi.workbench.case_tests.run import LawTest


def render(tests: Sequence[LawTest], texts: Texts) -> str:
    """Write the results of case tests."""
    return rule_test_text(tests, texts)
