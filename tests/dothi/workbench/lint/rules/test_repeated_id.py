"""L202 tells where the id stands first: across files nobody finds it otherwise."""

from pathlib import Path

import pytest

from criteria.rule_files.yaml_file import yaml_of
from dothi.workbench.lint.survey import Survey
from tests.support.broken_files import lint
from tests.support.example_folders import change, copy_of_toy_rules


def first_places(rules: Path) -> list[str]:
    """Where each repeated id stands first, as seen from the rules folder."""
    told = [found.diagnostic for found in lint(rules) if found.code == "L202-repeated-id"]
    return [str(diagnostic.details["first"]).partition(f"{rules.name}/")[2] for diagnostic in told if diagnostic]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The toy laws, to be changed."""
    return copy_of_toy_rules(tmp_path, further_laws=True)


def place_of(rules: Path, name: str, *route: str | int) -> str:
    """Where a part of a file stands."""
    place = yaml_of((rules / name).read_bytes(), name).location(route)
    return str(place)


def test_in_another_file(rules: Path) -> None:
    """A standard with the id of one in another file names that file, its line and its column."""
    change(rules / "toy-law" / "criterion-works.yaml", "id: water\n", "id: people\n")
    first = place_of(rules, "toy-law/criterion-people.yaml", "standards", 0, "id")
    assert first in first_places(rules)


def test_in_the_same_file(rules: Path) -> None:
    """Two rules of one id: the first of them is named."""
    change(rules / "toy-law" / "special.yaml", "id: cities", "id: hills")
    assert [place_of(rules, "toy-law/special.yaml", "rules", 3, "id")] == first_places(rules)


def test_the_survey_is_of_the_folder(rules: Path) -> None:
    """Sound rules repeat no id."""
    assert [] == [told.kind for told in Survey(rules).diagnostics]
