"""L402: fewer points at the maximum level than at the minimum level."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L402-points-run-downwards",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.POINTS_RUN_DOWNWARDS}),
)
