"""L005: a key that appears twice in one mapping."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L005-repeated-key",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.KEY_STANDS_TWICE}),
)
