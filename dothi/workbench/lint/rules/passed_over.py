"""L007: a file that an operating system or an editor left among the rule files, and that is passed over."""

from collections.abc import Iterator
from pathlib import Path

from criteria.diagnostic import Location, shown
from criteria.passed_over import is_left_behind
from dothi.journals import STAGE_PREFIX
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey


def _check(survey: Survey) -> Iterator[Violation]:
    if not survey.path.is_dir():
        return
    for path in sorted(survey.path.rglob("*")):
        within = path.relative_to(survey.path)
        if path.is_file() and is_left_behind(within) and not _is_stage(within):
            yield Violation(Location(shown(path)), {"found": path.name})


def _is_stage(within: Path) -> bool:
    """True for what a run of the program put beside its targets; see L008."""
    return any(part.startswith(STAGE_PREFIX) for part in within.parts)


LINT = Lint("L007-passed-over", Severity.NOTE, check=_check)
