"""The files of a folder of data: those that are read, and those that systems and editors left there.

The case of endings does not matter. CSV files count directly in the folder only, and if there are any, whatever lies
deeper is left alone; a folder without CSV is one table of the Parquet files in and below it.
"""

from collections.abc import Iterator
from pathlib import Path

from criteria.bounded_files import files_within
from criteria.diagnostic import Diagnostic, Location, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.passed_over import is_left_behind, is_passed_over

PARQUET, CSV = ".parquet", ".csv"


def csv_files(folder: Path) -> list[Path]:
    """Return the CSV files of a folder in order, without those that are passed over."""
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == CSV and not is_passed_over(path))


def parquet_files(path: Path) -> list[Path]:
    """Return the Parquet files of a folder, without those that are passed over; or the file itself.

    They are those in and below it, or beside CSV files only those directly in it.

    Raises:
        criteria.bounded_files.FileRefused: the folder holds more than a folder of data ever does.
        OSError: a folder cannot be read.
    """
    if not path.is_dir():
        return [path]
    files = path.iterdir() if csv_files(path) else files_within(path)
    found = ((file, file.relative_to(path)) for file in files if file.suffix.lower() == PARQUET)
    return sorted(file for file, within in found if not any(map(is_passed_over, (within, *within.parents[:-1]))))


def passed_over_notes(folder: Path) -> Iterator[Diagnostic]:
    """Yield a note for each file of a folder that is passed over; none for a path that is no folder."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file() and is_left_behind(Path(path.name)) and path.suffix != ".crc":  # Spark's sums of its files
            yield Diagnostic(Location(shown(path)), DiagnosticKind.FILE_IS_PASSED_OVER, {"found": path.name})
