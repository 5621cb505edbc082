"""Parquet files are looked at before Polars reads them: sound ones pass, and damage never ends the process."""

import multiprocessing
import random
from pathlib import Path

import polars as pl
import pytest

from criteria.bounded_files import FileRefused
from criteria.data_files.parquet_check import check_parquet
from criteria.data_files.wide_files import WideFile
from criteria.diagnostic import UnsoundData

TOWNS = pl.DataFrame(
    {
        "id": [f"t{number}" for number in range(300)],
        "kind": ["town" if number % 3 else "ward" for number in range(300)],
        "people": [number if number % 5 else None for number in range(300)],
        "water": [number / 7 for number in range(300)],
        "inner_area": [number % 2 == 0 for number in range(300)],
    }
)


@pytest.mark.parametrize("compression", ["uncompressed", "snappy", "zstd", "gzip", "lz4", "brotli"])
@pytest.mark.parametrize("size", [None, 200])
def test_sound_files_pass(tmp_path: Path, compression: str, size: int | None) -> None:
    """Whatever the compression and the size of pages and groups, a sound file is not refused."""
    path = tmp_path / "a.parquet"
    TOWNS.write_parquet(path, compression=compression, data_page_size=size, row_group_size=size)  # type: ignore[arg-type]
    check_parquet(path)


def test_files_without_rows_or_columns_pass(tmp_path: Path) -> None:
    """What is missing is for the reader to tell."""
    for number, frame in enumerate((TOWNS.head(0), pl.DataFrame(), TOWNS.with_columns(pl.lit([1, 2]).alias("list")))):
        frame.write_parquet(tmp_path / f"{number}.parquet")
        check_parquet(tmp_path / f"{number}.parquet")


@pytest.mark.parametrize("cut", [0, 3, 11, 12, 500, -1, -8])
def test_a_file_that_was_cut_off(tmp_path: Path, cut: int) -> None:
    """A file that ends too early is refused, wherever it ends."""
    path = tmp_path / "a.parquet"
    TOWNS.write_parquet(path)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(FileRefused) as refused:
        check_parquet(path)
    assert "table_is_damaged" == refused.value.diagnostic.kind


def read_mutants(folder: str, seed: int, count: int) -> None:
    """Read damaged files one after the other; nothing but a refusal may come of one."""
    draw = random.Random(seed)
    path = Path(folder, f"{seed}.parquet")
    TOWNS.write_parquet(path, compression="uncompressed", data_page_size=500)
    sound = path.read_bytes()
    for _ in range(count):
        raw = bytearray(sound)
        for _ in range(draw.choice([1, 1, 2, 4])):
            raw[draw.randrange(len(raw))] ^= 1 << draw.randrange(8)
        path.write_bytes(raw)
        try:
            with WideFile(path) as file:
                assert all(batch.height for batch in file.batches(list(file.schema)))
        except UnsoundData as refused:
            assert refused.diagnostics


@pytest.mark.slow
def test_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    """Whatever bits are others, the process that reads goes on to its end."""
    process = multiprocessing.get_context("spawn").Process(target=read_mutants, args=(str(tmp_path), 12, 150))
    process.start()
    process.join(120)
    assert 0 == process.exitcode
