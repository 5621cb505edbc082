"""L004: anchors, aliases and tags of YAML, which hide what a rule states."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L004-refused-yaml",
    Severity.ERROR,
    diagnostics=frozenset({"alias_is_refused", "anchor_is_refused", "tag_is_refused"}),
)
