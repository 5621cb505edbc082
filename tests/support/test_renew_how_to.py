"""What pages show of outputs is renewed by a command."""

import pytest

from tests.support import renew_how_to


@pytest.mark.parametrize(("output", "expected"), [("old\n", "one\ntwo\nthree\n"), ("old\n…\n", "one\n…\n")])
def test_an_output_is_renewed_and_the_rest_of_a_page_stays(
    output: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a command prints today stands below it, with as many lines as were shown of a long output."""
    page = "Before.\n\n```console\n$ dothi laws\n{}```\n\nAfter.\n"
    monkeypatch.setattr(renew_how_to, "printed", lambda _, width: "one\ntwo\nthree\n")
    assert page.format(expected) == renew_how_to.renewed(page.format(output))
