"""L102: a key that must be there."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L102-missing-key",
    Severity.ERROR,
    diagnostics=frozenset({"key_is_missing"}),
)
