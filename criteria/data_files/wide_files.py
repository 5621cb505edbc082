"""Files of the wide form, read with Polars batch by batch, so that they may be larger than memory."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import narwhals as nw
import polars as pl
from narwhals.dtypes import DType
from polars.exceptions import PolarsError

from criteria.bounded_files import refusing
from criteria.data_files.folder_content import CSV, parquet_files
from criteria.data_files.native_reading import NativeFailure, native_reading
from criteria.data_files.parquet_check import check_parquet
from criteria.data_files.parquet_texts import check_texts
from criteria.data_files.rows import LONGEST_DETAIL
from criteria.data_files.text_columns import text_of
from criteria.data_files.wide_csv_check import check_wide_csv
from criteria.diagnostic import Diagnostic, Location, UnsoundData, shown
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.owned_folders import ScratchFolder

ROWS_IN_A_BATCH = 500_000
ROW_NUMBER = "row:number"
"""The column of the number of a row in its file or files, from 0, where rows are numbered."""

_LONGEST_PROBLEM = 300


def is_blank_row(schema: Mapping[str, DType]) -> nw.Expr:
    """True where every cell of a row is blank."""
    return nw.all_horizontal(*(text_of(name, kind).is_null() for name, kind in schema.items()), ignore_nulls=True)


def trimmed_names(names: Collection[str]) -> dict[str, str]:
    """Return the names of columns without surrounding blanks, by those that have some and would clash with no other."""
    found = {name: name.strip() for name in names if name != name.strip()}
    taken = [*found.values(), *(name for name in names if name not in found)]
    return {name: plain for name, plain in found.items() if taken.count(plain) == 1}


def _with_trimmed_names(scan: pl.LazyFrame) -> pl.LazyFrame:
    trimmed = trimmed_names(scan.collect_schema().names())
    return scan.rename(trimmed) if trimmed else scan


@contextmanager
def _damage_as_diagnostic(path: Path) -> Iterator[None]:
    """Convert an error of Polars about a damaged file to a diagnostic.

    Raises:
        UnsoundData: the file cannot be read.
    """
    try:
        with native_reading(shown(path)):
            yield
    except (PolarsError, OSError, NativeFailure) as error:
        # Polars goes on with its plan, in which the names of temporary files stand.
        problem = re.split(r"\n|\\n", str(error), maxsplit=1)[0][:_LONGEST_PROBLEM]
        raise UnsoundData(
            [Diagnostic(Location(shown(path)), DiagnosticKind.TABLE_IS_DAMAGED, {"problem": problem})]
        ) from error


class WideFile:
    """A file of the wide form, or a folder of Parquet files; use it as a context manager.

    CSV is first converted to Parquet in a temporary file, because CSV can only be read from its beginning. Rows in
    which every cell is blank are passed over, as in the long form.

    Args:
        numbers_rows: True to yield the column `ROW_NUMBER` beside the rows, in which blank rows count.

    Attributes:
        beside: further columns, a row for each row of the file; None if there are none.
        has_blank_rows: True if rows were passed over.
    """

    def __init__(self, path: Path, numbers_rows: bool = False) -> None:
        self.path = path
        self._numbers_rows = numbers_rows
        self.location = Location(shown(path))
        self.beside: pl.DataFrame | None = None
        self._folder = ScratchFolder()

    def __enter__(self) -> "WideFile":
        try:
            with refusing(UnsoundData, self.path), _damage_as_diagnostic(self.path):
                self._scan = self._opened()
                self._schema = dict(nw.from_native(self._scan.head(0)).collect_schema())
                self._numbers_rows &= ROW_NUMBER not in self._schema  # a column that will be refused
                if self._numbers_rows:
                    self._scan = self._scan.with_row_index(ROW_NUMBER)
                self._without_blank_rows()
                self.rows: int = self._scan.select(pl.len()).collect().item()
        except UnsoundData:
            self._folder.remove()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.remove()

    def _opened(self) -> pl.LazyFrame:
        if self.path.suffix.lower() != CSV or self.path.is_dir():
            files = parquet_files(self.path)
            for file in files:
                check_parquet(file)
                check_texts(file)
            scan = pl.scan_parquet(files)
            self._check_repeated(scan.collect_schema().names())
            return _with_trimmed_names(scan)
        check_wide_csv(self.path)
        head = pl.scan_csv(self.path, has_header=False, infer_schema=False).head(1).collect()
        self._check_repeated([name or "" for name in head.row(0)] if head.height else [])
        staged = self._folder.path / "table.parquet"
        pl.scan_csv(self.path, infer_schema=False).sink_parquet(staged)
        return _with_trimmed_names(pl.scan_parquet(staged))

    def _check_repeated(self, names: Sequence[str]) -> None:
        """Refuse a table two of whose columns have the same name but for blanks around it."""
        plain = [name.strip() for name in names]
        repeated = [place for place, name in enumerate(plain) if name and name in plain[:place]]
        if repeated:
            kind, path = DiagnosticKind.COLUMN_STANDS_TWICE, self.location.path
            places = ((Location(path, 1, place + 1), {"found": plain[place][:LONGEST_DETAIL]}) for place in repeated)
            raise UnsoundData([Diagnostic(place, kind, details) for place, details in places])

    def check_municipalities(self) -> None:
        """Refuse a table without any.

        Raises:
            UnsoundData: no row is left.
        """
        if not self.rows:
            raise UnsoundData([Diagnostic(self.location, DiagnosticKind.NO_MUNICIPALITY_IS_THERE)])

    def _without_blank_rows(self) -> None:
        schema = self.schema
        self.has_blank_rows = False
        if "id" not in schema:
            return
        blank_ids = nw.from_native(self._scan).select(text_of("id", schema["id"]).is_null().sum())
        if blank_ids.to_native().collect().item():
            rows = nw.from_native(self._scan).filter(~is_blank_row(schema)).to_native()
            self.has_blank_rows = True
            self._scan = self._staged_again(rows)

    def _staged_again(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        staged = self._folder.path / "rows.parquet"
        rows.sink_parquet(staged)
        return pl.scan_parquet(staged)

    @property
    def schema(self) -> dict[str, DType]:
        """The columns and their types, without `ROW_NUMBER`."""
        return dict(self._schema)

    def batches(self, columns: Collection[str]) -> Iterator[pl.DataFrame]:
        """Yield the rows in order, with those of these columns that exist."""
        wanted = [*([ROW_NUMBER] if self._numbers_rows else ()), *(name for name in self._schema if name in columns)]
        for start in range(0, self.rows, ROWS_IN_A_BATCH):
            with _damage_as_diagnostic(self.path):
                batch = self._scan.select(wanted).slice(start, ROWS_IN_A_BATCH).collect()
            yield batch if self.beside is None else batch.hstack(self.beside.slice(start, batch.height))

    def stated(self, columns: Collection[str]) -> int:
        """Return how many cells of some columns hold anything."""
        with _damage_as_diagnostic(self.path):
            counts = self._scan.select(pl.col(name).count() for name in columns).collect()
        return sum(counts.row(0)) if counts.width else 0

    def rows_by_file(self) -> dict[Path, int]:
        """Return the files and how many rows each has, blank ones included, in order."""
        files = [self.path] if self.path.suffix.lower() == CSV and not self.path.is_dir() else parquet_files(self.path)
        if len(files) == 1:
            return {files[0]: self.rows}
        with _damage_as_diagnostic(self.path):
            return {file: pl.scan_parquet(file).select(pl.len()).collect().item() for file in files}

    def texts(self, columns: Mapping[str, nw.Expr]) -> pl.DataFrame:
        """Return some columns of texts, a row for each row of the file."""
        with _damage_as_diagnostic(self.path):
            return nw.from_native(self._scan).select(**columns).to_native().collect()

    def repeated(self, words: nw.Expr) -> frozenset[str]:
        """Return the texts that occur more than once."""
        rows = nw.from_native(self._scan).select(words.alias("word")).to_native()
        word = pl.col("word")
        with _damage_as_diagnostic(self.path):
            hashes = rows.select(word.hash()).collect().to_series()
            suspects = hashes.filter(hashes.is_duplicated()).unique()
            if suspects.is_empty():
                return frozenset()
            found = rows.filter(word.hash().is_in(suspects.implode())).collect().to_series()
        return frozenset(found.filter(found.is_duplicated()).drop_nulls().to_list())

    def rows_of(self, words: nw.Expr, ids: pl.DataFrame) -> pl.DataFrame:
        """Return the rows of which an expression gives one of the ids, a table of one column ``id``."""
        key, row = "rows_of:id", "rows_of:row"
        rows = nw.from_native(self._scan.with_row_index(row)).with_columns(words.alias(key)).to_native()
        with _damage_as_diagnostic(self.path):
            found = rows.join(ids.lazy(), left_on=key, right_on="id", how="semi").collect().sort(row)
        places = found.get_column(row)
        found = found.drop(key, row)
        return found if self.beside is None else found.hstack(self.beside[places])
