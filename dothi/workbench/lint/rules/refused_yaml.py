"""L004: anchors, aliases and tags of YAML, which hide what a rule states."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L004-refused-yaml",
    Severity.ERROR,
    diagnostics=frozenset(
        {DiagnosticKind.ALIAS_IS_REFUSED, DiagnosticKind.ANCHOR_IS_REFUSED, DiagnosticKind.TAG_IS_REFUSED}
    ),
)
