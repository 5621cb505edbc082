"""L701: a threshold without the place in the law that says it."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L701-missing-citation",
    Severity.ERROR,
    complaints=frozenset({"citation_is_missing"}),
)
