"""L008: a change that a stopped run began and did not finish, so that rule files may be half old and half new."""

from collections.abc import Iterator

from criteria.diagnostic import Location, shown
from criteria.diagnostic_kinds import DiagnosticKind
from dothi.journals import unfinished
from dothi.left_behind import foreign
from dothi.rules_in_use import RULE_FILE, rule_folders
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey


def _check(survey: Survey) -> Iterator[Violation]:
    folders = rule_folders(survey.root)
    for path in sorted({*unfinished(folders, RULE_FILE), *foreign(folders)}):
        yield Violation(Location(shown(path)))


LINT = Lint(
    "L008-unfinished-change",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.CHANGE_IS_UNFINISHED}),
    check=_check,
)
