"""L801: an indicator whose description contradicts itself."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L801-malformed-indicator",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            "grades_have_no_such_key",
            "too_few_grades",
            "domain_runs_downwards",
            "domain_is_too_large",
            "only_grades_are_judged",
            "indicator_counts_no_points",
        }
    ),
)
