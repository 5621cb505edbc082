"""Excel workbooks (.xlsx), read safely: the zip directory is checked before anything is unpacked or parsed.

Refused are files over 10 MiB, archives that unpack to more than 64 MiB or hold more than 1,000 parts, encrypted
archives, parts that differ from their directory entries, XML with a document type (and hence entities), and sheets with
more than a million cells. Cells are flagged if they hold a formula, whose stored result may be out of date, or an
error, if they are shown in percent, or if they were merged.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

import python_calamine

from criteria.diagnostic import Diagnostic, Location, UnsoundData
from criteria.diagnostic_kinds import DiagnosticKind

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 1_000
MOST_CELLS = 1_000_000
MOST_MERGED = 1_000
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, python_calamine.CalamineError),
    *(EOFError, OSError, ValueError, LookupError, NotImplementedError),
)
"""The errors that the archive, its XML or the reader may raise for a damaged file."""

_CELL_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_PERCENT_FORMATS = (9, 10)
"""The numbers of Excel's built-in formats ``0%`` and ``0.00%``."""


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

    def refuse(kind: DiagnosticKind, **details: str) -> UnsoundData:
        return UnsoundData([Diagnostic(Location(shown_path), kind, details)])

    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise refuse(DiagnosticKind.FILE_CANNOT_BE_READ, reason=error.strerror or str(error)) from None
    if len(raw) > LARGEST_FILE:
        raise refuse(DiagnosticKind.FILE_IS_TOO_LARGE, limit="10 MiB")
    try:
        scans = {sheet.name: sheet for sheet in _scanned(raw)}
        if any(scan.cells > MOST_CELLS for scan in scans.values()):
            raise _Refused(DiagnosticKind.WORKBOOK_IS_TOO_LARGE, limit=f"{MOST_CELLS:,}")
        if any(len(scan.merged) > MOST_MERGED for scan in scans.values()):
            raise _Refused(DiagnosticKind.WORKBOOK_IS_MALFORMED, problem=f"more than {MOST_MERGED} merged ranges")
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        return {
            name: Sheet(
                shown_path,
                name,
                tuple(tuple(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)),
                scans[name].refused if name in scans else {},
                tuple(scans[name].merged) if name in scans else (),
            )
            for name in workbook.sheet_names
        }
    except _Refused as refused:
        raise refuse(refused.kind, **refused.details) from None
    except _DAMAGE as error:
        raise refuse(DiagnosticKind.WORKBOOK_IS_MALFORMED, problem=str(error) or type(error).__name__) from None


class _Refused(Exception):
    def __init__(self, kind: DiagnosticKind, **details: str) -> None:
        self.kind = kind
        self.details = details
        super().__init__(kind)


@dataclass
class _Scan:
    """What a first pass over one sheet finds: how far it extends, and which cells are refused.

    Attributes:
        percents: the numbers of the styles that show a number in percent.
    """

    name: str
    part: str
    percents: frozenset[int]
    rows: int = 0
    columns: int = 0
    refused: dict[tuple[int, int], DiagnosticKind] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    _cell: tuple[int, int] = (-1, -1)
    _is_percent: bool = False

    @property
    def cells(self) -> int:
        """The number of cells in the rectangle from A1 to the farthest cell."""
        return self.rows * self.columns

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        """Process one element of the sheet's XML."""
        if name == "row":
            self._cell = (int(attributes.get("r", self._cell[0] + 2)) - 1, -1)
        elif name == "c":
            match = _CELL_NAME.fullmatch(attributes.get("r", ""))
            self._cell = (int(match[2]) - 1, _column(match[1])) if match else (self._cell[0], self._cell[1] + 1)
            self.rows = max(self.rows, self._cell[0] + 1)
            self.columns = max(self.columns, self._cell[1] + 1)
            self._is_percent = attributes.get("t", "n") == "n" and int(attributes.get("s", "0")) in self.percents
            if attributes.get("t") == "e":
                self.refused[self._cell] = DiagnosticKind.CELL_IS_ERROR
        elif name == "f":
            self.refused[self._cell] = DiagnosticKind.FORMULA_IS_REFUSED
        elif name == "v" and self._is_percent:
            self.refused.setdefault(self._cell, DiagnosticKind.CELL_IS_PERCENT)
        elif name == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            ends = [_CELL_NAME.fullmatch(end) for end in (first, last or first)]
            if ends[0] and ends[1]:
                top, bottom = int(ends[0][2]) - 1, int(ends[1][2]) - 1
                self.merged.append((top, _column(ends[0][1]), bottom, _column(ends[1][1])))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _percents(styles: bytes) -> frozenset[int]:
    """Return the numbers of the cell styles that show a number in percent."""
    formats = set(_PERCENT_FORMATS)
    found: list[int] = []
    within = ""
    for name, attributes in _elements(styles):
        if name in {"cellXfs", "cellStyleXfs", "dxfs"}:
            within = name
        elif name == "numFmt" and "%" in attributes.get("formatCode", ""):
            formats.add(int(attributes["numFmtId"]))
        elif name == "xf" and within == "cellXfs":
            found.append(int(attributes.get("numFmtId", "0")))
    return frozenset(place for place, known in enumerate(found) if known in formats)


def _scanned(raw: bytes) -> list[_Scan]:
    """Scan all sheets; every part of the archive is unpacked within limits and verified against its checksum."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
            raise _Refused(DiagnosticKind.WORKBOOK_UNPACKS_TO_TOO_MUCH, limit="64 MiB")
        if any(entry.flag_bits & 1 for entry in entries):
            raise _Refused(DiagnosticKind.WORKBOOK_IS_ENCRYPTED)
        parts = {entry.filename: archive.read(entry) for entry in entries}
    if len(parts) < len(entries):
        raise _Refused(DiagnosticKind.WORKBOOK_IS_MALFORMED, problem="two parts of one name")
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            for _ in _elements(content):
                pass
    targets = {
        attributes["Id"]: attributes["Target"].removeprefix("/xl/")
        for name, attributes in _elements(parts["xl/_rels/workbook.xml.rels"])
        if name == "Relationship"
    }
    scans = []
    percents = _percents(parts.get("xl/styles.xml", b"<none/>"))
    for name, attributes in _elements(parts["xl/workbook.xml"]):
        if name == "sheet":
            identifier = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "id"), "")
            scans.append(_Scan(attributes["name"], f"xl/{targets[identifier]}", percents))
    for scan in scans:
        for name, attributes in _elements(parts.get(scan.part, b"<none/>")):
            scan.element(name, attributes)
    return scans


def _elements(content: bytes) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Return the elements of an XML text without namespaces; a document type, and hence entities, is refused."""
    found: list[tuple[str, Mapping[str, str]]] = []

    def refuse(*_: object) -> None:
        raise _Refused(DiagnosticKind.WORKBOOK_HAS_ENTITIES)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: found.append((name.rpartition(" ")[2], attributes))
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(content, True)
    yield from found
