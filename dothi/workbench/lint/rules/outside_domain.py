"""L303: a level, or a measured value, that its indicator cannot have."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L303-outside-domain",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.OUTSIDE_DOMAIN}),
)
