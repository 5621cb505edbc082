"""A JSON file ``{"municipalities": […], "measurements": […]}`` with the same columns as the CSV form.

Numbers are kept as text, so that no digit is lost. The location of a row is the line and column where its object
begins.
"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from criteria.bounded_files import FileRefused, check_utf8, read_whole
from criteria.data_files.bounds import LARGEST_FILE, MOST_FAULTS, MOST_ROWS_OF_JSON
from criteria.data_files.json_objects import JsonObject, JsonTables, TooDeep, TooLong, read_tables_of
from criteria.data_files.rows import (
    COLUMNS,
    MEASUREMENTS,
    MUNICIPALITIES,
    Row,
    Tables,
)
from criteria.data_files.table_columns import check_columns
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
        reader = _Reader(text, shown_path, tables)
        content = read_tables_of(text, (MUNICIPALITIES, MEASUREMENTS), reader.take)
    except FileRefused as refused:
        tables.diagnostics.append(refused.diagnostic)
        return tables
    except json.JSONDecodeError as error:
        for read in (tables.diagnostics, tables.municipalities, tables.measurements):
            read.clear()
        return refuse(DiagnosticKind.JSON_IS_MALFORMED, error.lineno, error.colno, problem=error.msg)
    except TooDeep:
        return refuse(DiagnosticKind.NESTING_IS_TOO_DEEP, limit=str(_DEEPEST))
    except TooLong as error:
        return refuse(DiagnosticKind.TOO_MANY_COLUMNS, limit=f"{error.limit:,}")
    except _TooManyFaults:
        place = tables.diagnostics[-1].location
        return refuse(DiagnosticKind.TOO_MANY_DIAGNOSTICS, place.line, place.column, limit=f"{MOST_FAULTS:,}")
    if not isinstance(content, JsonTables):
        tables.diagnostics.clear()
        return refuse(DiagnosticKind.JSON_TABLES_EXPECTED, found=content)
    for key in content.repeated:
        refuse(DiagnosticKind.KEY_STANDS_TWICE, found=key)
    for table in (MUNICIPALITIES, MEASUREMENTS):
        if not content.lists.get(table, table == MEASUREMENTS):
            refuse(DiagnosticKind.JSON_LIST_EXPECTED, table=table)
    return tables


def _text(path: Path, shown_path: str) -> str:
    raw = read_whole(path, LARGEST_FILE, shown_path)
    if raw.count(b"{") > MOST_ROWS_OF_JSON:
        raise FileRefused(shown_path, DiagnosticKind.TOO_MANY_ROWS, limit=f"{MOST_ROWS_OF_JSON:,}")
    try:
        check_utf8(raw, shown_path)
    except FileRefused:
        raise FileRefused(shown_path, DiagnosticKind.FILE_IS_NOT_UTF8) from None
    return raw.decode("utf-8-sig")


class _TooManyFaults(Exception):
    """A file has so many faults that it is not read further."""


class _Reader:
    """Converts objects to the rows of tables, and notes what is wrong with the others."""

    def __init__(self, text: str, path: str, tables: Tables) -> None:
        self.text = text
        self.path = path
        self.diagnostics = tables.diagnostics
        self._rows = {MUNICIPALITIES: tables.municipalities, MEASUREMENTS: tables.measurements}
        self._line, self._line_start, self._counted = 1, 0, 0
        self._sound: dict[str, tuple[str, ...]] = {}

    def take(self, table: str, item: JsonObject | str) -> None:
        """Take the next row of a table.

        Raises:
            _TooManyFaults: the file has too many.
        """
        if (row := self._row(table, item)) is not None:
            self._rows[table].append(row)
        elif len(self.diagnostics) >= MOST_FAULTS:
            raise _TooManyFaults

    def _row(self, table: str, item: JsonObject | str) -> Row | None:
        if isinstance(item, str):
            details = {"table": table, "found": item[:80]}
            self.diagnostics.append(Diagnostic(Location(self.path), DiagnosticKind.JSON_OBJECT_EXPECTED, details))
            return None
        place = self._place(item)
        columns = tuple(item.cells)
        if not item.repeated and not item.no_texts and self._sound.get(table) == columns:
            return Row(item.cells, place)
        wrong = check_columns(table, item.cells, lambda _: place(""))
        if not wrong:
            self._sound[table] = columns
        wrong += [Diagnostic(place(key), DiagnosticKind.KEY_STANDS_TWICE, {"found": key}) for key in item.repeated]
        for column, found in item.no_texts.items():
            if column in COLUMNS[table]:
                details = {"column": column, "found": found[:80]}
                wrong.append(Diagnostic(place(column), DiagnosticKind.JSON_TEXT_EXPECTED, details))
        self.diagnostics += wrong
        return None if wrong else Row(item.cells, place)

    def _place(self, item: JsonObject) -> Callable[[str], Location]:
        # Rows come in the order of the text, so lines are counted from the previous row and not from the beginning.
        self._line += self.text.count("\n", self._counted, item.start)
        self._line_start = max(self._line_start, self.text.rfind("\n", self._counted, item.start) + 1)
        self._counted = item.start
        return partial(_located, self.path, self._line, item.start - self._line_start + 1)


def _located(path: str, line: int, column: int, _cell: str) -> Location:
    return Location(path, line, column)
