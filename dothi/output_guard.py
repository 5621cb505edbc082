"""What an output must not be: one of the inputs, something that is there already, or a companion of either."""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

DATA_TABLES = ("municipalities.csv", "measurements.csv")
PARQUET = ".parquet"


@dataclass(frozen=True, slots=True)
class OutputProblem:
    """Why nothing may be written to a path.

    Attributes:
        kind: the key of the sentence that says so.
        path: the path, as the user may know it.
        other: the input that the path would change, if there is one.
    """

    kind: str
    path: Path
    other: Path | None = None


def output_problem(
    outputs: Iterable[Path], data: Iterable[Path], rules: Path | None = None, force: bool = False
) -> OutputProblem | None:
    """Return why one of these outputs may not be written; None if all of them may.

    No input is opened.

    Args:
        outputs: the results and every companion that may be written or removed with them.
        data: the files and folders of data that are read.
        rules: the folder of rule files that is read.
        force: whether what is there already may be replaced; an input never is.
    """
    outputs, data = tuple(outputs), tuple(data)
    for output in outputs:
        for source in data:
            if _is_input(output, source):
                return OutputProblem("output_is_input", output, source)
        if rules is not None and (_is_rule_file(output, rules) or (output.is_dir() and _is_inside(rules, output))):
            return OutputProblem("output_is_input", output, rules)
    for output in outputs:
        if os.path.lexists(output):
            if output.exists() and not _is_file_or_folder(output):
                return OutputProblem("output_is_no_file", output)
            if not force:
                return OutputProblem("output_exists", output)
    return None


def _is_input(output: Path, source: Path) -> bool:
    """True if writing the output would change what is read from the source, now or at the next run."""
    if _is_same(output, source) or (output.is_dir() and _is_inside(source, output)):
        return True
    if not source.is_dir():
        return False
    if output.suffix.lower() == PARQUET and _is_inside(output, source):
        return True  # Parquet files are read from folders of folders too
    if _is_same(output.resolve().parent, source) or _is_same(output.absolute().parent, source):
        return os.path.lexists(output) or output.name.lower() in DATA_TABLES
    return any(_is_same(output, file) for file in _files(source))


def _is_rule_file(output: Path, rules: Path) -> bool:
    return output.exists() and _is_inside(output, rules)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files that a folder of data may be read from."""
    yield from (folder / name for name in DATA_TABLES)
    yield from folder.rglob(f"*{PARQUET}")


def _is_same(one: Path, other: Path) -> bool:
    """True if two paths lead to the same file or folder, by whatever links."""
    try:
        return os.path.samestat(one.stat(), other.stat())
    except (OSError, ValueError):
        return one.resolve() == other.resolve()


def _is_inside(path: Path, folder: Path) -> bool:
    """True if a path lies in a folder or in a folder of it."""
    return any(_is_same(parent, folder) for parent in path.resolve().parents)


def _is_file_or_folder(path: Path) -> bool:
    mode = path.stat().st_mode
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)
