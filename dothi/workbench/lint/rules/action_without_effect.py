"""L502: an action that names nothing to act on, or no valid percentage."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L502-action-without-effect",
    Severity.ERROR,
    diagnostics=frozenset({"action_touches_nothing", "not_a_percentage", "steps_are_not_reduced"}),
)
