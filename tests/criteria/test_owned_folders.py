"""A folder belongs to its run while the run lives, and to nobody once it is dead."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from criteria.owned_folders import (
    OWNER,
    PROOF,
    SCHEMA,
    OwnedFolder,
    ScratchFolder,
    claimed,
    owned_folders,
    owner_of,
    remove_owned,
    sweep_scratch_folders,
)
from tests.support.paths import ROOT

PREFIX = "own-"
MARK = "0123456789abcdef" * 2


def names(folder: Path) -> set[str]:
    """The names in a folder."""
    return {path.name for path in folder.iterdir()}


def left_by_a_killed_run(folder: Path) -> Path:
    """Let another process make an owned folder with content, and kill it."""
    script = (
        "import os, signal, sys; from pathlib import Path; from criteria.owned_folders import OwnedFolder\n"
        f"own = OwnedFolder(Path(sys.argv[1]), '{PREFIX}'); (own.path / 'inner').mkdir()\n"
        "(own.path / 'inner' / 'file').write_text('x'); print(own.path, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert -signal.SIGKILL == ended.returncode
    return Path(ended.stdout.strip())


def test_a_living_run_keeps_its_folder(tmp_path: Path) -> None:
    """Nobody can claim the folder of a run that lives."""
    own = OwnedFolder(tmp_path, PREFIX)
    with claimed(own.path) as is_dead:
        assert not is_dead
    own.remove()
    own.remove()
    assert [] == list(tmp_path.iterdir())


def test_a_dead_run_keeps_nothing(tmp_path: Path) -> None:
    """The folder of a killed run can be claimed, by one run at a time."""
    left = left_by_a_killed_run(tmp_path)
    assert [left] == owned_folders(tmp_path, PREFIX)
    with claimed(left) as is_dead:
        assert is_dead
        with claimed(left) as again:
            assert not again


def test_a_folder_left_behind_can_be_claimed(tmp_path: Path) -> None:
    """A run may leave its folder to the next one while it lives."""
    own = OwnedFolder(tmp_path, PREFIX)
    own.leave()
    with claimed(own.path) as is_dead:
        assert is_dead


@pytest.mark.parametrize("written", [{}, {OWNER: b""}, {OWNER: None}, {OWNER: None, PROOF: b"{"}])
def test_a_folder_that_was_only_begun_goes(tmp_path: Path, written: dict[str, bytes | None]) -> None:
    """A run that was killed before its folder was proved left nothing in it, and it goes."""
    begun = tmp_path / f"{PREFIX}{MARK}"
    begun.mkdir()
    for name, content in written.items():
        (begun / name).write_bytes(
            json.dumps({"schema": SCHEMA, "mark": MARK}).encode() if content is None else content
        )
    with claimed(begun) as is_dead:
        assert bool(written) == is_dead
        if is_dead:
            remove_owned(begun)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("name", [f"{PREFIX}rev", f"{PREFIX}{MARK}", f"{PREFIX}{MARK[:-1]}", f"{PREFIX}{MARK.upper()}"])
@pytest.mark.parametrize(
    "written",
    [
        {OWNER: "Nam"},
        {OWNER: "", "thesis.txt": "x"},
        {OWNER: json.dumps({"schema": SCHEMA, "mark": MARK}), "thesis.txt": "x"},
        {OWNER: json.dumps({"schema": SCHEMA, "mark": MARK}), PROOF: "{}", "thesis.txt": "x"},
        {OWNER: "[" * 9_000, PROOF: "[" * 9_000},
        {"thesis.txt": "x"},
    ],
)
def test_a_folder_of_somebody_is_never_claimed(tmp_path: Path, name: str, written: dict[str, str]) -> None:
    """A folder that no run made here is left as it is, whatever its name and whatever it says of itself."""
    folder = tmp_path / name
    folder.mkdir()
    for inner, text in written.items():
        (folder / inner).write_text(text)
    with claimed(folder) as is_dead:
        assert not is_dead
    assert written == {path.name: path.read_text() for path in folder.iterdir()}


def test_an_empty_folder_of_somebody_stays(tmp_path: Path) -> None:
    """An empty folder goes only if its name has the long mark of ours."""
    (tmp_path / f"{PREFIX}x").mkdir()
    with claimed(tmp_path / f"{PREFIX}x") as is_dead:
        assert not is_dead
    assert {f"{PREFIX}x"} == names(tmp_path)


@pytest.mark.parametrize("how", ["copied", "unpacked"])
def test_a_copy_of_an_owned_folder_is_nobodys(tmp_path: Path, how: str) -> None:
    """What a run made counts where it made it; a copy of it, with all its files and times, does not."""
    left = left_by_a_killed_run(tmp_path)
    assert owner_of(left) is not None
    if how == "copied":
        shutil.copytree(left, tmp_path / "copy" / left.name)
    else:
        packed = shutil.make_archive(str(tmp_path / "packed"), "tar", tmp_path, left.name)
        shutil.unpack_archive(packed, tmp_path / "copy", filter="tar")
    copy = tmp_path / "copy" / left.name
    assert owner_of(copy) is None
    with claimed(copy) as is_dead:
        assert not is_dead
    assert "x" == (copy / "inner" / "file").read_text()


def test_a_start_leaves_the_folders_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command removes nothing among temporary files that the user made, empty or not."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    (tmp_path / "dothi-rev").mkdir()
    (tmp_path / "dothi-rev" / OWNER).write_text("Nam")
    (tmp_path / "dothi-x").mkdir()
    (tmp_path / "dothi-scratch-x").mkdir()
    sweep_scratch_folders()
    assert {"dothi-rev", "dothi-x", "dothi-scratch-x"} == names(tmp_path)
    assert "Nam" == (tmp_path / "dothi-rev" / OWNER).read_text()


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link that looks like a folder of ours is none."""
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / OWNER).write_text("")
    (tmp_path / f"{PREFIX}link").symlink_to(tmp_path / "precious")
    assert [] == owned_folders(tmp_path, PREFIX)


def test_scratch_folders_of_killed_runs_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Making a scratch folder, or starting a run, sweeps those of killed runs, and no others."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("criteria.owned_folders.SCRATCH_PREFIX", PREFIX)
    left_by_a_killed_run(tmp_path)
    (tmp_path / "other").mkdir()
    with ScratchFolder() as mine:
        assert {mine.name, "other"} == names(tmp_path)
        sweep_scratch_folders()
        assert mine.exists()
    assert {"other"} == names(tmp_path)
