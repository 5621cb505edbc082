"""What the README and the pages of commands and targets show is what the program does."""

import itertools
import re
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup
from typer.testing import CliRunner

from cli import app
from tests.support.followed_pages import commands_of
from tests.support.paths import ROOT
from tests.support.renew_readme import (
    DEMO,
    DEMO_BEGIN,
    DEMO_END,
    README,
    TARGET_DAYS,
    TARGETS,
    TARGETS_BEGIN,
    TARGETS_END,
    WIDTH,
    between,
    first_screen,
    targets_command,
)

MOST_LINES = 120
TEXT = README.read_text(encoding="utf-8")
OF_README = commands_of(TEXT)
OF_REFERENCE = commands_of((ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8"))
COMMANDS = sorted({tuple(arguments) for arguments in [*OF_README, *OF_REFERENCE]})


def run(*arguments: str) -> tuple[int, str]:
    """Run the command in this process; return its exit code and what it printed."""
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": WIDTH})
    return result.exit_code, result.stdout


@pytest.mark.slow
@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_every_command_shown_runs(arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command that the pages tell a reader to type prints something, or writes the file it names."""
    monkeypatch.chdir(ROOT)
    written = [tmp_path / name for option, name in itertools.pairwise(arguments) if option == "--output"]
    code, output = run(*(str(tmp_path / word) if word.endswith(".xlsx") else word for word in arguments))
    assert (1 if "--exit-code" in arguments else 0) == code
    assert [path for path in written if path.exists()] if written else output


def test_the_pages_name_commands() -> None:
    """Commands are found in both pages, so that the test above is about something."""
    assert len(OF_README) >= 7
    assert len(OF_REFERENCE) >= 20


def command_names() -> list[str]:
    """Return every command of the program as a user types it."""
    program = typer.main.get_command(app)
    assert isinstance(program, TyperGroup)
    rules = program.commands["rules"]
    assert isinstance(rules, TyperGroup)
    return [*(name for name in program.commands if name != "rules"), *(f"rules {name}" for name in rules.commands)]


@pytest.mark.parametrize("name", command_names())
def test_every_command_is_on_its_page(name: str) -> None:
    """The page of commands names each command of the program."""
    text = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    assert re.search(rf"\bdothi {name}\b", text)


def test_the_readme_is_short() -> None:
    """The README has at most 120 lines: everything else is in docs/."""
    assert len(TEXT.splitlines()) <= MOST_LINES


def test_the_output_in_the_readme_is_real() -> None:
    """The README shows the first screen of the demo; `make readme` renews it."""
    code, printed = run(*DEMO)
    assert (0, first_screen(printed)) == (code, between(TEXT, DEMO_BEGIN, DEMO_END))


@pytest.mark.parametrize("day", TARGET_DAYS)
def test_the_table_of_targets_is_that_of_the_command(day: str) -> None:
    """docs/targets.md shows the table of each day as the command prints it; `make readme` renews it."""
    code, table = run(*targets_command(day))
    assert 0 == code
    assert table in between(TARGETS.read_text(encoding="utf-8"), TARGETS_BEGIN, TARGETS_END)
