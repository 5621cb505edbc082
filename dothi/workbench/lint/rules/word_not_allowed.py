"""L103: a word that is not among the allowed ones."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L103-word-not-allowed",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.WORD_IS_NOT_ALLOWED}),
)
