"""L703: a basis without a number that it could belong to."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L703-stray-basis",
    Severity.ERROR,
    diagnostics=frozenset({"basis_without_number", "basis_stands_with_levels"}),
)
