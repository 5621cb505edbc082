"""Nothing that is read is ever overwritten, and nothing that is there without being asked."""

import os
from pathlib import Path

import pytest

from dothi.output_guard import OutputProblem, output_problem


def kind(problem: OutputProblem | None) -> str | None:
    """Return the kind of a problem."""
    return problem and problem.kind


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Make a folder of data."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "municipalities.csv").write_text("id\n")
    return folder


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    "name",
    [
        "data/municipalities.csv",
        "data/../data/municipalities.csv",
        "data/measurements.csv",
        "data/deep/down/more.parquet",
        "data",
        "link.csv",
        "hard.csv",
        "linked/municipalities.csv",
    ],
)
def test_an_input_is_never_an_output(tmp_path: Path, data: Path, name: str, force: bool) -> None:
    """An output is refused if writing it would change what is read, by whatever name or link, also with force."""
    (tmp_path / "link.csv").symlink_to(data / "municipalities.csv")
    os.link(data / "municipalities.csv", tmp_path / "hard.csv")
    (tmp_path / "linked").symlink_to(data)
    assert "output_is_input" == kind(output_problem([tmp_path / name], [data], force=force))


def test_a_companion_is_no_input_either(tmp_path: Path) -> None:
    """Data named like the rejected rows of the output would be removed with them, so they are refused."""
    source = tmp_path / "a.csv.rejected.csv"
    source.write_text("id\n")
    expected = OutputProblem("output_is_input", source, source)
    assert expected == output_problem([tmp_path / "a.csv", source], [source], force=True)


def test_a_folder_that_holds_an_input(tmp_path: Path, data: Path) -> None:
    """A folder of results does not take the place of a folder with data in it."""
    assert "output_is_input" == kind(output_problem([tmp_path], [data], force=True))


def test_a_rule_file(tmp_path: Path) -> None:
    """A rule file is an input of every command; a new file beside it is not."""
    (tmp_path / "law.yaml").write_text("kind: law\n")
    found = [output_problem([tmp_path / name], [], tmp_path, force=True) for name in ("law.yaml", "new.yaml")]
    assert ["output_is_input", None] == [kind(problem) for problem in found]


@pytest.mark.parametrize(("force", "expected"), [(False, "output_exists"), (True, None)])
def test_what_is_there(tmp_path: Path, data: Path, force: bool, expected: str | None) -> None:
    """Another file that is there is overwritten with force only, and so is a companion of an output that is new."""
    (tmp_path / "old.csv").write_text("old")
    assert expected == kind(output_problem([tmp_path / "old.csv"], [data], force=force))
    assert expected == kind(output_problem([tmp_path / "new.csv", tmp_path / "old.csv"], [data], force=force))


def test_what_is_no_file(tmp_path: Path) -> None:
    """A device or a pipe is not replaced by a file, whatever is asked."""
    os.mkfifo(tmp_path / "pipe")
    assert "output_is_no_file" == kind(output_problem([tmp_path / "pipe"], [], force=True))


def test_a_new_file(tmp_path: Path, data: Path) -> None:
    """A new file may be written, also beside the data if they are not read from it."""
    assert [None, None] == [output_problem([path / "results.csv"], [data]) for path in (tmp_path, data)]
