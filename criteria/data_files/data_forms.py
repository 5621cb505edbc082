"""Which form the data at a path have: tables of the long form, or one table of the wide form."""

from pathlib import Path

from criteria.diagnostic import Diagnostic, Location, UnsoundData, shown
from criteria.diagnostic_kinds import DiagnosticKind

PARQUET, CSV = ".parquet", ".csv"


def is_wide(path: Path) -> bool:
    """True if a path is a file or a folder of the wide form.

    Raises:
        UnsoundData: a folder holds Parquet and CSV files, so that it has two meanings.
    """
    if not path.is_dir():
        return path.suffix.lower() in {PARQUET, CSV}
    wide, tables = parquet_files(path), sorted(path.glob(f"*{CSV}"))
    if wide and tables:
        names = {"parquet": wide[0].relative_to(path).as_posix(), "csv": tables[0].name}
        raise UnsoundData([Diagnostic(Location(shown(wide[0])), DiagnosticKind.FOLDER_HOLDS_TWO_FORMS, names)])
    return bool(wide)


def parquet_files(path: Path) -> list[Path]:
    """Return the Parquet files of a folder, or the file itself."""
    return sorted(path.rglob(f"*{PARQUET}")) if path.is_dir() else [path]
