"""What an output must not be: one of the inputs, something that is there already, or a companion of either."""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from criteria.bounded_files import is_folder, real_path

_OF_RESULTS = ("part-", "_SUCCESS", "._SUCCESS", ".part-")


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
    outputs: Iterable[Path],
    data: Iterable[Path],
    rules: Path | None = None,
    force: bool = False,
    adds_rules: bool = False,
) -> OutputProblem | None:
    """Return why one of these outputs may not be written; None if all of them may.

    No input is opened.

    Args:
        outputs: the results and every companion that may be written or removed with them.
        data: the files and folders of data that are read.
        rules: the folder of rule files that is read.
        adds_rules: whether a new file is meant for the folder of rules.
        force: whether what is there already may be replaced; an input never is.
    """
    outputs, data = tuple(outputs), tuple(data)
    for output in outputs:
        for source in (*data, *([] if rules is None else [rules])):
            problem = _harm_to_input(output, source)
            is_new_rule = adds_rules and source == rules and not os.path.lexists(output)
            if problem and not (is_new_rule and problem == "output_is_in_input"):
                return OutputProblem(problem, output, source)
    for output in outputs:
        if os.path.lexists(output):
            if output.exists() and not _is_file_or_folder(output):
                return OutputProblem("output_is_no_file", output)
            if not force:
                return OutputProblem("output_exists", output)
            if is_folder(output) and not is_result_folder(output):
                return OutputProblem("output_is_other_folder", output)
    return None


def is_result_folder(folder: Path) -> bool:
    """True for a folder that Spark wrote, or an empty one: it holds nothing but parts and marks."""
    try:
        return all(inner.name.startswith(_OF_RESULTS) and inner.is_file() for inner in folder.iterdir())
    except OSError:
        return False


def _harm_to_input(output: Path, source: Path) -> str | None:
    """Return the problem if writing the output would change what is read from the source, now or at the next run."""
    if _is_same(output, source):
        return "output_is_input"
    if is_folder(output) and _is_inside(source, output):
        return "output_holds_input"
    if not is_folder(source):
        return None
    if _is_inside(output, source):
        return "output_is_in_input"
    if os.path.lexists(output) and any(_is_same(output, file) for file in source.rglob("*") if file.is_file()):
        return "output_is_input"  # another name of a file in the folder, by a hard link
    return None


def _is_same(one: Path, other: Path) -> bool:
    """True if two paths lead to the same file or folder, by whatever links."""
    try:
        return os.path.samestat(one.stat(), other.stat())
    except (OSError, ValueError):
        return real_path(one) == real_path(other)


def _is_inside(path: Path, folder: Path) -> bool:
    """True if a path lies in a folder or in a folder of it, as it is written or where its links lead."""
    parents = dict.fromkeys((*path.absolute().parents, *real_path(path).parents))
    try:
        wanted = folder.stat()
    except (OSError, ValueError):
        return real_path(folder) in parents
    return any(_has(parent, wanted) for parent in parents)


def _has(path: Path, wanted: os.stat_result) -> bool:
    """True if a path leads to what was found there; no link is followed step by step, as a path may have thousands."""
    try:
        return os.path.samestat(path.stat(), wanted)
    except (OSError, ValueError):
        return False


def _is_file_or_folder(path: Path) -> bool:
    mode = path.stat().st_mode
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)
