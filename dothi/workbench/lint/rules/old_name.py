"""L108: the old name of a key or a kind of file: it is still read, and means what the new name means."""

from collections.abc import Iterator

from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey


def _check(survey: Survey) -> Iterator[Violation]:
    for file in survey.files:
        for name in file.file.old_names:
            yield Violation(name.location, {"found": name.old, "other": name.new})


LINT = Lint("L108-old-name", Severity.NOTE, check=_check)
