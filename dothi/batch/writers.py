"""Writers of result tables, one class a form: each is given the result piece by piece and keeps none of it.

Everything is written beside the target and moved into place whole, so that what breaks off leaves the old file.
"""

import shutil
import tempfile
from contextlib import nullcontext, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Protocol, Self

import polars as pl
import xlsxwriter

MOST_SHEET_ROWS = 1_048_575
"""Rows of a worksheet below its header."""


def rejected_place(output: Path) -> Path:
    """Where rejected rows are written: beside the results."""
    return output.with_name(f"{output.name}.rejected.csv")


def failures_place(output: Path) -> Path:
    """Where the failing standards are written: beside the results."""
    return output.with_name(f"{output.name}.failures.csv")


class Writer(Protocol):
    """Writes a table that comes in pieces."""

    def write(self, piece: pl.DataFrame) -> None:
        """Add rows."""

    def close(self) -> None:
        """End the file."""


class _CsvWriter:
    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("wb")
        self._has_header = False

    def write(self, piece: pl.DataFrame) -> None:
        piece.write_csv(self._file, include_header=not self._has_header)
        self._has_header = True

    def close(self) -> None:
        self._file.close()


class _JsonWriter:
    """A list of objects, one a line."""

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("wb")
        self._separator = b"[\n"

    def write(self, piece: pl.DataFrame) -> None:
        for line in piece.write_ndjson().encode().splitlines():
            self._file.write(self._separator + line)
            self._separator = b",\n"

    def close(self) -> None:
        self._file.write(b"[]\n" if self._separator == b"[\n" else b"\n]\n")
        self._file.close()


class _ParquetWriter:
    """Pieces are laid down one by one and then put together without being held in memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pieces: list[Path] = []

    def write(self, piece: pl.DataFrame) -> None:
        path = self._path.with_name(f"{len(self._pieces)}.piece")
        piece.write_parquet(path)
        self._pieces.append(path)

    def close(self) -> None:
        if not self._pieces:
            pl.DataFrame().write_parquet(self._path)
        elif len(self._pieces) == 1:
            self._pieces[0].replace(self._path)
        else:
            pl.scan_parquet(self._pieces).sink_parquet(self._path)


class _SheetWriter:
    """A worksheet; every text is written as text, none as a formula or a link."""

    def __init__(self, path: Path) -> None:
        self._book = xlsxwriter.Workbook(path, {"constant_memory": True})
        self._sheet = self._book.add_worksheet("results")
        self._row = 0

    def write(self, piece: pl.DataFrame) -> None:
        if not self._row:
            for column, name in enumerate(piece.columns):
                self._sheet.write_string(0, column, name)
            self._sheet.freeze_panes(1, 0)
        for values in piece.iter_rows():
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


FORMS: dict[str, type[_CsvWriter] | type[_JsonWriter] | type[_ParquetWriter] | type[_SheetWriter]] = {
    ".parquet": _ParquetWriter,
    ".csv": _CsvWriter,
    ".json": _JsonWriter,
    ".xlsx": _SheetWriter,
}
"""The writers by suffix of the file."""


class Output:
    """Files that appear together, when everything is written; a context manager.

    On an error nothing appears and what was there before stays.
    """

    def __init__(self, folder: Path) -> None:
        self._target_folder = folder
        self._writers: dict[Path, Writer] = {}

    def __enter__(self) -> Self:
        self._folder = Path(tempfile.mkdtemp(prefix=".dothi-", dir=self._target_folder))
        return self

    def writer(self, target: Path, suffix: str | None = None) -> Writer:
        """A writer of the form that the suffix names."""
        place = self._folder / str(len(self._writers))
        place.mkdir()
        writer = FORMS[suffix or target.suffix.lower()](place / target.name)
        self._writers[target] = writer
        return writer

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            for writer in self._writers.values():
                # After an error nothing of this will be seen: what else goes wrong in closing does not hide the cause.
                with nullcontext() if error is None else suppress(Exception):
                    writer.close()
            if error is None:
                for number, target in enumerate(self._writers):
                    (self._folder / str(number) / target.name).replace(target)
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)


class CannotDeliver(Exception):
    """The batch was asked for in a way that cannot be: ``kind`` is the sentence of the catalogue."""

    def __init__(self, kind: str, **details: str) -> None:
        self.kind = kind
        self.details = details
        super().__init__(kind)
