"""L101: an unknown key, most often a misspelt one."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L101-unknown-key",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.UNKNOWN_KEY}),
)
