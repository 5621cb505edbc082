"""L401: points of standards, groups or criteria that do not add up to the total above them."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L401-points-do-not-add-up",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            DiagnosticKind.POINTS_DO_NOT_ADD_UP,
            DiagnosticKind.GROUP_POINTS_DO_NOT_ADD_UP,
            DiagnosticKind.CRITERIA_DO_NOT_ADD_UP,
        }
    ),
)
