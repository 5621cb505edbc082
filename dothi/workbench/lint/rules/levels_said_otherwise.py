"""L306: a standard whose levels or points are stated in no way, or in two."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L306-levels-said-twice",
    Severity.ERROR,
    diagnostics=frozenset({"one_way_of_levels_expected", "points_stand_once"}),
)
