"""The steps of a plan: what each reaches, what it wins and costs, who acts, and where the law says so."""

from collections.abc import Iterable, Iterator, Sequence

from classifier.assessment.judging import Judged
from classifier.engines.reference import score_standard
from classifier.plan.plan import StandardPlan
from criteria.bilingual import BilingualText
from criteria.municipality import Municipality
from criteria.price_list import Project
from criteria.quantity import Interval
from criteria.rulebook import MemberUnitsRequirement
from criteria.standard import POINT_DECIMALS, Standard
from criteria.task import Task
from dothi.planner.lever_options import Decision
from dothi.planner.levers import Lever
from dothi.planner.path import PathStep
from dothi.planner.prices import Prices
from dothi.planner.with_projects import started


class StepWriter:
    """Writes decisions about levers as steps, in the order of the law."""

    def __init__(self, judged: Judged, tasks: Sequence[Task], prices: Prices) -> None:
        self._judged, self._prices = judged, prices
        subject = judged.subject
        self._tasks = [
            task for task in tasks if task.scope.covers(subject.municipality, subject.surroundings, judged.question.day)
        ]
        everybody = [subject.municipality, *(unit.municipality for unit in subject.surroundings.units)]
        self._municipalities = {known.id: known for known in everybody}
        self._places = {standard.id: place for place, standard in enumerate(judged.rulebook.standards)}

    def steps(self, decisions: Iterable[Decision], projects: Sequence[Project] = ()) -> tuple[PathStep, ...]:
        """Return the steps, those of the municipality first.

        Args:
            projects: those that are done besides.
        """
        return tuple(self._step(lever, better, projects) for lever, better in sorted(decisions, key=self._place))

    def name(self, lever: Lever) -> BilingualText:
        """Return the name of a lever: that of its standard, or of the points of a unit."""
        entry = self._standard(lever)
        return entry.name if isinstance(entry, Standard) else lever.indicator.name

    def municipality(self, lever: Lever) -> Municipality:
        """Return the municipality of a lever."""
        return self._municipalities[lever.municipality]

    def _place(self, decision: Decision) -> tuple[int, str, str]:
        lever = decision[0]
        place = min((self._places[known] for known in lever.standards), default=len(self._places))
        return place, lever.municipality, lever.indicator.id

    def _step(self, lever: Lever, better: int, projects: Sequence[Project]) -> PathStep:
        raising = tuple(
            project
            for project in projects
            if lever.standards and any(one.indicator == lever.indicator.id for one in project.raises)
        )
        start = started(lever, raising, at_best=False)
        price = self._prices.price(lever)
        entry = self._standard(lever)
        before, after = self._points(lever, better)
        return PathStep(
            municipality=self.municipality(lever),
            indicator=lever.indicator,
            code=entry.code if isinstance(entry, Standard) else entry.id,
            name=self.name(lever),
            citation=entry.citation,
            before=lever.quantity,
            to=lever.value(better),
            points_before=before,
            points_after=after,
            cost=self._prices.cost(lever, start, better),
            tasks=tuple(self._answering(lever)),
            months=price.months if price else None,
            is_priced=price is not None or (bool(raising) and start >= better),
            projects=raising,
            points_of_standards=bool(lever.standards),
        )

    def _standard(self, lever: Lever) -> Standard | MemberUnitsRequirement:
        for standard in self._judged.rulebook.standards:
            if standard.id in lever.standards:
                return standard
        asked = (one for ways in self._judged.asked for way in ways for one in way)
        return next(one.requirement for one in asked if one.indicator.id == lever.indicator.id)

    def _answering(self, lever: Lever) -> Iterator[Task]:
        family = self._judged.rulebook.law.family
        for task in self._tasks:
            if task.answers_for(lever.municipality, lever.indicator.id, family):
                yield task

    def _points(self, lever: Lever, better: int) -> tuple[int, int]:
        """Return the points at worst today and after the step; of a unit, its own points."""
        if not lever.standards:
            factor = 10 ** (POINT_DECIMALS - lever.indicator.decimals)
            return lever.worst * factor, better * factor
        plan = self._judged.plan
        standards = [standard for standard in plan.standards if standard.id in lever.standards]

        def points(standard: StandardPlan, interval: Interval | None) -> int:
            return score_standard(standard, interval, plan.rounding_step).lower.points

        before = sum(points(standard, self._judged.intervals[standard.id]) for standard in standards)
        ends = [(standard, better * standard.refinement) for standard in standards]
        return before, sum(points(standard, Interval(value, value)) for standard, value in ends)
