"""Results as Parquet, points as exact decimals."""

from pathlib import Path
from typing import Any

import polars as pl

from dothi.batch.visible_cells import visible_cells, visible_in_spark


class _ParquetWriter:
    """Writes each piece to a file of its own, then joins them without holding them in memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pieces: list[Path] = []

    def write(self, piece: pl.DataFrame) -> None:
        path = self._path.with_name(f"{len(self._pieces)}.piece")
        visible_cells(piece).write_parquet(path)
        self._pieces.append(path)

    def close(self) -> None:
        if not self._pieces:
            pl.DataFrame().write_parquet(self._path)
        elif len(self._pieces) == 1:
            self._pieces[0].replace(self._path)
        else:
            pl.scan_parquet(self._pieces).sink_parquet(self._path)


writer = _ParquetWriter


def write_in_spark(results: Any, folder: Path) -> None:
    """Write a Spark frame as a folder of Parquet files."""
    visible_in_spark(results, is_for_people=False).write.parquet(str(folder))
