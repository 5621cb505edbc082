"""How data are named, which files of a folder are data, and what is told where they are not."""

import shutil
from pathlib import Path

import pytest

from tests.support.paths import TRA_VINH
from tests.support.real_cases import run

pytestmark = pytest.mark.slow

DEMO = ("check", "duyen-hai", "--to", "III", "--as-of", "2021-11-11")
TOWN = "id,name,kind,current_type,type_as_of\n"


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """Make a copy of the example with what operating systems leave in folders."""
    data = Path(shutil.copytree(TRA_VINH, tmp_path / "data"))
    for name in ("._municipalities.csv", "._measurements.csv", ".DS_Store", "Thumbs.db"):
        (data / name).write_bytes(b"\x00\x05\x16\x07")
    return data


@pytest.mark.parametrize("command", [DEMO, ("batch", "--to", "III", "--as-of", "2021-11-11"), ("list",)])
def test_files_that_systems_leave(left: Path, command: tuple[str, ...]) -> None:
    """Such files in a folder of data are passed over, and that is told once."""
    code, out, err = run(*command, "--data", str(left), "--lang", "en")
    assert (0, True) == (code, out != "")
    told = f"{left}/.DS_Store:1:1: the file `.DS_Store`, left by an operating system or an editor, is passed over"
    assert f"{told} (and 3 more places like it)" in err


def test_a_parquet_file_that_a_system_left(tmp_path: Path) -> None:
    """In a folder of Parquet files, too, where they make no second form."""
    (tmp_path / "._a.parquet").write_bytes(b"\x00")
    (tmp_path / "._a.csv").write_text("id,kind\na,town\n")
    import polars as pl  # noqa: PLC0415 - this test alone

    pl.DataFrame({"id": ["a"], "kind": ["town"]}).write_parquet(tmp_path / "a.parquet")
    code, _, err = run("batch", "--to", "III", "--as-of", "2021-11-11", "--data", str(tmp_path), "--lang", "en")
    assert (0, True, True) == (code, "`._a.csv`, left by" in err, "and 1 more place" in err)


def test_no_path_is_no_folder() -> None:
    """An empty text after --data is refused: it is not the current folder."""
    for command in (DEMO, ("batch", "--to", "III"), ("list",)):
        code, _, err = run(*command, "--data", "")
        assert (2, True) == (code, "A path is needed." in err)


def test_the_environment_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the environment names data that are not there, it is the variable that is to be checked."""
    monkeypatch.setenv("DOTHI_DATA", "/nowhere")
    for command in (DEMO, ("batch", "--to", "III")):
        assert (5, "", "/nowhere:1:1: no data found; check DOTHI_DATA\n") == run(*command, "--lang", "en")


def test_a_problem_of_the_system_is_told_in_the_language() -> None:
    """What an operating system says of a folder is told in Vietnamese, and so is what it says of a file of data."""
    code, _, err = run(*DEMO, "--output", "/nowhere/x.json")
    assert (2, True) == (code, "“/nowhere/x.json”: không có tệp hay thư mục này." in err)


def test_a_folder_without_its_file(tmp_path: Path) -> None:
    """A folder that lacks the table of municipalities is told in Vietnamese, too."""
    code, _, err = run(*DEMO, "--data", str(tmp_path))
    assert (5, True) == (code, err.endswith("không đọc được tệp: không có tệp hay thư mục này\n"))


@pytest.mark.parametrize(("lang", "named"), [("vi", "không xét tỉnh (province)"), ("en", "“province” (province)")])
def test_a_kind_is_named_by_its_name(lang: str, named: str) -> None:
    """A refusal names a kind by its name, with the id in brackets."""
    code, _, err = run("check", "tra-vinh-province", "--to", "III", "--data", str(TRA_VINH), "--lang", lang)
    assert (2, True) == (code, named in err)


@pytest.mark.parametrize(
    ("town", "told"),
    [
        ("a,A,ward,III,\n", "Which type A has today is not certain, because the data do not state: type_as_of."),
        ("a,A,ward,,\n", "The current type of A is not known (column current_type)"),
    ],
)
def test_why_the_next_type_is_open(tmp_path: Path, town: str, told: str) -> None:
    """`check --to next` names the column that would tell the next type."""
    (tmp_path / "municipalities.csv").write_text(TOWN + town, encoding="utf-8")
    asked = ("check", "a", "--to", "next", "--data", str(tmp_path), "--as-of", "2026-11-28", "--lang", "en")
    code, _, err = run(*asked)
    assert (2, True) == (code, told in err)


def test_no_next_type_of_units(tmp_path: Path) -> None:
    """`check --to next` is refused where no type is above another, and says what to ask instead."""
    (tmp_path / "municipalities.csv").write_text(TOWN + "a,A,commune,,\n", encoding="utf-8")
    asked = ("check", "a", "--to", "next", "--family", "ward", "--data", str(tmp_path), "--as-of", "2021-11-11")
    code, _, err = run(*asked, "--lang", "en")
    assert (2, True) == (code, err.endswith("Ask for one of them with --to: ward.\n"))
