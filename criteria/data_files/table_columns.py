"""The columns of a table checked: none may be unknown, repeated or missing."""

from collections.abc import Callable, Iterable

from criteria.data_files.bounds import MOST_COLUMNS
from criteria.data_files.rows import COLUMNS, LONGEST_DETAIL, MOST_SUGGESTIONS, REQUIRED_COLUMNS
from criteria.diagnostic import Diagnostic, Location, nearest
from criteria.diagnostic_kinds import DiagnosticKind


def check_columns(table: str, columns: Iterable[str], place: Callable[[int], Location]) -> list[Diagnostic]:
    """Report columns that are unknown, repeated or missing; ``place`` locates a column by its position, from 0."""
    diagnostics: list[Diagnostic] = []
    known = COLUMNS[table]
    found = list(columns)
    if len(found) > MOST_COLUMNS:
        return [Diagnostic(place(0), DiagnosticKind.TOO_MANY_COLUMNS, {"limit": f"{MOST_COLUMNS:,}"})]
    before: set[str] = set()
    for position, column in enumerate(found):
        if column not in known:
            suggestion = _nearest_column(column, known) if len(diagnostics) < MOST_SUGGESTIONS else ""
            details = {"found": column[:LONGEST_DETAIL], "expected": ", ".join(known), "nearest": suggestion}
            diagnostics.append(Diagnostic(place(position), DiagnosticKind.UNKNOWN_COLUMN, details))
        elif column in before:
            diagnostics.append(Diagnostic(place(position), DiagnosticKind.COLUMN_STANDS_TWICE, {"found": column}))
        before.add(column)
    for column in REQUIRED_COLUMNS[table]:
        if column not in found:
            others = [name for name in found if name not in known][:MOST_SUGGESTIONS]
            details = {"key": column, "nearest": nearest(column, others) or ""}
            diagnostics.append(Diagnostic(place(0), DiagnosticKind.COLUMN_IS_MISSING, details))
    return diagnostics


def _nearest_column(found: str, known: Iterable[str]) -> str:
    """Return the only column whose last word was written, such as current_type for type, else the most similar one."""
    ending = [column for column in known if column.endswith(f"_{found}")]
    return ending[0] if len(ending) == 1 else nearest(found, known) or ""
