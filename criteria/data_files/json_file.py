"""A JSON file ``{"municipalities": […], "measurements": […]}`` with the same columns as the CSV form.

Numbers are kept as text, so that no digit is lost. The location of a row is the line and column where its object
begins.
"""

import json
from collections.abc import Callable
from pathlib import Path

from criteria.bounded_files import FileRefused, check_utf8, read_whole
from criteria.data_files.bounds import LARGEST_FILE, MOST_FAULTS, MOST_ROWS
from criteria.data_files.json_objects import JsonObject, JsonTables, TooDeep, TooLong, tables_of
from criteria.data_files.rows import (
    COLUMNS,
    MEASUREMENTS,
    MUNICIPALITIES,
    Row,
    Tables,
    check_columns,
)
from criteria.diagnostic import Diagnostic, Location, shown
from criteria.diagnostic_kinds import DiagnosticKind

_DEEPEST = 3


def read_tables(path: Path) -> Tables:
    """Return the rows of both lists; ``measurements`` may be missing."""
    shown_path = shown(path)
    tables = Tables(location=Location(shown_path))

    def refuse(kind: DiagnosticKind, line: int = 1, column: int = 1, **details: str) -> Tables:
        tables.diagnostics.append(Diagnostic(Location(shown_path, line, column), kind, details))
        return tables

    try:
        text = _text(path, shown_path)
        content = tables_of(text, (MUNICIPALITIES, MEASUREMENTS))
    except FileRefused as refused:
        tables.diagnostics.append(refused.diagnostic)
        return tables
    except json.JSONDecodeError as error:
        return refuse(DiagnosticKind.JSON_IS_MALFORMED, error.lineno, error.colno, problem=error.msg)
    except TooDeep:
        return refuse(DiagnosticKind.NESTING_IS_TOO_DEEP, limit=str(_DEEPEST))
    except TooLong as error:
        return refuse(DiagnosticKind.TOO_MANY_COLUMNS, limit=f"{error.limit:,}")
    if not isinstance(content, JsonTables):
        return refuse(DiagnosticKind.JSON_TABLES_EXPECTED, found=content)
    reader = _Reader(text, shown_path, tables.diagnostics)
    for key in content.repeated:
        refuse(DiagnosticKind.KEY_STANDS_TWICE, found=key)
    tables.municipalities = reader.rows(MUNICIPALITIES, content.tables.get(MUNICIPALITIES))
    tables.measurements = reader.rows(MEASUREMENTS, content.tables.get(MEASUREMENTS, []))
    return tables


def _text(path: Path, shown_path: str) -> str:
    raw = read_whole(path, LARGEST_FILE, shown_path)
    if raw.count(b"{") > MOST_ROWS:
        raise FileRefused(shown_path, DiagnosticKind.TOO_MANY_ROWS, limit=f"{MOST_ROWS:,}")
    try:
        check_utf8(raw, shown_path)
    except FileRefused:
        raise FileRefused(shown_path, DiagnosticKind.FILE_IS_NOT_UTF8) from None
    return raw.decode("utf-8-sig")


class _Reader:
    """Converts lists of objects to rows."""

    def __init__(self, text: str, path: str, diagnostics: list[Diagnostic]) -> None:
        self.text = text
        self.path = path
        self.diagnostics = diagnostics
        self._line, self._line_start, self._counted = 1, 0, 0

    def rows(self, table: str, items: "list[JsonObject | str] | None") -> list[Row]:
        """Return the rows of a table, and note what is wrong with the others."""
        if items is None:
            self.diagnostics.append(
                Diagnostic(Location(self.path), DiagnosticKind.JSON_LIST_EXPECTED, {"table": table})
            )
            return []
        rows = []
        for item in items:
            if (row := self._row(table, item)) is not None:
                rows.append(row)
            elif len(self.diagnostics) >= MOST_FAULTS:
                place = self.diagnostics[-1].location
                limit = {"limit": f"{MOST_FAULTS:,}"}
                self.diagnostics.append(Diagnostic(place, DiagnosticKind.TOO_MANY_DIAGNOSTICS, limit))
                break
        return rows

    def _row(self, table: str, item: JsonObject | str) -> Row | None:
        if isinstance(item, str):
            details = {"table": table, "found": item[:80]}
            self.diagnostics.append(Diagnostic(Location(self.path), DiagnosticKind.JSON_OBJECT_EXPECTED, details))
            return None
        place = self._place(item)
        wrong = check_columns(table, item.cells, lambda _: place(""))
        wrong += [Diagnostic(place(key), DiagnosticKind.KEY_STANDS_TWICE, {"found": key}) for key in item.repeated]
        for column, found in item.no_texts.items():
            if column in COLUMNS[table]:
                details = {"column": column, "found": found[:80]}
                wrong.append(Diagnostic(place(column), DiagnosticKind.JSON_TEXT_EXPECTED, details))
        self.diagnostics += wrong
        return None if wrong else Row(item.cells, place)

    def _place(self, item: JsonObject) -> Callable[[str], Location]:
        # Rows come in the order of the text, so lines are counted from the previous row and not from the beginning.
        if item.start < self._counted:
            self._line, self._line_start, self._counted = 1, 0, 0
        self._line += self.text.count("\n", self._counted, item.start)
        self._line_start = max(self._line_start, self.text.rfind("\n", self._counted, item.start) + 1)
        self._counted = item.start
        place = Location(self.path, self._line, item.start - self._line_start + 1)
        return lambda _: place
