"""A folder of CSV files: ``municipalities.csv`` and ``measurements.csv``, UTF-8 with or without BOM."""

import csv
import io
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from criteria.bounded_files import FileRefused, check_utf8, is_there, read_whole
from criteria.data_files.bounds import LARGEST_FILE, LONGEST_ROW, MOST_FAULTS, MOST_ROWS
from criteria.data_files.folder_content import csv_files, passed_over_notes
from criteria.data_files.rows import MEASUREMENTS, MUNICIPALITIES, Row, Tables
from criteria.data_files.table_columns import check_columns
from criteria.diagnostic import Diagnostic, Location, nearest, shown
from criteria.diagnostic_kinds import DiagnosticKind

_MOST_TABLES = 50
"""How many files that are no tables are named."""


def read_tables(folder: Path) -> Tables:
    """Return the rows of both files; ``measurements.csv`` may be missing."""
    tables = Tables(location=Location(shown(folder / f"{MUNICIPALITIES}.csv")), notes=list(passed_over_notes(folder)))
    known = {f"{MUNICIPALITIES}.csv", f"{MEASUREMENTS}.csv"}
    for path in [path for path in csv_files(folder) if path.name not in known][:_MOST_TABLES]:
        details = {"found": path.name, "expected": ", ".join(sorted(known)), "nearest": nearest(path.name, known) or ""}
        tables.diagnostics.append(Diagnostic(Location(shown(path)), DiagnosticKind.UNKNOWN_TABLE, details))
    tables.municipalities = _read_table(folder, MUNICIPALITIES, tables.diagnostics)
    if is_there(folder / f"{MEASUREMENTS}.csv"):
        tables.measurements = _read_table(folder, MEASUREMENTS, tables.diagnostics)
    return tables


def _read_table(folder: Path, table: str, diagnostics: list[Diagnostic]) -> list[Row]:
    path = folder / f"{table}.csv"
    shown_path = shown(path)
    try:
        raw = read_whole(path, LARGEST_FILE, shown_path)
        _check_text(raw, shown_path)
    except FileRefused as refused:
        diagnostics.append(refused.diagnostic)
        return []
    rows: list[Row] = []
    lines = _Lines(raw)
    reader = csv.reader(lines, strict=True)
    header: list[str] = []
    line = 1
    faults = 0
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
            lines.begin_row()
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                columns = check_columns(table, header, partial(_column, shown_path, start))
                if columns:
                    diagnostics += columns
                    return []
            elif len(cells) != len(header):
                place = Location(shown_path, start, min(len(cells), len(header)) + 1)
                details = {"found": str(len(cells)), "expected": str(len(header))}
                diagnostics.append(Diagnostic(place, DiagnosticKind.WRONG_NUMBER_OF_CELLS, details))
                if (faults := faults + 1) == MOST_FAULTS:
                    limit = {"limit": f"{MOST_FAULTS:,}"}
                    diagnostics.append(Diagnostic(place, DiagnosticKind.TOO_MANY_DIAGNOSTICS, limit))
                    return rows
            else:
                rows.append(Row(dict(zip(header, cells, strict=True)), _locations(shown_path, start, header)))
    except csv.Error as error:
        diagnostics.append(
            Diagnostic(Location(shown_path, line), DiagnosticKind.CSV_IS_MALFORMED, {"problem": str(error)})
        )
    except _RowIsTooLong:
        limit = {"limit": f"{LONGEST_ROW:,}"}
        diagnostics.append(Diagnostic(Location(shown_path, line), DiagnosticKind.ROW_IS_TOO_LONG, limit))
    if not header and not diagnostics:
        diagnostics.append(Diagnostic(Location(shown_path), DiagnosticKind.FILE_IS_EMPTY))
    return rows


def _check_text(raw: bytes, shown_path: str) -> None:
    """Refuse a file of too many lines, and one that is not UTF-8.

    Raises:
        FileRefused: with its place.
    """
    if max(raw.count(b"\n"), raw.count(b"\r")) > MOST_ROWS:
        raise FileRefused(shown_path, DiagnosticKind.TOO_MANY_ROWS, limit=f"{MOST_ROWS:,}")
    check_utf8(raw, shown_path)


class _RowIsTooLong(Exception):
    """A row has more characters than a row ever has, such as the rest of a file after an open quote."""


class _Lines:
    """The lines of a file, one after the other, as long as the row that they are part of is not too long."""

    def __init__(self, raw: bytes) -> None:
        self._text = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8-sig", newline="")
        self._of_row = 0

    def begin_row(self) -> None:
        """Begin to count the next row."""
        self._of_row = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_ROW + 1)
        if not line:
            raise StopIteration
        self._of_row += len(line)
        if self._of_row > LONGEST_ROW:
            raise _RowIsTooLong
        return line


def _column(path: str, line: int, position: int) -> Location:
    return Location(path, line, position + 1)


def _locations(path: str, line: int, header: list[str]) -> Callable[[str], Location]:
    def location(column: str) -> Location:
        return Location(path, line, header.index(column) + 1 if column in header else 1)

    return location
