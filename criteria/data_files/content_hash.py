"""The hash of data files, which anybody can compute again with ``sha256sum``."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from criteria.bounded_files import FileRefused, check_plain, files_within, is_there, refusing
from criteria.data_files.parquet_check import check_parquet
from criteria.data_files.rows import MEASUREMENTS, MUNICIPALITIES
from criteria.diagnostic import UnsoundData, shown
from criteria.diagnostic_kinds import DiagnosticKind


def content_hash(path: Path) -> str:
    """Return the SHA-256 of a file, or of a folder's list of files as ``sha256sum`` writes it, in order of names.

    Raises:
        UnsoundData: the data cannot be read; Parquet files are looked at first, so that this is said at once.
    """
    with refusing(UnsoundData, path):
        if not is_there(path):
            raise FileRefused(shown(path), DiagnosticKind.DATA_ARE_MISSING)
        if not path.is_dir():
            return _file_hash(path)
        lines = (f"{_file_hash(path / name)}  {name}\n" for name in sorted(_names(path)))
        return hashlib.sha256("".join(lines).encode()).hexdigest()


def _names(folder: Path) -> Iterator[str]:
    """Yield the names of the files that are read from a folder: its Parquet files, else its CSV tables."""
    found = [file.relative_to(folder).as_posix() for file in files_within(folder, ".parquet")]
    tables = (f"{table}.csv" for table in (MEASUREMENTS, MUNICIPALITIES))
    yield from found or (name for name in tables if is_there(folder / name))


def _file_hash(path: Path) -> str:
    if path.suffix.lower() == ".parquet":
        check_parquet(path)
    check_plain(path)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
