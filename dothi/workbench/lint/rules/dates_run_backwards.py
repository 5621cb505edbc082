"""L601: a law that ends before it begins, or amends a law that is not earlier."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L601-dates-run-backwards",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.LAW_ENDS_BEFORE_IT_BEGINS, DiagnosticKind.AMENDED_LAW_IS_NOT_EARLIER}),
)
