"""The peer plain Python: no library at all."""

from collections.abc import Callable

import numpy as np

from benchmarks.peers.formula import Formula, formula_of
from benchmarks.peers.task import Answers, Columns, PeerTask


class PlainPython:
    """A loop over towns and standards."""

    name = "plain Python"
    towns = 10_000

    def prepared(self, task: PeerTask, columns: Columns) -> Callable[[], Answers]:
        """Turn the columns into rows of plain integers."""
        names = list(columns)
        rows = list(zip(*(columns[name].tolist() for name in names), strict=True))
        places = {name: place for place, name in enumerate(names)}
        criteria = [
            (need, [(places[task.names[s.id]], formula_of(task, s)) for s in standards])
            for need, standards in task.criteria
        ]

        def judge() -> Answers:
            totals, met = [], []
            for row in rows:
                total, is_met = 0, True
                for need, formulas in criteria:
                    points = 0
                    for place, formula in formulas:
                        points += _python_points(formula, row[place])
                    is_met = is_met and points >= need
                    total += points
                totals.append(total)
                met.append(is_met and total >= task.plan.pass_mark)
            return Answers(np.array(totals), np.array(met))

        return judge


def _python_points(formula: Formula, value: int) -> int:
    sign = 1 if formula.higher_is_better else -1
    if formula.top is not None and sign * value >= sign * formula.top:
        return formula.most
    if formula.bottom is None or sign * value < sign * formula.bottom:
        return 0
    if formula.line is None or sign * value < sign * formula.line:
        return formula.least
    points = (value * formula.slope + formula.offset) // formula.divisor * formula.step
    return min(max(points, formula.least), formula.most) if formula.is_clipped else points
