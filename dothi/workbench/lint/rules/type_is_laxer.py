"""L302: levels out of order across types: a higher type that asks less than a lower one."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L302-type-is-laxer",
    Severity.ERROR,
    diagnostics=frozenset({DiagnosticKind.TYPE_IS_LAXER}),
)
