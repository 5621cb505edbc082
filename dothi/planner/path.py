"""The answer of the planner: frozen facts without formatting, which renderers turn into text."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from classifier.assessment.result import Fact, Statement
from classifier.plan.judgement import Verdict
from criteria.bilingual import BilingualText
from criteria.data_source import DataSource
from criteria.indicator import Indicator
from criteria.law import Type
from criteria.municipality import Municipality
from criteria.price_list import PriceList, Project
from criteria.quantity import Quantity
from criteria.rulebook import Rulebook
from criteria.task import Task
from dothi.planner.open_rules import NOTHING_OPEN, OpenRules

DYNAMIC_PROGRAMME = "dynamic-programme"
PROJECT_SETS = "sets-of-projects"
"""Every set of projects was tried, each with the dynamic programme, or ruled out by a bound."""

TOO_MANY_VALUES = "too_many_values"
"""In the way of a plan: the average of units may be reached by too many values for one to be proved the cheapest."""


class PathStatus(StrEnum):
    """What the planner found out."""

    ALREADY_MET = "already_met"
    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    UNDETERMINED = "undetermined"


class PlanRefuted(Exception):
    """A plan that the programme calls optimal is not met when it is judged again: an internal error, never a result.

    Attributes:
        verdict: what both evaluators conclude of it.
    """

    def __init__(self, verdict: str) -> None:
        self.verdict = verdict
        super().__init__(f"the plan that was found is judged {verdict}")


@dataclass(frozen=True, slots=True)
class PathStep:
    """One value to reach.

    Attributes:
        code: the code of the standard, or the id of the requirement on units.
        before: what is known of the value today.
        to: the value to reach, as the indicator writes it.
        points_before, points_after: of the standards that measure it, at worst, in ten-thousandths.
        months: how long it takes; None if nobody says.
        is_priced: False if the cost is a share of effort.
        projects: those that raise it; the cost is what must be added to theirs.
        points_of_standards: False if its points are those of a unit.
    """

    municipality: Municipality
    indicator: Indicator
    code: str
    name: BilingualText
    citation: str
    before: Quantity
    to: int
    points_before: int
    points_after: int
    cost: int
    tasks: tuple[Task, ...] = ()
    months: int | None = None
    is_priced: bool = False
    projects: tuple[Project, ...] = ()
    points_of_standards: bool = True


@dataclass(frozen=True, slots=True)
class Proof:
    """Why nothing cheaper will do.

    Attributes:
        lower_bound: no plan costs less, by a bound of Lagrange apart from the programme; 0 where there is none.
        options: the values among which was chosen, of all levers together.
        ruled_out: those that a bound excluded before the programme ran.
        method: how it was found; a word of the catalogues.
    """

    lower_bound: int
    options: int
    ruled_out: int
    method: str = DYNAMIC_PROGRAMME


@dataclass(frozen=True, slots=True)
class OtherPath:
    """The cheapest plan that decides otherwise about one standard."""

    cost: int
    steps: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class WorthMeasuring:
    """An indicator that is not known, and the most that knowing it may save."""

    indicator: Indicator
    name: BilingualText
    municipality: Municipality
    saving: int


@dataclass(frozen=True, slots=True)
class CheapestPath:
    """What it takes for one municipality to reach a type.

    Attributes:
        verdict: the verdict today.
        lower, upper: bounds on the least cost, everything unknown at its best and at its worst; None if out of reach.
        steps: those of the plan; none unless it is optimal.
        projects: those to be done; their amounts are part of the cost.
        partial_steps: the cheapest that reach every standard that is known; where levels are missing.
        blocked_by: what stands in the way: codes of standards, ids of criteria and of requirements, or other words.
        curve: for each total of points that costs more than the one before, the total and the least cost.
        next_price: what the next hundredth of a point costs beyond the plan; None if there is none.
        price_list: the prices by which costs are counted.
        measure_first: what is not known and may save most, the most first.
        points_after: bounds on the points when the plan is done, as both evaluators judge it.
        pass_mark, margin: the points needed in total, and those asked for above them.
        budget: the most that it may cost; None for any.
        reading: the id of the reading in force.
        open_rules: what rules leave open; empty if it is not asked, or nothing is.
    """

    municipality: Municipality
    target: Type
    rulebook: Rulebook
    as_of: datetime.date
    status: PathStatus
    reading: str
    verdict: Verdict
    lower: int | None
    upper: int | None
    steps: tuple[PathStep, ...]
    proof: Proof
    assumptions: tuple[Statement, ...]
    blocked_by: tuple[str, ...]
    price_list: PriceList
    projects: tuple[Project, ...] = ()
    partial_steps: tuple[PathStep, ...] = ()
    curve: tuple[tuple[int, int], ...] = ()
    next_price: int | None = None
    alternatives: tuple[OtherPath, ...] = ()
    measure_first: tuple[WorthMeasuring, ...] = ()
    points_after: tuple[int, int] | None = None
    pass_mark: int = 0
    margin: int = 0
    budget: int | None = None
    data: DataSource | None = None
    open_rules: OpenRules = NOTHING_OPEN

    @property
    def months(self) -> int | None:
        """The longest of its steps and projects, if something is known; they go on side by side."""
        every = (*(step.months for step in self.steps), *(project.months for project in self.projects))
        return max((months for months in every if months is not None), default=None)


def assumed(kind: str, /, **facts: Fact) -> Statement:
    """Return something that a plan assumes, or warns of."""
    told: Mapping[str, Fact] = facts
    return Statement(kind, "", told)
