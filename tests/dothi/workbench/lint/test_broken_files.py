from pathlib import Path

import pytest

from dothi.workbench.lint.run import lints
from tests.support.broken_files import BROKEN, broken_file, new_findings, seen

every_broken_file = pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)


@every_broken_file
def test_the_mistake_is_found_where_it_is(path: Path, tmp_path: Path) -> None:
    """Each mistake is found under its code, line and column, and nothing else is found."""
    broken = broken_file(path)
    rules = broken.installed(tmp_path)
    assert [broken.expected] == [seen(finding, rules) for finding in new_findings(rules)]


def test_there_are_sixty_broken_files() -> None:
    """The corpus has at least sixty mistakes."""
    assert len(BROKEN) >= 60


def test_every_lint_is_shown_by_a_broken_file() -> None:
    """Every lint is triggered by at least one broken file."""
    assert {lint.code for lint in lints()} == {broken_file(path).expected[3] for path in BROKEN}
