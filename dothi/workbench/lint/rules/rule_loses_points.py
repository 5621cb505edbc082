"""L403: a rule after which points no longer add up or are not exact numbers."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L403-rule-loses-points",
    Severity.ERROR,
    diagnostics=frozenset({"rule_points_do_not_add_up", "scaled_points_are_not_exact", "rules_together_lose_points"}),
)
