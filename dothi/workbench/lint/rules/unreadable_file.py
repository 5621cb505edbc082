"""L001: a file that cannot be read as text, is too large, or has too many errors to report them all."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L001-unreadable-file",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            DiagnosticKind.FILE_CANNOT_BE_READ,
            DiagnosticKind.FILE_IS_SPECIAL,
            DiagnosticKind.FOLDER_HOLDS_TOO_MUCH,
            DiagnosticKind.FILE_IS_TOO_LARGE,
            DiagnosticKind.FILE_IS_NOT_UTF8,
            DiagnosticKind.FILE_IS_EMPTY,
            DiagnosticKind.CONTROL_CHARACTER,
            DiagnosticKind.FILE_SAYS_TOO_MUCH,
            DiagnosticKind.TOO_MANY_DIAGNOSTICS,
        }
    ),
)
