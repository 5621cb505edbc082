"""A workbook ``.xlsx`` with the sheets ``municipalities`` and ``measurements``, the same columns as the CSV form.

A workbook is an archive: what it would unpack to is looked up before it is opened. Formulas are refused, since what
they show is whatever the program that saved the file last made of them.
"""

import datetime
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from xml.sax.saxutils import unescape

from python_calamine import CalamineError, CalamineWorkbook

from criteria.complaint import Complaint, Place
from criteria.dataset.records import MEASUREMENTS, MUNICIPALITIES, PlainNumber, Row, Tables, complain_of_columns
from criteria.loading import shown

LARGEST_UNPACKED = 512 * 2**20
MOST_MEMBERS = 1000
_SHEET = re.compile(rb"<sheet\s[^>]*>")
_RELATION = re.compile(rb"<Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_FORMULA = re.compile(rb'<c\s[^>]*?r="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<f[\s>/]')

Cell = float | str | bool | datetime.date | datetime.time | datetime.timedelta


def read_tables(path: Path) -> Tables:
    """The rows of both sheets; without ``measurements`` nothing was measured."""
    shown_path = shown(path)
    tables = Tables(place=Place(shown_path))
    if refusal := _refusal(path):
        tables.complaints.append(Complaint(Place(shown_path), *refusal))
        return tables
    try:
        book = CalamineWorkbook.from_path(path)
        sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError) as error:
        tables.complaints.append(Complaint(Place(shown_path), "workbook_is_malformed", {"problem": str(error)[:200]}))
        return tables
    known = (MUNICIPALITIES, MEASUREMENTS)
    for name in sheets:
        if name not in known:
            details = {"found": name, "expected": ", ".join(known)}
            tables.complaints.append(
                Complaint(Place(f"{shown_path}!{name}", 1, 1, is_cell=True), "unknown_table", details)
            )
    if MUNICIPALITIES not in sheets:
        details = {"found": ", ".join(sheets), "expected": MUNICIPALITIES}
        tables.complaints.append(Complaint(Place(shown_path), "sheet_is_missing", details))
    tables.complaints += _formulas(path, shown_path)
    tables.municipalities = _rows(shown_path, MUNICIPALITIES, sheets.get(MUNICIPALITIES, []), tables.complaints)
    if MEASUREMENTS in sheets:
        tables.measurements = _rows(shown_path, MEASUREMENTS, sheets[MEASUREMENTS], tables.complaints)
    return tables


def _refusal(path: Path) -> tuple[str, dict[str, str]] | None:
    """Why an archive is not even opened: it is none, or unpacks to too much."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        return "workbook_is_malformed", {"problem": str(error)[:200]}
    unpacked = sum(member.file_size for member in members)
    if unpacked > LARGEST_UNPACKED or len(members) > MOST_MEMBERS:
        return "workbook_unpacks_to_too_much", {"limit": f"{LARGEST_UNPACKED // 2**20} MiB"}
    return None


def _rows(path: str, table: str, cells: Sequence[Sequence[Cell]], complaints: list[Complaint]) -> list[Row]:
    rows: list[Row] = []
    header: list[str] = []
    for number, line in enumerate(cells, start=1):
        texts = [_text(cell) for cell in line]
        if not any(text.strip() for text in texts):
            continue
        if not header:
            while texts and not texts[-1].strip():
                texts.pop()
            header = [text.strip() for text in texts]
            if wrong := complain_of_columns(table, header, partial(_column, path, table, number)):
                complaints += wrong
                return []
        else:
            rows.append(Row(dict(zip(header, texts, strict=False)), _places(path, table, number, header)))
    if not header and not complaints:
        complaints.append(Complaint(Place(f"{path}!{table}", 1, 1, is_cell=True), "file_is_empty"))
    return rows


def _text(cell: Cell) -> str:
    """A cell as the CSV form would have it; a number is plain whatever sign the data are said to have."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, (int, float)):
        text = format(Decimal(repr(cell)), "f")
        return PlainNumber(text.removesuffix(".0"))
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return cell if isinstance(cell, str) else str(cell)


def _column(path: str, table: str, line: int, position: int) -> Place:
    return Place(f"{path}!{table}", line, position + 1, is_cell=True)


def _places(path: str, table: str, line: int, header: list[str]) -> Callable[[str], Place]:
    def place(column: str) -> Place:
        return _column(path, table, line, header.index(column) if column in header else 0)

    return place


def _formulas(path: Path, shown_path: str) -> Iterator[Complaint]:
    """The cells that hold formulas."""
    with zipfile.ZipFile(path) as archive:
        for name, member in _sheet_members(archive):
            for letters, line in _FORMULA.findall(archive.read(member)):
                place = Place(f"{shown_path}!{name}", int(line), column_number(letters.decode()), is_cell=True)
                yield Complaint(place, "formula_is_refused")


def _sheet_members(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the member of the archive that holds it."""
    try:
        book, relations = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
    except KeyError:
        return
    targets = {}
    for tag in _RELATION.findall(relations):
        found = dict(_ATTRIBUTE.findall(tag))
        targets[found.get(b"Id")] = found.get(b"Target", b"").decode().removeprefix("/xl/")
    for tag in _SHEET.findall(book):
        found = dict(_ATTRIBUTE.findall(tag))
        member = f"xl/{targets.get(found.get(b'r:id'), '')}"
        if member in archive.namelist():
            yield unescape(found.get(b"name", b"").decode()), member


def column_number(letters: str) -> int:
    """The number of a column, from 1.

    >>> column_number("A"), column_number("AB")
    (1, 28)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
