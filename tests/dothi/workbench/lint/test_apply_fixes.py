import difflib
import shutil
from pathlib import Path

import pytest
import yaml

from criteria.diagnostic import Location
from dothi.workbench.lint.apply_fixes import fix_files, fixed
from dothi.workbench.lint.fixes import AddedBasis, AddedKey, Fix, NormalisedText, ReplacedValue
from dothi.workbench.lint.run import findings
from dothi.workbench.lint.survey import Survey
from tests.support.broken_files import BROKEN, broken_file, lint, new_findings
from tests.support.example_folders import REFUSED_RULES, change, copy_of_toy_rules, rule_example
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

FIXABLE = {
    "L006-text-not-composed",
    "L105-malformed-number",
    "L304-type-is-missing",
    "L602-laws-overlap",
    "L702-missing-basis",
}
FIXED_FILES = [
    "decomposed-name",
    "full-width-digits",
    "type-left-out",
    "threshold-without-basis",
    "counted-level-without-basis",
]
AT = Location("law.yaml", 1, 1)


def line(number: int, column: int) -> Location:
    """A location in a file whose name does not matter."""
    return Location("law.yaml", number, column)


@pytest.mark.parametrize("path", [path for path in BROKEN if path.stem in FIXED_FILES], ids=lambda path: path.stem)
def test_a_fix_mends_the_mistake(path: Path, tmp_path: Path) -> None:
    """After the fix only notes are left, and the rules load."""
    rules = broken_file(path).installed(tmp_path)
    fixes = [found.fix for found in new_findings(rules) if found.fix]
    assert fix_files(fixes)
    assert {"L704-weak-basis"} >= {found.code for found in new_findings(rules)}


@pytest.mark.parametrize("path", [path for path in BROKEN if path.stem in FIXED_FILES], ids=lambda path: path.stem)
def test_a_fix_leaves_every_other_line(path: Path, tmp_path: Path) -> None:
    """A fix changes or adds one line; comments, order and layout of all other lines stay."""
    broken = broken_file(path)
    rules = broken.installed(tmp_path)
    before = (rules / broken.target).read_text("utf-8").splitlines()
    fix_files(found.fix for found in new_findings(rules) if found.fix)
    after = (rules / broken.target).read_text("utf-8").splitlines()
    changed = [step for step in difflib.ndiff(before, after) if step[0] in "+-"]
    assert 1 <= len(changed) <= 2


def test_an_earlier_law_gets_the_day_on_which_it_ended(tmp_path: Path) -> None:
    """If the earlier law has no last day, the fix writes the day before the next law begins."""
    rules = copy_of_toy_rules(tmp_path, further_laws=True)
    change(rules / "stepped-law" / "law.yaml", ", until: 2024-12-31", "")
    fix_files(found.fix for found in lint(rules) if found.fix)
    assert "in_force: {from: 2020-01-01, until: 2024-12-31}" in (rules / "stepped-law" / "law.yaml").read_text("utf-8")


def test_the_first_law_that_followed_ended_the_earlier(tmp_path: Path) -> None:
    """A law without an end that two later laws overlap ends the day before the first of them."""
    rules = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    change(rules / "nq-1210-2016" / "law.yaml", "  until: 2022-12-31\n", "")
    fix_files(found.fix for found in findings(Survey(rules)) if found.fix)
    assert "until: 2022-12-31" in (rules / "nq-1210-2016" / "law.yaml").read_text("utf-8")


def test_a_law_that_nobody_asked_about_is_not_changed(tmp_path: Path) -> None:
    """Linting one law reports the overlap but leaves the other law's file unchanged."""
    rules = copy_of_toy_rules(tmp_path, further_laws=True)
    change(rules / "stepped-law" / "law.yaml", ", until: 2024-12-31", "")
    found = lint(rules / "taking-law")
    assert [("L602-laws-overlap", None)] == [(one.code, one.fix) for one in found if one.code == "L602-laws-overlap"]


def test_shipped_rules_have_nothing_to_fix(tmp_path: Path) -> None:
    """The shipped rules need no fix."""
    rules = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
    assert {} == fix_files(found.fix for found in findings(Survey(rules)) if found.fix)


@pytest.mark.parametrize("path", sorted(REFUSED_RULES.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_fix_adds_a_mistake(path: Path, tmp_path: Path) -> None:
    """Safe fixes never add errors, and fixing twice changes nothing more."""
    rules = rule_example(path).installed(tmp_path)
    before = findings(Survey(rules))
    fixes = [found.fix for found in before if found.fix]
    if not fixes:
        assert not {found.code for found in before} & (FIXABLE - {"L105-malformed-number", "L602-laws-overlap"})
        return
    fix_files(fixes)
    after = findings(Survey(rules))
    assert sum(found.severity == "error" for found in after) <= sum(found.severity == "error" for found in before)
    assert {} == fix_files(found.fix for found in after if found.fix)


@pytest.mark.parametrize(
    ("text", "fix", "expected"),
    [
        ("a: {b: 1}  # c\n", AddedKey(line(1, 4), "d", "2"), "a: {b: 1, d: 2}  # c\n"),
        ("a: {b: 1 }\n", AddedKey(line(1, 4), "d", "2"), "a: {b: 1, d: 2 }\n"),
        ("a:\n  b: 1  # one\n# c\n", AddedKey(line(2, 3), "d", "2"), "a:\n  b: 1  # one\n  d: 2\n# c\n"),
        ("a:\n  b: 1\r\n  c: 2\r\n", AddedKey(line(2, 3), "d", "2"), "a:\n  b: 1\r\n  c: 2\r\n  d: 2\r\n"),
        ("a:\n  b: >-\n    x\n\nz: 1\n", AddedKey(line(2, 3), "d", "2"), "a:\n  b: >-\n    x\n  d: 2\n\nz: 1\n"),
        ("a:\n  b: 1", AddedKey(line(2, 3), "d", "2"), "a:\n  b: 1\n  d: 2"),
        ("a: {b: １}\n", ReplacedValue(line(1, 8), "1"), "a: {b: 1}\n"),
        (
            "l: {minimum: 1, maximum: null}\n",
            AddedBasis(line(1, 4), "minimum"),
            "l: {minimum: 1, maximum: null, basis: [unverified, null]}\n",
        ),
        ("basis: [null, seed]\n", AddedBasis(line(1, 8), "minimum"), "basis: [unverified, seed]\n"),
        ("basis: [null, seed]\n", AddedBasis(line(1, 9), "minimum"), "basis: [unverified, seed]\n"),
        ("s: {level: 1}\n", AddedBasis(line(1, 4), "level"), "s: {level: 1, basis: unverified}\n"),
        ("a: Da\u0302n\n", NormalisedText("law.yaml"), "a: Dân\n"),
    ],
)  # fmt: skip
def test_a_fix_is_put_into_the_text(text: str, fix: Fix, expected: str) -> None:
    """A fix follows the notation of its surroundings."""
    assert expected == fixed(text, fix)


@pytest.mark.parametrize(
    ("text", "fix"),
    [
        ("a: [\n", AddedKey(AT, "d", "2")),
        ("a: 1\n", AddedKey(line(9, 9), "d", "2")),
        ("a: {}\n", AddedKey(line(1, 4), "d", "2")),
        ("a: 1\n", ReplacedValue(line(1, 4), "[")),
        ("a: {basis: seed}\n", AddedBasis(line(1, 4), "steps")),
    ],
)
def test_a_fix_that_does_not_fit_is_left_out(text: str, fix: Fix) -> None:
    """A fix that does not fit, or would break the file, leaves it unchanged."""
    assert text == fixed(text, fix)


def test_a_byte_order_mark_stays(tmp_path: Path) -> None:
    """A file keeps its byte-order mark."""
    path = tmp_path / "law.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: Da\xcc\x82n\n")
    assert {str(path): 1} == fix_files([NormalisedText(str(path))])
    assert b"\xef\xbb\xbfa: D\xc3\xa2n\n" == path.read_bytes()


def test_what_was_said_is_still_said() -> None:
    """A fixed file states everything that it stated before."""
    text = "a: {b: {c: 1}, e: 2}\n"
    assert {"b": {"c": 1}, "e": 2, "d": 3} == yaml.safe_load(fixed(text, AddedKey(line(1, 4), "d", "3")))["a"]
