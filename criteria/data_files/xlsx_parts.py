r"""The archive of a workbook, taken apart with care, and the small archive that is handed to the reader behind.

Names of parts ignore case, and ``\`` separates folders as ``/`` does, as in the reader behind. It is handed only the
parts that were checked, under plain names in an archive written here: whatever two readers of archives may see
differently, nothing reaches it that was not scanned.
"""

import io
import re
import zipfile
from collections.abc import Collection, Mapping, Sequence
from xml.sax.saxutils import quoteattr

from criteria.data_files.xlsx_xml import Handler, parse_xml
from criteria.diagnostic_kinds import DiagnosticKind

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_UNPACKED = 64 * 1024 * 1024
MOST_PARTS = 1_000

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
ROOT_RELATIONS = "_rels/.rels"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedstrings.xml"

_OLD_FORM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_TARGET = re.compile(r"(?:/xl/|xl/)?([a-z0-9_.\- ]+(?:/[a-z0-9_.\- ]+)*)", re.ASCII)
_XML = (".xml", ".rels", ".vml")
_HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
).encode()
_ROOT_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}relationships">'
    f'<Relationship Id="rId1" Type="{_DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
).encode()


class WorkbookRefused(Exception):
    """A workbook that is not opened.

    Attributes:
        kind: why, as a kind of diagnostic.
        details: the facts of its sentence.
        place: the sheet, the row and the column, both from 1, if it is about a cell.
    """

    def __init__(self, kind: DiagnosticKind, place: tuple[str, int, int] | None = None, **details: str) -> None:
        self.kind = kind
        self.details = details
        self.place = place
        super().__init__(kind)


def malformed(problem: str) -> WorkbookRefused:
    """Return the refusal of a workbook that says something that no workbook says."""
    return WorkbookRefused(DiagnosticKind.WORKBOOK_IS_MALFORMED, problem=problem)


def parts_of(raw: bytes) -> Mapping[str, bytes]:
    """Return the parts of a workbook by name, in small letters; all of it is unpacked within the limits.

    Raises:
        WorkbookRefused: it is encrypted, has macros, is of the old form, or unpacks to too much.
        zipfile.BadZipFile: it is damaged.
    """
    if raw.startswith(_OLD_FORM):
        is_encrypted = _ENCRYPTED_PACKAGE in raw
        kind = DiagnosticKind.WORKBOOK_IS_ENCRYPTED if is_encrypted else DiagnosticKind.WORKBOOK_IS_OF_OLD_FORM
        raise WorkbookRefused(kind)
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        entries = archive.infolist()
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
            raise WorkbookRefused(DiagnosticKind.WORKBOOK_UNPACKS_TO_TOO_MUCH, limit=f"{LARGEST_UNPACKED >> 20} MiB")
        if any(entry.flag_bits & 1 for entry in entries):
            raise WorkbookRefused(DiagnosticKind.WORKBOOK_IS_ENCRYPTED)
        names = [_plain(entry.filename) for entry in entries]
        if len(set(names)) < len(names):
            raise malformed("two parts of one name")
        if any(name.endswith("vbaproject.bin") for name in names):
            raise WorkbookRefused(DiagnosticKind.WORKBOOK_HAS_MACROS)
        if any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
            raise malformed("a part is compressed in an unknown way")
        parts = {name: archive.read(entry) for name, entry in zip(names, entries, strict=True)}
    if b"macroEnabled" in parts.get("[content_types].xml", b""):
        raise WorkbookRefused(DiagnosticKind.WORKBOOK_HAS_MACROS)
    return parts


def check_others(parts: Mapping[str, bytes], read: Collection[bytes]) -> None:
    """Check the XML of the parts that are not read, so that nothing in a workbook defines entities."""
    for name, content in parts.items():
        if name.endswith(_XML) and not any(content is one for one in read):
            parse_xml(content)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lower()


class _Workbook(Handler):
    """The sheets of a workbook by name, each with the id of its relation, and how it counts days."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.counts_from_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904", "0") not in {"0", "false"}
        if name != "sheet":
            return
        identifiers = [value for key, value in attributes.items() if key.rpartition(" ")[2] == "id" and " " in key]
        title = attributes["name"]
        if len(identifiers) != 1 or title in self.sheets:
            raise malformed("two sheets of one name")
        self.sheets[title] = identifiers[0]


class _Relations(Handler):
    def __init__(self) -> None:
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship":
            return
        if attributes["Id"] in self.targets:
            raise malformed("two relations of one id")
        is_outside = attributes.get("TargetMode", "Internal") != "Internal"
        self.targets[attributes["Id"]] = "" if is_outside else attributes["Target"]
        self.kinds[attributes["Id"]] = attributes.get("Type", "").rpartition("/")[2]


def sheets_of(parts: Mapping[str, bytes]) -> tuple[dict[str, bytes], bool]:
    """Return the content of each sheet by its name, in the order of the workbook, and whether days count from 1904.

    Raises:
        WorkbookRefused: a sheet has no part of its own in the file.
    """
    if WORKBOOK not in parts or RELATIONS not in parts:
        raise malformed("no part xl/workbook.xml")
    _check_root(parts)
    workbook, relations = _Workbook(), _Relations()
    parse_xml(parts[WORKBOOK], workbook)
    parse_xml(parts[RELATIONS], relations)
    for identifier, kind in relations.kinds.items():
        expected = {"styles": STYLES, "sharedStrings": STRINGS}.get(kind)
        if expected is not None and _part_named(relations.targets[identifier]) != expected:
            raise malformed("styles or texts in another part than that of their name")
    found: dict[str, bytes] = {}
    for title, identifier in workbook.sheets.items():
        part = _part_named(relations.targets.get(identifier, ""))
        if part not in parts or not part.endswith(".xml"):
            raise WorkbookRefused(DiagnosticKind.SHEET_IS_NOT_IN_FILE, found=title)
        found[title] = parts[part]
    return found, workbook.counts_from_1904


def _check_root(parts: Mapping[str, bytes]) -> None:
    """Check that the workbook that programs open is the one that is read.

    Raises:
        WorkbookRefused: the root relation leads to another part.
    """
    relations = _Relations()
    if ROOT_RELATIONS in parts:
        parse_xml(parts[ROOT_RELATIONS], relations)
    roots = [relations.targets[known] for known, kind in relations.kinds.items() if kind == "officeDocument"]
    if [_plain(root).removeprefix("/") for root in roots] != [WORKBOOK]:
        raise malformed("the root relation does not lead to xl/workbook.xml")


def _part_named(target: str) -> str:
    """Return the name of a part that a relation of the workbook leads to; empty if it leads anywhere else."""
    match = _TARGET.fullmatch(_plain(target))
    if match is None or any(step.strip(".") == "" for step in match[1].split("/")):
        return ""
    return f"xl/{match[1]}"


def archive_of(
    sheets: Sequence[tuple[str, bytes]], parts: Mapping[str, bytes], counts_from_1904: bool = False
) -> io.BytesIO:
    """Return an archive of these sheets, with the styles and the texts that they refer to, under plain names."""
    listed, related = [], []
    for number, (title, _) in enumerate(sheets, start=1):
        listed.append(f'<sheet name={quoteattr(title)} sheetId="{number}" r:id="rId{number}"/>')
        related.append(
            f'<Relationship Id="rId{number}" Type="{_DOCUMENT}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        )
    days = '<workbookPr date1904="1"/>' if counts_from_1904 else ""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    book = f'<workbook xmlns="{main}" xmlns:r="{_DOCUMENT}">{days}<sheets>{"".join(listed)}</sheets></workbook>'
    relations = f'<Relationships xmlns="{_PACKAGE}relationships">{"".join(related)}</Relationships>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", _HEAD + _CONTENT_TYPES)
        archive.writestr("_rels/.rels", _HEAD + _ROOT_RELATIONS)
        archive.writestr("xl/workbook.xml", _HEAD + book.encode())
        archive.writestr("xl/_rels/workbook.xml.rels", _HEAD + relations.encode())
        for name, plain in ((STYLES, "xl/styles.xml"), (STRINGS, "xl/sharedStrings.xml")):
            if name in parts:
                archive.writestr(plain, parts[name])
        for number, (_, content) in enumerate(sheets, start=1):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", content)
    stream.seek(0)
    return stream
