"""L604: readings without exactly one default."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L604-default-reading",
    Severity.ERROR,
    diagnostics=frozenset({"one_default_reading_expected"}),
)
