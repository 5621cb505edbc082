"""L706: a number marked as signed off without a valid sign-off record."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L706-missing-signature",
    Severity.ERROR,
    diagnostics=frozenset({"signature_is_missing", "signed_number_differs", "signed_words_differ"}),
)
