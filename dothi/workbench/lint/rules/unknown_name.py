"""L201: a reference to a type, standard, group, indicator, law or the like that does not exist."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L201-unknown-name",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            DiagnosticKind.UNKNOWN_TYPE,
            DiagnosticKind.UNKNOWN_STANDARD,
            DiagnosticKind.UNKNOWN_GROUP,
            DiagnosticKind.UNKNOWN_CRITERION,
            DiagnosticKind.UNKNOWN_MEMBER_UNIT,
            DiagnosticKind.UNKNOWN_INDICATOR,
            DiagnosticKind.UNKNOWN_READING,
            DiagnosticKind.UNKNOWN_RULE,
            DiagnosticKind.UNKNOWN_ATTRIBUTE,
            DiagnosticKind.UNKNOWN_LAW,
            DiagnosticKind.UNKNOWN_GRADE,
            DiagnosticKind.UNKNOWN_SIGNED_NUMBER,
        }
    ),
)
