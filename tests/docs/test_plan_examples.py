"""The worked examples of plans print what docs/how-to/plan-the-path.md shows; `make readme` renews it."""

import re
import shlex

import pytest
from typer.testing import CliRunner

from cli import app
from tests.support.paths import ROOT
from tests.support.renew_how_to import PAGES, first_lines, shown

pytestmark = pytest.mark.slow

PAGE = PAGES[0].read_text(encoding="utf-8")
SHOWN = shown(PAGE)
ASKED = re.findall(r"^dothi (plan .*)$", PAGE, flags=re.MULTILINE)


def run(arguments: str) -> tuple[int, str]:
    """Run the command in this process, on 80 columns."""
    ended = CliRunner().invoke(app, shlex.split(arguments), env={"COLUMNS": "80"})
    return ended.exit_code, ended.stdout


@pytest.mark.parametrize(("arguments", "output"), SHOWN)
def test_an_example_prints_what_is_shown(arguments: str, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example prints what the page shows of it, on lines of 80 columns at most."""
    monkeypatch.chdir(ROOT)
    code, printed = run(arguments)
    assert 0 == code
    assert output == first_lines(printed, output)
    assert 80 >= max(map(len, printed.splitlines()))


@pytest.mark.parametrize("arguments", ASKED)
def test_a_command_shown_runs(arguments: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command that the page names runs."""
    monkeypatch.chdir(ROOT)
    code, printed = run(arguments)
    assert (0, True) == (code, bool(printed))


def test_the_page_has_its_three_examples() -> None:
    """A complete ward, and Duyên Hải under both laws, are shown."""
    assert 3 == len(SHOWN)
