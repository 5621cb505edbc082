"""The texts of a Parquet file measured before they are used: one that stands once in the file may stand in every row.

Of such texts Polars holds only references, so that they are measured at little cost; every step after it copies them.
"""

from pathlib import Path

import narwhals as nw
import polars as pl

from criteria.bounded_files import MEBIBYTE, FileRefused
from criteria.data_files.native_reading import native_reading
from criteria.data_files.text_columns import holds_texts
from criteria.diagnostic import shown
from criteria.diagnostic_kinds import DiagnosticKind

ROWS_AT_ONCE = 500_000
FEW_BYTES = 16 * MEBIBYTE
"""The texts of a column that are read however few their rows are."""
BYTES_IN_A_ROW = 256
"""The length of the texts of a column beyond `FEW_BYTES`, on average of `ROWS_AT_ONCE` rows."""


def check_texts(path: Path) -> None:
    """Check that the texts of a file are not too long in all.

    Raises:
        FileRefused: those of a column are.
    """
    place = shown(path)
    with native_reading(place):
        scan = pl.scan_parquet(path)
        schema = nw.from_native(scan).collect_schema()
        columns = [name for name, kind in schema.items() if holds_texts(kind)]
        if not columns:
            return
        rows: int = scan.select(pl.len()).collect().item()
        lengths = [pl.col(name).cast(pl.String).str.len_bytes().cast(pl.Int64).sum() for name in columns]
        for start in range(0, rows, ROWS_AT_ONCE):
            most = max(FEW_BYTES, BYTES_IN_A_ROW * min(ROWS_AT_ONCE, rows - start))
            found = scan.slice(start, ROWS_AT_ONCE).select(lengths).collect().row(0)
            for name, length in zip(columns, found, strict=True):
                if length > most:
                    limit = f"{most // MEBIBYTE} MiB"
                    raise FileRefused(place, DiagnosticKind.TEXTS_TAKE_TOO_MUCH, start + 1, column=name, limit=limit)
