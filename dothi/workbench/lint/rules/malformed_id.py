"""L107: a malformed id, with characters that ids may not contain."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L107-malformed-id",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.NOT_AN_ID}),
)
