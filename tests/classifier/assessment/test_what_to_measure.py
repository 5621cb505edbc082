"""What is still to be measured, compared with trying every possible value."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from classifier.assessment.what_to_measure import (
    OpenData,
    OpenQuestion,
    is_within_reach,
    turning_value,
    what_to_measure,
)
from classifier.engines.reference import judge
from classifier.plan.judgement import Judgement, Verdict
from classifier.plan.plan import Intervals, Plan, ReadingPlan
from criteria.quantity import UNKNOWN, Interval
from criteria.standard import Mandatory
from tests.classifier.engines.test_reference import at, plan_of, standard
from tests.support.strategies import Situation, best, rulebooks, situations, small_laws

pytestmark = pytest.mark.slow

POINTS, STRICT = ReadingPlan("points", True), ReadingPlan("strict", True)

small_situations = situations(small_laws())
"""Towns and laws small enough to try every value."""


def open_data(plan: Plan, intervals: Intervals) -> OpenData:
    """What is open of a town."""
    return OpenData(plan, intervals, judge(plan, intervals))


def questions(plan: Plan, intervals: Intervals, reading: ReadingPlan = POINTS) -> list[OpenQuestion]:
    """What should be measured next."""
    return what_to_measure([open_data(plan, intervals)], reading)


def tried(plan: Plan, intervals: Intervals, indicator: str) -> Iterator[tuple[int, Judgement]]:
    """Every value that an indicator may have, from the worst to the best, and the judgement if it has it."""
    asking = [s.id for s in plan.standards if s.indicator == indicator]
    within = intervals[asking[0]]
    assert within is not None
    for value in range(within.lower, within.upper + 1):
        yield value, judge(plan, {**intervals, **dict.fromkeys(asking, Interval(value, value))})


MOST_VALUES = 2_000
"""Towns of which more values would have to be tried are drawn again, since each is judged."""


def open_indicators(plan: Plan, intervals: Intervals) -> Mapping[str, list[Judgement]]:
    """By indicator that is not exact: the judgements for all values it may have."""
    within = {s.indicator: intervals[s.id] for s in plan.standards if s.applies}
    assume(sum(one.upper - one.lower for one in within.values() if one is not None) <= MOST_VALUES)
    found = {}
    for s in plan.standards:
        interval = intervals[s.id]
        if s.applies and interval is not None and not interval.is_exact:
            found[s.indicator] = [judgement for _, judgement in tried(plan, intervals, s.indicator)]
    return found


# --- which values could decide, against brute force ---


@st.composite
def demanding_situations(draw: st.DrawFn) -> Situation:
    """Towns about which little is known, under laws with many mandatory standards: several values are open."""
    case = draw(small_situations)
    readings = st.sampled_from([Mandatory(reading.id) for reading in case.rulebook.law.readings])
    criteria = tuple(
        replace(criterion, standards=tuple(replace(s, mandatory=draw(readings)) for s in criterion.standards))
        for criterion in case.rulebook.criteria
    )
    case = replace(case, rulebook=replace(case.rulebook, criteria=criteria))
    quantities = {
        name: draw(st.sampled_from([UNKNOWN, UNKNOWN, best(indicator, UNKNOWN), case.quantities[name]]))
        for name, indicator in case.rulebook.indicators.items()
    }
    return case.with_quantities(quantities)


@settings(max_examples=settings.default.max_examples * 2)
@given(small_situations | demanding_situations(), st.booleans())
def test_what_could_decide_alone(case: Situation, verified_only: bool) -> None:
    """An indicator could decide a verdict alone exactly where one of its values, nothing else changed, does so."""
    plan = case.plan(verified_only)
    intervals = case.intervals(plan)
    for reading in plan.readings:
        if judge(plan, intervals).total[reading.id].verdict is not Verdict.UNDETERMINED:
            continue
        found = {q.indicator: q.could_decide for q in questions(plan, intervals, reading)}
        for indicator, judgements in open_indicators(plan, intervals).items():
            verdicts = {judgement.total[reading.id].verdict for judgement in judgements}
            decisive = [v for v in (Verdict.MET, Verdict.NOT_MET) if v in verdicts]
            expected = decisive[0] if decisive else None
            assert (indicator, expected) == (indicator, found.get(indicator))


@given(small_situations)
def test_every_indicator_that_matters_is_asked_for(case: Situation) -> None:
    """While the verdict is open, exactly those indicators are named for which some value changes some score."""
    plan = case.plan()
    intervals = case.intervals(plan)
    before = judge(plan, intervals)
    for reading in plan.readings:
        if before.total[reading.id].verdict is not Verdict.UNDETERMINED:
            continue
        expected = {
            indicator
            for indicator, judgements in open_indicators(plan, intervals).items()
            if any(judgement.standards != before.standards for judgement in judgements)
        }
        assert expected == {question.indicator for question in questions(plan, intervals, reading)}


@given(situations())
def test_a_decided_verdict_asks_for_nothing(case: Situation) -> None:
    """Where the verdict is decided nothing is to be measured for its sake."""
    plan = case.plan()
    intervals = case.intervals(plan)
    judgement = judge(plan, intervals)
    for reading in plan.readings:
        asked = questions(plan, intervals, reading)
        assert not asked or judgement.total[reading.id].verdict is Verdict.UNDETERMINED


@given(situations())
def test_questions_stand_in_order(case: Situation) -> None:
    """Those that could decide alone come first, and among equals those with more points at stake."""
    plan = case.plan()
    for reading in plan.readings:
        asked = questions(plan, case.intervals(plan), reading)
        order = [(question.could_decide is None, question.lower - question.upper) for question in asked]
        assert sorted(order) == order


@given(situations())
def test_questions_state_the_points_at_stake(case: Situation) -> None:
    """The points of an open indicator are those that its standards together may earn as far as is known."""
    plan = case.plan()
    intervals = case.intervals(plan)
    scores = judge(plan, intervals).standards
    for question in questions(plan, intervals, plan.readings[0]):
        asking = [
            s.id
            for s in plan.standards
            if s.indicator == question.indicator and scores[s.id].status != "not_applicable"
        ]
        assert question.upper == sum(scores[name].upper.points for name in asking) - settled(plan, intervals, question)


def settled(plan: Plan, intervals: Intervals, question: OpenQuestion) -> int:
    """The points of the indicator's standards that no value of it can change."""
    before = judge(plan, intervals).standards
    domain = intervals[next(s.id for s in plan.standards if s.indicator == question.indicator)]
    assert domain is not None
    asking = [s.id for s in plan.standards if s.indicator == question.indicator]
    ends = [
        judge(plan, {**intervals, **dict.fromkeys(asking, Interval(end, end))}).standards
        for end in (domain.lower, domain.upper)
    ]
    unmoved = [name for name in asking if all(end[name] == before[name] for end in ends)]
    return sum(before[name].upper.points for name in unmoved)


# --- the same, by hand ---


def test_one_of_two_open_mandatory_standards_cannot_decide_alone() -> None:
    """Where two mandatory standards are open, measuring one of them well leaves the other open: it decides nothing."""
    rows = [standard(identifier=name, mandatory_in="strict") for name in ("a", "b")]
    rows = [replace(row, indicator=row.id) for row in rows]
    plan = plan_of(rows, needs=[20_000], pass_mark=20_000, readings=(STRICT,))

    asked = questions(plan, at(a=(60, 90), b=(0, 100)), STRICT)

    assert {"a": None, "b": Verdict.MET} == {question.indicator: question.could_decide for question in asked}


def test_an_open_mandatory_standard_does_not_answer_for_another() -> None:
    """That another mandatory standard may fail does not make this one decisive, which passes anyway."""
    rows = [replace(standard(identifier=name, mandatory_in="strict"), indicator=name) for name in ("a", "b")]
    plan = plan_of(rows, needs=[0], pass_mark=0, readings=(STRICT,))

    asked = questions(plan, at(a=(70, 75), b=(0, 100)), STRICT)

    assert None is next(question.could_decide for question in asked if question.indicator == "a")


def test_a_mandatory_standard_alone_can_decide() -> None:
    """The one open standard decides: at its best the verdict is met."""
    rows = [replace(standard(identifier="a", mandatory_in="strict"), indicator="a")]
    plan = plan_of(rows, needs=[10_000], pass_mark=10_000, readings=(STRICT,))

    assert [OpenQuestion("a", 0, 20_000, Verdict.MET)] == questions(plan, at(a=(0, 100)), STRICT)


def test_what_can_only_fail_decides_not_met() -> None:
    """Where the best value leaves the verdict open and the worst fails it, the value could decide: not met."""
    rows = [replace(standard(identifier=name), indicator=name) for name in ("a", "b")]
    plan = plan_of(rows[:1], rows[1:], needs=[10_000, 10_000], pass_mark=20_000)

    asked = questions(plan, at(a=(0, 100), b=(50, 100)))

    assert [("a", Verdict.NOT_MET), ("b", Verdict.NOT_MET)] == [(q.indicator, q.could_decide) for q in asked]


def test_more_points_at_stake_come_first() -> None:
    """Of two indicators that decide nothing alone the one with more at stake is to be measured first."""
    few, many = (
        replace(standard(points=points, identifier=name), indicator=name)
        for name, points in (("few", (1000, 2000)), ("many", (5000, 20_000)))
    )
    third = replace(standard(points=(0, 30_000), identifier="third"), indicator="third")
    plan = plan_of([few, many, third], needs=[0], pass_mark=40_000)

    asked = questions(plan, at(few=(0, 100), many=(0, 100), third=(60, 100)))

    assert ["third", "many", "few"] == [question.indicator for question in asked]


def test_exact_values_are_not_asked_for() -> None:
    """An exact value need not be measured again, even if its standard's level is unknown."""
    rows = [replace(standard(None, None, identifier="a"), indicator="a")]

    assert [] == questions(plan_of(rows, needs=[10_000], pass_mark=0), at(a=50))


def test_values_that_change_nothing_are_not_asked_for() -> None:
    """A standard without levels stays open whatever is measured, so its indicator is left out."""
    rows = [replace(standard(None, None, identifier="a"), indicator="a")]

    assert [] == questions(plan_of(rows, needs=[10_000], pass_mark=0), at(a=(0, 100)))


def test_one_indicator_of_two_standards_is_one_question() -> None:
    """Where two standards ask for one indicator it is measured once, with the points of both."""
    rows = [standard(identifier="a"), standard(50, 70, identifier="b")]
    plan = plan_of(rows, needs=[20_000], pass_mark=0)

    assert [OpenQuestion("measured", 0, 40_000, Verdict.MET)] == questions(plan, at(a=(0, 100), b=(0, 100)))


# --- turning values ---


@given(small_situations, st.booleans())
def test_turning_values(case: Situation, verified_only: bool) -> None:
    """The turning value is the first, tried from the worst up, at which the criterion can be met.

    It is told only where the criterion is open, waits for one indicator alone, and not just any value would do.
    """
    plan = case.plan(verified_only)
    intervals = case.intervals(plan)
    data = open_data(plan, intervals)
    for reading, criterion in itertools.product(plan.readings, plan.criteria):
        found = turning_value(data, criterion, reading)
        expected = turning_by_trial(plan, intervals, criterion.id, reading.id)
        assert expected == (found and (found.standard.indicator, found.value, found.is_enough, found.is_compulsory))


def turning_by_trial(
    plan: Plan, intervals: Intervals, criterion: str, reading: str
) -> tuple[str, int, bool, bool] | None:
    """Find by trial the indicator, its turning value, if that is enough, and if only the reading requires it."""
    before = judge(plan, intervals)
    if before.criteria[reading][criterion].verdict is not Verdict.UNDETERMINED:
        return None
    members = {s.id for s in plan.standards if s.criterion == criterion}
    waiting = []
    for indicator in {s.indicator for s in plan.standards if s.id in members}:
        asking = [s.id for s in plan.standards if s.indicator == indicator]
        interval = intervals[asking[0]]
        if interval is None or interval.is_exact:
            continue
        outcomes = list(tried(plan, intervals, indicator))
        touched = members & set(asking)
        if any(judgement.standards[name] != before.standards[name] for _, judgement in outcomes for name in touched):
            waiting.append((indicator, outcomes))
    if len(waiting) != 1:
        return None
    indicator, outcomes = waiting[0]
    found = [(value, judgement.criteria[reading][criterion]) for value, judgement in outcomes]
    place = next((place for place, (_, outcome) in enumerate(found) if outcome.possibly), 0)
    if place == 0:
        return None
    needed = next(c.needed(plan.reading(reading), at_best=True) for c in plan.criteria if c.id == criterion)
    value, outcome = found[place]
    return indicator, value, outcome.surely, found[place - 1][1].upper >= needed


def turning(plan: Plan, intervals: Intervals, reading: ReadingPlan = POINTS) -> tuple[int, bool] | None:
    """Return the turning value of the first criterion, and whether it is enough."""
    found = turning_value(open_data(plan, intervals), plan.criteria[0], reading)
    return found and (found.value, found.is_enough)


@pytest.mark.parametrize(("needed", "value"), [(10_000, 60), (10_001, 61), (15_000, 70), (20_000, 80)])
def test_the_least_value_that_is_enough(needed: int, value: int) -> None:
    """With levels 60 to 80 for 1 to 2 points, these points are reached from this value on."""
    plan = plan_of([standard(identifier="a")], needs=[needed], pass_mark=0)

    assert (value, True) == turning(plan, at(a=(0, 100)))


def test_rounding_brings_the_turning_value_forward() -> None:
    """1.995 points are rounded to 2: the value for it is enough before the maximum level."""
    plan = plan_of([standard(0, 200, identifier="a", domain=(0, 300))], needs=[20_000], pass_mark=0)

    assert (199, True) == turning(plan, at(a=(0, 300)))


def test_a_mandatory_standard_turns_at_its_minimum_level() -> None:
    """Where points are enough without it, a mandatory standard turns the criterion at its minimum level."""
    rows = [replace(standard(identifier="a", mandatory_in="strict"), indicator="a"), standard(identifier="b")]
    plan = plan_of(rows, needs=[20_000], pass_mark=0, readings=(STRICT,))

    assert (60, True) == turning(plan, at(a=(0, 100), b=100), STRICT)


@pytest.mark.parametrize("order", [("free", "compulsory"), ("compulsory", "free")])
def test_of_two_standards_the_compulsory_one_is_cited(order: tuple[str, str]) -> None:
    """Where two standards ask for one indicator and a reading waits for one of them, that one turns the criterion."""
    rows = {
        "free": standard(20, 40, identifier="free"),
        "compulsory": standard(identifier="compulsory", mandatory_in="strict"),
    }
    plan = plan_of([rows[name] for name in order], needs=[10_000], pass_mark=0, readings=(STRICT,))
    intervals = at(**dict.fromkeys(order, (30, 100)))
    found = turning_value(open_data(plan, intervals), plan.criteria[0], STRICT)

    assert ("compulsory", 60, True) == (found and (found.standard.id, found.value, found.is_compulsory))


@pytest.mark.parametrize("order", [("low", "high"), ("high", "low")])
def test_of_two_standards_the_one_that_earns_is_cited(order: tuple[str, str]) -> None:
    """Where the points of one of two standards with one indicator decide, that one turns the criterion."""
    rows = {"low": standard(0, 20, identifier="low"), "high": standard(60, 60, identifier="high")}
    plan = plan_of([rows[name] for name in order], needs=[30_000], pass_mark=0)
    intervals = at(**dict.fromkeys(order, (30, 100)))
    found = turning_value(open_data(plan, intervals), plan.criteria[0], POINTS)

    assert ("high", 60, False) == (found and (found.standard.id, found.value, found.is_compulsory))


def test_a_turning_value_that_is_not_enough() -> None:
    """Where another standard lacks its levels, the value is needed but not enough."""
    rows = [replace(standard(identifier="a"), indicator="a"), standard(None, None, identifier="b")]
    plan = plan_of(rows, needs=[30_000], pass_mark=0)

    assert (60, False) == turning(plan, at(a=(0, 100), b=50))


@pytest.mark.parametrize(
    ("intervals", "why"),
    [
        (at(a=100, b=100), "nothing is open"),
        (at(a=(0, 100), b=(0, 100)), "two indicators are open"),
        (at(a=(0, 100), b=0), "no value would do"),
        (at(a=(60, 100), b=80), "any value would do"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_no_turning_value(intervals: Intervals, why: str) -> None:
    """There is no turning value where the criterion is decided or waits for more than one indicator."""
    rows = [replace(standard(identifier=name), indicator=name) for name in ("a", "b")]

    assert None is turning(plan_of(rows, needs=[30_000], pass_mark=0), intervals), why


# --- within reach ---


@given(situations(rulebooks(most_criteria=2, most_standards=2, most_rules=1, widest=4)), st.booleans())
def test_within_reach(case: Situation, verified_only: bool) -> None:
    """A verdict is within reach exactly where some town, measured in full, would surely be met."""
    plan = case.plan(verified_only)
    domains = {s.indicator: s.domain for s in plan.standards}
    towns = [
        dict(zip(domains, ends, strict=True))
        for ends in itertools.product(*(range(domain.lower, domain.upper + 1) for domain in domains.values()))
    ]
    for reading in plan.readings:
        expected = any(
            judge(plan, {s.id: Interval(town[s.indicator], town[s.indicator]) for s in plan.standards})
            .total[reading.id]
            .surely
            for town in towns
        )
        assert expected is is_within_reach(plan, reading)


@pytest.mark.parametrize(("pass_mark", "expected"), [(20_000, True), (20_001, False)])
def test_the_pass_mark_is_within_reach(pass_mark: int, expected: bool) -> None:
    """The best town of all has the maximum points, and not more."""
    plan = plan_of([standard(identifier="a")], needs=[0], pass_mark=pass_mark)

    assert expected is is_within_reach(plan, POINTS)


def test_missing_levels_keep_a_verdict_out_of_reach() -> None:
    """Where the missing levels carry points that are needed, no data are good enough."""
    rows = [standard(identifier="a"), standard(None, None, identifier="b")]

    assert not is_within_reach(plan_of(rows, needs=[20_001], pass_mark=0), POINTS)


def test_missing_levels_that_are_not_needed_are_no_obstacle() -> None:
    """Where other standards carry enough points, a missing level keeps nothing out of reach."""
    rows = [standard(identifier="a"), standard(None, None, identifier="b")]

    assert is_within_reach(plan_of(rows, needs=[20_000], pass_mark=20_000), POINTS)


def test_a_standard_that_does_not_apply_is_no_obstacle() -> None:
    """What a rule takes away need not be reached."""
    rows = [standard(identifier="a"), standard(None, None, identifier="b", applies=False, mandatory_in="points")]

    assert is_within_reach(plan_of(rows, needs=[20_000], pass_mark=20_000), POINTS)
