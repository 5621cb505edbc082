"""``dothi rules …`` run as a command on the rules folder of a test."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.support.paths import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]
"""Runs ``dothi rules`` with arguments. Keyword arguments are environment variables."""


def on_rules(rules: Path) -> Run:
    """Return a function that runs ``dothi rules …`` on these rules, in English."""

    def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cli", "rules", *map(str, arguments), "--lang", "en"],
            cwd=ROOT,
            env=os.environ | {"DOTHI_RULES": str(rules), "COLUMNS": "200"} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run
