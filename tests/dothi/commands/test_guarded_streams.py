"""Whatever a file, a name, a path or an option holds, nothing that is written makes a terminal do anything."""

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from tests.support.paths import ROOT, TOY_RULES

pytestmark = pytest.mark.slow

HOSTILE = "a\x1b[31mb\x9b2Jc\u202ed\u2066e\x07f"
TURNED = "Al\u202epha\u200f"
KEPT = {"\n"}


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command on the toy rules."""
    return subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        cwd=ROOT,
        env=os.environ | {"DOTHI_RULES": str(TOY_RULES)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def hidden(text: str) -> set[str]:
    """The characters of a text that a terminal obeys or that turn its direction."""
    turning = {"LRM", "RLM", "ALM", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return {
        character
        for character in text
        if character not in KEPT
        and (unicodedata.category(character) in {"Cc", "Zl", "Zp"} or unicodedata.bidirectional(character) in turning)
    }


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A town whose name turns the direction of text, and whose value has such a source."""
    folder = tmp_path / "data"
    folder.mkdir()
    header = "id,name,kind,current_type,region,attributes,inner_area,outer_area"
    (folder / "municipalities.csv").write_text(f"{header}\nalpha,{TURNED},town,IV,plain,none,yes,yes\n", "utf-8")
    measured = f"municipality,indicator,value,as_of,source,note\nalpha,people,750,2024-12-31,Census {TURNED},\n"
    (folder / "measurements.csv").write_text(measured, "utf-8")
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", HOSTILE, "--to", "SILVER"),
        ("check", "alpha", "--to", HOSTILE),
        ("check", "alpha", "--to", "SILVER", "--as-of", HOSTILE),
        ("check", "alpha", "--to", "SILVER", "--law", HOSTILE),
        ("check", "alpha", "--to", "SILVER", "--family", HOSTILE),
        ("check", "alpha", "--to", "SILVER", "--format", HOSTILE),
        ("check", "alpha", "--to", "SILVER", f"--{HOSTILE}"),
        ("check", "alpha", "--to", "SILVER", "--data", HOSTILE),
        ("check", "alpha", "--to", "SILVER", "--output", f"/nowhere/{HOSTILE}"),
        ("batch", "--to", "SILVER", "--output", HOSTILE),
        (HOSTILE,),
        ("rules", "lint", HOSTILE),
        ("rules", "diff", HOSTILE),
        ("rules", "test", HOSTILE),
        ("rules", "show", HOSTILE),
        ("rules", "sign", "toy-law", HOSTILE, "--by", "A", "--document", "D"),
    ],
    ids=lambda arguments: " ".join(arguments).replace(HOSTILE, "…"),
)
def test_options_are_shown(arguments: tuple[str, ...]) -> None:
    """What is refused is shown so that it can be seen, even where the environment demands colours."""
    ended = run(*arguments, FORCE_COLOR="1")
    assert (2, set(), set()) == (ended.returncode, hidden(ended.stdout), hidden(ended.stderr))


@pytest.mark.parametrize("form", ["table", "json"])
def test_names_and_sources_are_shown(town: Path, form: str, tmp_path: Path) -> None:
    """A name that turns the direction of text is visible on stdout and in a file, and JSON keeps it."""
    asked = ("check", "alpha", "--to", "SILVER", "--law", "toy-law", "--as-of", "2026-01-01", "--explain")
    shown = run(*asked, "--data", str(town), "--format", form, "--lang", "en")
    written = tmp_path / "answer"
    run(*asked, "--data", str(town), "--format", form, "--output", str(written))
    assert (0, set(), set()) == (shown.returncode, hidden(shown.stdout), hidden(shown.stderr))
    assert set() == hidden(written.read_text("utf-8"))
    assert "\\u202e" in shown.stdout
    if form == "json":
        assert TURNED == json.loads(written.read_text("utf-8"))["municipality"]["name"]


def test_lists_are_shown(town: Path) -> None:
    """The list of municipalities shows what is hidden in names."""
    ended = run("list", "--data", str(town))
    assert (True, set()) == ("Al\\u202e" in ended.stdout, hidden(ended.stdout))


def test_a_path_is_one_line(tmp_path: Path) -> None:
    """A path with a line break cannot forge a line of its own."""
    folder = tmp_path / "data\nforged.csv:1:1: all is well"
    folder.mkdir()
    (folder / "municipalities.csv").write_text("id,name\n1,2\n", "utf-8")
    ended = run("list", "--data", str(folder))
    assert (5, []) == (ended.returncode, [line for line in ended.stderr.splitlines() if line.startswith("forged")])


@pytest.mark.parametrize("columns", ["0", "-5", "1", "x", "9" * 9, ""])
def test_a_refusal_is_read_at_any_width(columns: str) -> None:
    """A terminal without a sensible width does not swallow what is refused."""
    ended = run("check", "--to", "VII", COLUMNS=columns)
    assert (2, True) == (ended.returncode, "municipality" in ended.stderr.casefold()), ended.stderr
