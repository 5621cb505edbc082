"""L202: an id that is used twice."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L202-repeated-id",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.ID_STANDS_TWICE, DiagnosticKind.TARGET_STANDS_TWICE}),
)
