"""L301: levels out of order within a type: the minimum stricter than the maximum."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L301-levels-cross",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.LEVELS_CROSS}),
)
