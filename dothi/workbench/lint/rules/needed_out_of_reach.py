"""L404: an impossible pass mark, required count or rounding step."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L404-needed-out-of-reach",
    Severity.ERROR,
    diagnostics=frozenset({"pass_mark_is_out_of_reach", "too_few_standards_to_count", "rounding_step_is_not_positive"}),
)
