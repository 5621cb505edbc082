"""A folder belongs to its run while the run lives, and to nobody once it is dead."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from criteria.owned_folders import OWNER, OwnedFolder, ScratchFolder, claimed, owned_folders, sweep_scratch_folders
from tests.support.paths import ROOT

PREFIX = "own-"


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


def test_an_empty_folder_goes(tmp_path: Path) -> None:
    """A run that was killed before it could own its folder leaves an empty one, which goes."""
    (tmp_path / f"{PREFIX}empty").mkdir()
    with claimed(tmp_path / f"{PREFIX}empty") as is_dead:
        assert not is_dead
    assert [] == list(tmp_path.iterdir())


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
