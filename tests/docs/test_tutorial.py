"""The tutorial is followed to the letter."""

import shutil

import pytest

from tests.support.followed_pages import make_set_up, run_line, shell_lines
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

TUTORIAL = (ROOT / "docs" / "tutorials" / "change-a-threshold.md").read_text(encoding="utf-8")
CODES = frozenset({0, 1, 4})
"""Sound, an answer that is no, rules in which something is found."""


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each command of the tutorial prints, run one after the other in a folder set up like the checkout."""
    folder = make_set_up(tmp_path_factory.mktemp("tutorial"))
    shutil.copytree(ROOT / "rules", folder / "rules")
    return {line: run_line(line, TUTORIAL, folder, CODES) for line in shell_lines(TUTORIAL)}


def of(printed: dict[str, str], word: str) -> str:
    """What the one command with this word printed, on one line."""
    (text,) = (text for line, text in printed.items() if f"dothi {word}" in line)
    return " ".join(text.split())


def test_the_standard_is_shown(printed: dict[str, str]) -> None:
    """The page of the standard tells the level before the change."""
    assert "55%" in of(printed, "rules show")


def test_lint_names_the_cases_that_no_longer_match(printed: dict[str, str]) -> None:
    """The edited file is sound; the cases are told to differ."""
    assert "L901-case-does-not-match" in of(printed, "rules lint")


def test_the_cases_notice_the_change(printed: dict[str, str]) -> None:
    """A case at the old minimum no longer comes out as it says."""
    assert "at-the-minimum, 2A.II.05: expected 5.5, at the minimum level" in of(printed, "rules test")


def test_the_difference_is_told_by_meaning(printed: dict[str, str]) -> None:
    """One level was loosened by six percentage points."""
    assert "0 added, 0 removed, 0 tightened, 1 loosened, 0 changed." in of(printed, "rules diff")
    assert "−6 percentage points" in of(printed, "rules diff")


def test_the_impact_names_the_town(printed: dict[str, str]) -> None:
    """Of the towns of the example Duyên Hải comes out otherwise."""
    assert "Thị xã Duyên Hải, type III: not met (6 – 93) → undetermined (11.58 – 98.58)" in of(printed, "rules impact")


def test_signing_shows_first(printed: dict[str, str]) -> None:
    """With --dry-run the signature is shown and nothing is written."""
    assert "nothing was written" in of(printed, "rules sign")
