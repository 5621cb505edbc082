"""Gather the fragments of changes/ into CHANGELOG.md: ``make changelog``."""

import textwrap
from pathlib import Path

from tests.support.paths import ROOT

FOLDER = ROOT / "changes"
CHANGELOG = ROOT / "CHANGELOG.md"
KINDS = ("added", "changed", "fixed", "removed")
UNRELEASED = "unreleased\n"
WIDTH = 118


class UnknownKind(ValueError):
    """A fragment whose name begins with no known kind."""


def fragments(folder: Path) -> list[Path]:
    """Return the fragments of a folder, ordered by kind and name.

    Raises:
        UnknownKind: the name of a file begins with no known kind.
    """
    found = [path for path in sorted(folder.glob("*.md")) if path.name != "README.md"]
    for path in found:
        if path.name.partition("-")[0] not in KINDS:
            raise UnknownKind(path.name)
    return sorted(found, key=lambda path: KINDS.index(path.name.partition("-")[0]))


def entry(text: str) -> str:
    r"""Return the text of a fragment as an item of a list.

    >>> entry("Towns are listed\nby name.")
    '- Towns are listed by name.\n'
    """
    return textwrap.fill(" ".join(text.split()), WIDTH, initial_indent="- ", subsequent_indent="  ") + "\n"


def gather(folder: Path, changelog: Path) -> int:
    """Move the fragments into the unreleased version of the changelog, and return how many there were."""
    found = fragments(folder)
    before, heading, after = changelog.read_text(encoding="utf-8").partition(UNRELEASED)
    if not heading:
        raise ValueError(f"{changelog.name} has no unreleased version")
    entries = "".join(entry(path.read_text(encoding="utf-8")) for path in found)
    changelog.write_text(f"{before}{heading}\n{entries}{after.removeprefix(chr(10))}", encoding="utf-8")
    for path in found:
        path.unlink()
    return len(found)


if __name__ == "__main__":
    gather(FOLDER, CHANGELOG)
