"""A JSON file ``{"municipalities": […], "measurements": […]}`` with the same columns as the CSV form.

Numbers are kept as text, so that no digit is lost. The location of a row is the line and column where its object
begins.
"""

import json
from collections.abc import Callable
from json.decoder import JSONObject  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from pathlib import Path
from typing import Any

from criteria.data_files.rows import (
    COLUMNS,
    MEASUREMENTS,
    MUNICIPALITIES,
    PlainNumber,
    Row,
    Tables,
    check_columns,
)
from criteria.diagnostic import Diagnostic, Location, shown
from criteria.diagnostic_kinds import DiagnosticKind


class _Object(dict[str, Any]):
    """A JSON object that knows where it begins and which keys it repeats."""

    start = 0
    repeated: tuple[str, ...] = ()


class _Decoder(json.JSONDecoder):
    """Keeps numbers as text and records where objects begin."""

    def __init__(self) -> None:
        super().__init__(
            parse_float=PlainNumber, parse_int=PlainNumber, parse_constant=PlainNumber, object_pairs_hook=_object
        )
        self.parse_object = _located_object
        self.scan_once = py_make_scanner(self)


def _object(pairs: list[tuple[str, Any]]) -> _Object:
    built = _Object(pairs)
    keys = [key for key, _ in pairs]
    built.repeated = tuple(sorted({key for key in keys if keys.count(key) > 1}))
    return built


def _located_object(text_and_end: tuple[str, int], *others: Any) -> tuple[_Object, int]:
    built, end = JSONObject(text_and_end, *others)
    built.start = text_and_end[1] - 1
    return built, end


def read_tables(path: Path) -> Tables:
    """Return the rows of both lists; ``measurements`` may be missing."""
    shown_path = shown(path)
    tables = Tables(location=Location(shown_path))
    try:
        text = path.read_bytes().decode("utf-8-sig")
        content = _Decoder().decode(text)
    except OSError as error:
        details = {"reason": error.strerror or str(error)}
        tables.diagnostics.append(Diagnostic(Location(shown_path), DiagnosticKind.FILE_CANNOT_BE_READ, details))
        return tables
    except UnicodeDecodeError:
        tables.diagnostics.append(Diagnostic(Location(shown_path), DiagnosticKind.FILE_IS_NOT_UTF8))
        return tables
    except json.JSONDecodeError as error:
        place = Location(shown_path, error.lineno, error.colno)
        tables.diagnostics.append(Diagnostic(place, DiagnosticKind.JSON_IS_MALFORMED, {"problem": error.msg}))
        return tables
    except RecursionError:
        tables.diagnostics.append(Diagnostic(Location(shown_path), DiagnosticKind.NESTING_IS_TOO_DEEP, {"limit": "3"}))
        return tables
    reader = _Reader(text, shown_path, tables.diagnostics)
    if not isinstance(content, _Object) or set(content) - {MUNICIPALITIES, MEASUREMENTS}:
        found = ", ".join(content) if isinstance(content, dict) else str(content)[:80]
        tables.diagnostics.append(
            Diagnostic(Location(shown_path), DiagnosticKind.JSON_TABLES_EXPECTED, {"found": found})
        )
        return tables
    for key in content.repeated:
        tables.diagnostics.append(Diagnostic(Location(shown_path), DiagnosticKind.KEY_STANDS_TWICE, {"found": key}))
    tables.municipalities = reader.rows(MUNICIPALITIES, content.get(MUNICIPALITIES))
    tables.measurements = reader.rows(MEASUREMENTS, content.get(MEASUREMENTS, []))
    return tables


class _Reader:
    """Converts lists of objects to rows."""

    def __init__(self, text: str, path: str, diagnostics: list[Diagnostic]) -> None:
        self.text = text
        self.path = path
        self.diagnostics = diagnostics
        self._line, self._line_start = 1, 0

    def rows(self, table: str, items: Any) -> list[Row]:
        if not isinstance(items, list):
            self.diagnostics.append(
                Diagnostic(Location(self.path), DiagnosticKind.JSON_LIST_EXPECTED, {"table": table})
            )
            return []
        return [row for item in items if (row := self._row(table, item)) is not None]

    def _row(self, table: str, item: Any) -> Row | None:
        if not isinstance(item, _Object):
            details = {"table": table, "found": str(item)[:80]}
            self.diagnostics.append(Diagnostic(Location(self.path), DiagnosticKind.JSON_OBJECT_EXPECTED, details))
            return None
        place = self._place(item)
        wrong = check_columns(table, item, lambda _: place(""))
        wrong += [Diagnostic(place(key), DiagnosticKind.KEY_STANDS_TWICE, {"found": key}) for key in item.repeated]
        cells: dict[str, str] = {}
        for column in COLUMNS[table]:
            value = item.get(column)
            if value is not None and not isinstance(value, str):
                found = json.dumps(value)[:80]
                wrong.append(
                    Diagnostic(place(column), DiagnosticKind.JSON_TEXT_EXPECTED, {"column": column, "found": found})
                )
            else:
                cells[column] = value or ""
        self.diagnostics += wrong
        return None if wrong else Row(cells, place)

    def _place(self, item: _Object) -> Callable[[str], Location]:
        # Rows come in the order of the text, so lines are counted from the previous row and not from the beginning.
        if item.start < self._line_start:
            self._line, self._line_start = 1, 0
        self._line += self.text.count("\n", self._line_start, item.start)
        self._line_start = self.text.rfind("\n", 0, item.start) + 1
        place = Location(self.path, self._line, item.start - self._line_start + 1)
        return lambda _: place
