"""Two copies of the toy rules: one as it is, one to be edited; and the command."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from dothi.workbench.diff import differences
from dothi.workbench.diff.difference import Difference
from tests.criteria.examples import TESTS, change, copy_of_toy_rules

Run = Callable[..., subprocess.CompletedProcess[str]]


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

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cli", "rules", *map(str, arguments), "--lang", "en"],
            cwd=TESTS.parent,
            env=os.environ | {"DOTHI_RULES": str(before), "COLUMNS": "200"} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run
