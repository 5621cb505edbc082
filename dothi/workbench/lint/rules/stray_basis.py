"""L703: a basis where there is no number that it could be the basis of."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L703-stray-basis",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.BASIS_WITHOUT_NUMBER, DiagnosticKind.BASIS_STANDS_WITH_LEVELS}),
)
