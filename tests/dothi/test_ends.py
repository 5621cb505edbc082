"""How the program ends: 1 and 3 are verdicts, and come from nothing else."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.support.in_process import Run, in_process
from tests.support.paths import ROOT


@pytest.fixture(name="run")
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """The command in this process."""
    with in_process(monkeypatch, capsys) as run:
        yield run


def test_a_shell_that_is_not_known_is_wrong_usage(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Typer ends with 1 where it does not know the shell; here that is 2, for 1 means *not met*."""
    home = tmp_path_factory.mktemp("home")
    ended = subprocess.run(
        [sys.executable, "-m", "cli", "--show-completion"],
        cwd=ROOT,
        env={"HOME": str(home), "PATH": "/nowhere", "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 2 == ended.returncode


@pytest.mark.parametrize("output", [".", "/"])
def test_an_output_without_a_name_is_wrong_usage(run: Run, output: str) -> None:
    """A folder by a path that ends in no name is refused in a sentence."""
    ended = run("batch", "--to", "SILVER", "--output", output)
    assert (2, "") == (ended.code, ended.out)


def test_a_rules_folder_whose_name_is_too_long(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rules folder that nothing can be named is unsound rules, also where a law is asked for by its id."""
    monkeypatch.setenv("DOTHI_RULES", "x/" * 2100)
    assert 4 == run("rules", "lint", "rules").code
