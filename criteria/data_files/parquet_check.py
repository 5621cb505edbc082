"""A Parquet file looked at before it is read: what its footer and the heads of its pages say must be possible.

Readers reserve memory by these numbers, and end the whole process if they are absurd. Here each is compared with the
size of the file and with the others; nothing is unpacked.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from criteria.bounded_files import MEBIBYTE, FileRefused, check_plain
from criteria.data_files.bounds import MOST_COLUMNS
from criteria.data_files.thrift_compact import EndsTooEarly, NotThrift, Struct, ThriftReader
from criteria.diagnostic import shown
from criteria.diagnostic_kinds import DiagnosticKind

LARGEST_FOOTER = 4 * MEBIBYTE
LARGEST_PAGE = 256 * MEBIBYTE
LARGEST_GROUP = 2048 * MEBIBYTE
MOST_PAGES = 1_000_000
SMALL = 128 * MEBIBYTE
"""What unpacks to no more is read, however well it was packed."""
MOST_PACKED = 200
"""How many times its size a larger row group may unpack to; each municipality has an id of its own."""
FEW_ROWS = 1_000_000
MOST_ROWS_IN_A_BYTE = 20

_MAGIC, _ENCRYPTED_MAGIC = b"PAR1", b"PARE"
_TAIL = 8
_FIRST_LOOK, _LAST_LOOK = 1024, MEBIBYTE
_DATA, _INDEX, _DICTIONARY, _DATA_2 = 0, 1, 2, 3
_REPEATED = 2
_CODECS = range(8)


def check_parquet(path: Path) -> None:
    """Check that a Parquet file can be read without harm.

    Raises:
        FileRefused: it is damaged, or unpacks to too much.
    """
    place = shown(path)
    size = check_plain(path, place)
    try:
        with path.open("rb") as file:
            _Checked(file, size, place).check()
    except NotThrift as error:
        raise FileRefused(place, DiagnosticKind.TABLE_IS_DAMAGED, problem=f"Parquet: {error}") from None
    except (TypeError, AttributeError, KeyError, IndexError):
        raise FileRefused(place, DiagnosticKind.TABLE_IS_DAMAGED, problem="Parquet: a malformed footer") from None


@dataclass
class _Checked:
    """One file, and how many of its pages were looked at."""

    file: BinaryIO
    size: int
    place: str
    pages: int = 0

    def check(self) -> None:
        footer = self._footer()
        leaves = self._leaves(footer[2])
        groups, rows = footer.get(4, []), footer[3]
        if rows < 0 or rows != sum(group[3] for group in groups):
            self._damaged("the row groups do not add up")
        if rows > FEW_ROWS and rows > MOST_ROWS_IN_A_BYTE * self.size:
            self._too_much(f"{FEW_ROWS:,}")
        for group in groups:
            self._check_group(group, leaves)

    def _damaged(self, problem: str) -> NoReturn:
        raise FileRefused(self.place, DiagnosticKind.TABLE_IS_DAMAGED, problem=f"Parquet: {problem}")

    def _too_much(self, limit: str) -> NoReturn:
        raise FileRefused(self.place, DiagnosticKind.TABLE_UNPACKS_TO_TOO_MUCH, limit=limit)

    def _at(self, start: int, size: int) -> bytes:
        self.file.seek(start)
        return self.file.read(size)

    def _footer(self) -> Struct:
        if self.size < len(_MAGIC) + _TAIL:
            self._damaged("the file is cut off")
        tail = self._at(self.size - _TAIL, _TAIL)
        if tail[4:] == _ENCRYPTED_MAGIC:
            self._damaged("the file is encrypted")
        if tail[4:] != _MAGIC or self._at(0, 4) != _MAGIC:
            self._damaged("the file is cut off, or is no Parquet")
        (length,) = struct.unpack("<I", tail[:4])
        if not 0 < length <= self.size - _TAIL - len(_MAGIC):
            self._damaged("the footer is longer than the file")
        if length > LARGEST_FOOTER:
            self._too_much(f"{LARGEST_FOOTER // MEBIBYTE} MiB")
        footer = ThriftReader(self._at(self.size - _TAIL - length, length)).struct()
        if 8 in footer:
            self._damaged("the file is encrypted")
        return footer

    def _leaves(self, schema: list[Struct]) -> list[bool]:
        """Return, for each column that holds values, whether each row has exactly one."""
        if len(schema) > MOST_COLUMNS + 1:
            raise FileRefused(self.place, DiagnosticKind.TOO_MANY_COLUMNS, limit=f"{MOST_COLUMNS:,}")
        if schema[0].get(5, 0) > len(schema):
            self._damaged("a malformed schema")
        is_flat = schema[0].get(5, 0) == len(schema) - 1
        names = [known[4] for known in schema[1:]]
        if is_flat and len(set(names)) < len(names):
            self._damaged("two columns of one name")
        return [is_flat and known.get(3) != _REPEATED for known in schema[1:] if not known.get(5)]

    def _check_group(self, group: Struct, leaves: list[bool]) -> None:
        rows, columns = group[3], [column[3] for column in group[1]]
        if rows < 0 or len(columns) != len(leaves):
            self._damaged("a row group without all columns")
        packed = sum(column[7] for column in columns)
        unpacked = sum(column[6] for column in columns)
        if unpacked > LARGEST_GROUP or (unpacked > SMALL and unpacked > MOST_PACKED * packed):
            self._too_much(f"{(LARGEST_GROUP if unpacked > LARGEST_GROUP else SMALL) // MEBIBYTE} MiB")
        for column, is_flat in zip(columns, leaves, strict=True):
            if is_flat and column[5] != rows:
                self._damaged("a column of fewer or more rows than its row group")
            self._check_pages(column, is_flat)

    def _check_pages(self, column: Struct, is_flat: bool) -> None:
        at, end = column[9], column.get(11) or 0
        at = min(at, end) if end > 0 else at
        end = at + column[7]
        if column[4] not in _CODECS or not len(_MAGIC) <= at <= end <= self.size - _TAIL or column[6] < 0:
            self._damaged("a column that lies outside the file")
        values, unpacked, has_dictionary = 0, 0, False
        while at < end:
            head, length = self._head(at, end)
            kind, most = head[1], column[6] - unpacked
            at += length + head[3]
            unpacked += length + head[2]
            if not 0 <= head[2] <= min(most, LARGEST_PAGE) or head[3] < 0 or at > end:
                self._damaged("a page that is larger than its column")
            if kind == _DICTIONARY:
                if has_dictionary or values or not 0 <= head[7][1] <= max(head[2], 1) * 8:
                    self._damaged("a malformed dictionary")
                has_dictionary = True
            elif kind in {_DATA, _DATA_2}:
                values += self._values_of(head, is_flat)
            elif kind != _INDEX:
                self._damaged("a page of an unknown kind")
        if values != column[5]:
            self._damaged("the pages of a column do not add up")

    def _values_of(self, head: Struct, is_flat: bool) -> int:
        data = head[5] if head[1] == _DATA else head[8]
        count = int(data[1])
        if head[1] == _DATA_2:
            levels = data[5] + data[6]
            if min(data[2], data[3], data[5], data[6]) < 0 or levels > min(head[2], head[3]) or data[2] > count:
                self._damaged("a malformed page")
            if is_flat and data[3] != count:
                self._damaged("a page of fewer or more rows than values")
        if count < 0:
            self._damaged("a malformed page")
        return count

    def _head(self, at: int, end: int) -> tuple[Struct, int]:
        """Return the head of the page that begins here, and its length."""
        self.pages += 1
        if self.pages > MOST_PAGES:
            self._too_much(f"{MOST_PAGES:,}")
        look = _FIRST_LOOK
        while True:
            reader = ThriftReader(self._at(at, min(look, end - at)))
            try:
                return reader.struct(), reader.at
            except EndsTooEarly:
                if look >= min(_LAST_LOOK, end - at):
                    raise
                look *= 32
