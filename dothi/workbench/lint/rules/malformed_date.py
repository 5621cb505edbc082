"""L106: a malformed date."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L106-malformed-date",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.NOT_A_DATE, DiagnosticKind.NOT_A_DAY_OF_YEAR}),
)
