"""L005: a key that appears twice in one mapping."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L005-repeated-key",
    Severity.ERROR,
    diagnostics=frozenset({"key_stands_twice"}),
)
