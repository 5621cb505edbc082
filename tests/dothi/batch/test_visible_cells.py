"""Files of results hold nothing that a spreadsheet or a terminal obeys."""

import json
import zipfile
from pathlib import Path

import polars as pl
import pytest

from dothi.batch.output import batch_files
from dothi.batch.visible_cells import guarded_cells, visible_cells

NAMES = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "＝1", "a\u202eb\x9bc\x1b[31m", "Vĩnh Long", "-12.5", None]


@pytest.mark.parametrize("name", NAMES[:7])
def test_a_formula_is_a_text(name: str) -> None:
    """What a spreadsheet may take for a formula has a guard before it."""
    shown = guarded_cells(visible_cells(pl.DataFrame({"name": [name]})))["name"][0]
    assert ("'", True) == (shown[0], all(character.isprintable() for character in shown))


@pytest.mark.parametrize("name", ["-12.5", "+3", "12", "Vĩnh Long", "a=b", ""])
def test_numbers_and_names_stay(name: str) -> None:
    """A number with a sign is none, and neither is a sign within a name."""
    assert name == guarded_cells(visible_cells(pl.DataFrame({"name": [name]})))["name"][0]


@pytest.mark.parametrize("suffix", ["csv", "json", "parquet", "xlsx"])
def test_every_form_shows_what_is_hidden(suffix: str, tmp_path: Path) -> None:
    """No form of the results holds a control character or a mark that turns the direction of text."""
    target = tmp_path / f"results.{suffix}"
    with batch_files() as files:
        files.results(target).write(pl.DataFrame({"name": NAMES}))
    if suffix == "xlsx":
        text = zipfile.ZipFile(target).read("xl/worksheets/sheet1.xml").decode()
    elif suffix == "parquet":
        text = "\n".join(name or "" for name in pl.read_parquet(target)["name"])
    else:
        text = target.read_text("utf-8-sig")
    assert ("\\u202e" in text, {"\n"}) == (True, {letter for letter in text if not letter.isprintable()} | {"\n"})
    if suffix == "csv":
        assert [] == [line for line in text.splitlines() if line.strip('"')[:1] in set("=+@\t\r")]
    if suffix == "json":
        assert NAMES == [row["name"] for row in json.loads(text)]
