"""L102: a required key that is missing."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L102-missing-key",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.KEY_IS_MISSING}),
)
