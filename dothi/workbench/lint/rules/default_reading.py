"""L604: readings of which none, or more than one, is the default."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L604-default-reading",
    Severity.ERROR,
    diagnostics=frozenset({"one_default_reading_expected"}),
)
