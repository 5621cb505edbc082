"""L305: steps or brackets that do not rise, or that miss their cap."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L305-steps-out-of-order",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            DiagnosticKind.STEPS_BEGIN_AFTER_BASE,
            DiagnosticKind.STEPS_DO_NOT_RISE,
            DiagnosticKind.STEPS_MISS_THE_CAP,
            DiagnosticKind.STEPS_NEED_A_NUMBER,
            DiagnosticKind.STANDARD_HAS_NO_STEPS,
        }
    ),
)
