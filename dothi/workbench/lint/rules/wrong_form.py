"""L104: a value of the wrong form, such as a text in place of a list, a mapping or true/false."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L104-wrong-form",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            "text_expected",
            "text_is_too_long",
            "list_expected",
            "list_is_of_another_length",
            "mapping_expected",
            "true_or_false_expected",
            "whole_number_expected",
        }
    ),
)
