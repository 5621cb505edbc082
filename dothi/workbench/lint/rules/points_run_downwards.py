"""L402: fewer points at the maximum level than at the minimum level."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L402-points-run-downwards",
    Severity.ERROR,
    diagnostics=frozenset({"points_run_downwards"}),
)
