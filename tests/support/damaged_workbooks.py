"""Small workbooks, and workbooks with one part of the archive replaced."""

import datetime
import re
import zipfile
from pathlib import Path

import xlsxwriter

Cells = list[list[str | float]]


def simple_workbook(path: Path) -> Path:
    """Write a small workbook: a text, a number, a formula, a day."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": datetime.datetime(2026, 10, 1, tzinfo=datetime.UTC)})  # the same bytes every time
    sheet = book.add_worksheet("Tiêu chí 1")
    sheet.write_string(0, 0, "=1+1")
    sheet.write_number(1, 1, 26.5)
    sheet.write_formula(2, 0, "=B2*2", None, 53)
    sheet.write_datetime(3, 0, datetime.date(2026, 10, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
    book.add_worksheet("Trống")
    book.close()
    return path


def workbook_of(path: Path, **sheets: Cells) -> Path:
    """Write a workbook with these sheets; a text that begins with = is a formula."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    book.close()
    return path


def with_part(path: Path, name: str, change: "re.Pattern[bytes] | bytes", new: bytes = b"") -> Path:
    """The workbook with one part replaced, or with a pattern in it replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    parts[name] = change if isinstance(change, bytes) else change.sub(new, parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


def encrypted(path: Path) -> Path:
    """The workbook with every part of the archive marked as encrypted."""
    raw = bytearray(path.read_bytes())
    for entry in re.finditer(b"PK\x01\x02", bytes(raw)):
        raw[entry.start() + 8] |= 1
    path.write_bytes(raw)
    return path


def with_entities(path: Path) -> Path:
    """The workbook with a sheet whose XML defines entities."""
    attack = b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><worksheet>&d;</worksheet>'
    return with_part(path, "xl/worksheets/sheet1.xml", attack)


def with_a_bomb(path: Path) -> Path:
    """The workbook with a part that unpacks to a hundred mebibytes."""
    return with_part(path, "xl/media/picture.bin", bytes(100 * 1024 * 1024))


def with_a_far_cell(path: Path) -> Path:
    """The workbook with a number in the very last cell of a sheet."""
    return with_part(
        path,
        "xl/worksheets/sheet1.xml",
        re.compile(rb'r="4" spans="[0-9:]*"><c r="A4"'),
        b'r="1048576"><c r="XFD1048576"',
    )


def with_an_error(path: Path) -> Path:
    """The workbook with an error of Excel in the place of its number."""
    change = re.compile(rb'<c r="B2"><v>26.5</v>')
    return with_part(path, "xl/worksheets/sheet1.xml", change, b'<c r="B2" t="e"><v>#N/A</v>')
