"""Numbers that are not sure enough: the rounding step, points, minima, and a reading without minima."""

from contextlib import closing
from dataclasses import replace

import pytest

from classifier.engines.forward_chaining import ForwardChaining
from classifier.engines.reference import judge
from classifier.plan.judgement import Judgement, Verdict
from classifier.plan.plan import Intervals, Plan, ReadingPlan
from tests.classifier.engines.test_reference import at, plan_of, standard

ROUNDED = plan_of([standard(0, 1_000, (110_000, 130_000), domain=(0, 1_000))], needs=[120_000], pass_mark=0)
"""498 of 1000 earns 11.996 points, which are 12 when rounded to hundredths."""


def judged(plan: Plan, intervals: Intervals) -> Judgement:
    """The judgement of both evaluators, which must be the same."""
    found = judge(plan, intervals)
    with closing(ForwardChaining(plan)) as chaining:
        assert found == chaining.infer(intervals)[0]
    return found


@pytest.mark.parametrize(("step", "verdict", "points"), [(100, Verdict.MET, 120_000), (0, Verdict.NOT_MET, 119_960)])
def test_what_is_met_by_rounding_alone_is_not_met_without_it(step: int, verdict: Verdict, points: int) -> None:
    """A criterion at 11.996 of 12 points is met by the step of 0.01 and fails if points are not rounded."""
    found = judged(replace(ROUNDED, rounding_step=step), at(it=498)).total["points"]

    assert (verdict, points, points) == (found.verdict, found.lower, found.upper)


def test_without_a_step_points_lie_between_ten_thousandths() -> None:
    """A third of a point is between 0.3333 and 0.3334 where nothing is rounded."""
    plan = plan_of([standard(0, 3, (0, 10_000), domain=(0, 3))], needs=[0], pass_mark=0)
    found = judged(replace(plan, rounding_step=0), at(it=1)).total["points"]

    assert (3_333, 3_334) == (found.lower, found.upper)


def test_points_that_are_not_known_are_open_and_capped() -> None:
    """A standard at its maximum level whose points are unknown earns from nothing to what its criterion can have."""
    row = replace(standard(), open_points=((0, 0), (50_000, 50_000)))
    plan = plan_of([row], needs=[10_000], pass_mark=10_000)
    criterion = replace(plan.criteria[0], cap=30_000)
    found = judged(replace(plan, criteria=(criterion,), cap=20_000), at(it=100))

    assert (0, 30_000) == (found.criteria["points"]["1"].lower, found.criteria["points"]["1"].upper)
    assert (0, 20_000, Verdict.UNDETERMINED) == (
        found.total["points"].lower,
        found.total["points"].upper,
        found.total["points"].verdict,
    )


def test_a_minimum_that_is_not_known_is_open() -> None:
    """A criterion whose minimum may be anything is met only with all its points."""
    plan = plan_of([standard()], needs=[10_000], pass_mark=0)
    opened = replace(plan, criteria=(replace(plan.criteria[0], open_minimum=(20_000, 0)),))

    assert Verdict.UNDETERMINED is judged(opened, at(it=70)).total["points"].verdict
    assert Verdict.MET is judged(opened, at(it=80)).total["points"].verdict


def test_a_pass_mark_that_is_not_known_is_open() -> None:
    """What is surely enough is the most there can be."""
    plan = replace(plan_of([standard()], needs=[0], pass_mark=10_000), open_pass_mark=(20_000, 0))

    assert Verdict.UNDETERMINED is judged(plan, at(it=70)).total["points"].verdict
    assert Verdict.MET is judged(plan, at(it=80)).total["points"].verdict


@pytest.mark.parametrize(("value", "verdict"), [(60, Verdict.MET), (59, Verdict.NOT_MET)])
def test_a_reading_may_ask_for_any_points_above_zero(value: int, verdict: Verdict) -> None:
    """By such a reading a criterion of 1 point passes although its minimum is 2, and one of 0 points fails."""
    plan = plan_of([standard()], needs=[20_000], pass_mark=0, readings=(ReadingPlan("any", True, (False, False)),))

    assert verdict is judged(plan, at(it=value)).total["any"].verdict


def test_a_reading_that_is_not_certain_may_ask_for_minima_or_not() -> None:
    """At worst the minimum counts, at best any points do."""
    plan = plan_of([standard()], needs=[20_000], pass_mark=0, readings=(ReadingPlan("any", False, (True, False)),))

    assert Verdict.UNDETERMINED is judged(plan, at(it=60)).total["any"].verdict
