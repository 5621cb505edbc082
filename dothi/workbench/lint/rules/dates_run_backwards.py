"""L601: a law that ends before it begins, or amends a law that is not earlier."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L601-dates-run-backwards",
    Severity.ERROR,
    diagnostics=frozenset({"law_ends_before_it_begins", "amended_law_is_not_earlier"}),
)
