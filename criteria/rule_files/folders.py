"""Where the rules and the examples are: beside the sources in a checkout, otherwise inside the installed package."""

import os
from pathlib import Path

RULES_VARIABLE = "DOTHI_RULES"
"""The environment variable that selects another rules folder."""


def rules_folder() -> Path:
    """Return the folder of rule files."""
    if named := os.environ.get(RULES_VARIABLE):
        return Path(named)
    return _data_folder("rules")


def examples_folder() -> Path:
    """Return the folder of examples."""
    return _data_folder("examples")


def _data_folder(name: str) -> Path:
    beside_sources = Path(__file__).resolve().parents[2]
    installed = beside_sources / "dothi" / name
    # Beside installed packages, another package may have a folder `examples` of its own.
    return installed if installed.is_dir() else beside_sources / name
