"""What a user would take instead of the columnar engine, each given the same standards and the same exact values.

A peer is asked for less than dothi: the points of values that are all known, at the worst end, and whether every
criterion and the pass mark are reached. Where a level is not known, the worst is that it is not reached.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

import numpy as np
import polars as pl

from classifier.engines.forward_chaining import ForwardChaining
from classifier.plan.plan import Plan, StandardPlan
from criteria.quantity import Quantity

Columns = Mapping[str, np.ndarray]
"""Integers by the name of a value."""


@dataclass(frozen=True, slots=True)
class Task:
    """The standards of a plan under short names, for municipalities for which no special rule holds."""

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
    """The points of each town at worst, in ten-thousandths, and whether it surely meets the type."""

    points: np.ndarray
    is_met: np.ndarray


class Peer(Protocol):
    """Another way to judge."""

    name: str
    towns: int
    """How many towns it is timed on: fewer where it is slow, so that the whole run ends."""

    def prepared(self, task: Task, columns: Columns) -> Callable[[], Answers]:
        """Everything that is done once; what is then timed."""


def _can_earn(standard: StandardPlan) -> bool:
    """Whether a standard can earn points at all where what is not known is taken at its worst."""
    return standard.minimum is not None or standard.maximum is not None


def version_of(distribution: str) -> str | None:
    """The version of an installed package; None: it is not installed."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


@dataclass(frozen=True, slots=True)
class Formula:
    """One standard as a formula of any language: from which values on there are how many points.

    Attributes:
        top, bottom: values of the maximum and of the minimum points, as written; None: not known.
        line: the value from which points lie on a line; None: there is none.
        slope, offset, divisor, step: on it they are ``(slope · value + offset) // divisor · step``.
        is_clipped: rounded points may leave the interval of the standard's points and are brought back.
    """

    name: str
    higher_is_better: bool
    top: int | None
    bottom: int | None
    most: int
    least: int
    line: int | None
    slope: int
    offset: int
    divisor: int
    step: int
    is_clipped: bool


def formula_of(task: Task, standard: StandardPlan) -> Formula:
    """The formula of a standard."""
    sign = 1 if standard.higher_is_better else -1
    top = None if standard.maximum is None else sign * standard.maximum
    floor = standard.sure_floor if standard.minimum is not None else None
    bottom = None if floor is None else sign * floor
    has_line = top is not None and standard.minimum is not None and not standard.is_graded
    slope = offset = 0
    divisor = step = 1
    line = None
    is_clipped = False
    if has_line and standard.maximum is not None and standard.minimum is not None:
        span = standard.maximum - standard.minimum
        rise = standard.points_maximum - standard.points_minimum
        step = task.plan.rounding_step
        slope = 2 * rise * sign
        offset = 2 * (standard.points_minimum * span - rise * standard.minimum) + span * step
        divisor = max(1, 2 * span * step)
        is_clipped = bool(standard.points_minimum % step or standard.points_maximum % step)
        # Exactly at the minimum level stand the minimum points, though they be no multiple of the rounding step.
        line = sign * (standard.minimum + 1)
    return Formula(
        task.names[standard.id],
        standard.higher_is_better,
        top,
        bottom,
        standard.points_maximum,
        standard.points_minimum,
        line,
        slope,
        offset,
        divisor,
        step,
        is_clipped,
    )


class NumPy:
    """Whole columns in NumPy, 64-bit integers, one `where` inside the other."""

    name = f"NumPy {version_of('numpy')}"
    towns = 1_000_000

    def prepared(self, task: Task, columns: Columns) -> Callable[[], Answers]:
        """Columns of 64-bit integers."""
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


class PlainPython:
    """A loop over towns and standards."""

    name = "plain Python"
    towns = 10_000

    def prepared(self, task: Task, columns: Columns) -> Callable[[], Answers]:
        """Rows of plain integers."""
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


def _sql_points(formula: Formula) -> str:
    """A standard as a CASE, for SQL."""
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


class DuckDB:
    """One SQL query over a table in memory."""

    name = f"DuckDB {version_of('duckdb')}"
    towns = 1_000_000

    def prepared(self, task: Task, columns: Columns) -> Callable[[], Answers]:
        """A table in memory."""
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


class OpenFisca:
    """A tax-benefit system of one entity: each standard a variable of 32-bit floats, as money is there."""

    name = f"OpenFisca-Core {version_of('OpenFisca-Core')}"
    towns = 1_000_000
    day = "2021-01"

    def prepared(self, task: Task, columns: Columns) -> Callable[[], Answers]:
        """A system of variables, and the values as 32-bit floats."""
        from openfisca_core import entities, periods, simulations, taxbenefitsystems, variables  # noqa: PLC0415

        town = entities.build_entity(key="town", plural="towns", label="Town", is_person=True)
        system = taxbenefitsystems.TaxBenefitSystem([town])

        def variable(name: str, formula: Callable[..., Any] | None = None, kind: type = float) -> None:
            body: dict[str, Any] = {
                "value_type": kind,
                "entity": town,
                "definition_period": periods.DateUnit.MONTH,
                "label": name,
            }
            if formula is not None:
                body["formula"] = formula
            system.add_variable(type(name, (variables.Variable,), body))

        for name in columns:
            variable(name)
        for place, (need, standards) in enumerate(task.criteria):
            parts: list[str] = []
            for standard in standards:
                points = f"points_{len(parts)}_{place}"
                variable(points, _fisca_points(formula_of(task, standard)))
                parts.append(points)
            variable(f"criterion_{place}", _fisca_sum(parts))
            variable(f"meets_{place}", _fisca_reaches(f"criterion_{place}", need / 10_000), bool)
        criteria = [f"criterion_{place}" for place in range(len(task.criteria))]
        variable("total", _fisca_sum(criteria))
        meets = [f"meets_{place}" for place in range(len(task.criteria))]
        variable("is_met", _fisca_met(meets, task.plan.pass_mark / 10_000), bool)
        values = {name: known.astype(np.float32) for name, known in columns.items()}
        count = len(next(iter(values.values())))

        def judge() -> Answers:
            simulation = simulations.SimulationBuilder().build_default_simulation(system, count)
            for name, known in values.items():
                simulation.set_input(name, self.day, known)
            total = simulation.calculate("total", self.day)
            is_met = simulation.calculate("is_met", self.day)
            return Answers(np.rint(total * 10_000).astype(np.int64), is_met)

        return judge


def _fisca_points(formula: Formula) -> Callable[..., Any]:
    def points(town: Any, period: Any) -> Any:
        values = town(formula.name, period)

        def reaches(level: int | None) -> Any:
            if level is None:
                return False
            return values >= level if formula.higher_is_better else values <= level

        between: Any = formula.least / 10_000
        if formula.line is not None and formula.top is not None and formula.bottom is not None:
            share = (values - formula.bottom) / (formula.top - formula.bottom)
            exact = formula.least / 10_000 + share * (formula.most - formula.least) / 10_000
            between = np.floor(exact * (10_000 / formula.step) + np.float32(0.5)) / (10_000 / formula.step)
            if formula.is_clipped:
                between = np.clip(between, formula.least / 10_000, formula.most / 10_000)
                between = np.where(values == formula.bottom, formula.least / 10_000, between)
        reached = np.where(reaches(formula.bottom), between, 0)
        return np.where(reaches(formula.top), formula.most / 10_000, reached)

    return points


def _fisca_sum(names: Sequence[str]) -> Callable[..., Any]:
    return lambda town, period: sum(town(name, period) for name in names) if names else np.zeros(town.count)


def _fisca_reaches(name: str, needed: float) -> Callable[..., Any]:
    return lambda town, period: town(name, period) >= needed - 1e-4


def _fisca_met(names: Sequence[str], pass_mark: float) -> Callable[..., Any]:
    def is_met(town: Any, period: Any) -> Any:
        result = town("total", period) >= pass_mark - 1e-4
        for name in names:
            result = result * town(name, period)
        return result

    return is_met


class Zen:
    """GoRules Zen: a decision of one expression node; a batch call of the engine."""

    name = f"GoRules Zen {version_of('zen-engine')}"
    towns = 500

    def prepared(self, task: Task, columns: Columns) -> Callable[[], Answers]:
        """A decision, and a context a town."""
        import zen  # noqa: PLC0415 - a peer need not be installed

        expressions, criteria = [], []
        for place, (_, standards) in enumerate(task.criteria):
            texts = [_zen_points(formula_of(task, s)) for s in standards]
            criteria.append(f"c{place}")
            expressions.append({"id": f"e{place}", "key": f"c{place}", "value": " + ".join(texts) or "0"})
        total = " + ".join(f"$.{name}" for name in criteria)
        expressions.append({"id": "total", "key": "total", "value": total})
        needs = [f"$.{name} >= {need}" for name, (need, _) in zip(criteria, task.criteria, strict=True)]
        is_met = " and ".join([*needs, f"$.total >= {task.plan.pass_mark}"])
        expressions.append({"id": "met", "key": "is_met", "value": is_met})
        graph = {
            "nodes": [
                {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
                {
                    "id": "judge",
                    "type": "expressionNode",
                    "name": "judge",
                    "position": {"x": 1, "y": 0},
                    "content": {"expressions": expressions},
                },
                {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 2, "y": 0}},
            ],
            "edges": [
                {"id": "a", "type": "edge", "sourceId": "in", "targetId": "judge"},
                {"id": "b", "type": "edge", "sourceId": "judge", "targetId": "out"},
            ],
        }
        text = json.dumps(graph)
        engine = zen.ZenEngine({"loader": lambda _key: text})
        decision = engine.create_decision(text)
        names = list(columns)
        contexts = [
            dict(zip(names, row, strict=True)) for row in zip(*(columns[n].tolist() for n in names), strict=True)
        ]

        def judge() -> Answers:
            found = [decision.evaluate(context)["result"] for context in contexts]
            return Answers(
                np.array([round(result["total"]) for result in found]),
                np.array([result["is_met"] for result in found]),
            )

        return judge


def _zen_points(formula: Formula) -> str:
    sign = ">=" if formula.higher_is_better else "<="
    text = "0"
    if formula.bottom is not None:
        text = f"({formula.name} {sign} {formula.bottom} ? {formula.least} : {text})"
    if formula.line is not None:
        line = f"floor(({formula.name} * {formula.slope} + {formula.offset}) / {formula.divisor}) * {formula.step}"
        line = f"max([min([{line}, {formula.most}]), {formula.least}])" if formula.is_clipped else line
        text = f"({formula.name} {sign} {formula.line} ? {line} : {text})"
    if formula.top is not None:
        text = f"({formula.name} {sign} {formula.top} ? {formula.most} : {text})"
    return text


class DurableRules:
    """durable_rules alone: the plan as rule bases, without the second evaluator and without an explanation."""

    name = f"durable_rules {version_of('durable_rules')}"
    towns = 200

    def prepared(self, task: Task, columns: Columns) -> Callable[[], Answers]:
        """The rule bases, and the facts of each town."""
        plan, reading = task.plan, task.plan.readings[0].id
        chaining = ForwardChaining(plan)
        values = {name: column.tolist() for name, column in columns.items()}
        facts = [
            {
                s.id: s.interval(Quantity(value, value))
                for s in plan.standards
                for value in [values[task.names[s.id]][row]]
            }
            for row in range(len(next(iter(values.values()))))
        ]

        def judge() -> Answers:
            found = [chaining.infer(intervals)[0].total[reading] for intervals in facts]
            return Answers(np.array([total.lower for total in found]), np.array([total.surely for total in found]))

        return judge


PEERS: Sequence[tuple[str, type[Peer]]] = (
    ("OpenFisca-Core", OpenFisca),
    ("numpy", NumPy),
    ("duckdb", DuckDB),
    ("zen-engine", Zen),
    ("durable_rules", DurableRules),
    ("numpy", PlainPython),
)
"""The peers, and the package that each needs."""


def columns_of(frame: pl.DataFrame, task: Task, columns: Mapping[str, str]) -> Columns:
    """The values of towns under the short names; ``columns``: where each standard's values stand."""
    return {name: frame.get_column(columns[standard]).to_numpy() for standard, name in task.names.items()}
