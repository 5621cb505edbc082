"""L102: a key that must be there."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L102-missing-key",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.KEY_IS_MISSING}),
)
