"""Completion in a shell."""

import pytest

from tests.support.measured_run import measured


@pytest.mark.parametrize(
    ("asked", "more"),
    [
        ("complete_bash", {}),
        ("complete_bash", {"COMP_WORDS": "dothi "}),
        ("complete_bash", {"COMP_WORDS": "dothi ", "COMP_CWORD": "one"}),
        ("complete_bash", {"COMP_WORDS": "dothi ", "COMP_CWORD": "9" * 5000}),
        ("complete_x\x1b[31m", {}),
        ("complete", {}),
        ("x_bash", {}),
    ],
)
def test_what_no_shell_asks_is_no_completion(asked: str, more: dict[str, str]) -> None:
    """A variable that is left over, or set by hand, does not keep the command from its answer."""
    ended = measured("--version", env={"_DOTHI_COMPLETE": asked, **more})
    assert (0, True, True) == (ended.code, ended.out.startswith("dothi "), ended.is_clean), ended


def test_bash_gets_the_commands() -> None:
    """A shell gets the commands that begin as the word does."""
    ended = measured(env={"_DOTHI_COMPLETE": "complete_bash", "COMP_WORDS": "dothi che", "COMP_CWORD": "1"})
    assert (0, "check\n") == (ended.code, ended.out), ended


def test_fish_gets_the_tab_between_a_command_and_its_help() -> None:
    """The one shell that reads tabs gets them as tabs."""
    env = {"_TYPER_COMPLETE_ARGS": "dothi che", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    ended = measured(env={"_DOTHI_COMPLETE": "complete_fish", **env})
    assert (0, True) == (ended.code, ended.out.startswith("check\t")), ended
