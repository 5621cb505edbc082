"""L706: a number is called signed off, and no record says that this number was compared with the official text."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L706-missing-signature",
    Severity.ERROR,
    diagnostics=frozenset(
        {DiagnosticKind.SIGNATURE_IS_MISSING, DiagnosticKind.SIGNED_NUMBER_DIFFERS, DiagnosticKind.SIGNED_WORDS_DIFFER}
    ),
)
