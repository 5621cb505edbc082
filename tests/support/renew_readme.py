"""Renew what the README shows of the command's output: ``make readme``."""

import os
import subprocess
import sys

from tests.support.paths import ROOT

COMMAND = ("check", "duyen-hai", "--to", "III", "--as-of", "2021-11-11")
GAP = "…"
TARGET_DAYS = ("2021-11-11", "2026-11-22")
TARGETS_BEGIN, TARGETS_END = "<!-- targets -->\n", "<!-- end of targets -->"


def excerpt(output: str) -> str:
    """The beginning of the output, and the first rows of its long tables."""
    lines = output.split("\n")
    undetermined = next(place for place, line in enumerate(lines) if line.startswith("Tiêu chuẩn chưa xác định"))
    passing = next(place for place, line in enumerate(lines) if line.startswith("Tiêu chuẩn đạt"))
    return "\n".join([*lines[: undetermined + 5], GAP, *lines[passing : passing + 4], GAP, ""])


def targets_command(day: str) -> tuple[str, ...]:
    """The arguments of the command that gives the table of targets of a day."""
    return "targets", "--as-of", day, "--format", "markdown", "--lang", "en"


def replaced(text: str, begin: str, end: str, part: str) -> str:
    """The text with this part between the first two marks."""
    before, found_begin, rest = text.partition(begin)
    _, found_end, after = rest.partition(end)
    assert found_begin, begin
    assert found_end, end
    return f"{before}{begin}{part}{end}{after}"


def printed(arguments: tuple[str, ...]) -> str:
    """What the command prints for these arguments."""
    run = subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "118"},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout


def main() -> None:
    """Run the demo and the table of targets, and write their output into the README."""
    readme = ROOT / "README.md"
    text = replaced(readme.read_text(encoding="utf-8"), "```text\n", "```", excerpt(printed(COMMAND)))
    tables = "\n".join(printed(targets_command(day)) for day in TARGET_DAYS)
    readme.write_text(replaced(text, TARGETS_BEGIN, TARGETS_END, tables), encoding="utf-8")


if __name__ == "__main__":
    main()
