"""The files of a batch: results, and beside them the rejected rows and the failing standards."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dothi.batch.writers import RESULT_FORMS, Writer, form_of
from dothi.whole_files import WholeFiles, whole_files


def rejected_place(output: Path) -> Path:
    """Return the path of the rejected rows: beside the results."""
    return output.parent / f"{output.name}.rejected.csv"


def companion_places(output: Path) -> tuple[Path, Path]:
    """Return the paths of everything that may stand beside the results."""
    return rejected_place(output), failures_place(output)


def failures_place(output: Path) -> Path:
    """Return the path of the failing standards: beside the results."""
    return output.parent / f"{output.name}.failures.csv"


class BatchFiles:
    """Files being written; see `batch_files`."""

    def __init__(self, files: WholeFiles) -> None:
        self._files = files
        self._writers: list[Writer] = []

    def results(self, target: Path) -> Writer:
        """Open a file of the form that its suffix names. What an earlier run left beside it goes."""
        self._files.companions(companion_places(target))
        return self._opened(form_of(target).writer(self._files.beside(target)))

    def listing(self, target: Path) -> Writer:
        """Open a list that accompanies the results; it is CSV, whatever form they have."""
        return self._opened(RESULT_FORMS["csv"].writer(self._files.beside(target)))

    def _opened(self, writer: Writer) -> Writer:
        self._writers.append(writer)
        return writer

    def close(self) -> None:
        """Complete the files."""
        for writer in self._writers:
            writer.close()

    def abandon(self) -> None:
        """Close the files after an error; further errors do not hide the first."""
        for writer in self._writers:
            with suppress(Exception):
                writer.close()


@contextmanager
def batch_files(replaces: bool = True) -> Iterator[BatchFiles]:
    """Write files that appear together when the block ends.

    If it raises, no file appears, and files that were there stay as they were.

    Args:
        replaces: files that are there already are replaced.
    """
    with whole_files(replaces) as files:
        output = BatchFiles(files)
        try:
            yield output
        except BaseException:
            output.abandon()
            raise
        output.close()
