"""L512: a condition that asks for the id of a municipality."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint("L512-condition-on-an-id", Severity.ERROR, diagnostics=frozenset({DiagnosticKind.ID_IS_ASKED}))
