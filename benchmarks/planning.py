"""The time to find the cheapest path of a town with everything known, its whole curve, and the paths of many towns."""

import random
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.example import DAY, Example
from benchmarks.timing import Timing, median_milliseconds
from benchmarks.towns import with_every_level
from classifier.assessment.assessor import Assessor
from classifier.assessment.choosing import Choosing
from classifier.assessment.question import Question
from criteria.municipality import Measurement, Municipality, Subject
from criteria.quantity import Quantity
from criteria.rulebook import Rulebook
from criteria.stated import only
from dothi.planner.find_path import Planner, Request
from dothi.planner.goals import Goals
from dothi.planner.highs import Constraint, cheapest_columns, is_installed
from dothi.planner.least_cost import Programme
from dothi.planner.levers import levers_of
from dothi.planner.prices import Prices, widths_of

TOWNS = 12
TARGET = "III"
LIMIT_OF_PLAN, LIMIT_OF_CURVE = 600.0, 2_000.0
LIMIT_OF_ONE_OF_MANY = 240_000 / 900 * 2
"""Milliseconds of a processor for each of 900 towns, if two of them have four minutes."""
LIMIT_OF_HIGHS = 10_000.0
PLAN, CURVE, MANY = "the cheapest path, 59 standards", "its whole curve", "one of 900 towns of `plan --all`"


def figures(example: Example) -> Iterator[Timing]:
    """Yield the median times over towns by draw, under the example's law with every level filled."""
    rulebook, dice = with_every_level(example.rulebook), random.Random(1)
    subjects = [_town(rulebook, place, dice) for place in range(TOWNS)]
    question = Question(TARGET, DAY)
    how = f"{TOWNS} towns by draw with every level filled, each judged again by both evaluators; effort as cost"
    with Assessor(rulebook) as assessor:
        planner = Planner(assessor)
        planner.path(subjects[0], Request(question))
        brief, with_curve = Request(question, is_brief=True), Request(question, wants_curve=True)
        for name, request, limit in (
            (PLAN, Request(question), LIMIT_OF_PLAN),
            (CURVE, with_curve, LIMIT_OF_CURVE),
            (MANY, brief, LIMIT_OF_ONE_OF_MANY),
        ):
            actions: list[Callable[[], object]] = [partial(planner.path, subject, request) for subject in subjects]
            yield Timing(name, median_milliseconds(actions, 1), limit, "ms", how)
        if is_installed():
            programmes = [_programme(assessor, subject, question) for subject in subjects]
            actions = [partial(by_highs, programme) for programme in programmes]
            how = f"{how}; the solver alone in its process, whose time is not counted"
            yield Timing("HiGHS asked for the same path", median_milliseconds(actions, 1), LIMIT_OF_HIGHS, "ms", how)


def _town(rulebook: Rulebook, place: int, dice: random.Random) -> Subject:
    municipality = Municipality(
        f"t{place}", f"Phố {place}", "town", "IV", region="mekong-delta", attributes=only(), inner_area=True,
        outer_area=True,
    )  # fmt: skip
    measured = {}
    for standard in rulebook.for_type(TARGET, "town").standards:
        level, indicator = standard.levels[TARGET], rulebook.indicators[standard.indicator]
        assert level.minimum is not None
        assert level.maximum is not None
        ends = sorted((level.minimum.value, level.maximum.value))
        width = max(2, ends[1] - ends[0])
        least, most = max(indicator.domain.lower, ends[0] - width // 2), min(indicator.domain.upper, ends[1])
        value = dice.randint(least, most)
        measured[indicator.id] = Measurement(municipality.id, indicator.id, Quantity(value, value), DAY)
    return Subject(municipality, measured)


def _programme(assessor: Assessor, subject: Subject, question: Question) -> Programme:
    judged = assessor.judge(subject, question)
    goal = Goals(assessor.plans, Choosing(assessor.rulebook, assessor.plans)).at_worst(judged)[0]
    levers = levers_of(subject.municipality.id, judged.rulebook, judged.quantities, frozenset())
    prices = Prices(widths=widths_of(judged.plan.standards))
    return Programme(goal, judged.reading.id, levers, judged.quantities, prices, at_best=False)


def by_highs(programme: Programme) -> frozenset[int] | None:
    """Ask HiGHS for the choices of a programme."""
    columns = [(place, bundle.places[0], choice) for place, bundle in enumerate(programme.bundles)
               for choice in bundle.choices]  # fmt: skip
    rows = [
        Constraint(1, 1, tuple(k for k, column in enumerate(columns) if column[0] == place), (1,) * len(bundle.choices))
        for place, bundle in enumerate(programme.bundles)
    ]
    for place, criterion in enumerate(programme.dimensions):
        own = tuple(k for k, column in enumerate(columns) if column[1] == place)
        rows.append(Constraint(criterion.points_minimum, None, own, tuple(columns[k][2].gains[0] for k in own)))
    every = tuple(range(len(columns)))
    rows.append(Constraint(programme.totals[0].need, None, every, tuple(column[2].gains[0] for column in columns)))
    return cheapest_columns([column[2].cost for column in columns], rows)
