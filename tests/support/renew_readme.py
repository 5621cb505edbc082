"""Renew the output that README.md and docs/targets.md show: ``make readme``."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.support.paths import ROOT

README = ROOT / "README.md"
TARGETS = ROOT / "docs" / "targets.md"
DEMO = ("check", "duyen-hai", "--to", "III", "--as-of", "2021-11-11", "--data", "examples/tra-vinh")
DEMO_BEGIN, DEMO_END = "```text\n", "```"
SCREEN = 24
"""The lines of the demo that the README shows."""
GAP = "…"
TARGET_DAYS = ("2021-11-11", "2026-11-22")
TARGETS_BEGIN, TARGETS_END = "<!-- targets -->\n", "<!-- end of targets -->"
WIDTH = "118"


def first_screen(output: str) -> str:
    """Return the first screen of an output, with a mark that it goes on."""
    return "\n".join([*output.split("\n")[:SCREEN], GAP, ""])


def targets_command(day: str) -> tuple[str, ...]:
    """Return the arguments of the command that prints the table of targets of a day."""
    return "targets", "--as-of", day, "--data", "examples/tra-vinh", "--format", "markdown", "--lang", "en"


def between(text: str, begin: str, end: str) -> str:
    """Return the part of a text between the first two marks."""
    return text.partition(begin)[2].partition(end)[0]


def replaced(text: str, begin: str, end: str, part: str) -> str:
    """Return the text with ``part`` between the first two marks."""
    before, found_begin, rest = text.partition(begin)
    _, found_end, after = rest.partition(end)
    assert found_begin, begin
    assert found_end, end
    return f"{before}{begin}{part}{end}{after}"


def printed(arguments: Sequence[str], width: str = WIDTH) -> str:
    """Return what the command prints for these arguments on a terminal of this width."""
    run = subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": width},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


def renew(page: Path, begin: str, end: str, part: str) -> None:
    """Write ``part`` between the marks of a page."""
    page.write_text(replaced(page.read_text(encoding="utf-8"), begin, end, part), encoding="utf-8")


def main() -> None:
    """Run the demo and the tables of targets, and write their output into the pages."""
    renew(README, DEMO_BEGIN, DEMO_END, first_screen(printed(DEMO)))
    renew(TARGETS, TARGETS_BEGIN, TARGETS_END, "\n".join(printed(targets_command(day)) for day in TARGET_DAYS))


if __name__ == "__main__":
    main()
