"""L106: a malformed date."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L106-malformed-date",
    Severity.ERROR,
    diagnostics=frozenset({"not_a_date", "not_a_day_of_year"}),
)
