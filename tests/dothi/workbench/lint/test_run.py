"""The linter reports everything that the loader refuses, at the same places and without a traceback."""

from pathlib import Path

import pytest

from dothi.workbench.lint.run import findings, lints
from dothi.workbench.lint.survey import Survey
from tests.support.broken_files import seen
from tests.support.example_folders import REFUSED_RULES, rule_example

pytestmark = pytest.mark.slow

EXAMPLES = sorted(REFUSED_RULES.glob("*.yaml"))
CODES = {kind: lint.code for lint in lints() for kind in lint.diagnostics}


def test_a_diagnostic_has_one_code() -> None:
    """No diagnostic belongs to two lints."""
    assert len(CODES) == sum(len(lint.diagnostics) for lint in lints())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_refused_is_found(path: Path, tmp_path: Path) -> None:
    """Every diagnostic of the loader is a finding at the same location."""
    example = rule_example(path)
    rules = example.installed(tmp_path)
    found = {seen(finding, rules) for finding in findings(Survey(rules))}
    assert {(file, line, column, CODES[kind]) for file, line, column, kind in example.expected} <= found
