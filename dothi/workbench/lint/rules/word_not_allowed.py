"""L103: a word that is not among the allowed ones."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L103-word-not-allowed",
    Severity.ERROR,
    diagnostics=frozenset({"word_is_not_allowed"}),
)
