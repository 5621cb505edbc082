"""Files and folders that want to be read for ever, to fill the memory, or to be taken for something else."""

import os
import socket
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import xlsxwriter

from tests.support.damaged_workbooks import with_part

Hostile = Callable[[Path], Path]
"""Writes hostile data in an empty folder and returns their path."""

HEAD = "id,name,kind,part_of\n"
MEBIBYTE = 1024 * 1024
DATA: dict[str, tuple[Hostile, str]] = {}
"""What is written, and a part of the English sentence that refuses it."""


def refused_as(sentence: str) -> Callable[[Hostile], Hostile]:
    """Register hostile data and a part of the sentence that must refuse them."""

    def register(write: Hostile) -> Hostile:
        DATA[write.__name__] = write, sentence
        return write

    return register


def _csv(folder: Path, *parts: str | bytes) -> Path:
    with (folder / "municipalities.csv").open("wb") as file:
        for part in parts:
            file.write(part.encode() if isinstance(part, str) else part)
    return folder


@refused_as("more than 1,000,000 rows")
def csv_of_blank_lines(folder: Path) -> Path:
    """Two million lines without anything."""
    return _csv(folder, HEAD, "\n" * 2_000_000)


@refused_as("a row is longer than")
def csv_of_commas(folder: Path) -> Path:
    """One line of thirty million cells."""
    return _csv(folder, HEAD, "," * 30_000_000)


@refused_as("more than 2,000 columns")
def csv_of_many_columns(folder: Path) -> Path:
    """A head of a hundred thousand columns."""
    return _csv(folder, ",".join(f"c{number}" for number in range(100_000)), "\n")


@refused_as("field larger than field limit")
def csv_with_an_open_quote(folder: Path) -> Path:
    """A quote that is never closed, and forty mebibytes after it."""
    return _csv(folder, HEAD, '"', "a,b\n" * 900_000)


@refused_as("field larger than field limit")
def csv_with_a_long_cell(folder: Path) -> Path:
    """A cell of half a million letters."""
    return _csv(folder, HEAD, "a," + "x" * 500_000 + ",town,\n")


@refused_as("larger than 64 MiB")
def csv_that_is_large(folder: Path) -> Path:
    """A file of four gigabytes that takes no room on the disk."""
    _csv(folder, HEAD)
    os.truncate(folder / "municipalities.csv", 4 * 1024 * MEBIBYTE)
    return folder


@refused_as("further errors; correct the first 10,000")
def csv_of_faults(folder: Path) -> Path:
    """A hundred thousand rows, each with several faults."""
    return _csv(folder, HEAD, "A B,,castle,nowhere\n" * 100_000)


@refused_as("is not UTF-8")
def csv_of_wide_signs(folder: Path) -> Path:
    """Signs of four bytes, and one of half of them at the very end."""
    return _csv(folder, HEAD, ("😀" * 20_000 + "\n") * 400, b"\xf0\x9f")


@refused_as("belong to each other")
def csv_with_a_circle(folder: Path) -> Path:
    """Two thousand units, each part of the next, and the last of the first."""
    return _csv(folder, HEAD, *(f"t{number},T,town,t{(number + 1) % 2000}\n" for number in range(2000)))


@refused_as("nested deeper than")
def json_of_brackets(folder: Path) -> Path:
    """Ten million lists in each other."""
    return _json(folder, "[" * 10_000_000)


@refused_as("nested deeper than")
def json_of_deep_rows(folder: Path) -> Path:
    """A row of objects in each other."""
    return _json(folder, '{"municipalities": [{"id": ' + '{"a":' * 90_000)


def _json(folder: Path, *parts: str) -> Path:
    path = folder / "data.json"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(parts)
    return path


@refused_as("more than 2,000 columns")
def json_of_many_keys(folder: Path) -> Path:
    """A row of three hundred thousand keys."""
    keys = ",".join(f'"k{number}":1' for number in range(300_000))
    return _json(folder, '{"municipalities": [{', keys, "}]}")


@refused_as("must be an object")
def json_of_numbers(folder: Path) -> Path:
    """Ten million numbers in place of rows."""
    return _json(folder, '{"municipalities": [', "1," * 10_000_000, "1]}")


@refused_as("more than 100,000 rows")
def json_of_empty_rows(folder: Path) -> Path:
    """Two million rows without anything."""
    return _json(folder, '{"municipalities": [', "{}," * 2_000_000, "{}]}")


@refused_as("correct the first 10,000")
def json_of_rows_without_columns(folder: Path) -> Path:
    """Ninety thousand rows that name no municipality."""
    return _json(folder, '{"municipalities": [', '{"id":1},' * 90_000, "{}]}")


@refused_as("malformed JSON: Expecting ',' delimiter")
def json_with_a_slip_at_its_end(folder: Path) -> Path:
    """A hundred thousand rows but one, and a wrong bracket after them."""
    row = '{"municipality": "a", "indicator": "population", "value": 30000, "as_of": "2025-01-01"},\n'
    return _json(folder, '{"measurements": [', row * 99_998, "{}]]")


@refused_as("must be text or a number")
def json_with_a_long_list(folder: Path) -> Path:
    """A list of ten million numbers in place of a text."""
    row = '{"id": "a", "name": "A", "kind": '
    return _json(folder, '{"municipalities": [', row, "[", "1," * 10_000_000, "1]}]}")


@refused_as("larger than 64 MiB")
def json_that_is_large(folder: Path) -> Path:
    """A file of four gigabytes that takes no room on the disk."""
    path = _json(folder, "{")
    os.truncate(path, 4 * 1024 * MEBIBYTE)
    return path


SHEET = b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def _workbook(folder: Path, rows: bytes, sheets: int = 1) -> Path:
    path = folder / "data.xlsx"
    book = xlsxwriter.Workbook(str(path))
    for number in range(sheets):
        sheet = book.add_worksheet("municipalities" if number == 0 else f"s{number}")
        sheet.write_string(0, 0, "x" * 30_000)
    book.close()
    for number in range(1, sheets + 1):
        with_part(path, f"xl/worksheets/sheet{number}.xml", SHEET + rows + b"</sheetData></worksheet>")
    return path


@refused_as("out of place")
def workbook_of_cells_without_a_row(folder: Path) -> Path:
    """A million and a half cells that stand in no row."""
    return _workbook(folder, b"<c/>" * 1_500_000)


@refused_as("tags in a part")
def workbook_of_nameless_cells(folder: Path) -> Path:
    """Millions of cells in one row, packed into a few kilobytes."""
    return _workbook(folder, b'<row r="1">' + b"<c/>" * 8_000_000 + b"</row>")


@refused_as("tags in a part")
def workbook_of_elements(folder: Path) -> Path:
    """Millions of elements that mean nothing."""
    return _workbook(folder, b"<a/>" * 12_000_000)


@refused_as("tags in a part")
def workbook_of_fewer_elements(folder: Path) -> Path:
    """As many elements that mean nothing as the tags of a sound sheet may be, and a few more."""
    return _workbook(folder, b"<a/>" * 1_600_001)


@refused_as("more elements than its cells need")
def workbook_of_idle_elements(folder: Path) -> Path:
    """Nearly as many elements as a sheet may have."""
    cell = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    return _workbook(folder, cell + b"<a/>" * 1_590_000)


@refused_as("further errors; correct the first 10,000")
def workbook_of_formulas(folder: Path) -> Path:
    """A hundred and fifty thousand formulas without anything."""
    return _workbook(folder, (b"<row>" + b"<c><f/></c>" * 10_000 + b"</row>") * 15)


@refused_as("further errors; correct the first 10,000")
def workbook_of_errors(folder: Path) -> Path:
    """A hundred and fifty thousand errors of Excel."""
    return _workbook(folder, (b"<row>" + b'<c t="e"><v>#N/A</v></c>' * 10_000 + b"</row>") * 15)


@refused_as("more than 200,000 cells")
def workbook_of_many_cells(folder: Path) -> Path:
    """A quarter of a million cells."""
    return _workbook(folder, (b"<row>" + b"<c><v>1</v></c>" * 10_000 + b"</row>") * 25)


@refused_as("more than 200,000 cells")
def workbook_of_many_texts(folder: Path) -> Path:
    """More texts than a workbook may have cells."""
    texts = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + b"<si/>" * 1_500_000 + b"</sst>"
    )
    return with_part(_workbook(folder, b""), "xl/sharedStrings.xml", texts)


@refused_as("more than 65,000 styles")
def workbook_of_many_styles(folder: Path) -> Path:
    """More styles of cells than Excel knows."""
    styles = b"<styleSheet><cellXfs>" + b"<xf/>" * 1_500_000 + b"</cellXfs></styleSheet>"
    return with_part(_workbook(folder, b""), "xl/styles.xml", styles)


@refused_as("more elements than its texts need")
def workbook_of_a_text_of_elements(folder: Path) -> Path:
    """A text of one and a half million elements."""
    texts = b"<sst><si>" + b"<t/>" * 1_500_000 + b"</si></sst>"
    return with_part(_workbook(folder, b""), "xl/sharedStrings.xml", texts)


@refused_as("unpacks to more than")
def workbook_of_one_long_text(folder: Path) -> Path:
    """Ten thousand cells that refer to one text of thirty thousand letters."""
    cells = (f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 10_001))
    return _workbook(folder, "".join(cells).encode())


@refused_as("more than 1,000,000 cells")
def workbook_of_far_cells(folder: Path) -> Path:
    """Ten sheets of one cell each, far enough from the first for half a million cells."""
    return _workbook(folder, b'<row r="500000"><c r="A500000"><v>1</v></c></row>', sheets=10)


@refused_as("has a password")
def workbook_with_a_password(folder: Path) -> Path:
    """What Office writes for a workbook with a password: an old container with an encrypted package."""
    path = folder / "data.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + "EncryptedPackage".encode("utf-16-le"))
    return path


@refused_as("of the old form")
def workbook_of_the_old_form(folder: Path) -> Path:
    """An .xls that was given the new ending."""
    path = folder / "data.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024))
    return path


@refused_as("contains macros")
def workbook_with_macros(folder: Path) -> Path:
    """A workbook with a project of macros, its part named in capitals."""
    path = _workbook(folder, b"").rename(folder / "data.xlsm")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("XL\\VBAPROJECT.BIN", b"x")
    return path


@refused_as("unpacks to more than")
def parquet_of_one_sign(folder: Path) -> Path:
    """Sixty million rows of one word in a few kilobytes."""
    path = folder / "data.parquet"
    pl.LazyFrame({"id": ["a"]}).select(pl.col("id").repeat_by(60_000_000).explode()).sink_parquet(path)
    return path


@refused_as("the texts of the column `attributes` take more than 16 MiB")
def parquet_of_one_long_text(folder: Path) -> Path:
    """Twenty thousand rows that refer to one list of attributes of fifty thousand letters."""
    path = folder / "data.parquet"
    ids = pl.int_range(20_000, eager=True).cast(pl.String)
    table = pl.select(id=ids, kind=pl.repeat("ward", 20_000), attributes=pl.repeat("none;" * 10_000, 20_000))
    table.write_parquet(path, row_group_size=20_000, data_page_size=1 << 28, statistics=False)
    return path


@refused_as("cannot read the table")
def parquet_with_an_endless_footer(folder: Path) -> Path:
    """A footer that says that it is four gigabytes long."""
    path = folder / "data.parquet"
    pl.DataFrame({"id": ["alpha"]}).write_parquet(path)
    raw = path.read_bytes()
    path.write_bytes(raw[:-8] + struct.pack("<I", 2**32 - 1) + b"PAR1")
    return path


@refused_as("more than 2,000 columns")
def parquet_of_many_columns(folder: Path) -> Path:
    """Five thousand columns."""
    path = folder / "data.parquet"
    pl.DataFrame({f"c{number}": [1] for number in range(5_000)}).write_parquet(path)
    return path


@refused_as("a row is longer than")
def wide_csv_of_one_line(folder: Path) -> Path:
    """A head, and a line of sixty million letters."""
    path = folder / "data.csv"
    path.write_text("id,name\na," + "x" * 60_000_000 + "\n", "utf-8")
    return path


@refused_as("more than 2,000 columns")
def wide_csv_of_many_columns(folder: Path) -> Path:
    """A head of a hundred thousand columns."""
    path = folder / "data.csv"
    path.write_text(",".join(f"c{number}" for number in range(100_000)) + "\n", "utf-8")
    return path


def _wide_csv(folder: Path, *parts: str, encoding: str = "utf-8") -> Path:
    path = folder / "data.csv"
    path.write_bytes("".join(parts).encode(encoding))
    return path


@refused_as("data.csv:900002:1: a row is longer than")
def wide_csv_with_an_open_quote(folder: Path) -> Path:
    """A quote that is never closed, and fifty mebibytes after it."""
    return _wide_csv(folder, "id,name\n", "t,T\n" * 900_000, 'u,"', "a,b\n" * 13_000_000)


@refused_as("data.csv:3:1: malformed CSV: unexpected end of data")
def wide_csv_with_a_quote_open_at_its_end(folder: Path) -> Path:
    """A quote that is never closed in the last row."""
    return _wide_csv(folder, 'id,name\nt,T\nu,"U\n')


@refused_as("further errors; correct the first 10,000")
def wide_csv_of_short_rows(folder: Path) -> Path:
    """A million rows that lack a cell."""
    return _wide_csv(folder, "id,name,kind\n", "t,T\n" * 1_000_000)


@refused_as("the lines end in the sign CR alone")
def wide_csv_of_old_macs(folder: Path) -> Path:
    """Lines as they were ended long ago."""
    return _wide_csv(folder, "id,name,kind\rt,T,ward\r")


@refused_as("data.csv:1:1: this line is not UTF-8")
def wide_csv_in_utf_16(folder: Path) -> Path:
    """What Excel calls Unicode text."""
    return _wide_csv(folder, "id,name,kind\nt,T,ward\n", encoding="utf-16")


@refused_as("data.csv:1:1: this line is not UTF-8")
def wide_csv_in_utf_16_without_a_mark(folder: Path) -> Path:
    """The same without its first two bytes."""
    return _wide_csv(folder, "id,name,kind\nt,T,ward\n", encoding="utf-16-le")


@refused_as("data.csv:3:1: this line is not UTF-8")
def wide_csv_in_another_encoding(folder: Path) -> Path:
    """A sign of Latin-1 in its third line."""
    return _wide_csv(folder, "id,name,kind\na,A,ward\nb,\xe9,ward\n", encoding="latin-1")


@refused_as("the file is empty")
def wide_csv_of_nothing(folder: Path) -> Path:
    """Not a single byte."""
    return _wide_csv(folder)


@refused_as("the file is empty")
def wide_csv_of_blank_lines(folder: Path) -> Path:
    """Nothing but line breaks."""
    return _wide_csv(folder, "\n" * 3_000_000)


@refused_as("more than 20,000 files")
def folder_of_many_files(folder: Path) -> Path:
    """A folder of folders that is no folder of data."""
    for number in range(30):
        inner = folder / str(number)
        inner.mkdir()
        for name in range(1_000):
            (inner / str(name)).touch()
    return folder


def _socket(path: Path) -> None:
    held = socket.socket(socket.AF_UNIX)
    before = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may have a hundred letters only
    try:
        held.bind(path.name)
    finally:
        os.chdir(before)
        held.close()


ENDINGS = (".json", ".xlsx", ".csv", ".parquet")
SPECIAL: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "circle of links": lambda path: path.symlink_to(path.name),
    "socket": _socket,
}
"""What can stand in place of a file, and how it comes there."""


def in_place_of_a_file(folder: Path, kind: str) -> Iterator[Path]:
    """Yield paths of each form of data at which something stands that is no file."""
    for ending in ENDINGS:
        path = folder / f"data{ending}"
        SPECIAL[kind](path)
        yield path
    for name in ("municipalities.csv", "part.parquet"):
        inner = folder / f"folder-of-{name}"
        inner.mkdir()
        SPECIAL[kind](inner / name)
        yield inner
