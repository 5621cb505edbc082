"""Output appears in its place whole, or not at all."""

import signal
import stat
import threading
from pathlib import Path

import pytest

from dothi.journals import Journal, Move, settle
from dothi.whole_files import TargetAppeared, whole_files


def names(folder: Path) -> set[str]:
    """The names in a folder."""
    return {path.name for path in folder.iterdir()}


def test_files_appear_together(tmp_path: Path) -> None:
    """Until the block ends no target exists; then all do, and nothing else is left."""
    with whole_files() as files:
        for name in ("a", "b"):
            files.beside(tmp_path / name).write_text(name)
        assert {"a", "b"}.isdisjoint(names(tmp_path))
    assert {"a", "b"} == names(tmp_path)


def test_an_error_leaves_what_was_there(tmp_path: Path) -> None:
    """If the block raises, the old content stays and what was staged is removed."""
    (tmp_path / "a").write_text("old")

    def fail() -> None:
        with whole_files() as files:
            files.beside(tmp_path / "a").write_text("new")
            raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        fail()
    assert ("old", {"a"}) == ((tmp_path / "a").read_text(), names(tmp_path))


def test_a_target_that_was_not_written(tmp_path: Path) -> None:
    """A target for which nothing was written stays as it was."""
    with whole_files() as files:
        files.beside(tmp_path / "a")
    assert set() == names(tmp_path)


@pytest.mark.parametrize("old", ["file", "folder"])
def test_a_folder_replaces_what_was_there(tmp_path: Path, old: str) -> None:
    """A folder takes the place of a file or a folder that has content."""
    target = tmp_path / "results"
    if old == "file":
        target.write_text("old")
    else:
        target.mkdir()
        (target / "part-0").write_text("old")
    with whole_files() as files:
        staged = files.beside(target)
        staged.mkdir()
        (staged / "new").write_text("new")
    assert ({"results"}, {"new"}) == (names(tmp_path), names(target))


def test_a_folder_of_somebody_stays(tmp_path: Path) -> None:
    """Neither a result nor the absence of a companion takes away a folder that is no result; nothing is written."""
    (tmp_path / "rejected").mkdir()
    (tmp_path / "rejected" / "thesis.txt").write_text("x")

    def write() -> None:
        with whole_files() as files:
            files.beside(tmp_path / "result").write_text("new")
            files.companions([tmp_path / "rejected"])

    with pytest.raises(IsADirectoryError):
        write()
    assert ({"rejected"}, {"thesis.txt"}) == (names(tmp_path), names(tmp_path / "rejected"))


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
@pytest.mark.parametrize("others", [[], ["b"]])
def test_permissions_stay(tmp_path: Path, mode: int, others: list[str]) -> None:
    """Who might not read a file before it is replaced may not do so after."""
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(mode)
    with whole_files() as files:
        for name in ("a", *others):
            files.beside(tmp_path / name).write_text("new")
    assert (mode, "new") == (stat.S_IMODE((tmp_path / "a").stat().st_mode), (tmp_path / "a").read_text())


def test_companions_of_an_earlier_run_go(tmp_path: Path) -> None:
    """A companion that is not written again goes when the result takes its place; one that is written stays."""
    for name in ("result", "rejected", "failures"):
        (tmp_path / name).write_text("old")
    with whole_files() as files:
        files.beside(tmp_path / "result").write_text("new")
        files.beside(tmp_path / "failures").write_text("new")
        files.companions([tmp_path / "rejected", tmp_path / "failures"])
    assert {"result": "new", "failures": "new"} == {path.name: path.read_text() for path in tmp_path.iterdir()}


def test_without_a_result_the_companions_stay(tmp_path: Path) -> None:
    """If nothing was written, nothing is removed."""
    (tmp_path / "rejected").write_text("old")
    with whole_files() as files:
        files.beside(tmp_path / "result")
        files.companions([tmp_path / "rejected"])
    assert {"rejected"} == names(tmp_path)


def test_a_move_that_fails_restores_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the last file cannot be moved, every target is what it was before."""
    old = {"result": "old", "rejected": "old"}
    for name, text in old.items():
        (tmp_path / name).write_text(text)
    replace = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if target == tmp_path / "result" and "new" in path.parts:
            raise OSError("no more")
        return replace(path, target)

    def write() -> None:
        with whole_files() as files:
            files.beside(tmp_path / "rejected").write_text("new")
            files.beside(tmp_path / "result").write_text("new")
            monkeypatch.setattr(Path, "replace", failing)

    with pytest.raises(OSError, match="no more"):
        write()
    assert old == {path.name: path.read_text() for path in tmp_path.iterdir()}


def test_a_link_is_followed(tmp_path: Path) -> None:
    """Writing to a link writes the file that it leads to, and the link stays."""
    (tmp_path / "file").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    with whole_files() as files:
        files.beside(tmp_path / "link").write_text("new")
    assert ("new", True) == ((tmp_path / "file").read_text(), (tmp_path / "link").is_symlink())


def test_two_runs_to_one_output_do_not_mix(tmp_path: Path) -> None:
    """Of many runs to one output at once, one is there as a whole at the end: its result with its own companion."""

    def run(number: int) -> None:
        with whole_files() as files:
            files.beside(tmp_path / "result").write_text(str(number))
            if number % 3:
                files.beside(tmp_path / "rejected").write_text(str(number))
            files.companions([tmp_path / "rejected"])

    for _ in range(20):
        threads = [threading.Thread(target=run, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        result = (tmp_path / "result").read_text()
        assert ({"result"} if int(result) % 3 == 0 else {"result", "rejected"}) == names(tmp_path)
        assert {result} == {path.read_text() for path in tmp_path.iterdir()}


def test_what_has_appeared_is_not_replaced(tmp_path: Path) -> None:
    """A target or a companion that another run wrote meanwhile stays, and nothing is written."""

    def write() -> None:
        with whole_files(replaces=False) as files:
            files.beside(tmp_path / "result").write_text("mine")
            files.beside(tmp_path / "rejected").write_text("mine")
            (tmp_path / "rejected").write_text("theirs")

    with pytest.raises(TargetAppeared):
        write()
    assert ("theirs", {"rejected"}) == ((tmp_path / "rejected").read_text(), names(tmp_path))


def test_one_act_in_two_folders(tmp_path: Path) -> None:
    """Files of one act in several folders move together; in each folder nothing else is left."""
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
    with whole_files() as files:
        for folder in folders:
            files.beside(folder / "file").write_text("new")
    assert [{"file"}, {"file"}] == [names(folder) for folder in folders]


@pytest.mark.parametrize("found_in", ["one", "two"])
def test_an_act_in_two_folders_that_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found_in: str) -> None:
    """An act that can be neither done nor undone is left to the next run, in whichever of its folders that looks."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "file").write_text("old")

    def fail(_: Journal) -> None:
        raise OSError("no more")

    def write() -> None:
        with whole_files() as files:
            for folder in ("one", "two"):
                files.beside(tmp_path / folder / "file").write_text("new")

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "turn_back", fail)
        patched.setattr(Move, "carry_out", lambda _: fail)
        patched.setattr(Journal, "finish", fail)
        with pytest.raises(OSError, match="no more"):
            write()
    assert 1 == len(list(settle([tmp_path / found_in])))
    assert [] == list(settle([tmp_path / "one", tmp_path / "two"]))
    for folder in ("one", "two"):
        assert ("new", {"file"}) == ((tmp_path / folder / "file").read_text(), names(tmp_path / folder))


def test_a_stop_waits_for_the_move(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal that arrives while files are moved is heeded once all of them are."""
    carry_out = Move.carry_out

    def interrupted(move: Move) -> None:
        signal.raise_signal(signal.SIGTERM)
        carry_out(move)

    def stop(*_: object) -> None:
        raise SystemExit(130)

    def write() -> None:
        with whole_files() as files:
            for name in ("a", "b"):
                files.beside(tmp_path / name).write_text("new")

    before = signal.signal(signal.SIGTERM, stop)
    monkeypatch.setattr(Move, "carry_out", interrupted)
    try:
        with pytest.raises(SystemExit):
            write()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert {"a": "new", "b": "new"} == {path.name: path.read_text() for path in tmp_path.iterdir()}
