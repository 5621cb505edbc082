"""L102: a required key that is missing."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L102-missing-key",
    Severity.ERROR,
    diagnostics=frozenset({"key_is_missing"}),
)
