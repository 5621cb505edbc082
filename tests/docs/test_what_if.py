"""The how-to on what-if is followed: each command prints what the page shows below it."""

import re
import shlex

import pytest

from tests.support.paths import ROOT
from tests.support.real_cases import run

PAGE = (ROOT / "docs" / "how-to" / "ask-what-if.md").read_text(encoding="utf-8")
STEPS = re.findall(r"^    \.venv/bin/dothi ([^\n]*)\n\n```text\n(.*?)```", PAGE, flags=re.MULTILINE | re.DOTALL)


def test_every_command_shows_something() -> None:
    """No command stands on the page without what it prints."""
    assert len(re.findall(r"^    \.venv/bin/dothi ", PAGE, flags=re.MULTILINE)) == len(STEPS) > 3


@pytest.mark.parametrize(("command", "shown"), STEPS)
def test_a_command_prints_what_the_page_shows(command: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines below a command are lines of its output, in this order."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "160")
    code, out, err = run(*shlex.split(command), "--lang", "en")
    assert (0, "") == (code, err)
    lines = iter(out.splitlines())
    assert [] == [line for line in shown.splitlines() if line not in lines]
