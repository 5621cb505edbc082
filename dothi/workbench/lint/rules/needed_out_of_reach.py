"""L404: an impossible pass mark, required count or rounding step."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L404-needed-out-of-reach",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            DiagnosticKind.PASS_MARK_IS_OUT_OF_REACH,
            DiagnosticKind.TOO_FEW_STANDARDS_TO_COUNT,
            DiagnosticKind.ROUNDING_STEP_IS_NOT_POSITIVE,
        }
    ),
)
