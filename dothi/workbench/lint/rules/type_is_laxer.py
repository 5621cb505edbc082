"""L302: a level of a higher type that is easier to reach than that of a lower type."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L302-type-is-laxer",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.TYPE_IS_LAXER}),
)
