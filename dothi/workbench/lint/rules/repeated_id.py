"""L202: an id that is used twice."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L202-repeated-id",
    Severity.ERROR,
    diagnostics=frozenset({"id_stands_twice", "target_stands_twice"}),
)
