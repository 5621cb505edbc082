"""Locks on folders: several runs may read one at once, and one alone may change it."""

import errno
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

HAS_LOCKS = find_spec("fcntl") is not None
"""Windows has no locks of this kind; see docs/decisions/0014."""
if HAS_LOCKS:
    import fcntl

PATIENCE = 60_000
"""Milliseconds to wait for another run."""
_PAUSE = 20
_NANOSECONDS = 1_000_000


class FolderIsBusy(OSError):
    """Another run holds a folder, and has held it for longer than anybody wants to wait."""

    def __init__(self, folder: Path) -> None:
        super().__init__(errno.EWOULDBLOCK, os.strerror(errno.EWOULDBLOCK), str(folder))


class _Held(threading.local):
    """The folders that a thread holds, each by its device and inode: True if nobody else may even read it."""

    def __init__(self) -> None:
        self.folders: dict[tuple[int, int], bool] = {}


_held = _Held()


@contextmanager
def locked(folder: Path, shared: bool = False, patience: int = PATIENCE) -> Iterator[None]:
    """Hold a folder; a thread that holds it already goes on holding it.

    A folder that cannot be opened, or whose file system has no locks, is used without one.

    Args:
        shared: others may hold it too, as long as all of them do so shared.

    Raises:
        FolderIsBusy: another run held it all the time.
    """
    descriptor = _opened(folder)
    if descriptor is None:
        yield
        return
    try:
        status = os.fstat(descriptor)
        key = (status.st_dev, status.st_ino)
        if key in _held.folders:
            assert shared or _held.folders[key], "a folder that is read cannot be taken for changes"
            yield
            return
        _wait(descriptor, folder, shared, patience)
        _held.folders[key] = not shared
        try:
            yield
        finally:
            del _held.folders[key]
    finally:
        os.close(descriptor)


def _opened(folder: Path) -> int | None:
    if not HAS_LOCKS:
        return None
    try:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return None


def _wait(descriptor: int, folder: Path, shared: bool, patience: int) -> None:
    until = time.monotonic_ns() + patience * _NANOSECONDS
    while True:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic_ns() > until:
                raise FolderIsBusy(folder) from None
            time.sleep(_PAUSE / 1000)
        except OSError:
            return  # no locks on this file system
        else:
            return
