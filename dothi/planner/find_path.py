"""Finds the cheapest path of one municipality to a type, and has every plan judged again before anybody sees it."""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from classifier.assessment.assessor import Assessor
from classifier.assessment.choosing import Choosing
from classifier.assessment.judging import Judged
from classifier.assessment.question import Question
from classifier.plan.judgement import Verdict
from criteria.condition import MEASURED_PREFIX, fields_of
from criteria.municipality import Subject
from criteria.price_list import NO_PRICES, PriceList
from criteria.quantity import Quantity
from dothi.planner.curves import joined_curves
from dothi.planner.end import NOTHING, End
from dothi.planner.goals import Goal, Goals
from dothi.planner.judged_again import judged_after
from dothi.planner.knapsack import TooManyStates
from dothi.planner.least_cost import Found, Programme
from dothi.planner.lever_options import Decision, Decisions, Wishes
from dothi.planner.levers import Lever, levers_of
from dothi.planner.needless import without_needless
from dothi.planner.other_paths import next_best
from dothi.planner.partial_path import reaching_known
from dothi.planner.path import (
    DYNAMIC_PROGRAMME,
    PROJECT_SETS,
    TOO_MANY_VALUES,
    CheapestPath,
    OtherPath,
    PathStatus,
    PlanRefuted,
    Proof,
    WorthMeasuring,
    assumed,
)
from dothi.planner.path_steps import StepWriter
from dothi.planner.plan_assumptions import assumptions_of
from dothi.planner.prices import Prices, widths_of
from dothi.planner.unit_levers import cheapest_for_units, lacking_units, unit_levers, widths_of_units
from dothi.planner.with_projects import after_projects, cheapest_with_projects, decided
from dothi.planner.worth_measuring import savings

HUNDREDTH = 100
"""A hundredth of a point, in ten-thousandths."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the planner.

    Attributes:
        margin: points above the pass mark, in ten-thousandths.
        budget: the most that a plan may cost; None for any.
        must, held: the indicators that must be raised, and those that stay as they are.
        is_brief: True to leave out what a plan may be told besides.
    """

    question: Question
    price_list: PriceList = NO_PRICES
    margin: int = 0
    budget: int | None = None
    must: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    wants_curve: bool = False
    most_alternatives: int = 0
    is_brief: bool = False


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

    def path(self, subject: Subject, request: Request) -> CheapestPath:
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
        self.wishes = Wishes(request.margin, request.must, judged.quantities)
        self.goals_at_worst, self.goals_at_best = goals.at_worst(judged), goals.at_best(judged)
        self.writer = StepWriter(judged, assessor.tasks, self.prices)
        own = {lever.indicator.id for lever in self.levers}
        self.projects = [
            project
            for project in request.price_list.projects
            if project.municipality in {None, self.subject.municipality.id}
            and any(one.indicator in own for one in project.raises)
        ]

    def path(self) -> CheapestPath:
        """Return the answer."""
        every = [way.plan.needed(at_best=False) for way in self.judged.ways]
        if self._is_met(self.judged, max(every)) and not self.request.must:
            return replace(self._path(PathStatus.ALREADY_MET, NOTHING), lower=0, upper=0)
        best, worst = self._end(at_best=True), self._end(at_best=False)
        lower = best.found.cost if best.found else None if best.is_complete else 0
        upper = worst.found.cost if worst.found else None
        budget = self.request.budget
        if worst.found is not None and not worst.found.decisions:
            return replace(self._path(PathStatus.ALREADY_MET, worst.found), lower=0, upper=0)
        if lower is None:
            return replace(self._path(PathStatus.INFEASIBLE), blocked_by=self._lacking(best, at_best=True))
        if budget is not None and (upper is None or upper > budget):
            status = PathStatus.INFEASIBLE if lower > budget else PathStatus.UNDETERMINED
            if status is PathStatus.INFEASIBLE or upper is not None:
                return replace(self._path(status), lower=lower, upper=upper, blocked_by=("budget",))
        if worst.found is None:
            return replace(self._partial(worst), lower=lower)
        return self._with_everything(
            replace(self._path(PathStatus.OPTIMAL, worst.found), lower=lower, upper=upper), worst
        )

    def _end(self, at_best: bool) -> End:
        """Return the cheapest decisions for any goal, and those about the units."""
        goals = self.goals_at_best if at_best else self.goals_at_worst
        programmes = tuple(self._programme(goal, self.levers, self.judged.quantities, at_best) for goal in goals)
        is_complete, solved = True, list[tuple[Programme, Found]]()
        for programme in programmes:
            try:
                if (one := self._solved(programme, at_best)) is not None:
                    solved.append(one)
            except TooManyStates:
                is_complete = False
        cheapest = min(solved, key=lambda pair: pair[1].cost, default=None)
        bound = min((found.bound for _, found in solved), default=0)
        try:
            units = cheapest_for_units(self.units, self.prices, at_best)
        except TooManyStates:
            return End(programmes, cheapest, None, is_complete=False, is_proved=False, bound=bound)
        return End(programmes, cheapest, units, is_complete, bound=bound)

    def _solved(self, programme: Programme, at_best: bool) -> tuple[Programme, Found] | None:
        """Return the cheapest decisions for one goal, with the projects on file, and the programme that found them."""

        def build(levers: Sequence[Lever], quantities: Mapping[str, Quantity]) -> Programme:
            return self._programme(programme.goal, levers, quantities, at_best)

        if not self.projects:
            own = programme.solve()
            solved = None if own is None else (programme, own)
        else:
            solved = cheapest_with_projects(build, self.levers, self.judged.quantities, self.projects, at_best)
        if solved is None or at_best:
            return solved
        programme, found = solved
        done = {lever.indicator.id: frozenset(found.projects) for lever in self.levers}
        levers, quantities = after_projects(self.levers, self.judged.quantities, done, at_best)

        def is_free(decision: Decision) -> bool:
            lever, to = decision
            return lever.indicator.id not in self.request.must and self.prices.cost(lever, lever.worst, to) == 0

        def holding(held: frozenset[str]) -> Found | None:
            cheapest = build([lever for lever in levers if lever.indicator.id not in held], quantities).solve()
            return cheapest and replace(cheapest, cost=cheapest.cost + sum(one.amount for one in found.projects))

        found = without_needless(found, is_free, holding)
        return programme, replace(found, decisions=decided(self.levers, (programme, found), at_best))

    def _programme(
        self, goal: Goal, levers: Sequence[Lever], quantities: Mapping[str, Quantity], at_best: bool
    ) -> Programme:
        return Programme(goal, self.judged.reading.id, levers, quantities, self.prices, at_best, self.wishes)

    def _is_met(self, judged: Judged, needed: int) -> bool:
        """True if the verdict is surely met, with the points to spare that are asked for."""
        outcome = judged.judgement.outcome(judged.reading.id)
        return outcome.verdict is Verdict.MET and outcome.lower >= needed + self.request.margin

    def _met_with(self, decisions: Decisions) -> tuple[int, int]:
        """Return bounds on the points with these decisions, as both evaluators judge them.

        Raises:
            PlanRefuted: the verdict is not met, or the margin is not there.
        """
        again = judged_after(self.assessor, self.request.question, self.subject, decisions)
        outcome = again.judgement.outcome(again.reading.id)
        if not self._is_met(again, min(way.plan.needed(at_best=False) for way in again.ways)):
            raise PlanRefuted(outcome.verdict)
        return outcome.lower, outcome.upper

    def _lacking(self, end: End, at_best: bool = False) -> tuple[str, ...]:
        """Return the criteria whose best is too low in every way, the total, and what is asked of units."""
        lacking = [set(programme.lacking(programme.blocks(programme.bundles))) for programme in end.programmes]
        shared = set.intersection(*lacking) if lacking else set()
        ids = [criterion.id for criterion in self.judged.rulebook.criteria if criterion.id in shared]
        if end.cheapest is None and not ids:
            ids = [*self._lacking_standards(end)] or ["total"]
        if end.units is None:
            ids += lacking_units(self.units, self.prices, at_best)
        return tuple(ids)

    def _lacking_standards(self, end: End) -> Iterator[str]:
        """Yield the codes of the standards of which no value will do, because they are mandatory or must be raised."""
        stuck = {
            name for programme in end.programmes for bundle in programme.bundles for name in bundle.indicators
            if not bundle.choices
        }  # fmt: skip
        yield from (standard.code for standard in self.judged.rulebook.standards if standard.indicator in stuck)

    def _partial(self, worst: End) -> CheapestPath:
        """Return the answer where no plan holds whatever is unknown."""
        judged = self.judged
        if self.goals_at_worst and not worst.is_proved:
            return replace(self._path(PathStatus.UNDETERMINED), blocked_by=(TOO_MANY_VALUES,))
        if not self.goals_at_worst or not worst.is_complete:  # in too many ways to tell apart, so that nothing is sure
            return replace(self._path(PathStatus.UNDETERMINED), blocked_by=("unknown_facts",))
        blocked: list[str] = []
        if worst.cheapest is not None:
            decisions, passing = worst.cheapest[1].decisions, frozenset[str]()
        else:
            plans = [plan for goal in self.goals_at_best for plan in goal]
            partial = reaching_known(plans, self.levers, judged.quantities, self.prices)
            decisions, passing = partial.decisions, partial.passing
            in_some = {standard.id for plan in plans for standard in plan.open_standards}
            open_levels = [standard.code for standard in judged.rulebook.standards if standard.id in in_some]
            blocked += open_levels or self._lacking(replace(worst, units=NOTHING))
            blocked += partial.out_of_reach
        if worst.units is None:
            blocked += self.units.unknown_units or self._lacking(replace(worst, cheapest=worst.cheapest))
        else:
            decisions = (*decisions, *worst.units.decisions)
        again = judged_after(self.assessor, self.request.question, self.subject, decisions)
        if any(not again.judgement.standards[name].lower.passes for name in passing):
            raise PlanRefuted(again.judgement.outcome(again.reading.id).verdict)
        path = self._path(PathStatus.UNDETERMINED)
        steps = self.writer.steps(decisions)
        assumptions = assumptions_of(steps, self.request.price_list)
        blocked_by = tuple(dict.fromkeys(blocked))
        return replace(path, blocked_by=blocked_by, partial_steps=steps, assumptions=assumptions)

    def _with_everything(self, path: CheapestPath, worst: End) -> CheapestPath:
        """Return a path with what it was asked for besides: the curve, other plans, what to measure first."""
        assert worst.cheapest is not None
        assert worst.units is not None
        assert path.points_after is not None
        programme, found = worst.cheapest
        units = worst.units
        if self.request.is_brief:
            return path
        if self.projects:
            return replace(path, assumptions=(*path.assumptions, assumed("left_out_with_projects")))
        more = programme.needing(path.points_after[0] + HUNDREDTH).solve() if len(programme.totals) == 1 else None
        path = replace(path, next_price=more.cost - found.cost if more else None)
        if self.request.wants_curve:
            path = replace(path, curve=self._curve(worst))
        if self.request.most_alternatives:
            others = next_best(programme, found, self.levers, self.request.most_alternatives)
            path = replace(path, alternatives=tuple(self._other(one, units) for one in others))
        if path.lower != path.upper:
            path = replace(path, measure_first=tuple(self._worth_measuring(programme, found, units)))
        return path

    def _curve(self, worst: End) -> tuple[tuple[int, int], ...]:
        """Return the least cost of each total, by the goal that is cheapest for it."""
        assert worst.units is not None
        curves = []
        for programme in worst.programmes:
            with contextlib.suppress(TooManyStates):
                curves.append(programme.curve())
        return tuple((total, cost + worst.units.cost) for total, cost in joined_curves(curves))

    def _other(self, found: Found, units: Found) -> OtherPath:
        decisions = (*found.decisions, *units.decisions)
        self._met_with(decisions)
        return OtherPath(found.cost + units.cost, self.writer.steps(decisions))

    def _worth_measuring(self, programme: Programme, found: Found, units: Found) -> Iterator[WorthMeasuring]:
        def solve(levers: Sequence[Lever], quantities: Mapping[str, Quantity]) -> Found | None:
            return self._programme(programme.goal, levers, quantities, at_best=False).solve()

        pairs = list(savings(programme, found, self.levers, self.judged.quantities, solve))
        pairs += [
            (lever, self.prices.cost(lever, lever.worst, to))
            for lever, to in units.decisions
            if lever.best > lever.worst
        ]
        for lever, saving in sorted(pairs, key=lambda pair: -pair[1]):
            yield WorthMeasuring(lever.indicator, self.writer.name(lever), self.writer.municipality(lever), saving)

    def _path(self, status: PathStatus, found: Found | None = None) -> CheapestPath:
        judged = self.judged
        steps = self.writer.steps(found.decisions, found.projects) if found else ()
        return CheapestPath(
            municipality=self.subject.municipality,
            target=judged.target,
            rulebook=judged.rulebook,
            as_of=self.request.question.day,
            status=status,
            reading=judged.reading.id,
            verdict=judged.judgement.outcome(judged.reading.id).verdict,
            lower=None,
            upper=None,
            steps=steps,
            proof=self._proof(found or NOTHING),
            projects=found.projects if found else (),
            assumptions=assumptions_of(steps, self.request.price_list),
            blocked_by=(),
            price_list=self.request.price_list,
            points_after=self._met_with(found.decisions) if found else None,
            pass_mark=judged.plan.needed(at_best=False),
            margin=self.request.margin,
            budget=self.request.budget,
            data=self.subject.source,
        )

    def _proof(self, found: Found) -> Proof:
        method = PROJECT_SETS if self.projects else DYNAMIC_PROGRAMME
        return Proof(found.bound, found.options, found.ruled_out, method)
