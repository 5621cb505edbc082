"""L301: a minimum level that is stricter than the maximum level of the same type."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L301-levels-cross",
    Severity.ERROR,
    diagnostics=frozenset({"levels_cross"}),
)
