"""L305: steps or brackets that do not rise, or that miss their cap."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L305-steps-out-of-order",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            "steps_begin_after_base",
            "steps_do_not_rise",
            "steps_miss_the_cap",
            "steps_need_a_number",
            "standard_has_no_steps",
        }
    ),
)
