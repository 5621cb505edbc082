"""Folders that belong to one run: locked while the run lives, and swept by a later run once it is dead.

A run that is killed cannot clean up. What it left is told from what a living run still needs by a lock on the file
`OWNER` in the folder: the kernel gives it up when the run ends, however it ends.
"""

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType

from criteria.folder_locks import HAS_LOCKS

if HAS_LOCKS:
    import fcntl

OWNER = "owner"
SCRATCH_PREFIX = "dothi-"


class OwnedFolder:
    """A new folder that belongs to this run until `remove` is called.

    Attributes:
        path: the folder.

    Raises:
        OSError: nothing can be written there.
    """

    def __init__(self, parent: Path, prefix: str, content: bytes = b"") -> None:
        self.path, self._descriptor = _new_folder(parent, prefix)
        os.write(self._descriptor, content)
        self._removal = weakref.finalize(self, _remove_and_close, self.path, self._descriptor)

    def remove(self) -> None:
        """Remove the folder with its content; a second time does nothing."""
        self._removal()

    def leave(self) -> None:
        """Leave the folder to the next run, as if this one were dead."""
        if self._removal.detach():
            os.close(self._descriptor)


class ScratchFolder(OwnedFolder):
    """A folder for files that are needed during a run only; those of dead runs are swept when one is made."""

    def __init__(self) -> None:
        sweep_scratch_folders()
        super().__init__(_temporary_folder(), SCRATCH_PREFIX)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()


def sweep_scratch_folders() -> None:
    """Remove the scratch folders of dead runs."""
    for path in owned_folders(_temporary_folder(), SCRATCH_PREFIX):
        with claimed(path) as is_dead:
            if is_dead:
                remove_owned(path)


def _temporary_folder() -> Path:
    """Return the folder for temporary files; unlike `tempfile`, without writing a file to try it."""
    named = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
    usable = (folder for folder in (*named, "/tmp", "/var/tmp") if folder and os.access(folder, os.W_OK | os.X_OK))  # noqa: S108 - where systems keep them
    return Path(next(usable, None) or tempfile.gettempdir())


def owned_folders(parent: Path, prefix: str) -> list[Path]:
    """Return the folders of this user with a prefix, whether or not their runs live; links are none."""
    try:
        with os.scandir(parent) as entries:
            found = [Path(entry.path) for entry in entries if entry.name.startswith(prefix) and _is_own_folder(entry)]
    except OSError:
        return []
    return sorted(found)


def _is_own_folder(entry: os.DirEntry[str]) -> bool:
    try:
        is_own = not hasattr(os, "geteuid") or entry.stat(follow_symlinks=False).st_uid == os.geteuid()
        return is_own and entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


@contextmanager
def claimed(path: Path) -> Iterator[bool]:
    """Claim the folder of a dead run while the block runs; yield False if its run lives or that cannot be told."""
    try:
        descriptor = os.open(path / OWNER, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
    except FileNotFoundError:
        with suppress(OSError):
            path.rmdir()  # its run died before it could put anything there, or while removing it
        yield False
        return
    except OSError:
        yield False
        return
    try:
        yield _take(descriptor) and _is_file_at(descriptor, path / OWNER)
    finally:
        os.close(descriptor)


def remove_owned(path: Path) -> None:
    """Remove an owned folder; its `OWNER` goes last, so that an interrupted removal can be taken up again."""
    with suppress(OSError):
        for inner in path.iterdir():
            if inner.name == OWNER:
                continue
            if inner.is_dir() and not inner.is_symlink():
                shutil.rmtree(inner, ignore_errors=True)
            else:
                inner.unlink(missing_ok=True)
        (path / OWNER).unlink(missing_ok=True)
        path.rmdir()


def _new_folder(parent: Path, prefix: str) -> tuple[Path, int]:
    while True:
        path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        try:
            descriptor = os.open(path / OWNER, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except FileNotFoundError:
            continue  # another run swept it, empty as it was
        if (_take(descriptor) or not _has_locks(descriptor)) and _is_file_at(descriptor, path / OWNER):
            return path, descriptor
        os.close(descriptor)


def _take(descriptor: int) -> bool:
    """Lock a file without waiting; return False if it is locked, or where there are no locks."""
    if not HAS_LOCKS:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _has_locks(descriptor: int) -> bool:
    """False if the file system has no locks, so that no other run can have taken this one."""
    if not HAS_LOCKS:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return True


def _is_file_at(descriptor: int, path: Path) -> bool:
    """True if an open file still stands at a path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except OSError:
        return False


def _remove_and_close(path: Path, descriptor: int) -> None:
    remove_owned(path)
    with suppress(OSError):
        os.close(descriptor)
