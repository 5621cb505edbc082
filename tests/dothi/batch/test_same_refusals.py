"""A batch refuses the files that every other command refuses, with the same sentence and exit code."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from tests.support.in_process import in_process

pytestmark = pytest.mark.slow

TOWN = {"id": "a", "name": "A", "kind": "ward"}
LONG = "id,name,kind\na,A,ward\n"


def only_a_head(folder: Path) -> Path:
    """Write a wide table of no rows."""
    (folder / "d.csv").write_text("id,name,kind\n")
    return folder / "d.csv"


def blank_rows(folder: Path) -> Path:
    """Write a wide table of rows in which nothing stands."""
    (folder / "d.csv").write_text("id,name,kind\n,,\n , ,\n")
    return folder / "d.csv"


def long_head(folder: Path) -> Path:
    """Write a folder of the long form without municipalities."""
    (folder / "municipalities.csv").write_text("id,name,kind\n")
    return folder


def with_column(name: str) -> Callable[[Path], Path]:
    """Write a wide table with a further column."""

    def write(folder: Path) -> Path:
        pl.DataFrame({**TOWN, "attributes": "", name: "5"}).write_parquet(folder / "d.parquet")
        return folder / "d.parquet"

    return write


def repeated_column(head: str) -> Callable[[Path], Path]:
    """Write a wide CSV file with this head."""

    def write(folder: Path) -> Path:
        (folder / "d.csv").write_text(f"{head}\na,A,ward,5,6\n")
        return folder / "d.csv"

    return write


def two_forms(folder: Path) -> Path:
    """Write Parquet in capital letters beside CSV."""
    (folder / "municipalities.csv").write_text(LONG)
    pl.DataFrame(TOWN).write_parquet(folder / "X.PARQUET")
    return folder


def folder_named(name: str) -> Callable[[Path], Path]:
    """Make a folder named like a file."""

    def write(folder: Path) -> Path:
        (folder / name).mkdir()
        return folder / name

    return write


@pytest.mark.parametrize("command", ["list", "batch"])
@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (only_a_head, "d.csv:1:1: the table municipalities has no rows"),
        (blank_rows, "d.csv:1:1: the table municipalities has no rows"),
        (long_head, "municipalities.csv:1:1: the table municipalities has no rows"),
        *(
            (with_column(name), f"d.parquet:1:1: unknown column `{name}`; expected")
            for name in ("row:number", "attributes:tags", "attributes:old", "part_of:unknown", "refused:row", "id:x")
        ),
        (repeated_column("id,name,kind,population,population"), "d.csv:1:5: duplicate column `population`"),
        (repeated_column("id,name,kind,population, population"), "d.csv:1:5: duplicate column `population`"),
        (two_forms, "X.PARQUET:1:1: the folder holds both CSV (`municipalities.csv`) and Parquet (`X.PARQUET`)"),
        *((folder_named(f"d.{end}"), f"d.{end}:1:1: not a plain file") for end in ("csv", "json", "parquet", "xlsx")),
    ],
)
def test_every_command_refuses_alike(
    command: str,
    write: Callable[[Path], Path],
    expected: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    """A file that cannot be used ends with code 5 and one sentence at its place, whatever is asked of it."""
    asked = ("batch", "--to", "III") if command == "batch" else (command,)
    with in_process(monkeypatch, capsys) as dothi:
        ended = dothi(*asked, "--data", write(tmp_path), "--lang", "en")
    assert 5 == ended.code
    assert [expected] == [
        line.removeprefix(f"{tmp_path}/")[: len(expected)] for line in ended.err.splitlines() if ":1:" in line
    ]
    assert "/dothi-" not in ended.err
