"""The peer NumPy: whole columns."""

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.peers.formula import Formula, formula_of
from benchmarks.peers.task import Answers, Columns, PeerTask, version_of


class NumPy:
    """Whole columns in NumPy, 64-bit integers, nested `where` calls."""

    name = f"NumPy {version_of('numpy')}"
    towns = 1_000_000

    def prepared(self, task: PeerTask, columns: Columns) -> Callable[[], Answers]:
        """Widen the columns to 64-bit integers."""
        wide = {name: values.astype(np.int64) for name, values in columns.items()}
        criteria = [(need, [formula_of(task, s) for s in standards]) for need, standards in task.criteria]

        def judge() -> Answers:
            total = np.zeros(len(next(iter(wide.values()))), dtype=np.int64)
            is_met = np.ones(len(total), dtype=bool)
            for need, formulas in criteria:
                points = np.zeros(len(total), dtype=np.int64)
                for formula in formulas:
                    points += _numpy_points(formula, wide[formula.name])
                is_met &= points >= need
                total += points
            return Answers(total, is_met & (total >= task.plan.pass_mark))

        return judge


def _numpy_points(formula: Formula, values: np.ndarray) -> np.ndarray:
    def reaches(level: int | None) -> Any:
        if level is None:
            return np.zeros(len(values), dtype=bool)
        return values >= level if formula.higher_is_better else values <= level

    between: Any = formula.least
    if formula.line is not None:
        between = (values * formula.slope + formula.offset) // formula.divisor * formula.step
        if formula.is_clipped:
            between = np.clip(between, formula.least, formula.most)
        between = np.where(reaches(formula.line), between, formula.least)
    return np.where(reaches(formula.top), formula.most, np.where(reaches(formula.bottom), between, 0))
