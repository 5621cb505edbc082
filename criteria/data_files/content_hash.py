"""The hash of data files, which anybody can compute again with ``sha256sum``."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from criteria.bounded_files import MEBIBYTE, FileRefused, check_plain, is_there, refusing
from criteria.data_files.bounds import LARGEST_FILE
from criteria.data_files.folder_content import parquet_files
from criteria.data_files.parquet_check import check_parquet
from criteria.data_files.rows import MEASUREMENTS, MUNICIPALITIES
from criteria.data_files.wide_csv_check import check_wide_csv
from criteria.data_files.xlsx_parts import LARGEST_FILE as LARGEST_WORKBOOK
from criteria.diagnostic import UnsoundData, shown
from criteria.diagnostic_kinds import DiagnosticKind

_TABLES = tuple(f"{table}.csv" for table in (MEASUREMENTS, MUNICIPALITIES))
_LARGEST = {**dict.fromkeys((".json", *_TABLES), LARGEST_FILE), ".xlsx": LARGEST_WORKBOOK, ".xlsm": LARGEST_WORKBOOK}
"""The sizes beyond which data are not even read through."""


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file, or of a folder's list of files as ``sha256sum`` writes it, in order of names.

    Raises:
        UnsoundData: the data cannot be read; the wide form is looked at first, so that this is said at once.
    """
    with refusing(UnsoundData, path):
        if not is_there(path):
            raise FileRefused(shown(path), DiagnosticKind.DATA_ARE_MISSING, option="--data")
        if not path.is_dir():
            return _file_hash(path)
        lines = (f"{_file_hash(path / name)}  {name}\n" for name in sorted(_names(path)))
        return hashlib.sha256("".join(lines).encode()).hexdigest()


def _names(folder: Path) -> Iterator[str]:
    """Yield the names of the files that are read from a folder: its Parquet files, else its CSV tables."""
    found = [file.relative_to(folder).as_posix() for file in parquet_files(folder)]
    yield from found or (name for name in _TABLES if is_there(folder / name))


def _file_hash(path: Path) -> str:
    ending = path.suffix.lower()
    if ending == ".parquet":
        check_parquet(path)
    if ending == ".csv" and path.name not in _TABLES:
        check_wide_csv(path)
    size = check_plain(path)
    most = _LARGEST.get(path.name if path.name in _LARGEST else ending, size)
    if size > most:
        raise FileRefused(shown(path), DiagnosticKind.FILE_IS_TOO_LARGE, limit=f"{most // MEBIBYTE} MiB")
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
