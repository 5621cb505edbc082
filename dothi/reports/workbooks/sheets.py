"""Writing workbooks: texts stay texts, numbers that Excel can hold exactly stay numbers, nothing becomes a formula.

Sheets are protected without a password, so that cells that are not read back are not changed by accident.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from criteria.number_text import is_number
from criteria.printable import visible
from dothi.workbench.excel.layout import MEMORY

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_ALLOWED = {"format_cells": True, "format_columns": True, "format_rows": True, "autofilter": True, "objects": True}
"""What users may do on a protected sheet; ``objects`` are comments."""
_LONGEST_LIST = 255
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "heading": {
        "bold": True,
        "text_wrap": True,
        "valign": "vcenter",
        "align": "center",
        "border": 1,
        "bg_color": "#DDE6F0",
    },
    "text": {"text_wrap": True, "valign": "top", "border": 1},
    "whole": {"text_wrap": True, "valign": "top", "border": 1, "bold": True, "bg_color": "#F2F2F2"},
    "shown": {"valign": "top", "align": "right", "border": 1},
    "number": {"valign": "top", "align": "right", "border": 1, "locked": False},
    "word": {"text_wrap": True, "valign": "top", "border": 1, "locked": False},
    "fill": {"valign": "top", "align": "right", "border": 1, "bg_color": "#FFF8DC", "locked": False},
    "nothing": {"bg_color": "#E4E4E4", "border": 1},
    "plain": {"text_wrap": True, "valign": "top"},
}


@dataclass
class WorkbookWriter:
    """A workbook that is being written.

    Attributes:
        memory: the rows of the hidden sheet, one per cell of the level tables.
    """

    path: Path
    memory: list[Sequence[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.book = xlsxwriter.Workbook(str(self.path), _OPTIONS | {"tmpdir": str(self.path.parent)})
        self._formats = {name: self.book.add_format(properties) for name, properties in _FORMATS.items()}
        self._names: set[str] = set()

    def sheet(self, title: str) -> "SheetWriter":
        """Return a new sheet; if its title is taken, a number is appended."""
        name = base = "".join("-" if letter in r"[]:*?/\'" else letter for letter in title)[:28]
        count = 1
        while name.casefold() in self._names:
            count += 1
            name = f"{base} {count}"
        self._names.add(name.casefold())
        sheet = self.book.add_worksheet(name)
        sheet.protect("", _ALLOWED)
        return SheetWriter(sheet, name, self._formats)

    def close(self) -> None:
        """Write the hidden sheet and the file."""
        sheet = self.book.add_worksheet(MEMORY)
        sheet.very_hidden()
        for row, texts in enumerate(self.memory):
            for column, text in enumerate(texts):
                sheet.write_string(row, column, text)
        self.book.close()


@dataclass
class SheetWriter:
    """A sheet that is being written."""

    sheet: Any
    name: str
    formats: dict[str, Any]

    def text(self, row: int, column: int, text: str, style: str = "text") -> None:
        """Write a text as a text, whatever it looks like."""
        if text:
            self.sheet.write_string(row, column, visible(text), self.formats[style])
        else:
            self.sheet.write_blank(row, column, None, self.formats[style])

    def number(self, row: int, column: int, text: str | None, style: str = "number") -> None:
        """Write a number as a number if Excel holds it exactly, otherwise as text; None leaves the cell empty."""
        if text is not None and is_number(text) and Decimal(repr(float(text))) == Decimal(text):
            self.sheet.write_number(row, column, float(text), self.formats[style])
        else:
            self.text(row, column, text or "", style)

    def choices(self, row: int, column: int, words: Iterable[str]) -> None:
        """Offer words for a cell if Excel can list them."""
        offered = list(words)
        if offered and len(",".join(offered)) <= _LONGEST_LIST and not any("," in word for word in offered):
            rule = {"validate": "list", "source": offered, "error_type": "warning"}
            self.sheet.data_validation(row, column, row, column, rule)

    def merged(self, row: int, first: int, last: int, text: str) -> None:
        """Write a heading over several columns."""
        if first == last:
            self.text(row, first, text, "heading")
        else:
            self.sheet.merge_range(row, first, row, last, "", self.formats["heading"])
            self.sheet.write_string(row, first, visible(text), self.formats["heading"])
