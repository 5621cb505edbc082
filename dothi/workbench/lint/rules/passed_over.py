"""L007: a file that an operating system or an editor left among the rule files, and that is passed over."""

from collections.abc import Iterator

from criteria.diagnostic import Location, shown
from criteria.passed_over import is_left_behind
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey


def _check(survey: Survey) -> Iterator[Violation]:
    if not survey.path.is_dir():
        return
    for path in sorted(survey.path.rglob("*")):
        if path.is_file() and is_left_behind(path.relative_to(survey.path)):
            yield Violation(Location(shown(path)), {"found": path.name})


LINT = Lint("L007-passed-over", Severity.NOTE, check=_check)
