"""L701: a threshold without a citation."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L701-missing-citation",
    Severity.ERROR,
    diagnostics=frozenset({"citation_is_missing"}),
)
