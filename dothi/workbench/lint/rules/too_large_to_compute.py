"""L307: points, or levels so far apart, that not every engine could compute with exact integers."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L307-too-large-to-compute",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.POINTS_ARE_TOO_LARGE, DiagnosticKind.LEVELS_LIE_TOO_FAR_APART}),
)
