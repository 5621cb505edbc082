"""L003: text that is not YAML, or that uses more of YAML than rule files may."""

from criteria.diagnostic_kinds import DiagnosticKind
from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L003-malformed-yaml",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            DiagnosticKind.YAML_IS_MALFORMED,
            DiagnosticKind.FOREIGN_SIGN,
            DiagnosticKind.SEVERAL_DOCUMENTS,
            DiagnosticKind.NESTING_IS_TOO_DEEP,
            DiagnosticKind.KEY_IS_NO_WORD,
        }
    ),
)
