"""L701: a threshold without a citation."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L701-missing-citation",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.CITATION_IS_MISSING}),
)
