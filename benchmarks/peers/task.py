"""What every peer is given, and what it must answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol

import numpy as np
import polars as pl

from classifier.plan.plan import Plan, StandardPlan

Columns = Mapping[str, np.ndarray]
"""Integers by the name of a value."""


@dataclass(frozen=True, slots=True)
class PeerTask:
    """The standards of a plan under short names, for municipalities to which no special rule applies."""

    plan: Plan
    names: Mapping[str, str]
    """Standard id → the name of its value."""

    @property
    def criteria(self) -> Sequence[tuple[int, Sequence[StandardPlan]]]:
        """The points that each criterion needs, and its standards that can earn any."""
        return [
            (criterion.points_minimum, [s for s in criterion.standards if s.applies and _can_earn(s)])
            for criterion in self.plan.criteria
        ]


@dataclass(frozen=True, slots=True)
class Answers:
    """The lowest possible points of each town, in ten-thousandths, and whether it surely meets the type."""

    points: np.ndarray
    is_met: np.ndarray


class Peer(Protocol):
    """Another way to judge."""

    name: str
    towns: int
    """How many towns it is timed on: fewer for a slow peer, so that the whole run ends."""

    def prepared(self, task: PeerTask, columns: Columns) -> Callable[[], Answers]:
        """Do everything that is done once, and return what is then timed."""


def _can_earn(standard: StandardPlan) -> bool:
    """Return True if a standard can earn points even when every unknown level is at its worst."""
    return standard.minimum is not None or standard.maximum is not None


def version_of(distribution: str) -> str | None:
    """Return the version of an installed package, or None if it is not installed."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def columns_of(frame: pl.DataFrame, task: PeerTask, columns: Mapping[str, str]) -> Columns:
    """Return the values of the towns under the task's short names; ``columns`` names the column of each standard."""
    return {name: frame.get_column(columns[standard]).to_numpy() for standard, name in task.names.items()}
