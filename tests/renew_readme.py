"""Renew the output shown in the README: ``python -m tests.renew_readme``."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
COMMAND = ("check", "duyen-hai", "--to", "III", "--as-of", "2021-11-11")
GAP = "…"


def excerpt(output: str) -> str:
    """The beginning of the output, and the first rows of its long tables."""
    lines = output.split("\n")
    undetermined = next(place for place, line in enumerate(lines) if line.startswith("Tiêu chuẩn chưa xác định"))
    passing = next(place for place, line in enumerate(lines) if line.startswith("Tiêu chuẩn đạt"))
    return "\n".join([*lines[: undetermined + 5], GAP, *lines[passing : passing + 4], GAP, ""])


def main() -> None:
    """Run the demo and write its output into the README."""
    run = subprocess.run(
        [sys.executable, "-m", "cli", *COMMAND],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "118"},
        capture_output=True,
        text=True,
        check=True,
    )
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition("```text\n")
    _, _, after = rest.partition("```")
    readme.write_text(f"{before}```text\n{excerpt(run.stdout)}```{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
