"""The how-tos are followed to the letter."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from criteria.exchange.layout import FOUND, WORKLIST
from tests.workbooks import read, rewritten

ROOT = Path(__file__).parent.parent
HOW_TO = (ROOT / "docs" / "how-to" / "add-a-resolution.md").read_text(encoding="utf-8")


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    """A folder in which the steps that write files were followed."""
    shutil.copytree(ROOT / "rules", tmp_path / "my-rules")
    (tmp_path / "my-rules" / "nq-1-2030").mkdir()
    for block in re.findall(r"```yaml\n(.*?)```", HOW_TO, flags=re.DOTALL):
        name = re.match(r"# (my-rules/\S+)\n", block)
        assert name
        (tmp_path / name[1]).write_text(block, encoding="utf-8")
    for command in re.findall(r"^sed .*$", HOW_TO, flags=re.MULTILINE):
        subprocess.run(command, cwd=tmp_path, shell=True, check=True)
    return tmp_path


def test_a_resolution_is_added_by_a_folder_of_yaml(followed: Path) -> None:
    """Following the how-to, a new law judges a town, with no code touched."""
    printed = ""
    for command in re.findall(r"^dothi (.*)$", HOW_TO, flags=re.MULTILINE):
        run = subprocess.run(
            [sys.executable, "-m", "cli", *command.split(), "--lang", "en"],
            cwd=followed,
            env={"DOTHI_RULES": "my-rules", "PYTHONPATH": str(ROOT), "COLUMNS": "140"},
            capture_output=True,
            text=True,
            check=True,
        )
        printed += run.stdout
    assert "Thị xã Duyên Hải MEETS the requirements of type A" in printed
    assert "8.73" in printed
    assert "nq-1-2030" in printed


FILL = (ROOT / "docs" / "how-to" / "fill-a-law.md").read_text(encoding="utf-8")


def test_a_law_is_filled_by_two_officers(tmp_path: Path) -> None:
    """Following the how-to, what two officers both read is written into the files and signed off by both."""
    shutil.copytree(ROOT / "rules", tmp_path / "my-rules")
    shown = []
    for command in re.findall(r"^dothi (.*)$", FILL, flags=re.MULTILINE):
        run = subprocess.run(
            [sys.executable, "-m", "cli", *shlex.split(command), "--lang", "en"],
            cwd=tmp_path,
            env={"DOTHI_RULES": "my-rules", "PYTHONPATH": str(ROOT), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=True,
        )
        shown.append(run.stdout + run.stderr)
        if "--worklist" in command:
            fill(tmp_path / shlex.split(command)[-1], "standards/population-density", "levels.III.maximum", 1850)
    assert "type III, maximum level 1,800 people/km²" in " ".join(shown[0].split())
    assert "1,800 people/km² → 1,850 people/km² (unverified → signed off)" in shown[3]
    assert "Shown only; nothing was written." in shown[3]
    assert "Compared with the text: Phòng Quản lý đô thị, Phòng Kinh tế, " in shown[5]


def fill(path: Path, entry: str, name: str, value: int) -> None:
    """Write into the yellow cell of a number what an officer read."""
    page = read(path)[WORKLIST]
    (row,) = (row for row in range(len(page.rows)) if (entry, name) == page.rows[row][1:3])
    rewritten(path, {(WORKLIST, row, page.rows[0].index(FOUND)): value})
