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
    ("name", "expected"),
    [
        ("data", "output_is_input"),
        ("hard.csv", "output_is_input"),
        ("data/municipalities.csv", "output_is_in_input"),
        ("data/../data/municipalities.csv", "output_is_in_input"),
        ("data/measurements.csv", "output_is_in_input"),
        ("data/new.csv", "output_is_in_input"),
        ("data/deep/down/new.json", "output_is_in_input"),
        ("data/away.csv", "output_is_in_input"),
        ("link.csv", "output_is_in_input"),
        ("linked/new.csv", "output_is_in_input"),
    ],
)
def test_an_input_is_never_an_output(tmp_path: Path, data: Path, name: str, expected: str, force: bool) -> None:
    """An output is refused if it is an input or would lie in a folder of inputs, by whatever name or link."""
    (tmp_path / "link.csv").symlink_to(data / "municipalities.csv")
    (data / "away.csv").symlink_to(tmp_path / "away.csv")
    os.link(data / "municipalities.csv", tmp_path / "hard.csv")
    (tmp_path / "linked").symlink_to(data)
    assert expected == kind(output_problem([tmp_path / name], [data], force=force))


def test_a_file_is_an_input_by_every_name(tmp_path: Path, data: Path) -> None:
    """A single file of data is refused by its own name, by a link to it and by a hard link."""
    (tmp_path / "link.csv").symlink_to(data / "municipalities.csv")
    os.link(data / "municipalities.csv", tmp_path / "hard.csv")
    outputs = (data / "municipalities.csv", tmp_path / "link.csv", tmp_path / "hard.csv")
    found = [output_problem([output], [data / "municipalities.csv"], force=True) for output in outputs]
    assert ["output_is_input"] * 3 == [kind(problem) for problem in found]


def test_a_companion_is_no_input_either(tmp_path: Path) -> None:
    """Data named like the rejected rows of the output would be removed with them, so they are refused."""
    source = tmp_path / "a.csv.rejected.csv"
    source.write_text("id\n")
    expected = OutputProblem("output_is_input", source, source)
    assert expected == output_problem([tmp_path / "a.csv", source], [source], force=True)


def test_a_folder_that_holds_an_input(tmp_path: Path, data: Path) -> None:
    """A folder of results does not take the place of a folder with data in it."""
    assert "output_holds_input" == kind(output_problem([tmp_path], [data], force=True))


def test_a_rule_file(tmp_path: Path) -> None:
    """The folder of rules is an input of every command: neither a rule file nor a new file beside it is written."""
    (tmp_path / "law.yaml").write_text("kind: law\n")
    found = [output_problem([tmp_path / name], [], tmp_path, force=True) for name in ("law.yaml", "new.xlsx")]
    assert ["output_is_in_input"] * 2 == [kind(problem) for problem in found]


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


@pytest.mark.parametrize(
    ("holds", "expected"),
    [
        (["part-00000.csv", "_SUCCESS", "._SUCCESS.crc", ".part-00000.csv.crc"], None),
        ([], None),
        (["part-00000.csv", "thesis.txt"], "output_is_other_folder"),
    ],
)
def test_a_folder_of_somebody(tmp_path: Path, holds: list[str], expected: str | None) -> None:
    """Only a folder of results is replaced by results, also as a companion, whatever is asked."""
    (tmp_path / "folder").mkdir()
    for name in holds:
        (tmp_path / "folder" / name).write_text("x")
    assert expected == kind(output_problem([tmp_path / "new.csv", tmp_path / "folder"], [], force=True))


def test_a_new_file(tmp_path: Path, data: Path) -> None:
    """A new file may be written beside a folder of data, and beside a file of data."""
    results = [output_problem([tmp_path / "results.csv"], [data])]
    results.append(output_problem([data / "results.csv"], [data / "municipalities.csv"]))
    assert [None, None] == results


def test_a_new_rule_file(tmp_path: Path) -> None:
    """A command that writes rule files may add one to the folder of rules, but replaces none."""
    (tmp_path / "law.yaml").write_text("kind: law\n")
    outputs = [tmp_path / name for name in ("law.yaml", "new.yaml")]
    found = [output_problem([output], [], tmp_path, force=True, adds_rules=True) for output in outputs]
    assert ["output_is_in_input", None] == [kind(problem) for problem in found]


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(("name", "expected"), [("loop", "output_exists"), ("loop/x.csv", None), ("x" * 300, None)])
def test_paths_that_lead_nowhere(name: str, expected: str | None, force: bool, data: Path, tmp_path: Path) -> None:
    """Links in a circle and names that are too long are compared with the inputs as what they are: nothing else."""
    (tmp_path / "loop").symlink_to("loop")
    (data / "loop.csv").symlink_to("loop.csv")
    assert (None if force else expected) == kind(output_problem([tmp_path / name], [data], force=force))
    assert "output_is_in_input" == kind(output_problem([data / "loop.csv"], [data], force=force))
    assert None is kind(output_problem([tmp_path / "results.csv"], [tmp_path / name], force=force))
