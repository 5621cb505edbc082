"""L502: an action that names nothing to act on, or no valid percentage."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L502-action-without-effect",
    Severity.ERROR,
    diagnostics=frozenset(
        {DiagnosticKind.ACTION_TOUCHES_NOTHING, DiagnosticKind.NOT_A_PERCENTAGE, DiagnosticKind.STEPS_ARE_NOT_REDUCED}
    ),
)
