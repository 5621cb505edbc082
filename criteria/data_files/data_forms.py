"""Which form the data at a path have: tables of the long form, or one table of the wide form."""

from pathlib import Path

from criteria.bounded_files import FileRefused, refusing
from criteria.data_files.folder_content import CSV, PARQUET, csv_files, parquet_files
from criteria.diagnostic import Diagnostic, Location, UnsoundData, shown
from criteria.diagnostic_kinds import DiagnosticKind

_OF_FILES = {PARQUET, CSV, ".json", ".xlsx", ".xlsm"}
"""The endings of files of data, which folders may have too."""


def is_wide(path: Path) -> bool:
    """True if a path is a file or a folder of the wide form.

    Raises:
        UnsoundData: a folder holds Parquet and CSV files, so that it has two meanings, or cannot be read; or it is
            named like a file and holds neither.
    """
    if not path.is_dir():
        return path.suffix.lower() in {PARQUET, CSV}
    with refusing(UnsoundData, path):
        wide, tables = parquet_files(path), csv_files(path)
        if path.suffix.lower() in _OF_FILES and not wide and not tables:
            raise FileRefused(shown(path), DiagnosticKind.FILE_IS_SPECIAL)
    if wide and tables:
        names = {"parquet": wide[0].relative_to(path).as_posix(), "csv": tables[0].name}
        raise UnsoundData([Diagnostic(Location(shown(wide[0])), DiagnosticKind.FOLDER_HOLDS_TWO_FORMS, names)])
    return bool(wide)
