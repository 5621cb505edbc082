"""Files and folders opened with care: what is no plain file, is too large, or cannot be read is refused at once.

A pipe would be waited for, a device may never end, and an error of the system names no place in a message. Whatever is
read by name is therefore opened here, or looked at here before another library opens it.
"""

import codecs
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from criteria.diagnostic import Diagnostic, Location, Unsound, shown
from criteria.diagnostic_kinds import DiagnosticKind

MEBIBYTE = 1024 * 1024
MOST_ENTRIES = 20_000
"""The number of files and folders within a folder of data or rules."""
DEEPEST_FOLDER = 12
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


class FileRefused(Exception):
    """A file that is not read.

    Attributes:
        diagnostic: why, and its place.
    """

    def __init__(self, place: str, kind: DiagnosticKind, line: int = 1, **details: str) -> None:
        self.diagnostic = Diagnostic(Location(place, line), kind, details)
        super().__init__(str(self.diagnostic))


@contextmanager
def refusing(unsound: Callable[[list[Diagnostic]], Unsound], path: Path) -> Iterator[None]:
    """Turn whatever keeps files from being read into a diagnostic at its place.

    Args:
        unsound: the refusal to raise: `criteria.diagnostic.UnsoundData` or `criteria.diagnostic.UnsoundRules`.
        path: the place where the error names none.
    """
    try:
        yield
    except FileRefused as refused:
        raise unsound([refused.diagnostic]) from None
    except (OSError, ValueError) as error:
        raise unsound([_unreadable(path, error).diagnostic]) from None


def read_whole(path: Path, most: int, place: str | None = None) -> bytes:
    """Return the content of a plain file of at most so many bytes.

    Raises:
        FileRefused: it is no plain file, it is larger, or it cannot be read.
    """
    place = shown(path) if place is None else place
    try:
        with os.fdopen(_opened(path, place), "rb") as file:
            size = os.fstat(file.fileno()).st_size
            raw = file.read(most + 1) if size <= most else b""
    except (OSError, ValueError) as error:
        raise _unreadable(path, error, place) from None
    if size > most or len(raw) > most:
        raise FileRefused(place, DiagnosticKind.FILE_IS_TOO_LARGE, limit=f"{most // MEBIBYTE} MiB")
    return raw


def check_utf8(raw: bytes, place: str) -> None:
    """Check that a content is UTF-8, piece by piece: as a text it may take four times its size.

    Raises:
        FileRefused: with the line that is not.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    for start in range(0, len(raw), MEBIBYTE):
        piece = raw[start : start + MEBIBYTE]
        try:
            decoder.decode(piece, final=start + MEBIBYTE >= len(raw))
        except UnicodeDecodeError as error:
            wrong = start + len(piece) - len(error.object) + error.start
            line = raw.count(b"\n", 0, wrong) + 1
            raise FileRefused(place, DiagnosticKind.FILE_IS_NOT_UTF8, line) from None


def check_plain(path: Path, place: str | None = None) -> int:
    """Return the size of a plain file that can be opened.

    Raises:
        FileRefused: it is no plain file, or it cannot be opened.
    """
    place = shown(path) if place is None else place
    try:
        descriptor = _opened(path, place)
        try:
            return os.fstat(descriptor).st_size
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error, place) from None


def is_there(path: Path) -> bool:
    """True if something has this path, whether or not it can be read.

    Raises:
        FileRefused: nothing can have it: its name is too long, or its links lead in a circle.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except PermissionError:
        return True
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from None
    return True


def real_path(path: Path) -> Path:
    """Return where a path leads by its links; where they lead in a circle, the path itself.

    `Path.resolve` would fail in a circle, and by another error than whatever opens the path.
    """
    return Path(os.path.realpath(path))


def is_folder(path: Path) -> bool:
    """True if a path leads to a folder; one that nothing can have does not."""
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def is_readable_name(path: Path, unsound: Callable[[list[Diagnostic]], Unsound]) -> bool:
    """Like `is_there`, but what nothing can have as its path is refused as unsound."""
    with refusing(unsound, path):
        return is_there(path)


def files_within(folder: Path, ending: str = "") -> list[Path]:
    """Return the files in a folder and in the folders of it whose names have an ending, in order; no link is followed.

    Raises:
        FileRefused: the folder holds more than a folder of data or rules ever does.
        OSError: a folder cannot be read.
    """
    found: list[Path] = []
    entries = 0
    for where, folders, names in os.walk(folder, onerror=_raise):
        entries += len(folders) + len(names)
        depth = len(Path(where).parts) - len(folder.parts)
        if entries > MOST_ENTRIES or depth > DEEPEST_FOLDER:
            raise FileRefused(shown(folder), DiagnosticKind.FOLDER_HOLDS_TOO_MUCH, limit=f"{MOST_ENTRIES:,}")
        found += [Path(where, name) for name in names if name.endswith(ending)]
    return sorted(found)


def _raise(error: OSError) -> None:
    raise error


def _opened(path: Path, place: str) -> int:
    """Open a plain file; anything else is refused before it is opened, and again in case it was exchanged meanwhile."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise FileRefused(place, DiagnosticKind.FILE_IS_SPECIAL)
    descriptor = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileRefused(place, DiagnosticKind.FILE_IS_SPECIAL)
    return descriptor


def _unreadable(path: Path, error: OSError | ValueError, place: str | None = None) -> FileRefused:
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    named = getattr(error, "filename", None)
    if place is None:
        place = shown(Path(os.fsdecode(named))) if isinstance(named, str | bytes) and named else shown(path)
    return FileRefused(place, DiagnosticKind.FILE_CANNOT_BE_READ, reason=reason)
