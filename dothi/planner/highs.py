"""Asks HiGHS, in a process of its own, for the cheapest choice of columns; the extra ``planner`` installs it."""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 120
"""The seconds after which HiGHS is stopped."""


class HighsMissing(Exception):
    """The extra ``planner`` is not installed."""


class HighsUnfinished(Exception):
    """HiGHS found no proof in time, or failed."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """What some columns together must be at least, and at most; None for no bound."""

    lower: int | None
    upper: int | None
    columns: tuple[int, ...]
    values: tuple[int, ...]


def is_installed() -> bool:
    """True if the extra is there."""
    return importlib.util.find_spec("highspy") is not None


def cheapest_columns(costs: Sequence[int], rows: Sequence[Constraint]) -> frozenset[int] | None:
    """Return the columns of the least cost that satisfy all rows; None if none do.

    Raises:
        HighsMissing: the extra is not installed.
        HighsUnfinished: there is no proof.
    """
    if not is_installed():
        raise HighsMissing
    asked = {
        "costs": list(costs),
        "rows": [{"lower": r.lower, "upper": r.upper, "columns": r.columns, "values": r.values} for r in rows],
    }
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "dothi.planner.highs_child"],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=True,
        )
        answer = json.loads(ended.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise HighsUnfinished(str(error)) from error
    if answer["status"] == "unfinished":
        raise HighsUnfinished
    return None if answer["chosen"] is None else frozenset(answer["chosen"])
