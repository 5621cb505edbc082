"""Damaged tables: workbooks of data and of laws, and Parquet."""

import datetime
import decimal
import os
import random
import re
import shutil
import struct
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Literal, NoReturn

import polars as pl

from tests.campaigns.data_runs import reading, towns, with_hostile_cells
from tests.campaigns.hostile_runs import Asked, HostileOutcome, run_campaign
from tests.campaigns.hostile_values import CONTROLS, SEQUENCES, damaged_bytes, hostile_text
from tests.support.damaged_workbooks import workbook_of
from tests.support.example_folders import copy_of_toy_rules
from tests.support.workbooks import exported

Member = tuple[str, bytes]

LAW = "toy-law"
SOUND_PARQUETS = 300
COMPRESSIONS: tuple[Literal["uncompressed", "snappy", "gzip", "lz4", "zstd"], ...] = (
    "uncompressed",
    "snappy",
    "gzip",
    "lz4",
    "zstd",
)
REFERENCES = (
    "A1",
    "XFD1048576",
    "ZZ1",
    "A0",
    "1A",
    "A",
    "a1",
    "A-1",
    "A1:B2",
    "$A$1",
    "ZZZZZZZ9",
    "A99999999999",
    "Ａ1",
    "",
)
TARGETS = (
    "worksheets/sheet9.xml",
    "/xl/worksheets/sheet1.xml",
    "../xl/worksheets/sheet1.xml",
    "WORKSHEETS\\SHEET1.XML",
    "",
)
NAMES = (
    "xl/worksheets/sheet1.xml",
    "XL/Worksheets/Sheet1.XML",
    "xl\\worksheets\\sheet1.xml",
    "/xl/workbook.xml",
    "../x",
    "",
)


def mutated_tables_campaign(tries: int, seed: int, keep: Path | None = None, first: int = 1) -> HostileOutcome:
    """Let commands read damaged workbooks and Parquet."""
    return run_campaign("tables", _table, tries, seed, keep, first)


def _table(chosen: random.Random, folder: Path) -> Asked:
    form = chosen.choice(("xlsx", "xlsx", "law", "parquet", "parquet"))
    if form == "parquet":
        place = _parquet(chosen, folder)
        return reading("parquet", place, chosen)
    if form == "xlsx":
        place = folder / "data.xlsx"
        place.write_bytes(_damaged_workbook(_towns_workbook(chosen, folder), chosen))
        return reading("xlsx", place, chosen)
    place = folder / "law.xlsx"
    place.write_bytes(_damaged_workbook(_law_workbook(), chosen))
    rules = copy_of_toy_rules(folder)
    shown = chosen.choice(("--dry-run", "--dry-run", "--yes"))
    arguments = ("rules", "import", str(place), shown, "--lang", chosen.choice(("vi", "en")))
    return Asked("law import", arguments, {"DOTHI_RULES": str(rules)})


def _towns_workbook(chosen: random.Random, folder: Path) -> bytes:
    municipalities, measured = towns(chosen)
    tables = {"municipalities": municipalities, "measurements": measured}
    if chosen.random() < 0.3:
        with_hostile_cells(tables, chosen, is_mild=chosen.random() < 0.5)
    cells: dict[str, list[list[str | float]]] = {}
    for name, rows in tables.items():
        heads = list(dict.fromkeys(key for row in rows for key in row))
        lines = [heads, *([row.get(key, "") for key in heads] for row in rows)]
        cells[name] = [[_cell(text[:30_000], chosen) for text in line] for line in lines]
    path = workbook_of(folder / "data.xlsx", **cells)
    return path.read_bytes()


def _cell(text: str, chosen: random.Random) -> str | float:
    text = text.encode("utf-8", "replace").decode("utf-8")
    return float(text) if text.isascii() and text.isdigit() and len(text) < 9 and chosen.random() < 0.7 else text


@cache
def _law_workbook() -> bytes:
    folder = Path(mkdtemp(prefix="hostile-law-"))
    try:
        return exported(copy_of_toy_rules(folder), LAW, folder).read_bytes()
    finally:
        shutil.rmtree(folder)


def _damaged_workbook(raw: bytes, chosen: random.Random) -> bytes:
    if chosen.random() < 0.3:
        return damaged_bytes(raw, chosen, 6)
    members = _members(raw)
    for _ in range(chosen.randint(1, 3)):
        chosen.choice(_WORKBOOK_DAMAGES)(members, chosen)
    return _zipped(members, chosen)


def _members(raw: bytes) -> list[Member]:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]


def _zipped(members: list[Member], chosen: random.Random) -> bytes:
    file = BytesIO()
    packing = chosen.choice((zipfile.ZIP_DEFLATED,) * 6 + (zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that stand twice
        with zipfile.ZipFile(file, "w", packing) as archive:
            for name, content in members:
                archive.writestr(zipfile.ZipInfo(name or "x"), content, packing)
    raw = bytearray(file.getvalue())
    if chosen.random() < 0.15:
        _damaged_entry(raw, chosen)
    return bytes(raw)


def _damaged_entry(raw: bytearray, chosen: random.Random) -> None:
    """Change a field of an entry of the archive's directory, or of the head of a part."""
    mark, size = chosen.choice(((b"PK\x01\x02", 46), (b"PK\x03\x04", 30), (b"PK\x05\x06", 22)))
    places = [found.start() for found in re.finditer(re.escape(mark), bytes(raw))]
    if places:
        at = chosen.choice(places) + 4 + chosen.randrange(size - 4)
        raw[at] = chosen.choice((0, 1, 8, 0x7F, 0x80, 0xFF, chosen.randrange(256)))


def _any(members: list[Member], chosen: random.Random) -> int:
    """The place of a member, most often of one that is read."""
    read = [place for place, (name, _) in enumerate(members) if re.search(r"sheet\d|workbook|shared|styles", name)]
    return chosen.choice(read) if read and chosen.random() < 0.9 else chosen.randrange(len(members))


def _drop(members: list[Member], chosen: random.Random) -> None:
    if len(members) > 1:
        del members[_any(members, chosen)]


def _double(members: list[Member], chosen: random.Random) -> None:
    name, content = members[_any(members, chosen)]
    other = members[_any(members, chosen)][1] if chosen.random() < 0.5 else content
    name = chosen.choice((name, name.upper(), name.replace("/", "\\"), f"/{name}", f"./{name}"))
    members.insert(chosen.randrange(len(members) + 1), (name, other))


def _rename(members: list[Member], chosen: random.Random) -> None:
    at = _any(members, chosen)
    name, content = members[at]
    forms = (
        *NAMES,
        name.upper(),
        name.title(),
        name.replace("/", "\\"),
        f"{name}\x1b[31m",
        f"\u202e{name}",
        f"{name}/",
    )
    members[at] = chosen.choice(forms), content


def _exchange(members: list[Member], chosen: random.Random) -> None:
    one, other = _any(members, chosen), _any(members, chosen)
    (a, b), (c, d) = members[one], members[other]
    members[one], members[other] = (a, d), (c, b)


def _damage_part(members: list[Member], chosen: random.Random) -> None:
    at = _any(members, chosen)
    members[at] = members[at][0], damaged_bytes(members[at][1], chosen)


def _edit_part(members: list[Member], chosen: random.Random) -> None:
    at = _any(members, chosen)
    content = members[at][1]
    for _ in range(chosen.randint(1, 4)):
        content = chosen.choice(_XML_DAMAGES)(content, chosen)
    members[at] = members[at][0], content


_WORKBOOK_DAMAGES = (_drop, _double, _rename, _exchange, _damage_part, *[_edit_part] * 7)


def _in_xml(chosen: random.Random) -> bytes:
    """A hostile text as XML writes it, or as it may not."""
    text = hostile_text(chosen)
    if chosen.random() < 0.5:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    if chosen.random() < 0.3:
        text = "".join(f"&#{ord(sign)};" for sign in text[:60])
    return text.encode("utf-8", "surrogatepass" if chosen.random() < 0.1 else "replace")


def _edited(pattern: bytes, new: Callable[[re.Match[bytes], random.Random], bytes]) -> Callable[..., bytes]:
    def edit(content: bytes, chosen: random.Random) -> bytes:
        found = list(re.finditer(pattern, content[:200_000]))
        if not found:
            return content
        one = chosen.choice(found)
        return content[: one.start()] + new(one, chosen) + content[one.end() :]

    return edit


_ATTRIBUTE, _TEXT, _TAG = rb' ([\w:]+)="([^"]*)"', rb">([^<>]+)<", rb"<(/?)([\w:]+)([^<>]*)>"


def _new_attribute(found: re.Match[bytes], chosen: random.Random) -> bytes:
    name = found[1]
    values = {
        b"r": tuple(one.encode() for one in (*REFERENCES, "0", "1048577", "9" * 30, "rId9")),
        b"t": (b"e", b"b", b"d", b"str", b"inlineStr", b"s", b"n", b"x"),
        b"s": (b"-1", b"999999", b"1", b"9" * 20),
        b"ref": (b"A1:XFD1048576", b"A1", b"A1:A0", b"x"),
        b"Target": tuple(one.encode() for one in TARGETS),
        b"name": tuple(f"s{one}".encode() for one in (*CONTROLS[1:], *SEQUENCES)),
        b"numFmtId": (b"9", b"10", b"14", b"999", b"-1"),
        b"xmlns": (b"", b"urn:x"),
    }.get(name, ())
    value = chosen.choice(values) if values and chosen.random() < 0.8 else _in_xml(chosen)
    return b' %s="%s"' % (name, value)


_XML_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *[_edited(_ATTRIBUTE, _new_attribute)] * 3,
    *[_edited(_TEXT, lambda _, chosen: b">%s<" % _in_xml(chosen))] * 3,
    _edited(_ATTRIBUTE, lambda *_: b""),
    _edited(_ATTRIBUTE, lambda found, _: found[0] * 2),
    _edited(rb' name="([^"]*)"', _new_attribute),
    _edited(_TAG, lambda *_: b""),
    _edited(_TAG, lambda found, _: found[0] * 2),
    _edited(_TAG, lambda found, chosen: found[0] * chosen.choice((3, 1000))),
    _edited(_TAG, lambda found, _: b"<%s%s%s/>" % (found[1], found[2], found[3].rstrip(b"/"))),
    _edited(_TAG, lambda found, _: b"<%sx:%s%s>" % (found[1], found[2], found[3])),
    _edited(_TAG, lambda found, chosen: found[0] + chosen.choice(_INSERTED)),
    _edited(rb"^<\?xml[^>]*>", lambda _, chosen: chosen.choice(_HEADS)),
    _edited(rb"(?s)^.*$", lambda found, chosen: found[0].decode("utf-8", "replace").encode(chosen.choice(_CODES))),
    _edited(rb"(?s)<row .*?</row>", lambda found, chosen: found[0] * chosen.choice((2, 50))),
    _edited(rb"(?s)<c .*?</c>", lambda found, chosen: found[0] * chosen.choice((2, 50))),
)
_INSERTED = (
    *(b"<!-- x -->", b"<![CDATA[x]]>", b"<?x y?>", b"<f>1+1</f>", b"<f t='shared' si='0'/>", b"<v>1e999</v>", b"&x;"),
    *(
        b"<is><t>x</t></is>",
        b"<mergeCell ref='A1:XFD1048576'/>",
        b"<c r='A1'><v>NaN</v></c>",
        b"\x00",
        b"\xff",
        b"<a>" * 300,
    ),
    *(
        b"<rPh sb='0' eb='1'><t>x</t></rPh>",
        b"<c t='b'><v>7</v></c>",
        b"<c t='d'><v>9999-99-99</v></c>",
        b"<row r='1'/>",
    ),
)
_HEADS = (
    *(b"", b"<?xml version='1.1'?>", b"<?xml version='1.0' encoding='utf-7'?>", b"<?xml version='1.0' encoding='x'?>"),
    *(b"<!DOCTYPE a [<!ENTITY x 'y'>]>", b"\xef\xbb\xbf", b"\xff\xfe", b"<?xml version='1.0' encoding='latin-1'?>"),
)
_CODES = ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "utf-7")


@cache
def _sound_parquets() -> tuple[bytes, ...]:
    """Sound files of many types of columns.

    They are written by a process of its own: writing them starts threads, which processes forked later would miss.
    """
    folder = Path(mkdtemp(prefix="hostile-parquet-"))
    try:
        process = os.fork()
        if not process:
            _write_parquets(folder)
        if os.waitpid(process, 0)[1]:
            raise RuntimeError("no Parquet could be written")
        return tuple(path.read_bytes() for path in sorted(folder.iterdir()))
    finally:
        shutil.rmtree(folder)


def _write_parquets(folder: Path) -> NoReturn:
    code = 1
    try:
        for number in range(SOUND_PARQUETS):
            chosen = random.Random(number)
            _frame(chosen).write_parquet(
                folder / f"{number:03}.parquet",
                compression=chosen.choice(COMPRESSIONS),
                row_group_size=chosen.choice((None, 1, 2)),
                data_page_size=chosen.choice((None, 64)),
                statistics=chosen.random() < 0.5,
            )
        code = 0
    finally:
        os._exit(code)


def _parquet(chosen: random.Random, folder: Path) -> Path:
    place = folder / "data.parquet"
    raw = chosen.choice(_sound_parquets())
    match chosen.randrange(8):
        case 0 | 1:
            raw = _damaged_footer(raw, chosen)
        case 2 | 3:
            raw = _damaged_pages(raw, chosen)
        case 4:
            raw = damaged_bytes(raw, chosen, 6)
        case 5:
            raw = raw[: chosen.randrange(len(raw))] + raw[-chosen.randrange(9, len(raw)) :]
        case 6:
            raw = raw[: chosen.randrange(len(raw))]
        case _:
            pass  # sound, but of types that nobody expects
    place.write_bytes(raw)
    if chosen.random() < 0.2:
        inner = folder / "parts"
        inner.mkdir()
        place.rename(inner / "0.parquet")
        (inner / "1.parquet").write_bytes(chosen.choice(_sound_parquets()))
        return inner
    return place


def _footer_length(raw: bytes) -> int:
    return int(struct.unpack("<I", raw[-8:-4])[0])


def _damaged_footer(raw: bytes, chosen: random.Random) -> bytes:
    start = len(raw) - 8 - _footer_length(raw)
    footer = bytearray(raw[start:-8])
    if chosen.random() < 0.5:
        for _ in range(chosen.randint(1, 3)):
            footer[chosen.randrange(len(footer))] = chosen.choice((0, 1, 2, 0x7F, 0x80, 0xFF, chosen.randrange(256)))
    else:
        footer = bytearray(damaged_bytes(bytes(footer), chosen, 3))
    length = len(footer) if chosen.random() < 0.9 else chosen.choice((0, 1, len(raw), 2**31, 2**32 - 1))
    return raw[:start] + bytes(footer) + struct.pack("<I", length) + chosen.choice((b"PAR1",) * 9 + (b"PARE",))


def _damaged_pages(raw: bytes, chosen: random.Random) -> bytes:
    """Change bytes of the pages: of their heads and of what is packed in them."""
    data, end = bytearray(raw), len(raw) - 8 - _footer_length(raw)
    for _ in range(chosen.randint(1, 4)):
        data[4 + chosen.randrange(max(1, end - 4))] = chosen.choice((0, 1, 0x7F, 0x80, 0xFF, chosen.randrange(256)))
    return bytes(data)


def _frame(chosen: random.Random) -> pl.DataFrame:
    """Towns in columns of types that may be expected or not."""
    rows = chosen.choice((1, 3, 5))
    columns = {
        "id": pl.Series([f"t{number}" for number in range(rows)]),
        "name": pl.Series([f"Thị xã {number}" for number in range(rows)]),
        "kind": pl.Series(["town"] * rows),
        "part_of": pl.Series([None] * rows, dtype=pl.String),
    }
    for name in ("people", "water", "poverty", "centre", "inner-people", "trees"):
        columns[name] = pl.Series(["village"] * rows) if name == "centre" else pl.Series([80.0] * rows)
    for _ in range(chosen.randint(0, 4)):
        name = chosen.choice((*columns, "people__lower", "people__upper", "attributes", "current_type", "type_as_of"))
        columns[name] = _odd_column(chosen, rows)
    if chosen.random() < 0.1:
        columns[hostile_text(chosen).encode("utf-8", "replace").decode("utf-8")[:300]] = _odd_column(chosen, rows)
    if chosen.random() < 0.1:
        del columns[chosen.choice(list(columns))]
    return pl.DataFrame([series.alias(name) for name, series in columns.items()])


def _odd_column(chosen: random.Random, rows: int) -> pl.Series:
    texts = [hostile_text(chosen).encode("utf-8", "replace").decode("utf-8") for _ in range(rows)]
    day = datetime.date(2024, 12, 31)
    kinds: tuple[Callable[[], pl.Series], ...] = (
        *[lambda: pl.Series(texts)] * 4,
        lambda: pl.Series(texts, dtype=pl.Categorical),
        lambda: pl.Series(
            [chosen.choice((float("nan"), float("inf"), -0.0, 1e308, 5e-324, 1e17)) for _ in range(rows)]
        ),
        lambda: pl.Series([chosen.choice((2**63 - 1, -(2**63), 0, 2**53 + 1)) for _ in range(rows)], dtype=pl.Int64),
        lambda: pl.Series([chosen.choice((2**64 - 1, 0)) for _ in range(rows)], dtype=pl.UInt64),
        lambda: pl.Series([7] * rows, dtype=pl.Int8),
        lambda: pl.Series([80.5] * rows, dtype=pl.Float32),
        lambda: pl.Series([chosen.choice((True, False, None)) for _ in range(rows)]),
        lambda: pl.Series([None] * rows, dtype=pl.Null),
        lambda: pl.Series([None] * rows, dtype=pl.String),
        lambda: pl.Series([day] * rows),
        lambda: pl.Series([datetime.datetime(2024, 12, 31, 1, 2)] * rows),  # noqa: DTZ001
        lambda: pl.Series([datetime.time(1, 2)] * rows),
        lambda: pl.Series([decimal.Decimal("80.55")] * rows, dtype=pl.Decimal(38, 20)),
        lambda: pl.Series([decimal.Decimal("80.55")] * rows, dtype=pl.Decimal(9, 2)),
        lambda: pl.Series([[1, 2]] * rows),
        lambda: pl.Series([[]] * rows, dtype=pl.List(pl.String)),
        lambda: pl.Series([{"a": 1}] * rows),
        lambda: pl.Series([b"\xff\x00"] * rows),
        lambda: pl.Series(["a", *["b"] * (rows - 1)], dtype=pl.Enum(["a", "b"])),
        lambda: pl.Series([[1.0, 2.0]] * rows, dtype=pl.Array(pl.Float64, 2)),
    )
    return chosen.choice(kinds)()
