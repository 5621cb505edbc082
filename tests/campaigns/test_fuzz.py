"""`make fuzz`: shares, the limit of time, the page, and the exit code."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaigns.fuzz import FAULT_IN_ITSELF, fuzz, shares
from tests.campaigns.page import PAGE, Row, lines_of, page_with, write_page
from tests.campaigns.registry import CAMPAIGNS, Campaign
from tests.support.paths import ROOT


def row(name: str, tries: int = 4, faults: int = 0) -> Row:
    """A row of the page."""
    return Row(name, "2026-12-01", 1, tries, 40, "7 written", faults, 1.5, 64.2)


def test_shares_make_the_full_size() -> None:
    """The shares of a campaign are its full size, each with a seed of its own."""
    assert [(4, 300), (3, 301), (3, 302)] == shares(Campaign("x", "x:x", 10, 1, "", shares=3), 3)
    assert [(1, 100), (1, 101)] == shares(Campaign("x", "x:x", 2, 1, "", shares=3), 1)


def test_a_campaign_that_fails_is_a_fault(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A campaign that cannot run is itself a fault, and the command ends with 1."""
    page = tmp_path / "page.md"
    assert 1 == fuzz([Campaign("nothing", "nothing:nothing", 2, 1, "", shares=1)], 1, None, page)
    assert FAULT_IN_ITSELF in capfd.readouterr().out


@pytest.mark.slow
def test_figures_are_written(tmp_path: Path) -> None:
    """The command writes the figures, keeps the rows of other campaigns, and stops when the time is up."""
    page = tmp_path / "page.md"
    write_page(page, [row("kills-batch")])
    command = [sys.executable, "-m", "tests.campaigns", "fuzz", "--only", "pairs-signers", "--minutes", "0"]
    run = subprocess.run([*command, "--page", str(page)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (0, "") == (run.returncode, run.stdout)
    assert run.stderr.startswith("pairs-signers: 4 of 40 tries (8 written), 0 faults, ")
    assert str(row("kills-batch")) == lines_of(page)["kills-batch"]
    assert "| 1 | 4 of 40 | 8 written | 0 |" in lines_of(page)["pairs-signers"]


def test_a_row_tells_what_was_left_out() -> None:
    """A row says how many tries were made of how many, and how many faults there were."""
    assert "| pairs-signers | 2026-12-01 | 1 | 4 of 40 | 7 written | 2 | 2 | 64 |\n" == str(row("pairs-signers", 4, 2))
    assert "| pairs-signers | 2026-12-01 | 1 | 40 | 7 written | 0 | 2 | 64 |\n" == str(row("pairs-signers", 40))


def test_rows_of_campaigns_that_have_gone_go(tmp_path: Path) -> None:
    """The page holds rows of registered campaigns only, in their order, and says of which there are no figures yet."""
    write_page(tmp_path / "page.md", [row("of-old"), row("pairs-signers"), row("kills-fix")])
    lines = lines_of(tmp_path / "page.md")
    assert [one.name for one in CAMPAIGNS] == list(lines)
    assert str(row("kills-fix")) == lines["kills-fix"]
    assert "| kills-batch | not yet | – | 0 of 200 | – | – | – | – |\n" == lines["kills-batch"]


def test_the_page_on_file_is_as_written() -> None:
    """The page on file is what the command writes, and tells of no fault."""
    lines = lines_of(PAGE)
    assert page_with(lines) == PAGE.read_text(encoding="utf-8")
    assert set() == {line.split("|")[6].strip() for line in lines.values()} - {"0", "–"}
