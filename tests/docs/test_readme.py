"""What the README shows is what the program does."""

import itertools
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from tests.support.paths import ROOT
from tests.support.renew_readme import TARGET_DAYS, TARGETS_BEGIN, TARGETS_END, targets_command

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    shlex.split(line.partition("#")[0])[1:]
    for line in re.findall(r"^    \.venv/bin/(dothi .*)$", README, flags=re.MULTILINE)
]
WIDTH = "118"


def run(*arguments: str) -> tuple[int, str]:
    """Run the command in this process; exit code and what it printed."""
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": WIDTH})
    return result.exit_code, result.stdout


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_command_of_the_readme_runs(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command that the README tells a reader to type does something: it prints, or writes the file it names."""
    monkeypatch.chdir(ROOT)
    written = [tmp_path / name for option, name in itertools.pairwise(arguments) if option == "--output"]
    code, output = run(*(str(tmp_path / word) if word.endswith(".xlsx") else word for word in arguments))
    assert (1 if "--exit-code" in arguments else 0) == code
    assert [path for path in written if path.exists()] if written else output


def test_the_readme_names_commands() -> None:
    """The commands are found in the README, so that the test above is about something."""
    assert len(COMMANDS) >= 7


def test_the_output_in_the_readme_is_real() -> None:
    """The output shown is that of the command, line by line, with gaps only where the README shows an ellipsis."""
    shown = README.partition("```text\n")[2].partition("```")[0]
    _, printed = run("check", "duyen-hai", "--to", "III", "--as-of", "2021-11-11")
    for part in shown.split("…\n"):
        assert part.strip("\n") in printed


@pytest.mark.parametrize("day", TARGET_DAYS)
def test_the_table_of_targets_is_that_of_the_command(day: str) -> None:
    """The table of each day in the README is what the command gives; `make readme` renews it."""
    shown = README.partition(TARGETS_BEGIN)[2].partition(TARGETS_END)[0]
    code, table = run(*targets_command(day))
    assert 0 == code
    assert table in shown
