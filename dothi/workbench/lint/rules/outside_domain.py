"""L303: a level or a measured value outside the domain of its indicator."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L303-outside-domain",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.OUTSIDE_DOMAIN}),
)
