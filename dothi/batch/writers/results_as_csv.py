"""Results as CSV for people: UTF-8 with the mark by which spreadsheets recognise it, and no cell that is a formula."""

import codecs
from pathlib import Path
from typing import IO, Any

import polars as pl

from dothi.batch.visible_cells import guarded_cells, visible_cells, visible_in_spark
from dothi.batch.writers.decimals import decimals_as_text


class _CsvWriter:
    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("wb")
        self._file.write(codecs.BOM_UTF8)
        self._has_header = False

    def write(self, piece: pl.DataFrame) -> None:
        rows = guarded_cells(visible_cells(decimals_as_text(piece)))
        rows.write_csv(self._file, include_header=not self._has_header)
        self._has_header = True

    def close(self) -> None:
        self._file.close()


writer = _CsvWriter


def write_in_spark(results: Any, folder: Path) -> None:
    """Write a Spark frame as a folder of CSV files."""
    from pyspark.sql import functions  # noqa: PLC0415 - an extra

    for name, kind in results.dtypes:
        if kind.startswith("decimal"):
            text = functions.regexp_replace(functions.col(name).cast("string"), r"\.?0+$", "")
            results = results.withColumn(name, text)
    visible_in_spark(results, is_for_people=True).write.csv(str(folder), header=True, escape='"')
