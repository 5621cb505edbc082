"""L306: a standard that states its levels or points twice, or not at all."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L306-levels-said-twice",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.ONE_WAY_OF_LEVELS_EXPECTED, DiagnosticKind.POINTS_STAND_ONCE}),
)
