"""L401: points of standards, groups or criteria that do not add up to the total above them."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L401-points-do-not-add-up",
    Severity.ERROR,
    diagnostics=frozenset({"points_do_not_add_up", "group_points_do_not_add_up", "criteria_do_not_add_up"}),
)
