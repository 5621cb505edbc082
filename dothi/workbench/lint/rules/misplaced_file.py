"""L002: a file of the wrong kind, name or folder, which would otherwise be ignored."""

from dothi.workbench.lint.finding import Lint, Severity

LINT = Lint(
    "L002-misplaced-file",
    Severity.ERROR,
    diagnostics=frozenset(
        {
            "ending_is_not_yaml",
            "file_is_not_read",
            "kind_is_missing",
            "unknown_document_kind",
            "unexpected_document_kind",
            "rules_folder_is_missing",
            "no_law_is_there",
            "law_is_not_its_folder",
            "law_has_no_criteria",
        }
    ),
)
