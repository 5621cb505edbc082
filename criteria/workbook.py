"""Excel workbooks (.xlsx), read safely: the zip directory is checked before anything is unpacked or parsed.

Refused are files over 10 MiB, archives that unpack to more than 64 MiB or hold more than 1,000 parts, encrypted ones,
parts that are not what the directory says of them, XML with a document type (and so with entities), and sheets of more
than a million cells. Which cells hold a formula is told; what it once resulted in is nobody's word.
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

from criteria.complaint import Complaint, Place, UnsoundData

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 1_000
MOST_CELLS = 1_000_000
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, expat.ExpatError, python_calamine.CalamineError),
    *(EOFError, OSError, ValueError, LookupError, NotImplementedError),
)
"""What the archive, its XML or the reader may say of a damaged file."""

_CELL_NAME = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_SHEETS_PART = re.compile(r"xl/worksheets/[^/]+\.xml")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its rows of cells from A1 on (text, number, True, False, a day, or "" where it is empty).

    Attributes:
        formulas: row and column, both from 0, of the cells that hold a formula.
    """

    path: str
    name: str
    rows: tuple[tuple[Any, ...], ...]
    formulas: frozenset[tuple[int, int]] = frozenset()

    def cell(self, row: int, column: int) -> Any:
        """What a cell holds; "" where there is none."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""

    def place(self, row: int, column: int) -> Place:
        """How messages name a cell."""
        return Place(f"{self.path}!{self.name}", row + 1, column + 1, is_cell=True)


def read_workbook(path: Path, shown_path: str) -> Mapping[str, Sheet]:
    """The sheets of a workbook by their names.

    Raises:
        UnsoundData: it cannot be read, or is no workbook, or unpacks to more than is reasonable.
    """

    def refuse(kind: str, **details: str) -> UnsoundData:
        return UnsoundData([Complaint(Place(shown_path), kind, details)])

    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise refuse("file_cannot_be_read", reason=error.strerror or str(error)) from None
    if len(raw) > LARGEST_FILE:
        raise refuse("file_is_too_large", limit="10 MiB")
    try:
        scans = {sheet.name: sheet for sheet in _scanned(raw)}
        if any(scan.cells > MOST_CELLS for scan in scans.values()):
            raise _Refused("workbook_is_too_large", limit=f"{MOST_CELLS:,}")
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw))
        return {
            name: Sheet(
                shown_path,
                name,
                tuple(tuple(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)),
                frozenset(scans[name].formulas) if name in scans else frozenset(),
            )
            for name in workbook.sheet_names
        }
    except _Refused as refused:
        raise refuse(refused.kind, **refused.details) from None
    except _DAMAGE as error:
        raise refuse("workbook_is_malformed", problem=str(error) or type(error).__name__) from None


class _Refused(Exception):
    def __init__(self, kind: str, **details: str) -> None:
        self.kind = kind
        self.details = details
        super().__init__(kind)


@dataclass
class _Scan:
    """What was seen of one sheet without building it: how far it reaches, and where formulas are."""

    name: str
    part: str
    rows: int = 0
    columns: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)
    _cell: tuple[int, int] = (-1, -1)

    @property
    def cells(self) -> int:
        """How many cells lie between A1 and the farthest."""
        return self.rows * self.columns

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at one element of the sheet's XML."""
        if name == "row":
            self._cell = (int(attributes.get("r", self._cell[0] + 2)) - 1, -1)
        elif name == "c":
            match = _CELL_NAME.fullmatch(attributes.get("r", ""))
            self._cell = (int(match[2]) - 1, _column(match[1])) if match else (self._cell[0], self._cell[1] + 1)
            self.rows = max(self.rows, self._cell[0] + 1)
            self.columns = max(self.columns, self._cell[1] + 1)
        elif name == "f":
            self.formulas.add(self._cell)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _scanned(raw: bytes) -> list[_Scan]:
    """What is seen of the sheets; every part of the archive is unpacked within limits and held against its sum."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entries = archive.infolist()
        unpacked = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_PARTS or unpacked > LARGEST_UNPACKED:
            raise _Refused("workbook_unpacks_to_too_much", limit="64 MiB")
        if any(entry.flag_bits & 1 for entry in entries):
            raise _Refused("workbook_is_encrypted")
        parts = {entry.filename: archive.read(entry) for entry in entries}
    if len(parts) < len(entries):
        raise _Refused("workbook_is_malformed", problem="two parts of one name")
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
    for name, attributes in _elements(parts["xl/workbook.xml"]):
        if name == "sheet":
            identifier = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "id"), "")
            scans.append(_Scan(attributes["name"], f"xl/{targets[identifier]}"))
    for scan in scans:
        for name, attributes in _elements(parts.get(scan.part, b"<none/>")):
            scan.element(name, attributes)
    return scans


def _elements(content: bytes) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The elements of an XML text, without their namespaces; a document type is refused, and entities with it."""
    found: list[tuple[str, Mapping[str, str]]] = []

    def refuse(*_: object) -> None:
        raise _Refused("workbook_has_entities")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, attributes: found.append((name.rpartition(" ")[2], attributes))
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(content, True)
    yield from found
