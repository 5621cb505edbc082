"""Excel workbooks (.xlsx), read safely: everything is checked before the reader behind it gets any of it.

Refused are files over 10 MiB, archives that unpack to more than 64 MiB or hold more than 1,000 parts, encrypted
workbooks, those with macros and those of the old form, parts that differ from their directory entries, XML with a
document type (and hence entities), sheets without a part, cells that do not say plainly where they stand, and workbooks
that write down more than 200,000 cells. Cells are flagged if they hold a formula, whose stored result may be out of
date, or an error, if they are shown in percent, or if they were merged.
"""

import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

import python_calamine

from criteria.bounded_files import read_whole, refusing
from criteria.data_files import xlsx_parts
from criteria.data_files.bounds import MOST_FAULTS
from criteria.data_files.native_reading import NativeFailure, native_reading
from criteria.data_files.xlsx_parts import (
    STRINGS,
    STYLES,
    WorkbookRefused,
    archive_of,
    check_others,
    parts_of,
    sheets_of,
)
from criteria.data_files.xlsx_scan import SheetScan, TooManyCellsRefused, scanned
from criteria.data_files.xlsx_xml import EntitiesRefused, XmlRefused
from criteria.diagnostic import Diagnostic, Location, UnsoundData
from criteria.diagnostic_kinds import DiagnosticKind

_LONGEST_PROBLEM = 300
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, python_calamine.CalamineError, XmlRefused, NativeFailure),
    *(EOFError, OSError, ValueError, LookupError, NotImplementedError, RuntimeError),
)
"""The errors that the archive, its XML or the reader may raise for a damaged file."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its rows of cells from A1 on (a text, a number, True, False, a date, or "" if empty).

    Attributes:
        refused: cells whose meaning is uncertain, by row and column from 0, and why: ``formula_is_refused``,
            ``cell_is_percent`` (80 % is stored as 0.8), ``cell_is_error`` (such as ``#N/A``).
        merged: first row, first column, last row and last column of merged cells; only the first cell has a value.
    """

    path: str
    name: str
    rows: tuple[tuple[Any, ...], ...]
    refused: Mapping[tuple[int, int], DiagnosticKind] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def cell(self, row: int, column: int) -> Any:
        """Return what a cell holds, or "" if there is no such cell."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""

    def refusal(self, row: int, column: int) -> DiagnosticKind | None:
        """Return why the meaning of a cell is uncertain, or None if it is certain."""
        if (row, column) in self.refused:
            return self.refused[row, column]
        is_merged = any(top <= row <= bottom and left <= column <= right for top, left, bottom, right in self.merged)
        return DiagnosticKind.CELL_IS_MERGED if is_merged else None

    def location(self, row: int, column: int) -> Location:
        """Return the location of a cell."""
        return Location(f"{self.path}!{self.name}", row + 1, column + 1, is_cell=True)


def read_workbook(path: Path, shown_path: str) -> Mapping[str, Sheet]:
    """Return the sheets of a workbook by name.

    Raises:
        UnsoundData: the file cannot be read, is not a workbook, or is unreasonably large.
    """

    def refuse(kind: DiagnosticKind, place: Location, **details: str) -> UnsoundData:
        return UnsoundData([Diagnostic(place, kind, details)])

    with refusing(UnsoundData, path):
        raw = read_whole(path, xlsx_parts.LARGEST_FILE, shown_path)
    whole = Location(shown_path)
    try:
        return _sheets(raw, shown_path)
    except WorkbookRefused as refused:
        place = whole
        if refused.place is not None:
            sheet, row, column = refused.place
            place = Location(f"{shown_path}!{sheet}", row, column, is_cell=True)
        raise refuse(refused.kind, place, **refused.details) from None
    except TooManyCellsRefused as stopped:
        raise UnsoundData(_first_faults(stopped.scan, shown_path)) from None
    except EntitiesRefused:
        raise refuse(DiagnosticKind.WORKBOOK_HAS_ENTITIES, whole) from None
    except _DAMAGE as error:
        problem = str(error) or type(error).__name__
        raise refuse(DiagnosticKind.WORKBOOK_IS_MALFORMED, whole, problem=problem[:_LONGEST_PROBLEM]) from None


def _first_faults(scan: SheetScan, shown_path: str) -> list[Diagnostic]:
    sheet = Sheet(shown_path, scan.name, ())
    *first, last = sorted(scan.refused.items())
    limit = {"limit": f"{MOST_FAULTS:,}"}
    return [
        *(Diagnostic(sheet.location(*cell), kind) for cell, kind in first),
        Diagnostic(sheet.location(*last[0]), DiagnosticKind.TOO_MANY_DIAGNOSTICS, limit),
    ]


def _sheets(raw: bytes, shown_path: str) -> Mapping[str, Sheet]:
    parts = parts_of(raw)
    contents, counts_from_1904 = sheets_of(parts)
    scans = scanned(contents, parts.get(STYLES), parts.get(STRINGS))
    check_others(parts, contents.values())
    archive = archive_of(list(contents.items()), parts, counts_from_1904)
    with native_reading(shown_path):
        workbook = python_calamine.CalamineWorkbook.from_filelike(archive)
        if list(workbook.sheet_names) != list(contents):
            raise XmlRefused("the names of the sheets can be read in two ways")
        rows = {
            name: tuple(tuple(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in contents
        }
    for name, scan in scans.items():
        if len(rows[name]) > scan.rows or any(len(row) > scan.columns for row in rows[name][:1]):
            raise XmlRefused("the cells of a sheet can be read in two ways")
    return {name: Sheet(shown_path, name, rows[name], scan.refused, tuple(scan.merged)) for name, scan in scans.items()}
