"""L003: text that is not YAML, or that uses more of YAML than rule files may."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L003-malformed-yaml",
    Severity.ERROR,
    diagnostics=frozenset(
        {"yaml_is_malformed", "foreign_sign", "several_documents", "nesting_is_too_deep", "key_is_no_word"}
    ),
)
