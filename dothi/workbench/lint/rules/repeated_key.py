"""L005: a key that stands twice in one mapping, of which only one could count."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L005-repeated-key",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.KEY_STANDS_TWICE}),
)
