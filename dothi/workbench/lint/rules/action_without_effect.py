"""L502: an action that names nothing to act upon, or no share to act by."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L502-action-without-effect",
    Severity.ERROR,
    diagnostics=frozenset(
        {DiagnosticKind.ACTION_TOUCHES_NOTHING, DiagnosticKind.NOT_A_PERCENTAGE, DiagnosticKind.STEPS_ARE_NOT_REDUCED}
    ),
)
