"""Renew the output that how-to pages show in full below a command: ``make readme``.

A block ``console`` is one command after ``$ dothi`` and what it prints; ``…`` alone on the last line stands for the
rest, and as many lines as before are shown. Pages that quote single lines of an output are renewed by hand.
"""

import re
import shlex
from pathlib import Path

from tests.support.paths import ROOT
from tests.support.renew_readme import printed

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


def renewed(page: str) -> str:
    """Return a page with what its commands print today."""

    def block_today(block: re.Match[str]) -> str:
        head, command, output = block.groups()
        return f"{head}{first_lines(printed(shlex.split(command), WIDTH), output)}```"

    return _BLOCK.sub(block_today, page)


def renew(path: Path) -> None:
    """Renew a page."""
    path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")


def main() -> None:
    """Renew every page."""
    for path in PAGES:
        renew(path)


if __name__ == "__main__":
    main()
