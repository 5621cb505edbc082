"""Pages are followed as a reader follows them: in a shell, with the command that was installed."""

import re
import shlex
import subprocess
import sys
from pathlib import Path


def commands_of(page: str) -> list[list[str]]:
    """Return the arguments of each indented ``.venv/bin/dothi`` command of a page."""
    lines = re.findall(r"^    \.venv/bin/dothi (.*)$", page, flags=re.MULTILINE)
    return [shlex.split(line, comments=True) for line in lines]


def shell_lines(page: str) -> list[str]:
    """Return the lines of the ``sh`` blocks of a page."""
    return [line for block in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for line in block.splitlines()]


def make_set_up(folder: Path) -> Path:
    """Leave a folder as ``make setup`` leaves the checkout: the command is in ``.venv/bin`` and not on the path."""
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


def run_line(line: str, page: str, folder: Path, codes: frozenset[int] = frozenset({0})) -> str:
    """Run a command of a page in English, after the page's exports, and return what it prints.

    Raises:
        AssertionError: the command ends with a traceback or with an exit code not in ``codes``.
    """
    exports = [other for other in shell_lines(page) if other.startswith("export ")]
    in_english = f"{line} --lang en" if re.search(r"\bdothi ", line) else line
    run = subprocess.run(
        "\n".join([*exports, in_english]),
        cwd=folder,
        shell=True,
        env={"COLUMNS": "200", "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    printed = run.stdout + run.stderr
    assert "Traceback" not in printed
    assert run.returncode in codes, printed
    return printed
