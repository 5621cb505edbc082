"""The first pass over the sheets of a workbook: where cells stand, and which ones may not be trusted.

Every cell must say plainly where it stands, in order, so that this pass and the reader behind it cannot disagree.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from criteria.data_files.xlsx_parts import WorkbookRefused, malformed
from criteria.data_files.xlsx_xml import Handler, parse_xml
from criteria.diagnostic_kinds import DiagnosticKind

MOST_CELLS = 1_000_000
MOST_MERGED = 1_000
MOST_CHARACTERS = 64 * 1024 * 1024
"""The characters of all texts of a workbook, each counted wherever a cell refers to it."""
MOST_OTHERS = 200_000
"""The elements of a sheet that are no cells, such as widths of columns and links; `OTHERS_OF_A_CELL` come on top."""
OTHERS_OF_A_CELL = 4
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_ROW_NAME = re.compile(r"[1-9][0-9]{0,6}", re.ASCII)
_CELL_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_STYLE = re.compile(r"[0-9]{1,6}", re.ASCII)
_KINDS_OF_CELL = {"n", "s", "str", "b", "e", "d", "inlineStr"}
_PERCENT_FORMATS = (9, 10)
"""The numbers of Excel's built-in formats ``0%`` and ``0.00%``."""


class TextLengths(Handler):
    """The lengths of the texts that cells refer to by number."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - part of the handler
        """Begin a text."""
        if name == "si":
            self.lengths.append(0)

    def text(self, text: str) -> None:
        """Add to the length of a text."""
        if self.lengths:
            self.lengths[-1] += len(text)


class Percents(Handler):
    """The numbers of the cell styles that show a number in percent."""

    def __init__(self) -> None:
        self._formats = set(_PERCENT_FORMATS)
        self._of_styles: list[int] = []
        self._within = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Process one element of the styles."""
        if name in {"cellXfs", "cellStyleXfs", "dxfs"}:
            self._within = name
        elif name == "numFmt" and "%" in attributes.get("formatCode", ""):
            self._formats.add(_number(attributes.get("numFmtId")))
        elif name == "xf" and self._within == "cellXfs":
            self._of_styles.append(_number(attributes.get("numFmtId", "0")))

    @property
    def styles(self) -> frozenset[int]:
        """The styles, by their position."""
        return frozenset(place for place, known in enumerate(self._of_styles) if known in self._formats)


def _number(text: str | None) -> int:
    if text is None or not _STYLE.fullmatch(text):
        raise malformed("a style without a number")
    return int(text)


@dataclass
class SheetScan(Handler):
    """What a first pass over one sheet finds: how far it extends, and which cells are refused.

    Attributes:
        percents: the numbers of the styles that show a number in percent.
        lengths: the lengths of the texts that cells refer to by number.
        characters: the characters of all texts of the sheet.
    """

    name: str
    percents: frozenset[int]
    lengths: list[int]
    rows: int = 0
    columns: int = 0
    characters: int = 0
    refused: dict[tuple[int, int], DiagnosticKind] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    _row: int = -1
    _column: int = -1
    _is_in_row: bool = False
    _is_percent: bool = False
    _kind: str = "n"
    _value: list[str] | None = None
    _seen: int = 0
    _others: int = 0

    @property
    def cells(self) -> int:
        """The number of cells in the rectangle from A1 to the farthest cell."""
        return self.rows * self.columns

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Process the start of an element."""
        if name == "row":
            self._begin_row(attributes)
        elif name == "c":
            self._begin_cell(attributes)
        elif name == "f":
            self.refused[self._row, self._column] = DiagnosticKind.FORMULA_IS_REFUSED
        elif name == "v":
            self._value = []
            if self._is_percent:
                self.refused.setdefault((self._row, self._column), DiagnosticKind.CELL_IS_PERCENT)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        else:
            self._others += 1
            if self._others > MOST_OTHERS + OTHERS_OF_A_CELL * self._seen:
                raise malformed("more elements than its cells need")

    def text(self, text: str) -> None:
        """Count the characters of a cell."""
        self.characters += len(text)
        if self._value is not None:
            self._value.append(text)

    def end(self, name: str) -> None:
        """Process the end of an element."""
        if name == "row":
            self._is_in_row = False
        elif name == "v" and self._value is not None:
            if self._kind == "s":
                self._refer("".join(self._value).strip())
            self._value = None

    def _refer(self, text: str) -> None:
        if not _STYLE.fullmatch(text) or int(text) >= len(self.lengths):
            raise malformed("a cell that refers to no text")
        self.characters += self.lengths[int(text)]
        if self.characters > MOST_CHARACTERS:
            raise WorkbookRefused(DiagnosticKind.WORKBOOK_UNPACKS_TO_TOO_MUCH, limit=f"{MOST_CHARACTERS >> 20} MiB")

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        written = attributes.get("r", str(self._row + 2))
        number = int(written) if _ROW_NAME.fullmatch(written) else 0
        if self._is_in_row or not self._row + 1 < number <= _LAST_ROW:
            self._refuse_name(written)
        self._row, self._column, self._is_in_row = number - 1, -1, True

    def _begin_cell(self, attributes: Mapping[str, str]) -> None:
        column, written = self._column + 1, attributes.get("r")
        if written is not None:
            match = _CELL_NAME.fullmatch(written)
            if match is None or int(match[2]) != self._row + 1:
                self._refuse_name(written)
            column = column_number(match[1])
        if not self._is_in_row or not self._column < column < _LAST_COLUMN:
            self._refuse_name(written or "")
        self._column = column
        self._seen += 1
        self.rows, self.columns = self._row + 1, max(self.columns, column + 1)
        if self.cells > MOST_CELLS:
            raise WorkbookRefused(DiagnosticKind.WORKBOOK_IS_TOO_LARGE, limit=f"{MOST_CELLS:,}")
        self._kind = attributes.get("t", "n")
        if self._kind not in _KINDS_OF_CELL:
            raise malformed(f"a cell of the kind {self._kind[:20]}")
        self._is_percent = self._kind == "n" and _number(attributes.get("s", "0")) in self.percents
        if self._kind == "e":
            self.refused[self._row, self._column] = DiagnosticKind.CELL_IS_ERROR

    def _refuse_name(self, found: str) -> NoReturn:
        place = (self.name, max(self._row, 0) + 1, max(self._column, 0) + 1)
        raise WorkbookRefused(DiagnosticKind.CELL_NAME_IS_MALFORMED, place, found=found[:20])

    def _merge(self, written: str) -> None:
        first, _, last = written.partition(":")
        top, bottom = _CELL_NAME.fullmatch(first), _CELL_NAME.fullmatch(last or first)
        if top is None or bottom is None:
            self._refuse_name(written)
        if len(self.merged) == MOST_MERGED:
            raise malformed(f"more than {MOST_MERGED} merged ranges")
        left, right = column_number(top[1]), column_number(bottom[1])
        self.merged.append((int(top[2]) - 1, left, int(bottom[2]) - 1, right))


def column_number(letters: str) -> int:
    """Return the position of a column, from 0.

    >>> column_number("A"), column_number("XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def scanned(sheets: Mapping[str, bytes], styles: bytes | None, strings: bytes | None) -> dict[str, SheetScan]:
    """Scan every sheet of a workbook.

    Raises:
        WorkbookRefused: a cell does not say plainly where it stands, or the sheets say too much.
    """
    percents, lengths = Percents(), TextLengths()
    if styles is not None:
        parse_xml(styles, percents)
    if strings is not None:
        parse_xml(strings, lengths)
    scans: dict[str, SheetScan] = {}
    for name, content in sheets.items():
        scans[name] = scan = SheetScan(name, percents.styles, lengths.lengths)
        parse_xml(content, scan)
        if sum(known.cells for known in scans.values()) > MOST_CELLS:
            raise WorkbookRefused(DiagnosticKind.WORKBOOK_IS_TOO_LARGE, limit=f"{MOST_CELLS:,}")
    return scans
