"""A CSV file of the wide form looked at before it is read, in pieces of whole rows.

No row, and no head, is longer than one ever is; every row has as many cells as the head; and the file is UTF-8. Of
pieces without quotes only separators are counted; other rows are read one by one, as in the long form.
"""

import csv
import io
import re
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import BinaryIO, NoReturn

from criteria.bounded_files import MEBIBYTE, FileRefused, check_plain
from criteria.data_files.bounds import LONGEST_CELL, LONGEST_ROW, MOST_COLUMNS, MOST_FAULTS
from criteria.diagnostic import Diagnostic, Location, UnsoundData, shown
from criteria.diagnostic_kinds import DiagnosticKind

_PIECE = 2 * MEBIBYTE
_END, _QUOTE, _SEPARATOR = b"\n", b'"', b","
_MARK = b"\xef\xbb\xbf"
_BLANKS = b", \t\r"
_ROW = re.compile(rb'(?:[^"\n]++|"[^"]*+(?:"|\Z))*+\n?')


def check_wide_csv(path: Path) -> None:
    """Check that the rows of a file can be read without harm, and that each has as many cells as the head.

    Raises:
        FileRefused: a row is too long, the head has too many columns, or the file is no CSV in UTF-8.
        UnsoundData: rows have too many or too few cells.
    """
    place = shown(path)
    check_plain(path, place)
    checked = _Checked(place)
    with path.open("rb") as file:
        checked.check(file)
    if checked.faults:
        raise UnsoundData(checked.faults)


class _Checked:
    """One file, and what was seen of it so far."""

    def __init__(self, place: str) -> None:
        self.faults: list[Diagnostic] = []
        self._place = place
        self._line = 1
        self._cells = 0

    def check(self, file: BinaryIO) -> None:
        """Check a file to its end, or until it has too many faults."""
        first = file.read(_PIECE)
        self._check_beginning(first)
        rest = first.removeprefix(_MARK)
        while len(self.faults) < MOST_FAULTS:
            end = self._end_of_rows(rest)
            self._check_rows(rest[:end])
            piece = file.read(_PIECE)
            if not piece:
                self._check_rows(rest[end:])
                break
            rest = rest[end:] + piece
        if not self._cells:
            self._refuse(DiagnosticKind.FILE_IS_EMPTY)

    def _refuse(self, kind: DiagnosticKind, line: int = 1, **details: str) -> NoReturn:
        raise FileRefused(self._place, kind, line, **details)

    def _check_beginning(self, first: bytes) -> None:
        line = first[: first.find(_END)] if _END in first else first
        if line.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in line:
            self._refuse(DiagnosticKind.FILE_IS_NOT_UTF8)
        if b"\r" in line[:-1] and _END not in first:
            self._refuse(DiagnosticKind.LINES_END_IN_CR)

    def _end_of_rows(self, content: bytes) -> int:
        """Return where the last row that is whole ends; 0 if none is."""
        end, is_outside = len(content), content.count(_QUOTE) % 2 == 0
        for _ in range(LONGEST_CELL):
            at = content.rfind(_END, max(len(content) - LONGEST_ROW - 1, 0), end)
            if at < 0:
                break
            is_outside ^= content.count(_QUOTE, at, end) % 2 == 1
            if is_outside:
                return at + 1
            end = at
        if len(content) > LONGEST_ROW:
            starts = [match.start() for match in _ROW.finditer(content) if match[0]]
            self._refuse_length(content.count(_END, 0, starts[-1]))
        return 0

    def _refuse_length(self, lines: int) -> NoReturn:
        self._refuse(DiagnosticKind.ROW_IS_TOO_LONG, self._line + lines, limit=f"{LONGEST_ROW:,}")

    def _check_rows(self, rows: bytes) -> None:
        """Check whole rows."""
        if not rows.isascii():
            self._check_text(rows)
        if not self._cells:
            self._read_head(rows)
        if self._cells and self._has_faults(rows):
            self._read_one_by_one(rows)
        self._line += rows.count(_END)

    def _check_text(self, rows: bytes) -> None:
        try:
            rows.decode()
        except UnicodeDecodeError as error:
            self._refuse(DiagnosticKind.FILE_IS_NOT_UTF8, self._line + rows.count(_END, 0, error.start))

    def _read_head(self, rows: bytes) -> None:
        """Note how many cells the first row has; rows that are empty are none."""
        if any(line.count(_SEPARATOR) >= MOST_COLUMNS for line in rows.lstrip()[:LONGEST_ROW].split(_END, 1)[:1]):
            self._refuse(DiagnosticKind.TOO_MANY_COLUMNS, limit=f"{MOST_COLUMNS:,}")
        for _, cells in self._rows(rows):
            if cells:
                self._cells = len(cells)
                return

    def _has_faults(self, rows: bytes) -> bool:
        """False if all rows have as many cells as the head."""
        if _QUOTE in rows:
            return {len(cells) for _, cells in self._rows(rows)} != {self._cells}
        lines = rows.split(_END)
        if max(map(len, lines)) > LONGEST_ROW:
            self._refuse_length(next(number for number, line in enumerate(lines) if len(line) > LONGEST_ROW))
        wanted = self._cells - 1
        counts = list(map(bytes.count, lines, repeat(_SEPARATOR)))
        if set(counts) == {wanted}:
            return False
        return any(
            count != wanted and (count > wanted or line.strip(_BLANKS))
            for count, line in zip(counts, lines, strict=True)
        )

    def _rows(self, rows: bytes) -> Iterator[tuple[int, list[str]]]:
        """Yield rows with the lines on which they begin."""
        reader = csv.reader(io.StringIO(rows.decode(), newline="\n"), strict=True)
        line = self._line
        try:
            for cells in reader:
                yield line, cells
                line = self._line + reader.line_num
        except csv.Error as error:
            self._refuse(DiagnosticKind.CSV_IS_MALFORMED, line, problem=str(error))

    def _read_one_by_one(self, rows: bytes) -> None:
        for line, cells in self._rows(rows):
            number = len(cells)
            if number == self._cells or (number < self._cells and not any(cell.strip() for cell in cells)):
                continue
            place = Location(self._place, line, min(number, self._cells) + 1)
            details = {"found": str(number), "expected": str(self._cells)}
            self.faults.append(Diagnostic(place, DiagnosticKind.WRONG_NUMBER_OF_CELLS, details))
            if len(self.faults) == MOST_FAULTS:
                limit = {"limit": f"{MOST_FAULTS:,}"}
                self.faults.append(Diagnostic(place, DiagnosticKind.TOO_MANY_DIAGNOSTICS, limit))
                return
