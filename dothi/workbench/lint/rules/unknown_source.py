"""L705: a source that the law's list of sources has not."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L705-unknown-source",
    Severity.ERROR,
    complaints=frozenset({"unknown_source"}),
)
