"""Folders that belong to one run: locked while the run lives, and swept by a later run once it is dead.

A run that is killed cannot clean up. What it left is told from what a living run still needs by a lock on the file
`OWNER` in the folder: the kernel gives it up when the run ends, however it ends.

Nobody's own folder may be taken for one of these. So a folder counts only if its name ends in a long random mark,
`OWNER` repeats that mark, and `PROOF` tells the inode of `OWNER` and the nanosecond of its last change. Both are given
by the kernel: a folder that was copied or unpacked cannot have been made with the right ones.
"""

import json
import os
import re
import secrets
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any

from criteria.folder_locks import HAS_LOCKS

if HAS_LOCKS:
    import fcntl

OWNER = "owner"
PROOF = "proof"
SCHEMA = "dothi/owner/1"
SCRATCH_PREFIX = "dothi-scratch-"
LARGEST_OWNER = 10_000
_MARK_BYTES = 16
_NO_LINKS = getattr(os, "O_NOFOLLOW", 0)
_MARK = re.compile(f"[0-9a-f]{{{2 * _MARK_BYTES}}}")


class OwnedFolder:
    """A new folder that belongs to this run until `remove` is called.

    Attributes:
        path: the folder.

    Raises:
        OSError: nothing can be written there.
    """

    def __init__(self, parent: Path, prefix: str, content: Mapping[str, str | None] = MappingProxyType({})) -> None:
        self.path, self._descriptor = _new_folder(parent, prefix)
        _prove(self.path, self._descriptor, content)
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


def owner_of(path: Path) -> dict[str, Any] | None:
    """Return what `OWNER` says in a folder that a run made here; None if it did not or that cannot be proved."""
    try:
        descriptor = os.open(path / OWNER, os.O_RDONLY | _NO_LINKS)
    except OSError:
        return None
    try:
        return _proved(path, descriptor)
    finally:
        os.close(descriptor)


def _proved(path: Path, descriptor: int) -> dict[str, Any] | None:
    """Return what an open `OWNER` says, if it is that of this folder and has been there ever since a run made it."""
    try:
        proof = json.loads(_bytes_of(path / PROOF))
        content: dict[str, Any] = json.loads(os.pread(descriptor, LARGEST_OWNER, 0))
        is_ours = _bears_its_mark(path, content) and proof == _facts(descriptor) and not path.is_symlink()
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return content if is_ours else None


def _bears_its_mark(path: Path, content: dict[str, object]) -> bool:
    return content["schema"] == SCHEMA and _mark_of(path) == content["mark"]


def _mark_of(path: Path) -> str | None:
    """Return the random mark in a name; None if it has none."""
    mark = path.name.rpartition("-")[2]
    return mark if _MARK.fullmatch(mark) else None


def _bytes_of(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDONLY | _NO_LINKS)
    try:
        return os.read(descriptor, LARGEST_OWNER)
    finally:
        os.close(descriptor)


def _facts(descriptor: int) -> dict[str, int]:
    """What the kernel knows of a file and no archive can bring with it."""
    status = os.fstat(descriptor)
    return {"inode": status.st_ino, "changed": status.st_ctime_ns, "names": status.st_nlink}


def _prove(path: Path, descriptor: int, content: Mapping[str, str | None]) -> None:
    """Write `OWNER` and `PROOF`."""
    owner = {"schema": SCHEMA, "mark": _mark_of(path)} | dict(content)
    os.write(descriptor, json.dumps(owner).encode())
    (path / PROOF).write_text(json.dumps(_facts(descriptor)), encoding="utf-8")


def _is_bare(path: Path, descriptor: int | None = None) -> bool:
    """True if a folder with a name of ours holds nothing else than what its run wrote, or was about to write, first."""
    try:
        said = b"" if descriptor is None else os.pread(descriptor, LARGEST_OWNER, 0)
        names = {inner.name for inner in path.iterdir()}
        is_marked = _mark_of(path) is not None and (not said or _bears_its_mark(path, json.loads(said)))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return False
    return is_marked and names <= ({OWNER, PROOF} if descriptor is not None else set())


@contextmanager
def claimed(path: Path) -> Iterator[bool]:
    """Claim the folder of a dead run while the block runs; yield False if it is none or that cannot be told."""
    try:
        descriptor = os.open(path / OWNER, os.O_RDWR | _NO_LINKS)
    except FileNotFoundError:
        if _is_bare(path):
            with suppress(OSError):
                path.rmdir()  # its run died before it could put anything there, or while removing it
        yield False
        return
    except OSError:
        yield False
        return
    try:
        is_dead = _take(descriptor) and _is_file_at(descriptor, path / OWNER)
        yield is_dead and (_proved(path, descriptor) is not None or _is_bare(path, descriptor))
    finally:
        os.close(descriptor)


def remove_owned(path: Path) -> None:
    """Remove an owned folder; what shows whose it is goes last, so that the next run can end an interrupted removal."""
    with suppress(OSError):
        for inner in path.iterdir():
            if inner.name in {OWNER, PROOF}:
                continue
            if inner.is_dir() and not inner.is_symlink():
                shutil.rmtree(inner, ignore_errors=True)
            else:
                inner.unlink(missing_ok=True)
        for name in (PROOF, OWNER):
            (path / name).unlink(missing_ok=True)
        path.rmdir()


def _new_folder(parent: Path, prefix: str) -> tuple[Path, int]:
    while True:
        path = parent / f"{prefix}{secrets.token_hex(_MARK_BYTES)}"
        path.mkdir(mode=0o700)
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
