"""A folder of CSV files: ``municipalities.csv`` and ``measurements.csv``, UTF-8 with or without BOM."""

import csv
import io
from collections.abc import Callable
from functools import partial
from pathlib import Path

from criteria.data_files.folder_content import csv_files, passed_over_notes
from criteria.data_files.rows import MEASUREMENTS, MUNICIPALITIES, Row, Tables, check_columns
from criteria.diagnostic import Diagnostic, Location, nearest, shown
from criteria.diagnostic_kinds import DiagnosticKind


def read_tables(folder: Path) -> Tables:
    """Return the rows of both files; ``measurements.csv`` may be missing."""
    tables = Tables(location=Location(shown(folder / f"{MUNICIPALITIES}.csv")), notes=list(passed_over_notes(folder)))
    known = {f"{MUNICIPALITIES}.csv", f"{MEASUREMENTS}.csv"}
    for path in csv_files(folder):
        if path.name not in known:
            details = {
                "found": path.name,
                "expected": ", ".join(sorted(known)),
                "nearest": nearest(path.name, known) or "",
            }
            tables.diagnostics.append(Diagnostic(Location(shown(path)), DiagnosticKind.UNKNOWN_TABLE, details))
    tables.municipalities = _read_table(folder, MUNICIPALITIES, tables.diagnostics)
    if (folder / f"{MEASUREMENTS}.csv").exists():
        tables.measurements = _read_table(folder, MEASUREMENTS, tables.diagnostics)
    return tables


def _read_table(folder: Path, table: str, diagnostics: list[Diagnostic]) -> list[Row]:
    path = folder / f"{table}.csv"
    shown_path = shown(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        diagnostics.append(Diagnostic(Location(shown_path), DiagnosticKind.FILE_CANNOT_BE_READ, {"reason": reason}))
        return []
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        diagnostics.append(Diagnostic(Location(shown_path, line), DiagnosticKind.FILE_IS_NOT_UTF8))
        return []
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] = []
    line = 1
    try:
        for cells in reader:
            start, line = line, reader.line_num + 1
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
            else:
                rows.append(Row(dict(zip(header, cells, strict=True)), _locations(shown_path, start, header)))
    except csv.Error as error:
        diagnostics.append(
            Diagnostic(Location(shown_path, line), DiagnosticKind.CSV_IS_MALFORMED, {"problem": str(error)})
        )
    if not header and not diagnostics:
        diagnostics.append(Diagnostic(Location(shown_path), DiagnosticKind.FILE_IS_EMPTY))
    return rows


def _column(path: str, line: int, position: int) -> Location:
    return Location(path, line, position + 1)


def _locations(path: str, line: int, header: list[str]) -> Callable[[str], Location]:
    def location(column: str) -> Location:
        return Location(path, line, header.index(column) + 1 if column in header else 1)

    return location
