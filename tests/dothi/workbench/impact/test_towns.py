"""``dothi rules impact`` on rules folders that differ in more than a level."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.example_folders import change
from tests.support.paths import TOY_DATA
from tests.support.rules_command import Run

pytestmark = pytest.mark.slow

DAY = ("--as-of", "2025-06-01")


def impact(dothi: Run, after: Path, *arguments: str | Path) -> dict[str, Any]:
    """Return the impact of the toy law in another folder, read from JSON."""
    data = () if "--data" in arguments else ("--data", TOY_DATA)
    ended = dothi("impact", "toy-law", "--rules-after", after, *data, *arguments, *DAY, "--format", "json")
    assert (0, "") == (ended.returncode, ended.stderr)
    found: dict[str, Any] = json.loads(ended.stdout)
    return found


def test_a_changed_rule_is_reported_with_its_values(dothi: Run, after: Path) -> None:
    """Silver needs 500 people, and 50 % of them on islands; at 70 %, 250 to 349 people no longer suffice."""
    change(after / "toy-law" / "special.yaml", "to_percent: 50", "to_percent: 70")
    found = {
        (standard["code"], standard["rule"], tuple(standard["types"])): standard["values"][0]
        for standard in impact(dothi, after)["standards"]
    }
    values = found["1.1", "islands", ("SILVER",)]
    assert ("250", "349") == (values["lower"], values["upper"])
    assert {"islands"} == {rule for _, rule, _ in found}


def test_data_are_read_by_each_catalogue(dothi: Run, after: Path) -> None:
    """One more decimal of an indicator changes no town's result, and its values are not compared."""
    change(
        after / "indicators.yaml", "en: People}, unit: {vi: người, en: people}, decimals: 0", "en: People}, decimals: 1"
    )
    found = impact(dothi, after, "--to", "SILVER")
    assert ([], ["people"], []) == (found["municipalities"], found["incomparable"], found["standards"])


def test_data_with_words_that_one_folder_defines(dothi: Run, after: Path, tmp_path: Path) -> None:
    """The earlier law does not know a new attribute; the later one reduces its levels for towns that have it."""
    change(
        after / "vocabulary.yaml", "attributes:\n", "attributes:\n  - {id: delta, name: {vi: đồng bằng, en: delta}}\n"
    )
    change(
        after / "toy-law" / "special.yaml",
        "municipality.region: {is: hills}",
        "municipality.attributes: {any_of: [delta]}",
    )
    data = Path(shutil.copytree(TOY_DATA, tmp_path / "data"))
    change(data / "municipalities.csv", ",coastal;none,", ",coastal;delta;none,")
    assert 0 == impact(dothi, after, "--to", "SILVER", "--data", data)["rejected"]


def test_the_folder_of_the_law_may_be_named(dothi: Run, after: Path) -> None:
    """The folder of the edited law may be named instead of the rules folder, as for lint and diff."""
    assert [] == impact(dothi, after / "toy-law")["standards"]


def test_a_stretch_ends_where_an_answer_changes(dothi: Run, after: Path) -> None:
    """If silver needs 600 people, not 500, up to 599 people no longer pass; from 600 on only the points differ."""
    change(after / "toy-law" / "criterion-people.yaml", "SILVER: {minimum: 500,", "SILVER: {minimum: 600,")
    (standard,) = impact(dothi, after)["standards"]
    assert ["599", "600"] == [standard["values"][0]["upper"], standard["values"][1]["lower"]]


def test_a_rule_with_a_changed_condition_is_reported(dothi: Run, after: Path) -> None:
    """A changed condition moves no value of a standard, so it is reported by itself."""
    change(after / "toy-law" / "special.yaml", "municipality.region: {is: hills}", "municipality.region: {is: plain}")
    assert ["hills"] == impact(dothi, after)["moved_rules"]


def test_a_missing_folder(dothi: Run) -> None:
    """A missing folder is wrong usage, not unsound rules."""
    ended = dothi("impact", "toy-law", "--rules-after", "nowhere", "--data", TOY_DATA, *DAY)
    assert (2, True) == (ended.returncode, "--rules-after must be a rules folder" in ended.stderr)
