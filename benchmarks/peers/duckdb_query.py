"""The peer DuckDB: one SQL query."""

from collections.abc import Callable

import numpy as np

from benchmarks.peers.formula import Formula, formula_of
from benchmarks.peers.task import Answers, Columns, PeerTask, version_of


class DuckDB:
    """One SQL query over a table in memory."""

    name = f"DuckDB {version_of('duckdb')}"
    towns = 1_000_000

    def prepared(self, task: PeerTask, columns: Columns) -> Callable[[], Answers]:
        """Create a table in memory."""
        import duckdb  # noqa: PLC0415 - a peer need not be installed

        connection = duckdb.connect()
        wide = {name: values.astype(np.int64) for name, values in columns.items()}
        numbers = {"number": np.arange(len(next(iter(wide.values()))))}
        connection.register("given", numbers | wide)
        connection.execute("CREATE TABLE towns AS SELECT * FROM given")
        sums = [
            " + ".join(_sql_points(formula_of(task, s)) for s in standards) or "0" for _, standards in task.criteria
        ]
        names = [f"c{place}" for place in range(len(sums))]
        inner = ", ".join(f"{text} AS {name}" for text, name in zip(sums, names, strict=True))
        total = " + ".join(names)
        needs = [f"{name} >= {need}" for name, (need, _) in zip(names, task.criteria, strict=True)]
        is_met = " AND ".join([*needs, f"{total} >= {task.plan.pass_mark}"])
        query = f"SELECT number, {total} AS points, {is_met} AS is_met FROM (SELECT number, {inner} FROM towns)"  # noqa: S608

        def judge() -> Answers:
            found = connection.execute(query).fetchnumpy()
            order = np.argsort(found["number"], kind="stable")
            return Answers(np.asarray(found["points"])[order], np.asarray(found["is_met"])[order])

        return judge


def _sql_points(formula: Formula) -> str:
    """Return a standard as an SQL ``CASE`` expression."""
    sign = ">=" if formula.higher_is_better else "<="
    whens = []
    if formula.top is not None:
        whens.append(f"WHEN {formula.name} {sign} {formula.top} THEN {formula.most}")
    if formula.line is not None:
        line = f"({formula.name} * {formula.slope} + {formula.offset}) // {formula.divisor} * {formula.step}"
        line = f"greatest(least({line}, {formula.most}), {formula.least})" if formula.is_clipped else line
        whens.append(f"WHEN {formula.name} {sign} {formula.line} THEN {line}")
    if formula.bottom is not None:
        whens.append(f"WHEN {formula.name} {sign} {formula.bottom} THEN {formula.least}")
    return f"CASE {' '.join(whens)} ELSE 0 END"
