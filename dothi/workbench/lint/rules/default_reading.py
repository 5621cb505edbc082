"""L604: readings without exactly one default, or a default by which a municipality uses one of several rules."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L604-default-reading",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.ONE_DEFAULT_READING_EXPECTED, DiagnosticKind.DEFAULT_READING_CHOOSES}),
)
