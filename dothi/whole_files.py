"""The one way in which the program writes files: beside their targets, then moved into place whole.

Several files of one act are moved together or not at all: a journal says what is to be done before it is done, so that
the next run finishes what a killed one began (`dothi.journals`).
"""

import os
import secrets
import signal
import stat
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from criteria.bounded_files import real_path
from criteria.folder_locks import locked
from criteria.owned_folders import OWNER, PROOF, OwnedFolder
from dothi.journals import (
    JOURNAL,
    STAGE_PREFIX,
    Journal,
    Move,
    flush,
    flush_folder,
    mark,
    refuse_other_folder,
)
from dothi.left_behind import Listener, settle_and_tell

_STOPPING = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class TargetAppeared(FileExistsError):
    """A target that was not there when it was staged is there now, and may not be replaced."""


class WholeFiles:
    """New content for files and folders, staged beside its targets until all of it is complete; see `whole_files`."""

    def __init__(self, replaces: bool = True) -> None:
        self._replaces = replaces
        self._act = secrets.token_hex(16)
        self._stages: dict[Path, OwnedFolder] = {}
        self._staged: dict[Path, str] = {}
        self._companions: list[Path] = []

    def beside(self, target: Path) -> Path:
        """Return the path at which to write the new content of a target.

        It has the target's name and stands in a folder of its own, on the target's file system. If the target is a
        link, the file that it leads to gets the content.

        Raises:
            OSError: nothing can be written beside the target.
            UnsoundJournal: a killed run left something there that cannot be settled.
        """
        target = real_path(target)
        stage = self._stage(target.parent)
        if target not in self._staged:
            self._staged[target] = f"new/{len(self._staged)}/{target.name}"
            (stage.path / self._staged[target]).parent.mkdir(parents=True)
        return stage.path / self._staged[target]

    def _stage(self, parent: Path) -> OwnedFolder:
        """Return the stage beside the targets in a folder; what killed runs left there is settled before."""
        if parent not in self._stages:
            settle_and_tell([parent], Listener.tell)
            home = next((stage.path for stage in self._stages.values()), None)
            self._stages[parent] = OwnedFolder(parent, STAGE_PREFIX, mark(parent, home, self._act))
        return self._stages[parent]

    def companions(self, places: Sequence[Path]) -> None:
        """Remove what an earlier run left at these places, unless something is written there now."""
        self._companions += [real_path(place.parent) / place.name for place in places]

    def move(self) -> None:
        """Move everything that was written into its place.

        Two runs that write to the same folder move one after the other, so that their files never mix.

        Raises:
            TargetAppeared: another run has written a target meanwhile. Nothing is moved.
            OSError: something cannot be moved. What was moved is taken back.
        """
        written = [target for target in self._staged if os.path.lexists(self._path(target))]
        if not written:
            return
        for target in written:
            flush(self._path(target))
            flush_folder(self._path(target).parent)
        with ExitStack() as locks:
            for folder in sorted({target.parent for target in (*self._staged, *self._companions)}):
                locks.enter_context(locked(folder))
            places = set(written)
            obsolete = [p for p in self._companions if real_path(p) not in places and os.path.lexists(p)]
            if not self._replaces and (there := [p for p in (*written, *obsolete) if os.path.lexists(p)]):
                raise TargetAppeared(there[0])
            for target in (*written, *obsolete):
                refuse_other_folder(target)
            for target in written:
                _keep_mode(target, self._path(target))
            with _undisturbed():
                self._exchange(written, obsolete)

    def _path(self, target: Path) -> Path:
        return self._stages[target.parent].path / self._staged[target]

    def _exchange(self, written: Sequence[Path], obsolete: Sequence[Path]) -> None:
        """Move the new content in and what is obsolete out; take everything back if that fails."""
        if len(written) == 1 and not obsolete and not written[0].is_dir() and not self._path(written[0]).is_dir():
            self._path(written[0]).replace(written[0])
            flush_folder(written[0].parent)
            return
        moves = []
        for number, target in enumerate((*written, *obsolete)):
            stage = self._stage(target.parent).path
            kept = f"kept/{number}" if os.path.lexists(target) else None
            moves.append(Move(stage, target.name, self._staged.get(target) if number < len(written) else None, kept))
        for move in moves:
            move.keep()
        home = next(iter(self._stages.values())).path
        for owned in self._stages.values():
            flush(owned.path / OWNER)
            flush(owned.path / PROOF)
            flush_folder(owned.path)
        journal = Journal(home, self._act, moves)
        try:
            journal.write()
            journal.finish()
        except BaseException:
            journal.turn_back()
            raise

    def clean_up(self) -> None:
        """Remove what was staged and not moved, but for an act that could be neither finished nor taken back."""
        with _undisturbed():
            stages = list(self._stages.values())
            is_unfinished = bool(stages) and (stages[0].path / JOURNAL).exists()
            for stage in reversed(stages):
                if is_unfinished:
                    stage.leave()
                else:
                    stage.remove()


def _keep_mode(old: Path, new: Path) -> None:
    """Let only those read and write the new content who might do so with the old."""
    if old.is_file() and new.is_file():
        new.chmod(stat.S_IMODE(old.stat().st_mode))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off Ctrl-C and its kin until the block has ended."""
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def whole_files(replaces: bool = True) -> Iterator[WholeFiles]:
    """Stage files and folders, and move them into place when the block ends.

    If the block raises, nothing is moved and every target stays as it was.

    Args:
        replaces: what is there already, or has appeared meanwhile, is replaced.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     target = Path(folder, "answer.txt")
    ...     with whole_files() as files:
    ...         _ = files.beside(target).write_text("met")
    ...         before = target.exists()
    ...     before, target.read_text(), len(list(Path(folder).iterdir()))
    (False, 'met', 1)
    """
    files = WholeFiles(replaces)
    try:
        yield files
        files.move()
    finally:
        files.clean_up()
