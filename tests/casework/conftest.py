"""The toy law with a few cases, and the command."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.criteria.examples import TESTS, copy_of_toy_rules

Run = Callable[..., subprocess.CompletedProcess[str]]

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


@pytest.fixture
def dothi(rules: Path) -> Run:
    """``dothi rules …`` on these rules, in English."""

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cli", "rules", *map(str, arguments), "--lang", "en"],
            cwd=TESTS.parent,
            env=os.environ | {"DOTHI_RULES": str(rules), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )

    return run
