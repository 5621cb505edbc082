"""L501: a condition outside the grammar of `when`."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L501-malformed-condition",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            DiagnosticKind.CONDITION_IS_NO_MAPPING,
            DiagnosticKind.CONDITION_NEEDS_A_LIST,
            DiagnosticKind.CONDITION_NEEDS_ONE_OPERATOR,
            DiagnosticKind.OPERATOR_NEEDS_WORDS,
            DiagnosticKind.UNKNOWN_FIELD,
            DiagnosticKind.UNKNOWN_OPERATOR,
            DiagnosticKind.UNKNOWN_WORD,
        }
    ),
)
