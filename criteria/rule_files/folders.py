"""Where the rules and the examples are: beside the sources in a checkout, else inside the installed package."""

import os
from pathlib import Path

RULES_VARIABLE = "DOTHI_RULES"
"""The environment variable that names another rules folder."""


def rules_folder() -> Path:
    """The folder of rule files."""
    if named := os.environ.get(RULES_VARIABLE):
        return Path(named)
    return _data_folder("rules")


def examples_folder() -> Path:
    """The folder of examples."""
    return _data_folder("examples")


def _data_folder(name: str) -> Path:
    beside_sources = Path(__file__).resolve().parents[2]
    installed = beside_sources / "dothi" / name
    # In a folder of installed packages another package may have an `examples` of its own.
    return installed if installed.is_dir() else beside_sources / name
