"""L801: an indicator whose description contradicts itself."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L801-malformed-indicator",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            DiagnosticKind.GRADES_HAVE_NO_SUCH_KEY,
            DiagnosticKind.TOO_FEW_GRADES,
            DiagnosticKind.DOMAIN_RUNS_DOWNWARDS,
            DiagnosticKind.DOMAIN_IS_TOO_LARGE,
            DiagnosticKind.ONLY_GRADES_ARE_JUDGED,
            DiagnosticKind.INDICATOR_COUNTS_NO_POINTS,
        }
    ),
)
