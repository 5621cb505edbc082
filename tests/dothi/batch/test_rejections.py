"""No rejected row is lost: each is listed in a file or told on stderr, also where every row is rejected."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from tests.support.batch_tables import Batch, parquet, rejected
from tests.support.paths import REAL_CASES, TRA_VINH

pytestmark = pytest.mark.slow

FORMING = ("--family", "administrative-unit", "--as-of", "2026-03-01")


def bad_rows(path: Path, count: int, **more: object) -> Path:
    """Write a file of as many rows that cannot be read."""
    return parquet(path, *({"id": f"town-{n:02}", "kind": "hamlet", **more} for n in range(count)))


def test_a_new_file_in_the_data_folder(batch: Batch, tmp_path: Path) -> None:
    """Results are not written into the folder of data, which could not be read any more with them in it."""
    data = tmp_path / "data"
    shutil.copytree(TRA_VINH, data)

    ended = batch("--to", "III", "--data", data, "--output", data / "new.csv", "--force")

    assert (2, False) == (ended.code, (data / "new.csv").exists())
    assert f"it lies in the input folder {data}" in ended.err


def test_no_type_of_a_unit_is_the_next(batch: Batch, tmp_path: Path) -> None:
    """Ways of forming units and their classes are not ordered: `--to next` is refused, and what there is, is named."""
    data = parquet(tmp_path / "d.parquet", {"kind": "commune"})

    ended = batch("--to", "next", "--data", data, *FORMING, "--output", tmp_path / "r.csv")

    assert (2, False) == (ended.code, (tmp_path / "r.csv").exists())
    assert "Ask for one of them with --to: class-special" in ended.err
    assert ", ward, commune" in ended.err


def test_a_unit_of_which_no_type_is_asked(batch: Batch, tmp_path: Path) -> None:
    """Of all types, a unit that none of them applies to is rejected with the reason, not only counted."""
    data = parquet(tmp_path / "d.parquet", {"id": "a", "kind": "district"}, {"id": "b", "kind": "province"})
    output = tmp_path / "r.csv"

    ended = batch("--to", "all", "--law", "nd-307-2025", "--as-of", "2026-03-01", "--data", data, "--output", output)

    assert "2 municipalities read, 1 evaluated, 1 rejected." in ended.err
    assert [("a", "all", "kind", "district")] == [tuple(row.values())[:4] for row in rejected(output)]


def test_every_row_is_rejected(batch: Batch, tmp_path: Path) -> None:
    """Where every row is rejected, each is listed, and the results have no row."""
    output = tmp_path / "r.csv"

    ended = batch("--to", "III", "--data", bad_rows(tmp_path / "d.parquet", 3), "--output", output)

    assert (5, 0, 3) == (ended.code, pl.read_csv(output).height, len(rejected(output)))


def test_reasons_without_an_output(batch: Batch, tmp_path: Path) -> None:
    """Without `--output` the first twenty rejected rows are told on stderr, and how many more there are."""
    ended = batch("--to", "III", "--data", bad_rows(tmp_path / "d.parquet", 23))

    told = [line for line in ended.err.splitlines() if line.startswith("town-")]
    assert (20, "town-00, column kind: this word is not allowed here (`hamlet`)") == (len(told), told[0])
    assert "and 3 more rejected rows" in ended.err
    assert "town-" not in ended.out


def test_reasons_of_the_long_form_without_an_output(batch: Batch, tmp_path: Path) -> None:
    """A row of the long form is told by its place in the file."""
    (tmp_path / "municipalities.csv").write_text("id,name,kind\na,A,town\nb,B,hamlet\n")

    ended = batch("--to", "III", "--data", tmp_path)

    assert f"\n{tmp_path}/municipalities.csv:3:3: `hamlet` is not allowed here" in ended.err


def test_no_type_above_without_an_output(batch: Batch, tmp_path: Path) -> None:
    """A row that could be read and not be judged is told with what was asked of it."""
    ended = batch("--to", "next", "--data", parquet(tmp_path / "d.parquet", {"id": "top", "current_type": "SPECIAL"}))

    told = "top (next), column current_type: the law assesses no type above the current one (`SPECIAL`)"
    assert told in ended.err.splitlines()


def test_no_unit_is_named_where_none_is_on_file(batch: Batch, tmp_path: Path) -> None:
    """The reason of an urban area none of whose units is on file ends with the requirement, not with a colon."""
    data, output = tmp_path / "data", tmp_path / "r.csv"
    shutil.copytree(REAL_CASES / "inspector" / "base-111-iii", data)
    towns = data / "municipalities.csv"
    towns.write_text(towns.read_text("utf-8").replace(",ward,", ",urban-area,"), "utf-8")

    batch("--to", "III", "--data", data, "--as-of", "2026-11-28", "--output", output)

    assert ["member_units:one-unit"] == pl.read_csv(output)["reason"].to_list()
