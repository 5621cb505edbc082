"""L107: an id that has other letters than ids have."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L107-malformed-id",
    Severity.ERROR,
    diagnostics=frozenset({"not_an_id"}),
)
