"""Finds the cheapest path of one municipality to a type, and has every plan judged again before anybody sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from classifier.assessment.assessor import Assessor
from classifier.assessment.choosing import Choosing
from classifier.assessment.judging import Judged
from classifier.assessment.question import Question
from classifier.plan.judgement import Verdict
from criteria.condition import MEASURED_PREFIX, fields_of
from criteria.municipality import Subject
from criteria.price_list import NO_PRICES, PriceList
from dothi.planner.assumptions import assumptions_of
from dothi.planner.goals import Goal, Goals
from dothi.planner.judged_again import judged_after
from dothi.planner.least_cost import Found, Programme
from dothi.planner.lever_options import Wishes
from dothi.planner.levers import levers_of
from dothi.planner.path import Path, PathStatus, PlanRefuted, Proof
from dothi.planner.path_steps import StepWriter
from dothi.planner.prices import Prices, widths_of
from dothi.planner.units import cheapest_for_units, unit_levers, widths_of_units


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the planner.

    Attributes:
        margin: points above the pass mark, in ten-thousandths.
        budget: the most that a plan may cost; None for any.
        must, held: the indicators that must be raised, and those that stay as they are.
    """

    question: Question
    price_list: PriceList = NO_PRICES
    margin: int = 0
    budget: int | None = None
    must: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    wants_curve: bool = False
    most_alternatives: int = 0


class Planner:
    """Finds paths by one law; compiled plans are kept for the next municipality."""

    def __init__(self, assessor: Assessor) -> None:
        self._assessor = assessor
        self._goals = Goals(assessor.plans, Choosing(assessor.rulebook, assessor.plans))
        rules = assessor.rulebook.rules
        fields = frozenset[str]().union(*(fields_of(rule.when) for rule in rules))
        self._steering = frozenset(
            field.removeprefix(MEASURED_PREFIX) for field in fields if field.startswith(MEASURED_PREFIX)
        )

    def path(self, subject: Subject, request: Request) -> Path:
        """Return the cheapest path of a subject.

        Raises:
            PlanRefuted: the plan that was found is not met when it is judged again.
            criteria.diagnostic.NotOnFile: the law has no such type, or asks nothing of this kind of municipality.
            classifier.assessment.disagreement.EnginesDisagree: the two evaluators differ.
        """
        self._assessor.rulebook.refuse_unfit_kind(subject.municipality.kind)
        judged = self._assessor.judge(subject, request.question)
        return _Search(self._assessor, self._goals, judged, request, self._steering).path()


class _Search:
    """The search for one path."""

    def __init__(
        self, assessor: Assessor, goals: Goals, judged: Judged, request: Request, steering: frozenset[str]
    ) -> None:
        self.assessor, self.judged, self.request = assessor, judged, request
        self.subject = judged.subject
        held = request.held | steering
        plans = [way.plan for way in judged.every.plain]
        widths = widths_of(standard for plan in plans for standard in plan.standards) | widths_of_units(judged.asked)
        self.prices = Prices(request.price_list, widths)
        self.levers = levers_of(self.subject.municipality.id, judged.rulebook, judged.quantities, held)
        self.units = unit_levers(judged.asked, self.subject, held)
        self.wishes = Wishes(request.margin, request.must)
        self.goals_at_worst, self.goals_at_best = goals.at_worst(judged), goals.at_best(judged)
        self.points_after: tuple[int, int] | None = None
        self.writer = StepWriter(judged, assessor.tasks, self.prices)

    def path(self) -> Path:
        """Return the answer."""
        verdict = self.judged.judgement.outcome(self.judged.reading.id).verdict
        best, at_best = self._cheapest(self.goals_at_best, at_best=True)
        worst, at_worst = self._cheapest(self.goals_at_worst, at_best=False)
        if worst is not None and not worst.decisions:
            self._refuse_unless_met(worst)
            return self._path(PathStatus.ALREADY_MET, verdict, 0, 0, worst, ())
        if best is None:
            return self._path(PathStatus.INFEASIBLE, verdict, None, None, None, self._lacking(at_best, True))
        budget = self.request.budget
        if budget is not None and best.cost > budget:
            upper = worst.cost if worst else None
            return self._path(PathStatus.INFEASIBLE, verdict, best.cost, upper, None, ("budget",))
        if worst is None:
            return self._path(PathStatus.UNDETERMINED, verdict, best.cost, None, None, self._blocking(at_worst))
        if budget is not None and worst.cost > budget:
            return self._path(PathStatus.UNDETERMINED, verdict, best.cost, worst.cost, None, ("budget",))
        self._refuse_unless_met(worst)
        return self._path(PathStatus.OPTIMAL, verdict, best.cost, worst.cost, worst, ())

    def _cheapest(self, goals: Sequence[Goal], at_best: bool) -> tuple[Found | None, list[Programme]]:
        """Return the cheapest decisions for any goal with the units, and the programmes of all goals."""
        programmes = [
            Programme(
                goal, self.judged.reading.id, self.levers, self.judged.quantities, self.prices, at_best, self.wishes
            )
            for goal in goals
        ]
        units = cheapest_for_units(self.units, self.prices, at_best)
        found = [one for programme in programmes if (one := programme.solve()) is not None]
        if units is None or not found:
            return None, programmes
        cheapest = min(found, key=lambda one: one.cost)
        options = sum(programme.options.count for programme in programmes) + units.options
        ruled_out = sum(one.ruled_out for one in found)
        decisions = (*cheapest.decisions, *units.decisions)
        return Found(cheapest.cost + units.cost, decisions, options, ruled_out), programmes

    def _refuse_unless_met(self, found: Found) -> None:
        again = judged_after(self.assessor, self.request.question, self.subject, found.decisions)
        outcome = again.judgement.outcome(again.reading.id)
        marks = [way.plan.needed(at_best=False) for way in again.ways]
        if outcome.verdict is not Verdict.MET or outcome.lower < min(marks) + self.request.margin:
            raise PlanRefuted(outcome.verdict)
        self.points_after = outcome.lower, outcome.upper

    def _lacking(self, programmes: Sequence[Programme], at_best: bool) -> tuple[str, ...]:
        """Return the criteria whose best is too low in every way, the total, or what is asked of units."""
        lacking = [set(programme.lacking(programme.blocks(programme.bundles))) for programme in programmes]
        shared = set.intersection(*lacking) if lacking else set()
        ids = [criterion.id for criterion in self.judged.rulebook.criteria if criterion.id in shared]
        if cheapest_for_units(self.units, self.prices, at_best) is None:
            ids += dict.fromkeys(one.requirement.id for ways in self.judged.asked for way in ways for one in way)
        return tuple(ids) or ("total",)

    def _blocking(self, programmes: Sequence[Programme]) -> tuple[str, ...]:
        """Return what keeps every plan from holding whatever is unknown: open levels, else criteria, else units."""
        open_levels = tuple(standard.code for standard in self.judged.plan.open_standards)
        lacking = self._lacking(programmes, at_best=False) if programmes else ("unknown_facts",)
        found = [*self.units.unknown_units]
        if not programmes or any(programme.solve() is None for programme in programmes):
            found = [*(open_levels or lacking), *found]
        return tuple(dict.fromkeys(found))

    def _path(
        self,
        status: PathStatus,
        verdict: Verdict,
        lower: int | None,
        upper: int | None,
        found: Found | None,
        blocked_by: tuple[str, ...],
    ) -> Path:
        judged = self.judged
        steps = self.writer.steps(found.decisions) if found else ()
        return Path(
            municipality=self.subject.municipality,
            target=judged.target,
            rulebook=judged.rulebook,
            as_of=self.request.question.day,
            status=status,
            reading=judged.reading.id,
            verdict=verdict,
            lower=lower,
            upper=upper,
            steps=steps,
            proof=Proof(upper or lower or 0, found.options if found else 0, found.ruled_out if found else 0),
            assumptions=assumptions_of(steps, self.request.price_list),
            blocked_by=blocked_by,
            price_list=self.request.price_list,
            points_after=self.points_after,
            pass_mark=judged.plan.needed(at_best=False),
            margin=self.request.margin,
            budget=self.request.budget,
            data=self.subject.source,
        )
