"""A workbook ``.xlsx`` with the sheets ``municipalities`` and ``measurements``, the same columns as the CSV form.

Formulas are refused, because their stored results depend on the program that last saved the file.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

from criteria.data_files.rows import MEASUREMENTS, MUNICIPALITIES, PlainNumber, Row, Tables
from criteria.data_files.safe_xlsx import Sheet, read_workbook
from criteria.data_files.table_columns import check_columns
from criteria.diagnostic import Diagnostic, Location, UnsoundData, shown
from criteria.diagnostic_kinds import DiagnosticKind

Cell = float | str | bool | datetime.date | datetime.time | datetime.timedelta


def read_tables(path: Path) -> Tables:
    """Return the rows of both sheets; ``measurements`` may be missing."""
    shown_path = shown(path)
    tables = Tables(location=Location(shown_path))
    try:
        sheets = read_workbook(path, shown_path)
    except UnsoundData as refusal:
        tables.diagnostics += refusal.diagnostics
        return tables
    known = (MUNICIPALITIES, MEASUREMENTS)
    for name, sheet in sheets.items():
        if name not in known:
            details = {"found": name, "expected": ", ".join(known)}
            tables.diagnostics.append(Diagnostic(sheet.location(0, 0), DiagnosticKind.UNKNOWN_TABLE, details))
        tables.diagnostics += [Diagnostic(sheet.location(*cell), kind) for cell, kind in sorted(sheet.refused.items())]
        tables.diagnostics += [
            Diagnostic(sheet.location(*merged[:2]), DiagnosticKind.CELL_IS_MERGED) for merged in sheet.merged
        ]
    if MUNICIPALITIES not in sheets:
        details = {"found": ", ".join(sheets), "expected": MUNICIPALITIES}
        tables.diagnostics.append(Diagnostic(Location(shown_path), DiagnosticKind.SHEET_IS_MISSING, details))
    else:
        tables.municipalities = _rows(sheets[MUNICIPALITIES], tables.diagnostics)
    if MEASUREMENTS in sheets:
        tables.measurements = _rows(sheets[MEASUREMENTS], tables.diagnostics)
    return tables


def _rows(sheet: Sheet, diagnostics: list[Diagnostic]) -> list[Row]:
    rows: list[Row] = []
    header: list[str] = []
    for number, line in enumerate(sheet.rows):
        texts = [_text(cell) for cell in line]
        if not any(text.strip() for text in texts):
            continue
        if not header:
            while texts and not texts[-1].strip():
                texts.pop()
            header = [text.strip() for text in texts]
            if wrong := check_columns(sheet.name, header, partial(sheet.location, number)):
                diagnostics += wrong
                return []
        else:
            rows.append(Row(dict(zip(header, texts, strict=False)), _locations(sheet, number, header)))
    if not header and not diagnostics:
        diagnostics.append(Diagnostic(sheet.location(0, 0), DiagnosticKind.FILE_IS_EMPTY))
    return rows


def _text(cell: Cell) -> str:
    """Return a cell as the text of the CSV form; a number keeps its decimal point whatever sign the texts use."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, (int, float)):
        text = format(Decimal(repr(cell)), "f")
        return PlainNumber(text.removesuffix(".0"))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return cell if isinstance(cell, str) else str(cell)


def _locations(sheet: Sheet, line: int, header: list[str]) -> Callable[[str], Location]:
    def location(column: str) -> Location:
        return sheet.location(line, header.index(column) if column in header else 0)

    return location
