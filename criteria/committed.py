"""Rule files as they were committed: a copy of the rules folder in which a file, or a law's folder, is git's."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from criteria.loading import LAW_FILE


class NotCommitted(Exception):
    """There is nothing committed to compare with.

    Attributes:
        kind: ``no_git``, ``not_in_git``, ``not_committed`` or ``not_of_a_law``.
        path: what was asked for.
    """

    def __init__(self, kind: str, path: Path) -> None:
        self.kind = kind
        self.path = path
        super().__init__(f"{kind}: {path}")


def law_folder_of(path: Path) -> Path:
    """The folder of the law that a file or folder belongs to.

    Raises:
        NotCommitted: it belongs to none (``not_of_a_law``).
    """
    resolved = path.resolve()
    for folder in (resolved, *resolved.parents):
        if (folder / LAW_FILE).is_file():
            return folder
    raise NotCommitted("not_of_a_law", path)


@contextmanager
def committed_rules(path: Path) -> Iterator[Path]:
    """A rules folder like the one that holds this file or folder, in which it is as in the last commit.

    Raises:
        NotCommitted: there is no git, or nothing of it was committed.
    """
    rules = law_folder_of(path).parent
    names = _git(path, "ls-tree", "-r", "--name-only", "-z", "HEAD", "--", ".").decode().split("\0")
    wanted = path.resolve()
    committed = {name: rules / name for name in names if name}
    own = {name: file for name, file in committed.items() if file == wanted or wanted in file.parents}
    if not own:
        raise NotCommitted("not_committed", path)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, rules.name)
        shutil.copytree(rules, copy)
        target = copy / wanted.relative_to(rules)
        if target.is_dir():
            shutil.rmtree(target)
        for name, file in own.items():
            place = copy / file.relative_to(rules)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(_git(path, "show", f"HEAD:./{name}"))
        yield copy


def _git(path: Path, *arguments: str) -> bytes:
    """What git prints, run in the rules folder that holds a path."""
    rules = law_folder_of(path).parent
    try:
        run = subprocess.run(["git", "-C", str(rules), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise NotCommitted("no_git", path) from None
    if run.returncode != 0:
        raise NotCommitted("not_in_git", path)
    return run.stdout
