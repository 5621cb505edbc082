"""L202 names the first location of a repeated id, which is hard to find across files."""

from pathlib import Path

import pytest

from criteria.rule_files.yaml_file import yaml_of
from dothi.workbench.lint.survey import Survey
from tests.support.broken_files import lint
from tests.support.example_folders import change, copy_of_toy_rules


def first_places(rules: Path) -> list[str]:
    """Return the first location of each repeated id, relative to the rules folder."""
    told = [found.diagnostic for found in lint(rules) if found.code == "L202-repeated-id"]
    return [str(diagnostic.details["first"]).partition(f"{rules.name}/")[2] for diagnostic in told if diagnostic]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A copy of the toy laws to be changed."""
    return copy_of_toy_rules(tmp_path, further_laws=True)


def place_of(rules: Path, name: str, *route: str | int) -> str:
    """Return the location of a part of a file."""
    place = yaml_of((rules / name).read_bytes(), name).location(route)
    return str(place)


def test_in_another_file(rules: Path) -> None:
    """The first use of a repeated id in another file is named with file, line and column."""
    change(rules / "toy-law" / "criterion-works.yaml", "id: water\n", "id: people\n")
    first = place_of(rules, "toy-law/criterion-people.yaml", "standards", 0, "id")
    assert first in first_places(rules)


def test_in_the_same_file(rules: Path) -> None:
    """If two rules have one id, the first of them is named."""
    change(rules / "toy-law" / "special.yaml", "id: cities", "id: hills")
    assert [place_of(rules, "toy-law/special.yaml", "rules", 3, "id")] == first_places(rules)


def test_the_survey_is_of_the_folder(rules: Path) -> None:
    """Sound rules repeat no id."""
    assert [] == [told.kind for told in Survey(rules).diagnostics]
