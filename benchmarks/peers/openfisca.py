"""The peer OpenFisca: a tax-benefit system."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from benchmarks.peers.formula import Formula, formula_of
from benchmarks.peers.task import Answers, Columns, PeerTask, version_of


class OpenFisca:
    """A tax-benefit system with one entity; each standard is a variable of 32-bit floats, as money is there."""

    name = f"OpenFisca-Core {version_of('OpenFisca-Core')}"
    towns = 1_000_000
    day = "2021-01"

    def prepared(self, task: PeerTask, columns: Columns) -> Callable[[], Answers]:
        """Build the system of variables, and turn the values into 32-bit floats."""
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
