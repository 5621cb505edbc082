"""L703: a basis without a number that it could belong to."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L703-stray-basis",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.BASIS_WITHOUT_NUMBER, DiagnosticKind.BASIS_STANDS_WITH_LEVELS}),
)
