"""Output that appears whole or not at all: written beside its target, then moved into place."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class WholeFiles:
    """New content for files and folders, staged beside its targets until all of it is complete; see `whole_files`."""

    def __init__(self) -> None:
        self._staged: dict[Path, Path] = {}

    def beside(self, target: Path) -> Path:
        """Return the path at which to write the new content of a target.

        It has the target's name and lies in a folder of its own on the same file system.

        Raises:
            OSError: nothing can be written beside the target.
        """
        if target not in self._staged:
            folder = Path(tempfile.mkdtemp(prefix=".dothi-", dir=target.parent))
            self._staged[target] = folder / target.name
        return self._staged[target]

    def move(self) -> None:
        """Move everything that was written into its place."""
        for target, staged in self._staged.items():
            if staged.exists():
                if target.is_dir() or (staged.is_dir() and target.exists()):
                    target.replace(staged.with_name(".replaced"))  # a rename replaces files only
                staged.replace(target)

    def clean_up(self) -> None:
        """Remove what was staged and not moved."""
        for staged in self._staged.values():
            shutil.rmtree(staged.parent, ignore_errors=True)


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
