"""L306: a standard that states its levels or points twice, or not at all."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L306-levels-said-twice",
    Severity.ERROR,
    diagnostics=frozenset({"one_way_of_levels_expected", "points_stand_once"}),
)
