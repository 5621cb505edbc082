"""L201: a reference to a type, standard, group, indicator, law or the like that does not exist."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L201-unknown-name",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            "unknown_type",
            "unknown_standard",
            "unknown_group",
            "unknown_criterion",
            "unknown_member_unit",
            "unknown_indicator",
            "unknown_reading",
            "unknown_attribute",
            "unknown_law",
            "unknown_grade",
            "unknown_signed_number",
        }
    ),
)
