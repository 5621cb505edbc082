"""Results as a worksheet in which every text is text, never a formula or a link."""

from pathlib import Path

import polars as pl
import xlsxwriter

from dothi.batch.cannot_deliver import CannotDeliver
from dothi.batch.visible_cells import visible_cells
from dothi.batch.writers.decimals import decimals_as_text

MOST_SHEET_ROWS = 1_048_575
"""The rows that a worksheet holds below its header."""


class _SheetWriter:
    def __init__(self, path: Path) -> None:
        self._book = xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": str(path.parent)})
        self._sheet = self._book.add_worksheet("results")
        self._row = 0

    def write(self, piece: pl.DataFrame) -> None:
        """Add rows.

        Raises:
            CannotDeliver: there are more rows than a worksheet holds.
        """
        piece = visible_cells(piece)
        if not self._row:
            for column, name in enumerate(piece.columns):
                self._sheet.write_string(0, column, name)
            self._sheet.freeze_panes(1, 0)
        for values in decimals_as_text(piece).iter_rows():
            self._row += 1
            if self._row > MOST_SHEET_ROWS:
                raise CannotDeliver("too_many_rows", most=str(MOST_SHEET_ROWS))
            for column, value in enumerate(values):
                self._write_cell(column, value)

    def _write_cell(self, column: int, value: object) -> None:
        match value:
            case None:
                pass
            case bool():
                self._sheet.write_boolean(self._row, column, value)
            case str():
                self._sheet.write_string(self._row, column, value)
            case _:
                self._sheet.write_number(self._row, column, value)

    def close(self) -> None:
        self._book.close()


writer = _SheetWriter
