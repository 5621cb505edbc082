"""Renew the output that how-to pages show in full below a command: ``make readme``.

A block ``console`` is one command after ``$ dothi`` and what it prints; ``…`` alone on the last line stands for the
rest, and as many lines as before are shown. Pages that quote single lines of an output are renewed by hand.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from tests.support.paths import ROOT

PAGES = (ROOT / "docs" / "how-to" / "plan-the-path.md",)
REST = "…\n"
WIDTH = "80"
_BLOCK = re.compile(r"(```console\n\$ dothi (.*?)\n)(.*?)```", re.DOTALL)


def shown(page: str) -> list[tuple[str, str]]:
    """Return the commands of a page, each with what is shown below it."""
    return [(command, output) for _, command, output in _BLOCK.findall(page)]


def first_lines(printed: str, output: str) -> str:
    r"""Return as much of what is printed as an output shows of it.

    >>> first_lines("one\ntwo\nthree\n", "old\n…\n")
    'one\n…\n'
    >>> first_lines("one\ntwo\n", "old\n")
    'one\ntwo\n'
    """
    if not output.endswith(REST):
        return printed
    count = output.count("\n") - 1
    return "".join(printed.splitlines(keepends=True)[:count]) + REST


def printed_by(arguments: str) -> str:
    """Return what a command prints on 80 columns."""
    run = subprocess.run(
        [sys.executable, "-m", "cli", *shlex.split(arguments)],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": WIDTH},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


def renewed(page: str) -> str:
    """Return a page with what its commands print today."""
    return _BLOCK.sub(lambda block: f"{block[1]}{first_lines(printed_by(block[2]), block[3])}```", page)


def renew(path: Path) -> None:
    """Renew a page."""
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


def main() -> None:
    """Renew every page."""
    for path in PAGES:
        renew(path)


if __name__ == "__main__":
    main()
