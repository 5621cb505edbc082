"""Output appears in its place whole, or not at all."""

from pathlib import Path

import pytest

from dothi.whole_files import whole_files


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
        (target / "old").write_text("old")
    with whole_files() as files:
        staged = files.beside(target)
        staged.mkdir()
        (staged / "new").write_text("new")
    assert ({"results"}, {"new"}) == (names(tmp_path), names(target))
