"""L104: a value of the wrong form, such as a text in place of a list, a mapping or true/false."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L104-wrong-form",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            DiagnosticKind.WRONG_FORM,
            DiagnosticKind.TEXT_EXPECTED,
            DiagnosticKind.TEXT_IS_TOO_LONG,
            DiagnosticKind.LIST_EXPECTED,
            DiagnosticKind.LIST_IS_OF_ANOTHER_LENGTH,
            DiagnosticKind.MAPPING_EXPECTED,
            DiagnosticKind.TRUE_OR_FALSE_EXPECTED,
            DiagnosticKind.WHOLE_NUMBER_EXPECTED,
        }
    ),
)
