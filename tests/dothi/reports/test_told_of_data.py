"""What was understood in data files is said once on stderr by every command that reads them."""

import json
from pathlib import Path

import pytest

from tests.support.real_cases import REAL_CASES, run

GO_CONG = str(REAL_CASES / "published" / "a02-go-cong")
NOTE = "municipalities.csv:3:7: "


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "go-cong", "--to", "city", "--family", "administrative-unit", "--as-of", "2024-03-19"),
        ("check", "go-cong", "--to", "city", "--family", "administrative-unit", "--as-of", "2024-03-19", "--explain"),
        ("batch", "--to", "city", "--family", "administrative-unit", "--as-of", "2024-03-19"),
        ("list",),
        ("targets", "--as-of", "2024-03-19"),
    ],
)
def test_a_note_is_printed_once(arguments: tuple[str, ...]) -> None:
    """An old tag that is read as a column is one line on stderr, whatever reads the data, and none on stdout."""
    code, out, err = run(*arguments, "--data", GO_CONG)
    assert (0, 1, 0) == (code, err.count(NOTE), out.count(NOTE)), err


def test_a_note_is_told_to_programs() -> None:
    """In JSON the note stands under what was understood of the data."""
    asked = ("check", "go-cong", "--to", "city", "--family", "administrative-unit", "--as-of", "2024-03-19")
    _, out, _ = run(*asked, "--data", GO_CONG, "--format", "json", "--lang", "en")
    (understood,) = json.loads(out)["data"]["understood"]
    assert Path(understood.partition(NOTE)[0]).parts[-1:] == ("a02-go-cong",)
