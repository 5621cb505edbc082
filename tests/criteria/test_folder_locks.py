"""A folder is read by many or changed by one."""

import threading
from pathlib import Path

import pytest

from criteria.folder_locks import FolderIsBusy, locked


def elsewhere(folder: Path, shared: bool) -> bool:
    """Return True if another thread can hold the folder now."""
    outcome: list[bool] = []

    def attempt() -> None:
        try:
            with locked(folder, shared=shared, patience=50):
                outcome.append(True)
        except FolderIsBusy:
            outcome.append(False)

    thread = threading.Thread(target=attempt)
    thread.start()
    thread.join()
    return outcome[0]


@pytest.mark.parametrize(("mine", "yours", "both"), [(1, 1, True), (1, 0, False), (0, 1, False), (0, 0, False)])
def test_readers_share_and_writers_do_not(tmp_path: Path, mine: int, yours: int, both: bool) -> None:
    """Two readers hold a folder at once; a writer holds it alone."""
    with locked(tmp_path, shared=bool(mine)):
        assert both == elsewhere(tmp_path, bool(yours))
    assert elsewhere(tmp_path, bool(yours))


def test_whoever_holds_it_goes_on(tmp_path: Path) -> None:
    """A thread that holds a folder may hold it again, and holds it until the first block ends."""
    with locked(tmp_path):
        with locked(tmp_path), locked(tmp_path, shared=True):
            pass
        assert not elsewhere(tmp_path, shared=True)


def test_a_reader_cannot_become_a_writer(tmp_path: Path) -> None:
    """Two readers that both wait to write would wait forever, so none may."""
    with locked(tmp_path, shared=True), pytest.raises(AssertionError), locked(tmp_path):
        pass


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """What cannot be opened is used without a lock; whoever reads it will say what is wrong."""
    with locked(tmp_path / "nowhere"):
        pass
