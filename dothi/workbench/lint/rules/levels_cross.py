"""L301: a minimum level that is stricter than the maximum level of the same type."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L301-levels-cross",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.LEVELS_CROSS}),
)
