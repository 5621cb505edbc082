"""L703: a basis where there is no number that it could be the basis of."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L703-stray-basis",
    Severity.ERROR,
    diagnostics=frozenset({"basis_without_number", "basis_stands_with_levels"}),
)
