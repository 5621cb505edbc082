"""Hostile data: each ends in one clear refusal, soon, and in little memory."""

import re
from pathlib import Path

import pytest

from tests.support.damaged_workbooks import with_part, workbook_of
from tests.support.hostile_data import DATA, HEAD, SPECIAL, in_place_of_a_file
from tests.support.measured_run import Measured, measured
from tests.support.paths import TESTS, TRA_VINH

pytestmark = pytest.mark.slow

SAMPLES = TESTS / "hostile" / "samples"
MOST_SECONDS = 2.0
MOST_MEGABYTES = 300
MOST_LINES = 202
WIDE = (".parquet", ".csv")


def judged(path: Path) -> Measured:
    """Run the command that reads data of this form."""
    if path.suffix in WIDE or any(path.glob("*.parquet")):
        return measured("batch", "--to", "III", "--lang", "en", "--data", path)
    return measured("check", "alpha", "--to", "III", "--lang", "en", "--data", path)


def is_short(ended: Measured) -> bool:
    """True if a run took less than two seconds and 300 MB, and said no more than a person reads."""
    return (
        ended.is_clean
        and ended.seconds < MOST_SECONDS
        and ended.megabytes < MOST_MEGABYTES
        and len(ended.err.splitlines()) <= MOST_LINES
    )


@pytest.mark.parametrize("name", DATA)
def test_hostile_data_are_refused_soon(name: str, tmp_path: Path) -> None:
    """Data that are too large, too deep or too many-sided are refused in a sentence that says so."""
    write, sentence = DATA[name]
    ended = judged(write(tmp_path))
    assert (5, "") == (ended.code, ended.out)
    assert sentence in ended.err
    assert is_short(ended), (ended.seconds, ended.megabytes)


SENTENCES = {
    "6KB-2.7GB.xlsx": "`zz100000` is malformed",
    "bypass.xlsx": "`zz100000` is malformed",
    "formula-and-percent.xlsx": "C2: the cell contains a formula",
    "formula-in-law.xlsx": "unknown table `",
    "hugecell.xlsx": "`XFE99999999` is malformed",
    "sheet-esc.xlsx": r"unknown table `x\u009b31m`",
    "abort.parquet": "a malformed page",
    "panic.parquet": "a column of fewer or more rows",
}
"""What refuses each sample when it is read as data."""


def test_every_sample_is_tried() -> None:
    """No sample lies there untried."""
    assert set(SENTENCES) == {path.name for path in SAMPLES.iterdir()}


@pytest.mark.parametrize(("name", "sentence"), SENTENCES.items())
def test_samples_are_refused_soon(name: str, sentence: str) -> None:
    """What once killed the process, or was read although it may not be, is refused at its place."""
    ended = judged(SAMPLES / name)
    assert (5, "", True) == (ended.code, ended.out, sentence in ended.err), ended.err
    assert is_short(ended), (ended.seconds, ended.megabytes)


def test_a_formula_does_not_get_into_the_law(tmp_path: Path) -> None:
    """A formula in a part whose name differs in its capitals is found by `rules import` too."""
    ended = measured("rules", "import", SAMPLES / "formula-in-law.xlsx", "--dry-run", "--lang", "en")
    assert (5, "") == (ended.code, ended.out)
    assert "Tiêu chí 2!J5: the cell contains a formula" in ended.err


@pytest.mark.parametrize("sign", ["\x1b[31m", "\x9b2J", "\u202e", "\u2066", "\x07"])
def test_the_name_of_a_sheet_is_made_visible(sign: str, tmp_path: Path) -> None:
    """Nothing in the name of a worksheet reaches a terminal as it is, also where XML does not allow it."""
    path = workbook_of(tmp_path / "data.xlsx", municipalities=[["id"]])
    with_part(path, "xl/workbook.xml", re.compile(b'name="municipalities"'), f'name="a{sign}b"'.encode())
    for code, ended in ((5, judged(path)), (None, measured("rules", "import", path, "--dry-run", "--lang", "en"))):
        assert ended.code in ({2, 5} if code is None else {code})
        assert ("", True, True) == (ended.out, bool(ended.err), sign not in ended.err), ended


@pytest.mark.parametrize("kind", SPECIAL)
def test_what_is_no_file_is_refused_at_once(kind: str, tmp_path: Path) -> None:
    """Nothing waits for a pipe, reads a device to its end, or follows links in a circle, in any form of data."""
    for path in in_place_of_a_file(tmp_path, kind):
        ended = judged(path)
        assert (5, "", True) == (ended.code, ended.out, is_short(ended)), (path, ended)
        assert 1 == len(ended.err.splitlines()), ended.err
        assert "could not be written" not in ended.err


@pytest.mark.parametrize("arguments", [("check", "alpha", "--to", "III"), ("list",), ("batch", "--to", "III")])
@pytest.mark.parametrize("name", ["x" * 300, "x/" * 3000, "x" * 300 + ".parquet"])
def test_a_name_that_is_too_long(arguments: tuple[str, ...], name: str) -> None:
    """A path that nothing can have is unsound data, in every command."""
    ended = measured(*arguments, "--lang", "en", "--data", name)
    assert (5, True) == (ended.code, "cannot read the file" in ended.err), ended.err


@pytest.mark.parametrize("kind", SPECIAL)
def test_rules_that_are_no_files(kind: str, tmp_path: Path) -> None:
    """What stands in place of a rules folder, of a rule file or of a workbook to import is refused at once."""
    place = tmp_path / "place"
    SPECIAL[kind](place)
    law = tmp_path / "rules" / "law"
    law.mkdir(parents=True)
    SPECIAL[kind](law / "law.yaml")
    for arguments, env in (
        (("laws",), {"DOTHI_RULES": str(place)}),
        (("laws",), {"DOTHI_RULES": str(law.parent)}),
        (("rules", "lint", place), {}),
        (("rules", "lint", law.parent), {}),
        (("rules", "lint"), {"DOTHI_RULES": str(law.parent)}),
        (("rules", "import", place), {}),
    ):
        ended = measured(*arguments, env=env)
        assert ended.code in {4, 5}, (arguments, env, ended)
        assert is_short(ended), (arguments, env, ended)


@pytest.mark.parametrize("name", ["x" * 300 + ".csv", "x" * 240 + ".csv", "loop/results.csv", "x/" * 3000 + "y.csv"])
def test_an_output_that_nothing_can_be(name: str, tmp_path: Path) -> None:
    """An output, or a file beside it, whose name is too long or leads in a circle is wrong usage, told at once."""
    (tmp_path / "loop").symlink_to("loop")
    ended = measured("batch", "--to", "III", "--lang", "en", "--data", TRA_VINH, "--output", name, cwd=tmp_path)
    assert (2, "", True) == (ended.code, ended.out, "Cannot write to" in ended.err), ended


def test_two_hundred_faults_are_shown(tmp_path: Path) -> None:
    """Of many faults two hundred are shown, and the others are counted."""
    rows = "".join(f"t{number},,town,\n" for number in range(1_000))
    (tmp_path / "municipalities.csv").write_text(HEAD + rows, "utf-8")
    ended = measured("check", "alpha", "--to", "III", "--lang", "en", "--data", tmp_path)
    lines = ended.err.splitlines()
    assert (5, 201, "… and 800 more errors.") == (ended.code, len(lines), lines[-1])


def test_a_chain_of_units_is_read_in_one_pass(tmp_path: Path) -> None:
    """Two thousand units, each part of the next, are judged as soon as two thousand others."""
    rows = (f"t{number},T,town,{f't{number + 1}' if number < 1999 else ''}\n" for number in range(2000))
    (tmp_path / "municipalities.csv").write_text(HEAD + "".join(rows), "utf-8")
    ended = measured("check", "t0", "--to", "III", "--data", tmp_path)
    assert (0, True) == (ended.code, ended.seconds < MOST_SECONDS), ended.seconds


def test_json_on_one_line_is_read_in_one_pass(tmp_path: Path) -> None:
    """The time that JSON takes grows with its size, whether or not it has lines."""
    rows = [f'{{"id": "t{number}", "name": "T", "kind": "town"}}' for number in range(48_000)]
    seconds = []
    for separator in (", ", ",\n"):
        path = tmp_path / "data.json"
        path.write_text('{"municipalities": [' + separator.join(rows) + "]}", "utf-8")
        ended = measured("check", "t0", "--to", "III", "--data", path)
        assert 0 == ended.code
        seconds.append(ended.seconds)
    assert seconds[0] < 2 * seconds[1] < 8


def test_the_example_is_read_as_before() -> None:
    """What is sound is not refused."""
    ended = measured("check", "duyen-hai", "--to", "III", "--as-of", "2021-11-11", "--data", TRA_VINH)
    assert (0, "", True) == (ended.code, ended.err, ended.is_clean)
