"""Rule files as last committed: a copy of the rules folder in which a file or a law's folder comes from git."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from criteria.bounded_files import real_path
from criteria.owned_folders import ScratchFolder
from criteria.rule_files.folder_layout import INDICATORS_FILE, LAW_FILE, VOCABULARY_FILE, is_law_folder


class NotCommitted(Exception):
    """There is no committed version to compare with.

    Attributes:
        kind: ``no_git``, ``not_in_git``, ``not_committed``, ``not_there`` or ``not_of_a_law``.
        path: The path asked for.
    """

    def __init__(self, kind: str, path: Path) -> None:
        self.kind = kind
        self.path = path
        super().__init__(f"{kind}: {path}")


def law_folder_of(path: Path) -> Path:
    """Return the folder of the law that a file or folder belongs to.

    Raises:
        NotCommitted: It belongs to no law (``not_of_a_law``).
    """
    resolved = real_path(path)
    for folder in (resolved, *resolved.parents):
        if is_law_folder(folder):
            return folder
    raise NotCommitted("not_of_a_law", path)


def is_shared(path: Path) -> bool:
    """True if a file is the indicator catalogue or the vocabulary of a rules folder, which all its laws share."""
    folder = real_path(path).parent
    return path.name in {INDICATORS_FILE, VOCABULARY_FILE} and any(folder.glob(f"*/{LAW_FILE}"))


def rules_folder_holding(path: Path) -> Path:
    """The rules folder that holds a file, or the folder of a law.

    Raises:
        NotCommitted: it is neither a shared file nor of a law (``not_of_a_law``).
    """
    return real_path(path).parent if is_shared(path) else law_folder_of(path).parent


@contextmanager
def committed_rules(path: Path) -> Iterator[Path]:
    """Yield a copy of the rules folder in which this file or folder is as in the last commit.

    A file that was never committed is left out; a committed file that no longer exists is restored.

    Raises:
        NotCommitted: There is no git repository or no committed version to compare with.
    """
    rules = rules_folder_holding(path)
    wanted = real_path(path)
    names = _git(path, "ls-tree", "-r", "--name-only", "-z", "HEAD", "--", ".").decode().split("\0")
    committed = {rules / name: name for name in names if name}
    own = {file: name for file, name in committed.items() if file == wanted or wanted in file.parents}
    if not own and not wanted.exists():
        raise NotCommitted("not_there", path)
    if not own and (is_shared(path) or wanted.is_dir() or law_folder_of(path) / LAW_FILE not in committed):
        raise NotCommitted("not_committed", path)
    with ScratchFolder() as folder:
        copy = folder / rules.name
        shutil.copytree(rules, copy)
        _remove(copy / wanted.relative_to(rules))
        for file, name in own.items():
            place = copy / file.relative_to(rules)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(_git(path, "show", f"HEAD:./{name}"))
        yield copy


def _remove(target: Path) -> None:
    """Remove a file, or a folder with its content, if it exists."""
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)


def _git(path: Path, *arguments: str) -> bytes:
    """Return the output of git, run in the rules folder that contains a path."""
    rules = rules_folder_holding(path)
    try:
        run = subprocess.run(["git", "-C", str(rules), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise NotCommitted("no_git", path) from None
    if run.returncode != 0:
        raise NotCommitted("not_in_git", path)
    return run.stdout
