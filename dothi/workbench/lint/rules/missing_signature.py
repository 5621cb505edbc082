"""L706: a number is called signed off, and no record says that this number was compared with the official text."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L706-missing-signature",
    Severity.ERROR,
    diagnostics=frozenset({"signature_is_missing", "signed_number_differs", "signed_words_differ"}),
)
