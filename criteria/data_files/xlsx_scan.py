"""The first pass over the sheets of a workbook: where cells stand, and which ones may not be trusted.

Every cell must say plainly where it stands, in order, so that this pass and the reader behind it cannot disagree.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from criteria.data_files.bounds import MOST_FAULTS
from criteria.data_files.xlsx_parts import WorkbookRefused, malformed
from criteria.data_files.xlsx_xml import Handler, parse_xml
from criteria.diagnostic_kinds import DiagnosticKind

MOST_CELLS = 1_000_000
"""The cells of the rectangles from A1 to the farthest cell, empty or not."""
MOST_WRITTEN = 200_000
"""The cells that a workbook writes down, whatever they hold; its texts are no more."""
MOST_STYLES = 65_000
"""The styles of cells; Excel knows 64,000."""
MOST_MERGED = 1_000
MOST_CHARACTERS = 64 * 1024 * 1024
"""The characters of all texts of a workbook, each counted wherever a cell refers to it."""
MOST_OTHERS = 100_000
"""The elements of a sheet that are no cells, such as widths of columns and links; `OTHERS_OF_A_CELL` come on top."""
OTHERS_OF_A_CELL = 4
OTHERS_OF_A_TEXT = 20
"""The elements of a text in several fonts."""
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_ROW_NAME = re.compile(r"[1-9][0-9]{0,6}", re.ASCII)
_CELL_NAME = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_STYLE = re.compile(r"[0-9]{1,6}", re.ASCII)
_KINDS_OF_CELL = {"n", "s", "str", "b", "e", "d", "inlineStr"}
_KINDS_OF_NUMBERS = {"n", "b", "d"}
_PERCENT_FORMATS = (9, 10)
"""The numbers of Excel's built-in formats ``0%`` and ``0.00%``."""


class TextLengths(Handler):
    """The lengths of the texts that cells refer to by number."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self._is_in_text = False
        self._others = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - part of the handler
        """Begin a text."""
        if name != "si":
            self._others += 1
            if self._others > MOST_OTHERS + OTHERS_OF_A_TEXT * len(self.lengths):
                raise malformed("more elements than its texts need")
            return
        if self._is_in_text:
            raise malformed("a text in a text")
        if len(self.lengths) == MOST_WRITTEN:
            raise WorkbookRefused(DiagnosticKind.WORKBOOK_IS_TOO_LARGE, limit=f"{MOST_WRITTEN:,}")
        self._is_in_text = True
        self.lengths.append(0)

    def end(self, name: str) -> None:
        """End a text."""
        if name == "si":
            self._is_in_text = False

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
        self._lists = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Process one element of the styles."""
        if name in {"cellXfs", "cellStyleXfs", "dxfs"}:
            self._within = name
            self._lists += name == "cellXfs"
            if self._lists > 1:
                raise malformed("two lists of styles")
        elif name == "numFmt" and "%" in attributes.get("formatCode", ""):
            self._formats.add(_number(attributes.get("numFmtId")))
        elif name == "xf" and self._within == "cellXfs":
            if len(self._of_styles) == MOST_STYLES:
                raise malformed(f"more than {MOST_STYLES:,} styles")
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
        seen: the cells that it writes down.
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
    _is_in_cell: bool = False
    _has_content: bool = False
    _is_percent: bool = False
    _kind: str = "n"
    _value: list[str] | None = None
    seen: int = 0
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
            self._refuse_cell(DiagnosticKind.FORMULA_IS_REFUSED)
        elif name in {"v", "is"}:
            self._begin_content(name)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        else:
            self._others += 1
            if self._others > MOST_OTHERS + OTHERS_OF_A_CELL * self.seen:
                raise malformed("more elements than its cells need")

    def _begin_content(self, name: str) -> None:
        """Begin what a cell holds; it holds one thing, where its kind says."""
        if not self._is_in_cell or self._has_content:
            raise malformed("a cell of two contents, or a content without a cell")
        if (name == "is") != (self._kind == "inlineStr"):
            raise malformed("a cell whose kind is not that of its content")
        self._has_content = True
        if name == "v":
            self._value = []
        if self._is_percent and (self._row, self._column) not in self.refused:
            self._refuse_cell(DiagnosticKind.CELL_IS_PERCENT)

    def _refuse_cell(self, kind: DiagnosticKind) -> None:
        self.refused[self._row, self._column] = kind
        if len(self.refused) > MOST_FAULTS:
            raise TooManyCellsRefused(self)

    def text(self, text: str) -> None:
        """Count the characters of a cell."""
        self.characters += len(text)
        if self._value is not None:
            self._value.append(text)

    def end(self, name: str) -> None:
        """Process the end of an element."""
        if name == "row":
            self._is_in_row = False
        elif name == "c":
            self._is_in_cell = False
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
        if self._is_in_cell:
            raise malformed("a cell in a cell")
        self._is_in_cell, self._has_content = True, False
        column, written = self._column + 1, attributes.get("r")
        if written is not None:
            match = _CELL_NAME.fullmatch(written)
            if match is None or int(match[2]) != self._row + 1:
                self._refuse_name(written)
            column = column_number(match[1])
        if not self._is_in_row or not self._column < column < _LAST_COLUMN:
            self._refuse_name(written or "")
        self._column = column
        self.seen += 1
        self.rows, self.columns = self._row + 1, max(self.columns, column + 1)
        if self.cells > MOST_CELLS or self.seen > MOST_WRITTEN:
            check_cells([self])
        self._kind = attributes.get("t", "n")
        if self._kind not in _KINDS_OF_CELL:
            raise malformed(f"a cell of the kind {self._kind[:20]}")
        self._is_percent = self._kind in _KINDS_OF_NUMBERS and _number(attributes.get("s", "0")) in self.percents
        if self._kind == "e":
            self._refuse_cell(DiagnosticKind.CELL_IS_ERROR)

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


class TooManyCellsRefused(Exception):
    """A sheet in which so many cells are refused that it is read no further.

    Attributes:
        scan: what was found so far.
    """

    def __init__(self, scan: SheetScan) -> None:
        self.scan = scan
        super().__init__(scan.name)


def check_cells(scans: Sequence[SheetScan]) -> None:
    """Check that sheets have no more cells together than a workbook may have.

    Raises:
        WorkbookRefused: they have.
    """
    if sum(scan.cells for scan in scans) > MOST_CELLS:
        raise WorkbookRefused(DiagnosticKind.WORKBOOK_IS_TOO_LARGE, limit=f"{MOST_CELLS:,}")
    if sum(scan.seen for scan in scans) > MOST_WRITTEN:
        raise WorkbookRefused(DiagnosticKind.WORKBOOK_IS_TOO_LARGE, limit=f"{MOST_WRITTEN:,}")


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
        TooManyCellsRefused: more cells of a sheet are refused than faults are told.
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
        check_cells(list(scans.values()))
    return scans
