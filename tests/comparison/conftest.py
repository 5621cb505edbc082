"""Two copies of the toy rules: one as it is, one to be edited; and the command."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.criteria.examples import TESTS, copy_of_toy_rules

Run = Callable[..., subprocess.CompletedProcess[str]]


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
