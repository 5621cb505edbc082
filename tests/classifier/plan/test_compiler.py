"""Plans of steps, alternatives and granted points, judged by the definition: every case by hand."""

from dataclasses import replace

import pytest

from classifier.engines.reference import judge, score_standard
from classifier.plan.applied_rules import AppliedRules
from classifier.plan.compiler import compile_plan
from classifier.plan.judgement import Score, StandardScore, Status, Verdict
from classifier.plan.plan import Plan, StandardPlan
from criteria.quantity import NOT_APPLICABLE, UNKNOWN, Interval, Quantity
from criteria.rulebook import Rulebook
from criteria.sureness import NO_DEMAND, VERIFIED
from tests.classifier.engines.test_reference import HUNDREDTH, at, exactly, plan_of, scored, standard
from tests.support.example_folders import further_law


@pytest.fixture(scope="module")
def stepped(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """A law whose points grow in steps: up to 1,000 people 2 points, half a point for each further 500, at most 4."""
    return further_law("stepped-law", tmp_path_factory.mktemp("rules"))


def planned(law: Rulebook, *rules: str, kind: str = "town", verified_only: bool = False) -> Plan:
    """The plan for municipalities of a kind for which these rules surely hold."""
    held = AppliedRules(frozenset(rules), frozenset(rules))
    return compile_plan(law, "FIRST", held, VERIFIED if verified_only else NO_DEMAND, kind)


def row(plan: Plan, identifier: str) -> StandardPlan:
    """One standard of a plan."""
    return next(standard for standard in plan.standards if standard.id == identifier)


def points_of(plan: Plan, identifier: str, value: int) -> int:
    """The points of an exact value, at the indicator's decimals."""
    standard = row(plan, identifier)
    score = score_standard(standard, standard.interval(Quantity(value, value)), plan.rounding_step)
    assert score.lower == score.upper
    return score.lower.points


def counting_whole(law: Rulebook) -> Rulebook:
    """The law if it counted whole steps only."""
    return replace(law, law=replace(law.law, whole_steps=True))


# --- steps ---

PEOPLE = "stepped-population"


@pytest.mark.parametrize("people", [0, 1, 999, 1000])
def test_any_value_up_to_the_first_step_earns_the_base(stepped: Rulebook, people: int) -> None:
    """Steps without a first value give their base points however little there is."""
    assert 20_000 == points_of(planned(stepped), PEOPLE, people)


@pytest.mark.parametrize(
    ("people", "points"),
    [(1001, 20_000), (1005, 20_100), (1250, 22_500), (1499, 25_000), (1500, 25_000), (2999, 40_000), (2980, 39_800)],
)
def test_within_a_step_points_grow_in_proportion(stepped: Rulebook, people: int, points: int) -> None:
    """Where the law counts in proportion a part of a step earns that part of its points, rounded to the hundredth."""
    assert points == points_of(planned(stepped), PEOPLE, people)


@pytest.mark.parametrize(
    ("people", "points"), [(1000, 20_000), (1001, 20_000), (1499, 20_000), (1500, 25_000), (2999, 35_000)]
)
def test_whole_steps_count_when_they_are_complete(stepped: Rulebook, people: int, points: int) -> None:
    """Where the law counts whole steps a part of a step earns nothing."""
    assert points == points_of(planned(counting_whole(stepped)), PEOPLE, people)


@pytest.mark.parametrize("people", [3000, 3001, 1_000_000])
@pytest.mark.parametrize("whole", [False, True], ids=["in proportion", "whole"])
def test_points_do_not_grow_beyond_the_cap(stepped: Rulebook, people: int, whole: bool) -> None:
    """From the value at which the cap is reached there are as many points as the cap says."""
    law = counting_whole(stepped) if whole else stepped

    assert 40_000 == points_of(planned(law), PEOPLE, people)


@pytest.mark.parametrize(
    ("people", "status"), [(0, Status.MINIMUM), (1000, Status.MINIMUM), (1001, Status.BETWEEN), (3000, Status.MAXIMUM)]
)
def test_where_a_value_stands_among_steps(stepped: Rulebook, people: int, status: Status) -> None:
    """Up to the first step a value has the status minimum, at the cap maximum, and else between."""
    plan = row(planned(stepped), PEOPLE)

    assert status is score_standard(plan, Interval(people, people), HUNDREDTH).status


def test_an_unknown_value_has_the_base_for_sure(stepped: Rulebook) -> None:
    """Where nothing is measured, steps without a first value are worth their base at least and their cap at most."""
    people = row(planned(stepped), PEOPLE)

    score = score_standard(people, people.interval(UNKNOWN), HUNDREDTH)

    assert (20_000, 40_000) == (score.lower.points, score.upper.points)


@pytest.mark.parametrize(
    ("water", "points"), [(1999, 0), (2000, 10_000), (3000, 10_000), (3001, 10_000), (3250, 11_300), (7000, 30_000)]
)
def test_below_their_first_value_steps_earn_nothing(stepped: Rulebook, water: int, points: int) -> None:
    """Below 20 % no point, from 20 % one, above 30 % more: 32.5 % are half a step of a quarter, 1.125, rounded 1.13."""
    assert points == points_of(planned(stepped), "town-water", water)


@pytest.mark.parametrize(
    ("poverty", "points"), [(1000, 10_000), (45, 10_000), (40, 12_500), (42, 11_500), (5, 30_000), (0, 30_000)]
)
def test_steps_fall_where_less_is_better(stepped: Rulebook, poverty: int, points: int) -> None:
    """4.5 % and more are one point, each half per cent less a quarter more, and 0.5 % the cap."""
    assert points == points_of(planned(stepped), "town-poverty", poverty)


@pytest.mark.parametrize(("poverty", "points"), [(41, 10_000), (40, 12_500), (36, 12_500), (35, 15_000)])
def test_falling_steps_count_when_they_are_complete(stepped: Rulebook, poverty: int, points: int) -> None:
    """Whole steps that run downwards are complete at the value below."""
    assert points == points_of(planned(counting_whole(stepped)), "town-poverty", poverty)


@pytest.mark.parametrize(
    ("trees", "points"), [(9, 0), (10, 5000), (11, 5000), (20, 5000), (21, 10_000), (100_000, 10_000)]
)
def test_brackets_are_flat(stepped: Rulebook, trees: int, points: int) -> None:
    """From 10 on half a point, and above 20, not at it, one point; nothing in between, however the law counts steps."""
    assert points == points_of(planned(stepped), "town-trees", trees)


# --- scaled steps ---


@pytest.mark.parametrize(
    ("people", "points"), [(0, 20_000), (300, 20_000), (550, 22_500), (800, 25_000), (2299, 40_000), (2300, 40_000)]
)
def test_steps_may_begin_earlier(stepped: Rulebook, people: int, points: int) -> None:
    """At 30 % the steps begin at 300 people and are as wide as before, so that the cap is reached at 2,300."""
    assert points == points_of(planned(stepped, "stepped-islands"), PEOPLE, people)


@pytest.mark.parametrize(
    ("units", "points"), [(2, 20_000), (3, 23_000), (4, 28_000), (12, 68_000), (13, 70_000), (14, 70_000)]
)
def test_a_fraction_of_a_value_is_exact(units: int, points: int) -> None:
    """30 % of 8 units is 2.4: with half a point a unit 3 units are 0.6 of a unit beyond it, and the cap is at 12.4."""
    scaled = replace(standard(24, 124, (20_000, 70_000), domain=(0, 1000), sure_floor=0), refinement=10)

    assert points == score_standard(scaled, scaled.interval(Quantity(units, units)), HUNDREDTH).lower.points


def test_a_value_is_shown_as_it_is_written() -> None:
    """A level of 2.4 units is reached at 3 units; where less is better one of 2.4 at 2."""
    finer = replace(standard(), refinement=10)

    assert 3 == finer.plain(24)
    assert 2 == replace(finer, higher_is_better=False).plain(-24)


# --- alternatives ---


def alternatives(*points: int) -> list[StandardPlan]:
    """Return standards a, b, … of one label, worth these points at 80 and half of them at 60."""
    return [
        replace(standard(points=(most // 2, most), identifier=name), alternative="either")
        for name, most in zip("abc", points, strict=False)
    ]


@pytest.mark.parametrize(
    ("a", "b", "points"), [(80, 80, 20_000), (0, 80, 10_000), (60, 80, 10_000), (80, 0, 20_000), (0, 0, 0)]
)
def test_of_alternatives_the_one_with_more_points_counts(a: int, b: int, points: int) -> None:
    """Alternatives are not added up."""
    judgement = judge(plan_of(alternatives(20_000, 10_000), needs=[0], pass_mark=0), at(a=a, b=b))

    assert points == judgement.total["points"].lower == judgement.total["points"].upper


def test_other_standards_are_added_to_alternatives() -> None:
    """What is no alternative adds its points as ever."""
    plan = plan_of([*alternatives(20_000, 10_000), standard(identifier="z")], needs=[0], pass_mark=0)

    assert 30_000 == judge(plan, at(a=80, b=80, z=60)).total["points"].lower


def test_alternatives_are_taken_at_each_bound() -> None:
    """At worst the best of the worst counts, at best the best of the best."""
    plan = plan_of(alternatives(20_000, 16_000), needs=[0], pass_mark=0)

    total = judge(plan, at(a=(0, 80), b=(60, 70))).total["points"]

    assert (8000, 20_000) == (total.lower, total.upper)


def test_an_alternative_that_does_not_apply_is_worth_nothing() -> None:
    """One of two ways to earn points may not exist: an alternative stated not to apply leaves nothing open."""
    budget, grant = alternatives(20_000, 10_000)
    nothing = StandardScore(Score(0, False, Status.NOT_APPLICABLE), Score(0, True, Status.NOT_APPLICABLE))

    assert nothing == score_standard(budget, budget.interval(NOT_APPLICABLE), HUNDREDTH)
    total = judge(plan_of([budget, grant], needs=[0], pass_mark=0), {"a": None, **at(b=80)}).total["points"]
    assert (10_000, 10_000) == (total.lower, total.upper)


def test_alternatives_of_different_labels_are_added_up() -> None:
    """Each label is a choice of its own."""
    first, second = alternatives(20_000, 10_000)
    plan = plan_of([first, replace(second, alternative="other")], needs=[0], pass_mark=0)

    assert 30_000 == judge(plan, at(a=80, b=80)).total["points"].lower


# --- kinds, pass marks, points lost and granted ---


def test_of_a_kind_only_its_own_is_judged(stepped: Rulebook) -> None:
    """Criteria of cities do not apply to a town, which can earn as many points."""
    town, city = planned(stepped), planned(stepped, kind="city")

    assert [PEOPLE, "stepped-centre", "town-water", "town-poverty", "town-trees"] == [s.id for s in town.standards]
    assert ["city-water", PEOPLE, "stepped-centre"] == [s.id for s in city.standards]
    assert town.points_maximum == city.points_maximum == 120_000


def test_points_that_are_not_counted_are_lost(stepped: Rulebook) -> None:
    """Where a standard is not counted the criterion and the whole have fewer points, and the pass mark may fall."""
    plain, coast = planned(stepped), planned(stepped, "stepped-coast")

    assert not row(coast, "stepped-centre").applies
    assert (120_000, 100_000) == (plain.points_maximum, coast.points_maximum)
    assert (60_000, 40_000) == (plain.criteria[0].points_maximum, coast.criteria[0].points_maximum)
    assert (90_000, 70_000) == (plain.pass_mark, coast.pass_mark)


@pytest.mark.parametrize(("rules", "verdict"), [((), Verdict.NOT_MET), (("stepped-coast",), Verdict.MET)])
def test_a_lowered_pass_mark_is_what_is_needed(stepped: Rulebook, rules: tuple[str, ...], verdict: Verdict) -> None:
    """4 points for people, 3 for water and 1 for poverty at its worst fail a pass mark of 9 and meet one of 7."""
    plan = planned(stepped, *rules)
    worst = {s.id: Interval(s.domain.lower, s.domain.lower) for s in plan.standards}

    judgement = judge(plan, worst | {PEOPLE: Interval(3000, 3000), "town-water": Interval(7000, 7000)})

    assert 80_000 == judgement.total["points"].lower
    assert verdict is judgement.total["points"].verdict


@pytest.mark.parametrize("value", [0, 1, 2])
def test_granted_points_are_the_maximum(stepped: Rulebook, value: int) -> None:
    """Where points are granted any grade and any value earns the maximum."""
    plan = planned(stepped, "stepped-hills")

    assert 20_000 == points_of(plan, "stepped-centre", value)
    assert 40_000 == points_of(plan, PEOPLE, value)


def test_granted_points_need_no_measurement(stepped: Rulebook) -> None:
    """Where points are granted nothing need be measured."""
    people = row(planned(stepped, "stepped-hills"), PEOPLE)

    assert exactly(40_000, Status.MAXIMUM) == score_standard(people, people.interval(UNKNOWN), HUNDREDTH)


def test_an_unverified_grant_is_open_where_only_the_verified_counts(stepped: Rulebook) -> None:
    """With the unverified unknown the points may be granted, and are at worst those of the levels."""
    plan = planned(stepped, "stepped-hills", verified_only=True)
    centre = row(plan, "stepped-centre")

    open_score = StandardScore(Score(0, False, Status.BELOW), Score(20_000, True, Status.MAXIMUM))
    assert open_score == scored(centre, 1)
    assert exactly(20_000, Status.MAXIMUM) == scored(centre, 2)
