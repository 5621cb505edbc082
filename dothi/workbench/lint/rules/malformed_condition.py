"""L501: a condition outside the grammar of `when`."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L501-malformed-condition",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            "condition_is_no_mapping",
            "condition_needs_a_list",
            "condition_needs_one_operator",
            "operator_needs_words",
            "unknown_field",
            "unknown_operator",
            "unknown_word",
        }
    ),
)
