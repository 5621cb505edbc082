"""L701: a threshold without the place in the law that says it."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L701-missing-citation",
    Severity.ERROR,
    diagnostics=frozenset({"citation_is_missing"}),
)
