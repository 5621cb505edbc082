"""L705: a source that is not in the law's list of sources."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L705-unknown-source",
    Severity.ERROR,
    diagnostics=frozenset({"unknown_source"}),
)
