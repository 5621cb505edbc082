"""L705: a source that the law's list of sources has not."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L705-unknown-source",
    Severity.ERROR,
    diagnostics=frozenset({"unknown_source"}),
)
