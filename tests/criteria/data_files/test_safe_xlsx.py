"""`criteria.data_files.safe_xlsx`: workbooks are looked at before they are opened, and never end in a traceback."""

import re
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from criteria.data_files import xlsx_parts as workbook
from criteria.data_files.safe_xlsx import read_workbook
from criteria.diagnostic import Location, UnsoundData
from tests.support.damaged_workbooks import (
    encrypted,
    simple_workbook,
    with_a_bomb,
    with_a_far_cell,
    with_an_error,
    with_entities,
    with_part,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small workbook: a text, a number, a formula, a day."""
    return simple_workbook(tmp_path / "book.xlsx")


def told(path: Path) -> list[str]:
    """The kinds of diagnostic that reading raises."""
    with pytest.raises(UnsoundData) as refused:
        read_workbook(path, "book.xlsx")
    return [diagnostic.kind for diagnostic in refused.value.diagnostics]


def test_cells_stand_where_excel_shows_them(path: Path) -> None:
    """A text that looks like a formula is a text; a number is a number; what is empty is empty."""
    sheet = read_workbook(path, "book.xlsx")["Tiêu chí 1"]
    assert ("=1+1", 26.5, "") == (sheet.cell(0, 0), sheet.cell(1, 1), sheet.cell(9, 9))
    assert "book.xlsx!Tiêu chí 1!B2" == str(sheet.location(1, 1))


def test_formulas_are_flagged(path: Path) -> None:
    """The cell that holds a formula is named, whatever the formula once resulted in."""
    assert {(2, 0): "formula_is_refused"} == read_workbook(path, "book.xlsx")["Tiêu chí 1"].refused


def test_a_number_in_percent_is_flagged(tmp_path: Path) -> None:
    """80% is stored as 0.8, so its meaning is uncertain; a text with the sign is a text, an empty cell is empty."""
    book = xlsxwriter.Workbook(str(tmp_path / "book.xlsx"))
    sheet = book.add_worksheet("p")
    formats = [book.add_format({"num_format": form}) for form in ("0%", "0.0 %", "0.00")]
    for row, form in enumerate(formats):
        sheet.write_number(row, 0, 0.8, form)
        sheet.write_string(row, 1, "80%", form)
        sheet.write_blank(row, 2, None, form)
    book.close()
    assert {(0, 0): "cell_is_percent", (1, 0): "cell_is_percent"} == read_workbook(tmp_path / "book.xlsx", "b")[
        "p"
    ].refused


def test_an_error_of_excel_is_flagged(path: Path) -> None:
    """#N/A is no empty cell."""
    assert "cell_is_error" == read_workbook(with_an_error(path), "book.xlsx")["Tiêu chí 1"].refusal(1, 1)


def test_merged_cells_are_flagged(tmp_path: Path) -> None:
    """Of cells made one only the first says anything: all of them are refused, those around them are not."""
    book = xlsxwriter.Workbook(str(tmp_path / "book.xlsx"))
    book.add_worksheet("m").merge_range(1, 1, 1, 2, "5")
    book.close()
    sheet = read_workbook(tmp_path / "book.xlsx", "b")["m"]
    assert (None, "cell_is_merged", "cell_is_merged", None) == tuple(sheet.refusal(1, column) for column in range(4))


def test_an_empty_sheet_has_no_rows(path: Path) -> None:
    """A sheet in which nothing was written has no rows."""
    assert () == read_workbook(path, "book.xlsx")["Trống"].rows


@pytest.mark.parametrize("column", [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_excel_names_them(column: tuple[int, str]) -> None:
    """After Z comes AA."""
    assert f"a.xlsx!b!{column[1]}1" == str(Location("a.xlsx!b", 1, column[0] + 1, is_cell=True))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is reported as such."""
    assert ["file_cannot_be_read"] == told(tmp_path / "none.xlsx")


@pytest.mark.parametrize("raw", [b"", b"Tieu chi;Diem\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_workbook(tmp_path: Path, raw: bytes) -> None:
    """An empty file, a CSV, the beginning of a zip, an old .xls: none is a workbook."""
    (tmp_path / "book.xlsx").write_bytes(raw)
    assert ["workbook_is_malformed"] == told(tmp_path / "book.xlsx")


def test_a_zip_that_is_no_workbook(tmp_path: Path) -> None:
    """A zip of other files is no workbook."""
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("notes.txt", "nothing")
    assert ["workbook_is_malformed"] == told(tmp_path / "book.xlsx")


@given(st.data())
def test_a_truncated_workbook(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Wherever a workbook was cut off, it is refused."""
    path = simple_workbook(tmp_path_factory.mktemp("cut") / "book.xlsx")
    raw = path.read_bytes()
    path.write_bytes(raw[: data.draw(st.integers(0, len(raw) - 1))])
    assert ["workbook_is_malformed"] == told(path)


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever single byte is another, the workbook is read or refused as unsound."""
    path = simple_workbook(tmp_path_factory.mktemp("damaged") / "book.xlsx")
    raw = bytearray(path.read_bytes())
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(raw)
    try:
        assert read_workbook(path, "book.xlsx")
    except UnsoundData as refused:
        assert refused.diagnostics


@given(st.data())
def test_damaged_xml_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Parts that are intact as parts of the archive, and nonsense as XML, are read or refused."""
    path = simple_workbook(tmp_path_factory.mktemp("nonsense") / "book.xlsx")
    with zipfile.ZipFile(path) as archive:
        name = data.draw(st.sampled_from([name for name in archive.namelist() if "xl/" in name]))
        content = archive.read(name)
    start = data.draw(st.integers(0, len(content) - 1))
    piece = data.draw(st.sampled_from([b"", b"<", b">", b'"', b"9" * 20, b"-1", b"\xff", b"<c/>", b'r="XFD1048576"']))
    end = data.draw(st.integers(start, min(start + 20, len(content))))
    with_part(path, name, content[:start] + piece + content[end:])
    try:
        assert read_workbook(path, "book.xlsx") is not None
    except UnsoundData as refused:
        assert refused.diagnostics


def test_a_zip_bomb_is_not_unpacked(path: Path) -> None:
    """A small file that would unpack to a hundred megabytes is refused by its directory."""
    with_a_bomb(path)
    assert path.stat().st_size < 1024 * 1024
    assert ["workbook_unpacks_to_too_much"] == told(path)


def test_a_directory_that_lies(path: Path) -> None:
    """A part that unpacks to more than the directory says is refused."""
    with_part(path, "xl/media/picture.bin", bytes(3 * 1024 * 1024))
    raw = path.read_bytes()
    path.write_bytes(raw.replace(struct.pack("<I", 3 * 1024 * 1024), struct.pack("<I", 10)))
    assert ["workbook_is_malformed"] == told(path)


def test_too_many_parts(path: Path) -> None:
    """An archive of thousands of parts is refused."""
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(workbook.MOST_PARTS):
            archive.writestr(f"xl/media/{number}", "")
    assert ["workbook_unpacks_to_too_much"] == told(path)


def test_a_large_file_is_not_opened(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the limit is refused before anything in it is looked at."""
    monkeypatch.setattr(workbook, "LARGEST_FILE", 100)
    assert ["file_is_too_large"] == told(path)


def test_two_parts_of_one_name(path: Path) -> None:
    """An archive that says two things under one name is refused."""
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert ["workbook_is_malformed"] == told(path)


def test_an_encrypted_workbook(path: Path) -> None:
    """A workbook with a password is refused with what to do."""
    assert ["workbook_is_encrypted"] == told(encrypted(path))


def test_entities_are_refused(path: Path) -> None:
    """XML that defines entities is not read, so nothing is ever multiplied or fetched by it."""
    assert ["workbook_has_entities"] == told(with_entities(path))


def test_a_cell_far_away_is_refused(path: Path) -> None:
    """A sheet whose last cell is the last of all is not laid out in memory."""
    assert ["workbook_is_too_large"] == told(with_a_far_cell(path))


SHEET = "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


def renamed(path: Path, names: dict[str, str]) -> Path:
    """Give parts of the archive other names."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(names.get(name, name), content)
    return path


@pytest.mark.parametrize("name", ["xl/worksheets/Sheet1.xml", "XL/WORKSHEETS/SHEET1.XML", "xl\\worksheets\\sheet1.xml"])
def test_names_of_parts_ignore_case_and_slashes(path: Path, name: str) -> None:
    """However the part of a sheet is written, its formulas are found."""
    assert {(2, 0): "formula_is_refused"} == read_workbook(renamed(path, {SHEET: name}), "b")["Tiêu chí 1"].refused


def test_parts_of_one_name_but_for_their_case(path: Path) -> None:
    """Two parts that the reader behind could confuse are refused."""
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/SHEET1.xml", "<worksheet/>")
    assert ["workbook_is_malformed"] == told(path)


@pytest.mark.parametrize("target", ["worksheets/sheet9.xml", "../sheet1.xml", "worksheets/%73heet1.xml", "", "theme"])
def test_a_sheet_that_was_not_scanned(path: Path, target: str) -> None:
    """A sheet whose part cannot be found is refused, not passed on."""
    with_part(path, RELATIONS, re.compile(b"worksheets/sheet1.xml"), target.encode())
    assert ["sheet_is_not_in_file"] == told(path)


@pytest.mark.parametrize(
    "name", ["zz100000", "XFE1", "A0", "A01", "2B", "B", "", "B2 ", "B3", "AAAA2", "B1048577", "B٢", "$B$2", "B2:B3"]
)
def test_a_cell_that_does_not_say_where_it_stands(path: Path, name: str) -> None:
    """A cell reference that is not well formed, or that names another row, is refused."""
    with_part(path, SHEET, re.compile(b'r="B2"'), f'r="{name}"'.encode())
    assert ["cell_name_is_malformed"] == told(path)


@pytest.mark.parametrize("number", ["+2", "02", "2.0", "-1", "1048577", "1"])
def test_a_row_that_does_not_say_where_it_stands(path: Path, number: str) -> None:
    """The number of a row is a plain number above that of the row before."""
    with_part(path, SHEET, re.compile(b'<row r="2"'), f'<row r="{number}"'.encode())
    assert ["cell_name_is_malformed"] == told(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-7", "latin-1", "cp037"])
def test_a_part_in_another_encoding(path: Path, encoding: str) -> None:
    """XML that two readers may decode differently is refused."""
    head = f'<?xml version="1.0" encoding="{encoding}"?><worksheet/>'
    with_part(path, SHEET, head.encode(encoding if encoding == "utf-16" else "ascii"))
    assert ["workbook_is_malformed"] == told(path)


def test_only_what_was_scanned_is_handed_on(path: Path) -> None:
    """Where two archives stand in one file, the reader behind gets the one that was scanned."""
    other = simple_workbook(path.with_name("other.xlsx")).read_bytes()
    path.write_bytes(other + path.read_bytes())
    try:
        sheets = read_workbook(path, "b")
    except UnsoundData as refused:
        assert refused.diagnostics
    else:
        assert {(2, 0): "formula_is_refused"} == sheets["Tiêu chí 1"].refused


def test_days_since_1904(path: Path) -> None:
    """A workbook that counts days from 1904 is read so, although the reader behind gets an archive of our own."""
    with_part(path, "xl/workbook.xml", re.compile(b"<workbookPr "), b'<workbookPr date1904="1" ')
    with_part(path, "xl/workbook.xml", re.compile(b"<workbookPr/>"), b'<workbookPr date1904="1"/>')
    assert "2030-10-02" == str(read_workbook(path, "b")["Tiêu chí 1"].cell(3, 0))


TWO_STYLES = b'<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs>'
PLAIN_STYLES = b'<cellXfs><xf numFmtId="0"/><xf numFmtId="0"/></cellXfs>'


def with_a_cell(path: Path, cell: bytes, styles: bytes = TWO_STYLES) -> Path:
    """The workbook with another cell in place of its number, and with these styles."""
    with_part(path, "xl/styles.xml", b"<styleSheet>" + styles + b"</styleSheet>")
    return with_part(path, "xl/worksheets/sheet1.xml", re.compile(rb'<c r="B2"><v>26.5</v></c>'), cell)


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="B2" s="1" t="n"><is><t>0.8</t></is></c>',
        b'<c r="B2" s="1"><is><t>0.8</t></is></c>',
        b'<c r="B2" t="inlineStr"><v>0</v></c>',
        b'<c r="B2"><v>1</v><v>2</v></c>',
        b'<c r="B2"><v>1</v><is><t>2</t></is></c>',
        b'<c r="B2" t="inlineStr"><is><t>1</t></is><is><t>2</t></is></c>',
        b'<c r="B2"><c r="C2"/></c>',
    ],
)
def test_a_cell_has_one_content_where_its_kind_says(path: Path, cell: bytes) -> None:
    """A cell that two programs may read differently makes the whole workbook malformed."""
    assert ["workbook_is_malformed"] == told(with_a_cell(path, cell))


@pytest.mark.parametrize("kind", [b"", b' t="n"', b' t="b"'])
def test_a_number_in_percent_of_any_kind_is_flagged(path: Path, kind: bytes) -> None:
    """Whatever kind of number a cell in percent holds, its meaning is uncertain."""
    found = read_workbook(with_a_cell(path, b'<c r="B2" s="1"' + kind + b"><v>1</v></c>"), "b")["Tiêu chí 1"]
    assert "cell_is_percent" == found.refusal(1, 1)


def test_a_second_list_of_styles(path: Path) -> None:
    """Styles that two programs may number differently make a workbook malformed."""
    changed = with_a_cell(path, b'<c r="B2" s="1"><v>1</v></c>', PLAIN_STYLES + TWO_STYLES)
    assert ["workbook_is_malformed"] == told(changed)


def test_a_text_in_a_text(path: Path) -> None:
    """Texts that two programs may number differently make a workbook malformed."""
    texts = b"<sst><si><t>a</t><si><t>b</t></si></si></sst>"
    assert ["workbook_is_malformed"] == told(with_part(path, "xl/sharedStrings.xml", texts))


@pytest.mark.parametrize("target", [b"xl/other.xml", b"workbook.xml", b"../xl/workbook.xml"])
def test_the_root_relation_leads_to_the_workbook(path: Path, target: bytes) -> None:
    """The workbook that Excel opens is the one that is read."""
    assert ["workbook_is_malformed"] == told(with_part(path, "_rels/.rels", re.compile(b"xl/workbook.xml"), target))


def test_the_root_relation_may_begin_at_the_root(path: Path) -> None:
    """A target with a leading slash is the same part."""
    assert read_workbook(with_part(path, "_rels/.rels", re.compile(b"xl/workbook.xml"), b"/xl/workbook.xml"), "b")
