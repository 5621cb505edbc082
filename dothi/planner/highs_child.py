"""An integer programme solved by HiGHS: read from stdin and answered on stdout, as JSON, in a process of its own.

HiGHS computes in floats and writes a banner to stdout. Neither comes near the rest: numbers go in and out as whole
numbers, and whoever asks judges the answer again.
"""

import json
import math
import os
import sys
from typing import Any

GAP_OF_COSTS = 0.5
"""Costs are whole numbers, so that a gap below one half proves the optimum."""


def main() -> None:
    """Answer with the columns that are chosen; null if there is no solution."""
    asked = json.load(sys.stdin)
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the banner
    json.dump(solved(asked), answers)
    answers.close()


def solved(asked: dict[str, Any]) -> dict[str, Any]:
    """Solve a programme of columns that are chosen or not.

    Args:
        asked: ``costs`` of the columns; ``rows`` of ``lower``, ``upper`` (null: none), ``columns`` and ``values``.
    """
    import highspy  # noqa: PLC0415 - an extra

    model = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 1),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", GAP_OF_COSTS),
        ("mip_feasibility_tolerance", 1e-9),
        ("primal_feasibility_tolerance", 1e-9),
    ):
        model.setOptionValue(option, value)
    for column, cost in enumerate(asked["costs"]):
        model.addVar(0.0, 1.0)
        model.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        model.changeColCost(column, cost)
    for row in asked["rows"]:
        # Small whole numbers are exact in floats, and far from any tolerance.
        by = math.gcd(*row["values"]) or 1
        lower = -highspy.kHighsInf if row["lower"] is None else -(-row["lower"] // by)
        upper = highspy.kHighsInf if row["upper"] is None else row["upper"] // by
        model.addRow(lower, upper, len(row["columns"]), row["columns"], [value // by for value in row["values"]])
    model.run()
    status = model.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        values = model.getSolution().col_value
        return {"status": "optimal", "chosen": [place for place, value in enumerate(values) if value > GAP_OF_COSTS]}
    is_infeasible = status == highspy.HighsModelStatus.kInfeasible
    return {"status": "infeasible" if is_infeasible else "unfinished", "chosen": None}


if __name__ == "__main__":
    main()
