"""Output that appears whole or not at all: written beside its target, then moved into place."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # no locks of this kind on Windows
    fcntl = None  # type: ignore[assignment]


class WholeFiles:
    """New content for files and folders, staged beside its targets until all of it is complete; see `whole_files`."""

    def __init__(self) -> None:
        self._staged: dict[Path, Path] = {}
        self._companions: list[Path] = []

    def beside(self, target: Path) -> Path:
        """Return the path at which to write the new content of a target.

        It has the target's name and stands in a folder of its own, on the target's file system. If the target is a
        link, the file that it leads to gets the content.

        Raises:
            OSError: nothing can be written beside the target.
        """
        target = target.resolve()
        if target not in self._staged:
            folder = Path(tempfile.mkdtemp(prefix=".dothi-", dir=target.parent))
            self._staged[target] = folder / target.name
        return self._staged[target]

    def companions(self, places: Sequence[Path]) -> None:
        """Remove what an earlier run left at these places, unless something is written there now."""
        self._companions += [place.parent.resolve() / place.name for place in places]

    def move(self) -> None:
        """Move everything that was written into its place, the first target last.

        Two runs that write to the same folder move one after the other, so that their files never mix.
        """
        written = [(target, staged) for target, staged in self._staged.items() if staged.exists()]
        if not written:
            return
        with ExitStack() as locks:
            for folder in sorted({target.parent for target in (*self._staged, *self._companions)}):
                locks.enter_context(_locked(folder))
            places = {target for target, _ in written}
            obsolete = [p for p in self._companions if p.resolve() not in places and os.path.lexists(p)]
            if len(written) == 1 and not obsolete and not written[0][0].is_dir() and not written[0][1].is_dir():
                target, staged = written[0]
                staged.replace(target)
                return
            self._exchange(written, obsolete)

    def _exchange(self, written: Sequence[tuple[Path, Path]], obsolete: Sequence[Path]) -> None:
        """Set aside what is there, then move the new content in; restore everything if that fails."""
        aside: list[tuple[Path, Path]] = []
        moved: list[tuple[Path, Path]] = []
        store = written[0][1].parent / ".replaced"
        try:
            for place in (*(target for target, _ in written), *obsolete):
                if os.path.lexists(place):
                    store.mkdir(exist_ok=True)
                    aside.append((place, store / str(len(aside))))
                    place.rename(aside[-1][1])
            for target, staged in reversed(written):
                moved.append((target, staged))
                staged.rename(target)
        except BaseException:
            for target, staged in moved:
                with suppress(OSError):
                    target.rename(staged)
            for place, kept in aside:
                with suppress(OSError):
                    kept.rename(place)
            raise

    def clean_up(self) -> None:
        """Remove what was staged and not moved."""
        for staged in self._staged.values():
            shutil.rmtree(staged.parent, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder; file systems without locks are used without one."""
    with ExitStack() as opened:
        if fcntl is not None:
            with suppress(OSError):
                descriptor = os.open(folder, os.O_RDONLY)
                opened.callback(os.close, descriptor)
                fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


@contextmanager
def whole_files() -> Iterator[WholeFiles]:
    """Stage files and folders, and move them into place when the block ends.

    If the block raises, nothing is moved and every target stays as it was.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     target = Path(folder, "answer.txt")
    ...     with whole_files() as files:
    ...         _ = files.beside(target).write_text("met")
    ...         before = target.exists()
    ...     before, target.read_text(), len(list(Path(folder).iterdir()))
    (False, 'met', 1)
    """
    files = WholeFiles()
    try:
        yield files
        files.move()
    finally:
        files.clean_up()
