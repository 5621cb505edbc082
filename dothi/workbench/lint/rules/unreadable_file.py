"""L001: a file that cannot be read as text, is too large, or has too many errors to report them all."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L001-unreadable-file",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            "file_cannot_be_read",
            "file_is_too_large",
            "file_is_not_utf8",
            "file_is_empty",
            "control_character",
            "file_says_too_much",
            "too_many_diagnostics",
        }
    ),
)
