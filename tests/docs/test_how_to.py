"""The how-tos are followed to the letter."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from dothi.workbench.excel.layout import FOUND, WORKLIST
from tests.support.followed_pages import make_set_up, run_line, shell_lines
from tests.support.paths import ROOT
from tests.support.workbooks import read, rewritten

pytestmark = pytest.mark.slow

HOW_TO = (ROOT / "docs" / "how-to" / "add-a-resolution.md").read_text(encoding="utf-8")


@pytest.fixture
def followed(tmp_path: Path) -> Path:
    """A folder in which the steps that write files were followed."""
    make_set_up(tmp_path)
    shutil.copytree(ROOT / "rules", tmp_path / "my-rules")
    (tmp_path / "my-rules" / "nq-1-2030").mkdir()
    for block in re.findall(r"```yaml\n(.*?)```", HOW_TO, flags=re.DOTALL):
        name = re.match(r"# (my-rules/\S+)\n", block)
        assert name
        (tmp_path / name[1]).write_text(block, encoding="utf-8")
    for line in shell_lines(HOW_TO):
        if line.startswith("sed "):
            run_line(line, HOW_TO, tmp_path)
    return tmp_path


def test_a_resolution_is_added_by_a_folder_of_yaml(followed: Path) -> None:
    """Following the how-to, a new law judges a town, with no code touched."""
    commands = [line for line in shell_lines(HOW_TO) if line.startswith("dothi ")]
    printed = "".join(run_line(line, HOW_TO, followed) for line in commands)
    assert "Thị xã Duyên Hải MEETS the requirements of type A" in printed
    assert "8.73" in printed
    assert "nq-1-2030" in printed


FILL = (ROOT / "docs" / "how-to" / "fill-a-law.md").read_text(encoding="utf-8")


def test_a_law_is_filled_by_two_officers(tmp_path: Path) -> None:
    """Following the how-to, what two officers both read is written into the files and signed off by both."""
    make_set_up(tmp_path)
    shutil.copytree(ROOT / "rules", tmp_path / "my-rules")
    shown = []
    for line in shell_lines(FILL):
        if not line.startswith("dothi "):
            continue
        shown.append(run_line(line, FILL, tmp_path))
        if "--worklist" in line:
            fill(tmp_path / shlex.split(line)[-1], "standards/population-density", "levels.III.maximum", 1850)
    assert "type III, maximum level 1,800 people/km²" in " ".join(shown[0].split())
    assert "1,800 people/km² → 1,850 people/km² (unverified → signed off)" in shown[3]
    assert "Dry run; nothing was written." in shown[3]
    assert "Compared with the text: Phòng Quản lý đô thị, Phòng Kinh tế, " in shown[5]


def fill(path: Path, entry: str, name: str, value: int) -> None:
    """Write into the yellow cell of a number what an officer read."""
    page = read(path)[WORKLIST]
    (row,) = (row for row in range(len(page.rows)) if (entry, name) == page.rows[row][1:3])
    rewritten(path, {(WORKLIST, row, page.rows[0].index(FOUND)): value})
