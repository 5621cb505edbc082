"""L107: an id that has other letters than ids have."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L107-malformed-id",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.NOT_AN_ID}),
)
