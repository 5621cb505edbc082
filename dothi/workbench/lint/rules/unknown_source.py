"""L705: a source that is not in the law's list of sources."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L705-unknown-source",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.UNKNOWN_SOURCE}),
)
