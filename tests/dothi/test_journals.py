"""What a killed run began the next one finishes, and a journal is believed only about what is its business."""

import json
from pathlib import Path

import pytest

from criteria.owned_folders import OWNER, OwnedFolder
from dothi.journals import JOURNAL, STAGE_PREFIX, Journal, Move, UnsoundJournal, mark, settle, unfinished

OLD = {"a": "old a", "b": "old b", "gone": "old gone"}
NEW = {"a": "new a", "b": "new b", "c": "new c"}
ACT = "0123456789abcdef"


def contents(folder: Path) -> dict[str, str]:
    """The texts of the files in a folder; a folder has that of its only file."""
    return {
        path.name: (path / "inner" if path.is_dir() else path).read_text()
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
    for number, name in enumerate(("a", "b", "c", "gone")):
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
            (path / "inner").write_text(text)
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
        (place / ".dothi-planted" / OWNER).write_text(json.dumps({"act": "another", "home": None}))
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
