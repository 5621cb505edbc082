"""One rule for the case and the depth of files in folders of data."""

from pathlib import Path

import polars as pl
import pytest

from criteria.data_files.content_hash import content_hash
from criteria.data_files.data_forms import is_wide
from criteria.data_files.folder_content import csv_files, parquet_files


def written(folder: Path, *names: str) -> Path:
    """Write files of a row each."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix.lower() == ".parquet":
            pl.DataFrame({"id": [path.stem.lower()]}).write_parquet(path)
        else:
            path.write_text("id,name,kind\na,A,ward\n")
    return folder


@pytest.mark.parametrize(
    ("names", "parquet", "csv", "wide"),
    [
        (["municipalities.csv", "old/x.parquet"], [], ["municipalities.csv"], False),
        (["municipalities.csv", "old/measurements.csv"], [], ["municipalities.csv"], False),
        (["A.Parquet", "b.parquet"], ["A.Parquet", "b.parquet"], [], True),
        (["p=1/a.PARQUET", "p=2/b.parquet"], ["p=1/a.PARQUET", "p=2/b.parquet"], [], True),
        (["a.parquet", ".old/b.parquet", ".c.PARQUET"], ["a.parquet"], [], True),
        (["a.parquet", "old/municipalities.csv"], ["a.parquet"], [], True),
        (["MUNICIPALITIES.CSV"], [], ["MUNICIPALITIES.CSV"], False),
    ],
)
def test_which_files_count(names: list[str], parquet: list[str], csv: list[str], wide: bool, tmp_path: Path) -> None:
    """Endings in any case count; CSV counts directly in a folder, and what lies below Parquet only without CSV."""
    written(tmp_path, *names)
    assert parquet == [path.relative_to(tmp_path).as_posix() for path in parquet_files(tmp_path)]
    assert csv == [path.name for path in csv_files(tmp_path)]
    assert wide is is_wide(tmp_path)


def test_what_lies_below_has_no_part_in_the_hash(tmp_path: Path) -> None:
    """The hash of a folder of CSV files is that of its tables, whatever lies in the folders below."""
    before = content_hash(written(tmp_path, "municipalities.csv"))
    assert before == content_hash(written(tmp_path, "old/x.parquet"))
