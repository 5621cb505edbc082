"""L403: a rule after which points no longer add up or are not exact numbers."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L403-rule-loses-points",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            DiagnosticKind.RULE_POINTS_DO_NOT_ADD_UP,
            DiagnosticKind.SCALED_POINTS_ARE_NOT_EXACT,
            DiagnosticKind.RULES_TOGETHER_LOSE_POINTS,
        }
    ),
)
