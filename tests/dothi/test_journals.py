"""What a killed run began the next one finishes, and a journal is believed only about what is its business."""

import json
import shutil
from pathlib import Path

import pytest

from criteria.owned_folders import OWNER, PROOF, OwnedFolder
from dothi.journals import JOURNAL, STAGE_PREFIX, Journal, Move, UnsoundJournal, mark, settle, unfinished
from dothi.left_behind import Listener, foreign, settle_and_tell
from dothi.whole_files import whole_files

OLD = {"a.yaml": "old a", "b.yaml": "old b", "gone.yaml": "old gone"}
NEW = {"a.yaml": "new a", "b.yaml": "new b", "c.yaml": "new c"}
ACT = "0123456789abcdef"


def contents(folder: Path) -> dict[str, str]:
    """The texts of the files in a folder; a folder has that of its only file."""
    return {
        path.name: (path / "part-0" if path.is_dir() else path).read_text()
        for path in folder.iterdir()
        if not path.name.startswith(STAGE_PREFIX)
    }


def names(folder: Path) -> list[str]:
    """The names in a folder, in order."""
    return sorted(path.name for path in folder.iterdir())


def begun(folder: Path) -> Journal:
    """Stage an act of four moves in two folders: two files are replaced, one is new, one is removed."""
    folder.mkdir(exist_ok=True)
    for name, text in OLD.items():
        (folder / name).write_text(text)
    own = OwnedFolder(folder, STAGE_PREFIX, mark(folder, None, ACT))
    moves = []
    for number, name in enumerate(sorted(OLD | NEW)):
        new = f"new/{number}/{name}" if name in NEW else None
        if new:
            (own.path / new).parent.mkdir(parents=True)
            (own.path / new).write_text(NEW[name])
        moves.append(Move(own.path, name, new, f"kept/{number}" if name in OLD else None))
    for move in moves:
        move.keep()
    journal = Journal(own.path, ACT, moves)
    journal.write()
    own.leave()
    return journal


@pytest.mark.parametrize("done", range(5))
def test_an_act_is_finished(tmp_path: Path, done: int) -> None:
    """However much of an act was done, the next run does the rest and leaves nothing."""
    journal = begun(tmp_path)
    for move in journal.moves[:done]:
        move.carry_out()
    assert [journal.path] == unfinished([tmp_path])
    assert [True] == [found.is_forward for found in settle([tmp_path])]
    assert (NEW, sorted(NEW)) == (contents(tmp_path), names(tmp_path))


@pytest.mark.parametrize("done", range(5))
@pytest.mark.parametrize("undone", range(5))
def test_an_act_is_taken_back(tmp_path: Path, done: int, undone: int) -> None:
    """An act that could not be done is undone, also by another run after half of the undoing."""
    journal = begun(tmp_path)
    for move in journal.moves[:done]:
        move.carry_out()
    journal.is_forward = False
    journal.write()
    for move in list(reversed(journal.moves))[:undone]:
        move.take_back()
    assert [False] == [found.is_forward for found in settle([tmp_path])]
    assert (OLD, sorted(OLD)) == (contents(tmp_path), names(tmp_path))


@pytest.mark.parametrize("old", ["file", "folder", "link", "nothing"])
@pytest.mark.parametrize("new", ["file", "folder", "nothing"])
@pytest.mark.parametrize("is_forward", [True, False])
def test_files_folders_and_links(tmp_path: Path, old: str, new: str, is_forward: bool) -> None:
    """Files, folders and links take the place of each other, and give it back."""
    if old == new == "nothing":
        return
    (tmp_path / "aim").write_text("old")

    def make(path: Path, kind: str, text: str) -> None:
        if kind == "folder":
            path.mkdir()
            (path / "part-0").write_text(text)
        elif kind == "link":
            path.symlink_to(tmp_path / "aim")
        elif kind == "file":
            path.write_text(text)

    make(tmp_path / "target", old, "old")
    before = contents(tmp_path)
    own = OwnedFolder(tmp_path, STAGE_PREFIX, mark(tmp_path, None, ACT))
    (own.path / "new" / "0").mkdir(parents=True)
    make(own.path / "new" / "0" / "target", new, "new")
    staged = None if new == "nothing" else "new/0/target"
    move = Move(own.path, "target", staged, None if old == "nothing" else "kept/0")
    move.keep()
    journal = Journal(own.path, ACT, [move])
    journal.write()
    move.carry_out()
    journal.is_forward = is_forward
    journal.finish()
    after = contents(tmp_path)
    if is_forward:
        assert {None if new == "nothing" else "new", "old"} == {after.get("target"), after["aim"]}
    else:
        assert before == after
        assert (old == "link") == (tmp_path / "target").is_symlink()
    own.remove()


def test_a_living_run_is_left_alone(tmp_path: Path) -> None:
    """What a run that lives is about to do is no business of another."""
    own = OwnedFolder(tmp_path, STAGE_PREFIX, mark(tmp_path, None, ACT))
    Journal(own.path, ACT, []).write()
    assert ([], [], True) == (list(settle([tmp_path])), unfinished([tmp_path]), (own.path / JOURNAL).exists())


def test_what_was_only_staged_is_swept(tmp_path: Path) -> None:
    """Without a journal nothing was decided, so what was staged goes."""
    journal = begun(tmp_path)
    journal.path.unlink()
    assert ([], OLD) == (list(settle([tmp_path])), contents(tmp_path))
    assert sorted(OLD) == names(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"name": "../outside"},
        {"name": "/etc/passwd"},
        {"name": ".."},
        {"name": ".dothi-other"},
        {"new": "../../outside"},
        {"new": "new/0/../../../outside"},
        {"new": "/etc/passwd"},
        {"kept": "../../outside"},
        {"new": None, "kept": None},
        {"stage": "../.."},
        {"stage": "/etc"},
        {"stage": "elsewhere/.dothi-planted"},
        {"stage": "link/.dothi-planted"},
        {"name": 7},
        {"name": None},
    ],
)
def test_a_journal_that_reaches_out_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    """A journal moves nothing but what stands beside it, or beside a stage with its own mark; nothing is touched."""
    folder = tmp_path / "data"
    journal = begun(folder)
    for place in (tmp_path / "elsewhere", folder / "elsewhere"):
        (place / ".dothi-planted").mkdir(parents=True)
        (place / ".dothi-planted" / OWNER).write_text(json.dumps({"act": ACT, "home": None}))
    (folder / "link").symlink_to(tmp_path / "elsewhere")
    content = json.loads(journal.path.read_text())
    content["moves"][0] |= change
    journal.path.write_text(json.dumps(content))
    with pytest.raises(UnsoundJournal):
        list(settle([folder]))
    assert OLD == {name: (folder / name).read_text() for name in OLD}


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"{}", b"\xff", b"[" * 100_000, b"0" * 2_000_000])
def test_a_damaged_journal_is_refused(tmp_path: Path, raw: bytes) -> None:
    """A journal that is not whole is none; its files stay for somebody to look at."""
    journal = begun(tmp_path)
    journal.path.write_bytes(raw)
    with pytest.raises(UnsoundJournal):
        list(settle([tmp_path]))
    assert (OLD, True) == (contents(tmp_path), journal.path.exists())


def evil(folder: Path, name: str) -> Path:
    """Unpack a stage that somebody made up, beside a folder and a file of the user; its journal would take both."""
    (folder / "photos").mkdir(parents=True)
    (folder / "photos" / "son.jpg").write_text("x")
    (folder / "thesis.txt").write_text("x")
    stage = folder / name
    (stage / "new" / "0").mkdir(parents=True)
    (stage / "new" / "0" / "photos").write_text("evil")
    owner = {"act": "a", "home": None, "schema": "dothi/owner/1", "mark": name.rpartition("-")[2]}
    (stage / OWNER).write_text(json.dumps(owner))
    status = (stage / OWNER).stat()
    (stage / PROOF).write_text(json.dumps({"inode": status.st_ino, "changed": status.st_ctime_ns - 1, "names": 1}))
    moves = [
        {"stage": name, "name": "photos", "new": "new/0/photos", "kept": "kept/0"},
        {"stage": name, "name": "thesis.txt", "new": None, "kept": None},
    ]
    content = {"schema": "dothi/journal/1", "act": "a", "direction": "forward", "moves": moves}
    (stage / JOURNAL).write_text(json.dumps(content))
    return stage


@pytest.mark.parametrize("name", [".dothi-evil", f".dothi-{'ab' * 16}"])
def test_an_unpacked_journal_is_passed_over(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal that no run left here moves nothing and blocks nothing, however well it is made up; it is told."""
    stage = evil(tmp_path, name)
    told: list[Journal | Path] = []
    monkeypatch.setattr(Listener, "tell", told.append)
    with whole_files() as files:
        files.beside(tmp_path / "out.csv").write_text("new")
    assert [stage / JOURNAL] == told == foreign([tmp_path])
    assert [name, "out.csv", "photos", "thesis.txt"] == names(tmp_path)
    assert "x" == (tmp_path / "photos" / "son.jpg").read_text()
    assert [] == unfinished([tmp_path])


def test_a_copied_journal_is_passed_over(tmp_path: Path) -> None:
    """A leftover that was copied with its folder is no business of a run there; the one that it was copied from is."""
    begun(tmp_path / "data")
    shutil.copytree(tmp_path / "data", tmp_path / "copy")
    assert ([], 1) == (list(settle([tmp_path / "copy"])), len(foreign([tmp_path / "copy"])))
    assert OLD == contents(tmp_path / "copy")
    assert (1, []) == (len(list(settle([tmp_path / "data"]))), foreign([tmp_path / "data"]))
    assert NEW == contents(tmp_path / "data")


def test_a_damaged_folder_blocks_nothing(tmp_path: Path) -> None:
    """A folder whose name begins like ours and that holds anything is nobody's leftover."""
    for name in (".dothi-bad", ".dothi-worse"):
        (tmp_path / name).mkdir()
    (tmp_path / ".dothi-bad" / JOURNAL).write_bytes(b"\xff")
    (tmp_path / ".dothi-bad" / OWNER).write_text("[" * 100_000)
    with whole_files() as files:
        files.beside(tmp_path / "out.csv").write_text("new")
    assert [".dothi-bad", ".dothi-worse", "out.csv"] == names(tmp_path)


def test_acts_on_other_files_are_left_to_others(tmp_path: Path) -> None:
    """Who looks after rule files neither finishes nor reports an act on other files; a writer there does."""
    journal = begun(tmp_path)
    assert ([], []) == (list(settle([tmp_path], ".csv")), unfinished([tmp_path], ".csv"))
    assert (OLD, True) == (contents(tmp_path), journal.path.exists())
    told: list[Journal | Path] = []
    settle_and_tell([tmp_path], told.append, ".yaml")
    assert ([True], NEW) == ([isinstance(found, Journal) for found in told], contents(tmp_path))


def test_a_folder_that_came_between_is_not_set_aside(tmp_path: Path) -> None:
    """If a folder of somebody stands where a killed run was about to write, the act is refused and the folder stays."""
    journal = begun(tmp_path)
    (tmp_path / "c.yaml").mkdir()
    (tmp_path / "c.yaml" / "thesis.txt").write_text("x")
    with pytest.raises(UnsoundJournal):
        list(settle([tmp_path]))
    assert ("x", True) == ((tmp_path / "c.yaml" / "thesis.txt").read_text(), journal.path.exists())


def test_what_writing_settles_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who writes where a killed run left an act is told that it is finished now."""
    begun(tmp_path)
    told: list[Journal | Path] = []
    monkeypatch.setattr(Listener, "tell", told.append)
    with whole_files() as files:
        files.beside(tmp_path / "out.csv").write_text("new")
    assert [True] == [isinstance(found, Journal) and found.is_forward for found in told]
    assert NEW | {"out.csv": "new"} == contents(tmp_path)
