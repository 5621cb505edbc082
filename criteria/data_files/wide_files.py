"""Files of the wide form, read with Polars batch by batch, so that they may be larger than memory."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import narwhals as nw
import polars as pl
from narwhals.dtypes import DType
from polars.exceptions import PolarsError

from criteria.diagnostic import Diagnostic, Location, UnsoundData, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.owned_folders import ScratchFolder

ROWS_IN_A_BATCH = 500_000
PARQUET, CSV = ".parquet", ".csv"
_LONGEST_PROBLEM = 300


def is_wide(path: Path) -> bool:
    """True if a path is a file or a folder of the wide form."""
    if path.is_dir():
        return bool(parquet_files(path))
    return path.suffix.lower() in {PARQUET, CSV}


def parquet_files(path: Path) -> list[Path]:
    """Return the Parquet files of a folder, or the file itself."""
    return sorted(path.rglob(f"*{PARQUET}")) if path.is_dir() else [path]


@contextmanager
def _damage_as_diagnostic(path: Path) -> Iterator[None]:
    """Convert an error of Polars about a damaged file to a diagnostic.

    Raises:
        UnsoundData: the file cannot be read.
    """
    try:
        yield
    except (PolarsError, OSError) as error:
        problem = str(error).split("\n", 1)[0][:_LONGEST_PROBLEM]
        raise UnsoundData(
            [Diagnostic(Location(shown(path)), DiagnosticKind.TABLE_IS_DAMAGED, {"problem": problem})]
        ) from error


class WideFile:
    """A file of the wide form, or a folder of Parquet files; use it as a context manager.

    CSV is first converted to Parquet in a temporary file, because CSV can only be read from its beginning.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.location = Location(shown(path))
        self._folder = ScratchFolder()

    def __enter__(self) -> "WideFile":
        try:
            with _damage_as_diagnostic(self.path):
                self._scan = self._opened()
                self._schema = self._scan.collect_schema()
                self.rows: int = self._scan.select(pl.len()).collect().item()
        except UnsoundData:
            self._folder.remove()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.remove()

    def _opened(self) -> pl.LazyFrame:
        if self.path.suffix.lower() != CSV or self.path.is_dir():
            return pl.scan_parquet(parquet_files(self.path))
        staged = self._folder.path / "table.parquet"
        pl.scan_csv(self.path, infer_schema=False).sink_parquet(staged)
        return pl.scan_parquet(staged)

    @property
    def schema(self) -> dict[str, DType]:
        """The columns and their types."""
        return dict(nw.from_native(self._scan.head(0)).collect_schema())

    def batches(self, columns: Collection[str]) -> Iterator[pl.DataFrame]:
        """Yield the rows in order, with those of these columns that exist."""
        wanted = [column for column in self._schema if column in columns]
        for start in range(0, self.rows, ROWS_IN_A_BATCH):
            with _damage_as_diagnostic(self.path):
                batch = self._scan.select(wanted).slice(start, ROWS_IN_A_BATCH).collect()
            yield batch

    def repeated(self, column: str) -> frozenset[str]:
        """Return the words that a column holds more than once."""
        if column not in self._schema or self._schema[column] != pl.String:
            return frozenset()
        with _damage_as_diagnostic(self.path):
            hashes = self._scan.select(pl.col(column).str.strip_chars().hash()).collect().to_series()
            suspects = hashes.filter(hashes.is_duplicated()).unique()
            if suspects.is_empty():
                return frozenset()
            words = pl.col(column).str.strip_chars()
            found = self._scan.select(words).filter(words.hash().is_in(suspects.implode())).collect().to_series()
        return frozenset(found.filter(found.is_duplicated()).drop_nulls().to_list())

    def lookup(self, key: str, values: Collection[str]) -> pl.DataFrame:
        """Return some columns by a key, one row for each value of the key."""
        wanted = [name for name in (key, *values) if name in self._schema]
        with _damage_as_diagnostic(self.path):
            return self._scan.select(wanted).unique(subset=[key], keep="any").collect()
