"""Copies of the toy rules: with a few cases, and a pair of which one is to be edited."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.workbench.diff import differences
from dothi.workbench.diff.difference import Difference
from tests.support.example_folders import change, copy_of_toy_rules
from tests.support.rules_command import Run, on_rules

CASES = """\
kind: cases
cases:
  - id: people-at-the-minimum
    text: At the minimum level.
    source: Annex, row 1.1
    type: SILVER
    municipality: {kind: town, region: plain}
    measured: {people: 500, inner-people: 200}
    standards:
      "1.1": {points: 1.5, status: minimum}
      "1.2": {points: 4.5, status: minimum}
    criteria:
      "1": {lower: 6, upper: 6, verdict: met}
  - id: people-just-below
    text: One short of the minimum level.
    source: Annex, row 1.1
    type: SILVER
    municipality: {kind: town, region: plain}
    measured: {people: 499}
    standards: {"1.1": {points: 0, status: below}}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """The toy rules with two cases of the toy law."""
    copy = copy_of_toy_rules(tmp_path)
    (copy / "toy-law" / "cases").mkdir()
    (copy / "toy-law" / "cases" / "people.yaml").write_text(CASES, encoding="utf-8")
    return copy


Edit = tuple[str, str, str]
"""A file of the rules folder, a text that stands in it, and the text to stand in its place."""

Edited = Callable[..., tuple[Difference, ...]]
"""The differences between a shipped law and the same law with edits."""


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """Holds a shipped law against a copy of it with edits."""

    def compare(law: str, *edits: Edit) -> tuple[Difference, ...]:
        later = Path(shutil.copytree(rules_folder(), tmp_path / "later"))
        for file, old, new in edits:
            change(later / file, old, new)
        libraries = Library(rules_folder()), Library(later)
        before, after = (library.rulebook(library.register.law(law)) for library in libraries)
        return differences(before, after)

    return compare


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """The toy rules as they are."""
    return copy_of_toy_rules(tmp_path / "before")


@pytest.fixture
def after(tmp_path: Path) -> Path:
    """The toy rules to be edited."""
    return copy_of_toy_rules(tmp_path / "after")


@pytest.fixture
def dothi(before: Path) -> Run:
    """``dothi rules …`` on the rules as they are, in English."""
    return on_rules(before)
