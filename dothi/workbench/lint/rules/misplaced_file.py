"""L002: a file of the wrong kind, name or folder, which would otherwise be ignored."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L002-misplaced-file",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            DiagnosticKind.ENDING_IS_NOT_YAML,
            DiagnosticKind.FILE_IS_NOT_READ,
            DiagnosticKind.KIND_IS_MISSING,
            DiagnosticKind.UNKNOWN_DOCUMENT_KIND,
            DiagnosticKind.UNEXPECTED_DOCUMENT_KIND,
            DiagnosticKind.RULES_FOLDER_IS_MISSING,
            DiagnosticKind.NO_LAW_IS_THERE,
            DiagnosticKind.LAW_IS_NOT_ITS_FOLDER,
            DiagnosticKind.LAW_HAS_NO_CRITERIA,
        }
    ),
)
