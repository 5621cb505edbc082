"""Results as a JSON list of objects, one object a line; what is hidden is escaped, and reads back as it was."""

from pathlib import Path
from typing import IO

import polars as pl

from criteria.printable import visible
from dothi.batch.writers.decimals import decimals_as_text


class _JsonWriter:
    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("wb")
        self._separator = b"[\n"

    def write(self, piece: pl.DataFrame) -> None:
        for line in decimals_as_text(piece).write_ndjson().split("\n"):
            if line:
                self._file.write(self._separator + visible(line).encode())
                self._separator = b",\n"

    def close(self) -> None:
        self._file.write(b"[]\n" if self._separator == b"[\n" else b"\n]\n")
        self._file.close()


writer = _JsonWriter
