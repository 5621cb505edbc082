"""L706: a number marked as signed off without a valid sign-off record."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L706-missing-signature",
    Severity.ERROR,
    diagnostics=frozenset(
        {DiagnosticKind.SIGNATURE_IS_MISSING, DiagnosticKind.SIGNED_NUMBER_DIFFERS, DiagnosticKind.SIGNED_WORDS_DIFFER}
    ),
)
