"""L005: a key that stands twice in one mapping, of which only one could count."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L005-repeated-key",
    Severity.ERROR,
    diagnostics=frozenset({"key_stands_twice"}),
)
