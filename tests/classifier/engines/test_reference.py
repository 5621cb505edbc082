"""The exact points of one standard, of criteria and of the whole: every case of the definition, by hand."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from functools import reduce
from operator import add

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from classifier.engines.reference import interpolated, judge, score_standard
from classifier.plan.judgement import Outcome, Score, StandardScore, Status, Verdict, is_mandatory, verdict_of
from classifier.plan.plan import CriterionPlan, Intervals, Plan, ReadingPlan, StandardPlan
from criteria.quantity import UNKNOWN, Interval, Quantity

POINTS, STRICT = ReadingPlan("points", True), ReadingPlan("strict", True)

HUNDREDTH = 100
"""A rounding step of 0.01 point, in ten-thousandths."""


def standard(
    minimum: int | None = 60,
    maximum: int | None = 80,
    points: tuple[int, int] = (10_000, 20_000),
    *,
    sure_floor: int | None = None,
    possible_floor: int | None = None,
    higher_is_better: bool = True,
    is_graded: bool = False,
    domain: tuple[int, int] = (0, 100),
    applies: bool = True,
    exempt: tuple[bool, bool] = (False, False),
    mandatory_in: str | None = None,
    identifier: str = "it",
) -> StandardPlan:
    """A standard of a plan: 1 to 2 points from 60 to 80, unless given otherwise.

    ``exempt``: surely, possibly.
    """
    sure = minimum if sure_floor is None else sure_floor
    return StandardPlan(
        id=identifier,
        code=identifier,
        criterion="1",
        indicator="measured",
        higher_is_better=higher_is_better,
        is_graded=is_graded,
        domain=Interval(*domain),
        applies=applies,
        minimum=minimum,
        maximum=maximum,
        sure_floor=sure,
        possible_floor=sure if possible_floor is None else possible_floor,
        reduced_by=None,
        points_minimum=points[0],
        points_maximum=points[1],
        mandatory_in=mandatory_in,
        is_surely_exempt=exempt[0],
        is_possibly_exempt=exempt[1],
    )


def scored(plan: StandardPlan, lower: int, upper: int | None = None, step: int = HUNDREDTH) -> StandardScore:
    """The score of a value, or of what lies between two."""
    return score_standard(plan, Interval(lower, lower if upper is None else upper), step)


def exactly(points: int, status: Status) -> StandardScore:
    """Return a score with the same value at both ends."""
    score = Score(points, status is not Status.BELOW, status)
    return StandardScore(score, score)


# --- one value ---


@pytest.mark.parametrize("value", [80, 81, 100])
def test_at_or_above_the_maximum_level(value: int) -> None:
    """A value at the maximum level or above earns the maximum points."""
    assert exactly(20_000, Status.MAXIMUM) == scored(standard(), value)


@pytest.mark.parametrize(("value", "points"), [(61, 10_500), (70, 15_000), (79, 19_500)])
def test_between_the_levels(value: int, points: int) -> None:
    """A value between the levels earns points on the line between them."""
    assert exactly(points, Status.BETWEEN) == scored(standard(), value)


def test_at_the_minimum_level() -> None:
    """A value exactly at the minimum level earns the minimum points."""
    assert exactly(10_000, Status.MINIMUM) == scored(standard(), 60)


@pytest.mark.parametrize("value", [59, 1, 0])
def test_below_the_minimum_level(value: int) -> None:
    """A value below the minimum level earns nothing and does not pass."""
    assert exactly(0, Status.BELOW) == scored(standard(), value)


@pytest.mark.parametrize(("value", "expected"), [(59, (0, Status.BELOW)), (60, (20_000, Status.MAXIMUM))])
def test_levels_that_coincide(value: int, expected: tuple[int, Status]) -> None:
    """Where both levels are one there are only two cases: maximum points or none."""
    assert exactly(*expected) == scored(standard(60, 60), value)


def test_no_points_for_the_minimum_is_still_a_pass() -> None:
    """A standard that gives 0 points at its minimum level is passed there all the same."""
    assert exactly(0, Status.MINIMUM) == scored(standard(points=(0, 20_000)), 60)


def test_levels_below_zero() -> None:
    """Negative levels, such as those of growth, are no different: halfway is halfway."""
    assert exactly(15_000, Status.BETWEEN) == scored(standard(-20, 10, domain=(-100, 100)), -5)


# --- rounding ---


@pytest.mark.parametrize(
    ("value", "points"),
    [
        (1, 10_000),  # 1.00125
        (3, 10_000),  # 1.00375
        (4, 10_100),  # 1.005: an exact half
        (5, 10_100),  # 1.00625
        (12, 10_200),  # 1.015: an exact half
        (20, 10_300),  # 1.025: an exact half, where rounding half to even would give 1.02
        (399, 15_000),  # 1.49875
        (796, 20_000),  # 1.995: rounds up to the maximum points
    ],
)
def test_points_are_rounded_half_up(value: int, points: int) -> None:
    """Interpolated points are rounded to the nearest hundredth, exact halves upwards."""
    assert points == scored(standard(0, 800, domain=(0, 1000)), value).lower.points


@pytest.mark.parametrize(
    ("step", "points"), [(1, 13_333), (10, 13_330), (100, 13_300), (1000, 13_000), (5000, 15_000), (10_000, 10_000)]
)
def test_the_rounding_step_is_the_laws(step: int, points: int) -> None:
    """One and a third points are rounded to the step of the law."""
    assert points == scored(standard(0, 3), 1, step=step).lower.points


def test_points_that_are_no_multiple_of_the_step_stand_at_the_levels() -> None:
    """1.125 points with step 0.01 are given as they are at the minimum level."""
    assert exactly(11_250, Status.MINIMUM) == scored(standard(points=(11_250, 15_000)), 60)


def test_points_just_above_the_minimum_are_never_less_than_the_minimum() -> None:
    """Next to the level for 1.1241 points, rounding would give 1.12, which is less: 1.1241 is kept."""
    above = scored(standard(0, 1000, (11_241, 15_000), domain=(0, 1000)), 1)

    assert exactly(11_241, Status.BETWEEN) == above


def test_points_just_below_the_maximum_are_never_more_than_the_maximum() -> None:
    """Next to the level for 1.126 points, rounding would give 1.13, which is more: 1.126 is kept."""
    below = scored(standard(0, 1000, (10_000, 11_260), domain=(0, 1000)), 999)

    assert exactly(11_260, Status.BETWEEN) == below


def test_real_points_of_a_quarter() -> None:
    """Traffic land of 15 % between 13 % and 19 % for 0.75 to 1 point is 0.8333 points, rounded 0.83."""
    assert 8300 == scored(standard(1300, 1900, (7500, 10_000), domain=(0, 10_000)), 1500).lower.points


def test_the_published_points_of_tuan_giao() -> None:
    """8,534 people between 4,000 and 50,000 for 6 to 8 points are 6.2 points, as was published."""
    assert 62_000 == scored(standard(4000, 50_000, (60_000, 80_000), domain=(0, 10**8)), 8534).lower.points


lines = st.tuples(
    st.integers(-(10**7), 10**7),  # minimum
    st.integers(1, 10**7),  # span
    st.integers(0, 10**6),  # points at the minimum
    st.integers(0, 10**6),  # more at the maximum
    st.sampled_from([1, 7, 10, 100, 1000, 10_000]),
)


def rounded_by_fractions(numbers: tuple[int, int, int, int, int], share: Fraction) -> int:
    """The definition, written with exact fractions: on the line, then half up to the step, then between the ends."""
    _, _, least, more, step = numbers
    in_steps = (least + more * share) / step
    whole, rest = divmod(in_steps, 1)
    rounded = (int(whole) + (1 if rest >= Fraction(1, 2) else 0)) * step
    return max(least, min(least + more, rounded))


@given(lines, st.data())
def test_interpolation_agrees_with_exact_fractions(
    numbers: tuple[int, int, int, int, int], data: st.DataObject
) -> None:
    """Points between the levels are those of the definition calculated with fractions."""
    minimum, span, least, more, step = numbers
    value = minimum + data.draw(st.integers(0, span))
    plan = standard(minimum, minimum + span, (least, least + more), domain=(minimum, minimum + span))

    expected = rounded_by_fractions(numbers, Fraction(value - minimum, span))

    assert expected == interpolated(plan, value, minimum, minimum + span, step)


@given(st.integers(0, 8000), st.integers(0, 60_000), st.integers(0, 60_000))
@example(4000, 11_250, 3750)
@example(20, 10_000, 10_000)
def test_interpolation_agrees_with_decimals(value: int, least: int, more: int) -> None:
    """Over a span of 80.00 points come out as school arithmetic with decimals has them."""
    exact = Decimal(least) / 10_000 + Decimal(more) / 10_000 * Decimal(value) / 8000
    hundredths = ((exact * 100 + Decimal("0.5")).to_integral_value(ROUND_FLOOR)) / 100
    kept = max(Decimal(least), min(Decimal(least + more), hundredths * 10_000))

    assert int(kept) == interpolated(standard(points=(least, least + more)), value, 0, 8000, HUNDREDTH)


# --- a reduced minimum ---


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (29, (0, Status.BELOW)),
        (30, (10_000, Status.MINIMUM)),
        (59, (10_000, Status.MINIMUM)),
        (60, (10_000, Status.MINIMUM)),
        (61, (10_500, Status.BETWEEN)),
        (80, (20_000, Status.MAXIMUM)),
    ],
)
def test_a_reduced_minimum_moves_only_the_lower_end(value: int, expected: tuple[int, Status]) -> None:
    """From the reduced level up to the minimum level there are the minimum points; above it nothing changes."""
    assert exactly(*expected) == scored(standard(sure_floor=30), value)


@pytest.mark.parametrize(("value", "expected"), [(30, (10_000, Status.MINIMUM)), (60, (20_000, Status.MAXIMUM))])
def test_a_reduced_minimum_where_levels_coincide(value: int, expected: tuple[int, Status]) -> None:
    """Where both levels are one, the stretch below it still earns the minimum points."""
    assert exactly(*expected) == scored(standard(60, 60, sure_floor=30), value)


def test_a_reduction_that_may_hold_opens_the_stretch_below_the_minimum() -> None:
    """If it is unknown whether a reduction applies, a value it would save may earn zero or the minimum points."""
    expected = StandardScore(Score(0, False, Status.BELOW), Score(10_000, True, Status.MINIMUM))

    assert expected == scored(standard(possible_floor=30), 45)
    assert Status.UNDETERMINED is scored(standard(possible_floor=30), 45).status


def test_a_reduction_that_may_hold_saves_nothing_below_it() -> None:
    """A value that even the possible reduction would not save has no points."""
    assert exactly(0, Status.BELOW) == scored(standard(possible_floor=30), 29)


# --- grades, and less is better ---


@pytest.mark.parametrize(
    ("grade", "expected"),
    [
        (0, (0, Status.BELOW)),
        (1, (10_000, Status.MINIMUM)),
        (2, (10_000, Status.BETWEEN)),
        (3, (20_000, Status.MAXIMUM)),
        (4, (20_000, Status.MAXIMUM)),
    ],
)
def test_grades_are_not_interpolated(grade: int, expected: tuple[int, Status]) -> None:
    """A grade between those for minimum and maximum points earns the minimum points."""
    assert exactly(*expected) == scored(standard(1, 3, domain=(0, 4), is_graded=True), grade)


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (101, (0, Status.BELOW)),
        (100, (10_000, Status.MINIMUM)),
        (75, (15_000, Status.BETWEEN)),
        (50, (20_000, Status.MAXIMUM)),
        (0, (20_000, Status.MAXIMUM)),
    ],
)
def test_less_is_better_is_the_mirror_image(percent: int, expected: tuple[int, Status]) -> None:
    """At most 10 % poor households earn the minimum points, at most 5 % the maximum."""
    poverty = standard(-100, -50, higher_is_better=False, domain=(-1000, 0))

    assert exactly(*expected) == score_standard(poverty, poverty.interval(Quantity(percent, percent)), HUNDREDTH)


def test_a_bound_of_what_should_be_low_is_mirrored() -> None:
    """At most 7.5 % of what should be low is the good end: from interpolated points to the maximum."""
    poverty = standard(-100, -50, higher_is_better=False, domain=(-1000, 0))

    found = score_standard(poverty, poverty.interval(Quantity(upper=75)), HUNDREDTH)

    assert StandardScore(Score(15_000, True, Status.BETWEEN), Score(20_000, True, Status.MAXIMUM)) == found


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))
def test_mirrored_values_score_as_plain_ones(value: int, first: int, second: int, floor: int) -> None:
    """A value seen in the mirror scores against mirrored levels as the plain value against plain levels."""
    minimum, maximum = sorted((first, second))
    reduced = min(floor, minimum)
    plain = standard(minimum, maximum, sure_floor=reduced)
    mirrored = standard(minimum, maximum, sure_floor=reduced, higher_is_better=False)

    expected = score_standard(plain, plain.interval(Quantity(value, value)), HUNDREDTH)

    assert expected == score_standard(mirrored, mirrored.interval(Quantity(-value, -value)), HUNDREDTH)


# --- bounds ---


def test_a_range_is_scored_at_both_ends() -> None:
    """50 to 70 against 60 to 80 may be below or halfway."""
    expected = StandardScore(Score(0, False, Status.BELOW), Score(15_000, True, Status.BETWEEN))

    assert expected == scored(standard(), 50, 70)


def test_an_unknown_value_is_its_whole_domain() -> None:
    """Unknown is neither zero nor a pass: from no points to the maximum."""
    plan = standard()
    expected = StandardScore(Score(0, False, Status.BELOW), Score(20_000, True, Status.MAXIMUM))

    assert expected == score_standard(plan, plan.interval(UNKNOWN), HUNDREDTH)


def test_a_bound_may_settle_the_matter() -> None:
    """Above 85 is at the maximum level, whatever the value is."""
    plan = standard()

    assert exactly(20_000, Status.MAXIMUM) == score_standard(plan, plan.interval(Quantity(lower=85)), HUNDREDTH)


def test_one_status_though_the_points_are_open() -> None:
    """A range entirely between the levels has the status between, although its points are not one number."""
    found = scored(standard(), 65, 75)

    assert (12_500, 17_500) == (found.lower.points, found.upper.points)
    assert Status.BETWEEN is found.status


# --- levels that are not known ---

NOTHING_TO_EVERYTHING = StandardScore(Score(0, False, Status.BELOW), Score(20_000, True, Status.MAXIMUM))


@pytest.mark.parametrize("value", [0, 60, 100])
def test_both_levels_unknown(value: int) -> None:
    """Without levels any value may have anything from no points to the maximum."""
    assert NOTHING_TO_EVERYTHING == scored(standard(None, None), value)


def test_below_a_known_minimum_the_maximum_does_not_matter() -> None:
    """A value below the minimum is below, although the maximum level is unknown."""
    assert exactly(0, Status.BELOW) == scored(standard(60, None), 59)


@pytest.mark.parametrize("value", [60, 61, 100])
def test_above_a_known_minimum_the_rest_is_open(value: int) -> None:
    """From the minimum on, a value has surely the minimum points and perhaps the maximum."""
    expected = StandardScore(Score(10_000, True, Status.MINIMUM), Score(20_000, True, Status.MAXIMUM))

    assert expected == scored(standard(60, None), value)


def test_at_a_known_maximum_the_minimum_does_not_matter() -> None:
    """A value at the maximum level earns the maximum points, although the minimum level is unknown."""
    assert exactly(20_000, Status.MAXIMUM) == scored(standard(None, 80), 80)


def test_below_a_known_maximum_the_rest_is_open() -> None:
    """A value below the maximum level may have any status while the minimum level is unknown."""
    assert NOTHING_TO_EVERYTHING == scored(standard(None, 80), 79)


def test_a_reduced_minimum_counts_though_the_maximum_is_unknown() -> None:
    """A reduced minimum earns the minimum points, although the maximum level is unknown."""
    assert exactly(10_000, Status.MINIMUM) == scored(standard(60, None, sure_floor=30), 30)


# --- not applicable ---


@pytest.mark.parametrize("interval", [None, Interval(0, 100), Interval(90, 90)])
def test_a_standard_that_a_rule_takes_away(interval: Interval | None) -> None:
    """A standard that a rule removes has no points and blocks nothing."""
    nothing = Score(0, True, Status.NOT_APPLICABLE)

    assert StandardScore(nothing, nothing) == score_standard(standard(applies=False), interval, HUNDREDTH)


def test_a_value_stated_not_to_apply_without_a_rule() -> None:
    """Where no rule says where the points go, nothing is known of them: none to all, perhaps passed."""
    found = score_standard(standard(), standard().interval(Quantity(applies=False)), HUNDREDTH)

    expected = StandardScore(Score(0, False, Status.NOT_APPLICABLE), Score(20_000, True, Status.NOT_APPLICABLE))
    assert expected == found
    assert Status.NOT_APPLICABLE is found.status


# --- exempt ---

SURELY, PERHAPS = (True, True), (False, True)


def test_an_exempt_standard_below_its_minimum() -> None:
    """An exempt standard below its minimum level earns the minimum points all the same, and is no obstacle."""
    assert exactly(10_000, Status.EXEMPT) == scored(standard(exempt=SURELY), 0)


@pytest.mark.parametrize("value", [60, 70, 80])
def test_an_exemption_changes_nothing_above_the_minimum(value: int) -> None:
    """From the minimum level on an exempt standard scores as any other."""
    assert scored(standard(), value) == scored(standard(exempt=SURELY), value)


def test_an_exemption_that_may_hold() -> None:
    """If it is unknown whether a standard is exempt, a value below may earn zero or the minimum points."""
    found = scored(standard(exempt=PERHAPS), 0)

    assert StandardScore(Score(0, False, Status.BELOW), Score(10_000, True, Status.EXEMPT)) == found
    assert Status.UNDETERMINED is found.status


def test_an_exempt_standard_of_unknown_levels() -> None:
    """Without levels an exempt standard has surely the minimum points, perhaps the maximum."""
    expected = StandardScore(Score(10_000, True, Status.EXEMPT), Score(20_000, True, Status.MAXIMUM))

    assert expected == scored(standard(None, None, exempt=SURELY), 50)


def test_an_exempt_standard_in_the_reach_of_a_reduction() -> None:
    """At a reduced minimum the standard is reached, not exempted."""
    assert exactly(10_000, Status.MINIMUM) == scored(standard(sure_floor=30, exempt=SURELY), 30)


@pytest.mark.parametrize(("exempt", "verdict"), [(SURELY, Verdict.MET), (PERHAPS, Verdict.UNDETERMINED)])
def test_an_exempt_standard_that_is_mandatory(exempt: tuple[bool, bool], verdict: Verdict) -> None:
    """A mandatory standard from which a town is exempt does not fail it."""
    plan = plan_of(
        [standard(identifier="a", mandatory_in="strict", exempt=exempt)], needs=[0], pass_mark=0, readings=(STRICT,)
    )

    assert verdict is judge(plan, at(a=0)).total["strict"].verdict


# --- criteria and the whole ---


def plan_of(
    *criteria: Sequence[StandardPlan],
    needs: Sequence[int],
    pass_mark: int,
    readings: tuple[ReadingPlan, ...] = (POINTS,),
) -> Plan:
    """A plan of criteria with these standards and these minimum points."""
    parts = tuple(
        CriterionPlan(str(number), need, sum(s.points_maximum for s in standards), tuple(standards))
        for number, (standards, need) in enumerate(zip(criteria, needs, strict=True), start=1)
    )
    return Plan("law", "III", pass_mark, sum(part.points_maximum for part in parts), HUNDREDTH, parts, readings)


def at(**numbers: int | tuple[int, int]) -> Intervals:
    """Where each standard's value lies, by id."""
    return {
        name: Interval(*number) if isinstance(number, tuple) else Interval(number, number)
        for name, number in numbers.items()
    }


@pytest.mark.parametrize(
    ("surely", "possibly", "verdict"),
    [(True, True, Verdict.MET), (False, True, Verdict.UNDETERMINED), (False, False, Verdict.NOT_MET)],
)
def test_a_verdict_is_three_valued(surely: bool, possibly: bool, verdict: Verdict) -> None:
    """Met where even the worst passes, not met where even the best fails, else undetermined."""
    assert verdict is verdict_of(surely, possibly)
    assert verdict is Outcome(0, 0, surely, possibly).verdict


def test_a_criterion_adds_its_standards_up() -> None:
    """The points of a criterion are the sums of its standards' points at both ends."""
    plan = plan_of([standard(identifier="a"), standard(identifier="b")], needs=[20_000], pass_mark=0)

    found = judge(plan, at(a=70, b=(50, 90))).criteria["points"]["1"]

    assert Outcome(15_000, 35_000, False, True) == found


@pytest.mark.parametrize(("needed", "verdict"), [(15_000, Verdict.MET), (15_001, Verdict.NOT_MET)])
def test_a_criterion_needs_its_minimum_points(needed: int, verdict: Verdict) -> None:
    """Exactly the minimum points are enough; a ten-thousandth less is not."""
    plan = plan_of([standard(identifier="a")], needs=[needed], pass_mark=0)

    assert verdict is judge(plan, at(a=70)).criteria["points"]["1"].verdict


def test_a_failing_standard_does_not_fail_its_criterion_by_points() -> None:
    """By points a criterion is met when others make up for a standard that fails."""
    plan = plan_of([standard(identifier="a"), standard(identifier="b")], needs=[20_000], pass_mark=20_000)

    assert Verdict.MET is judge(plan, at(a=0, b=80)).total["points"].verdict


def test_a_mandatory_standard_fails_its_criterion() -> None:
    """Where the reading in force makes a standard mandatory, points elsewhere do not make up for it."""
    standards = [standard(identifier="a", mandatory_in="strict"), standard(identifier="b")]
    judgement = judge(plan_of(standards, needs=[20_000], pass_mark=0, readings=(POINTS, STRICT)), at(a=0, b=80))

    assert Verdict.MET is judgement.criteria["points"]["1"].verdict
    assert Verdict.NOT_MET is judgement.criteria["strict"]["1"].verdict
    assert Verdict.NOT_MET is judgement.total["strict"].verdict


@pytest.mark.parametrize(
    ("value", "verdict"), [((50, 70), Verdict.UNDETERMINED), (60, Verdict.MET), ((0, 59), Verdict.NOT_MET)]
)
def test_a_mandatory_standard_that_is_open(value: int | tuple[int, int], verdict: Verdict) -> None:
    """A mandatory standard is enough at its minimum level, and leaves the verdict open while it may be there."""
    plan = plan_of(
        [standard(identifier="a", mandatory_in="strict"), standard(identifier="b")],
        needs=[20_000],
        pass_mark=0,
        readings=(STRICT,),
    )

    assert verdict is judge(plan, at(a=value, b=80)).total["strict"].verdict


def test_a_mandatory_standard_that_does_not_apply_is_not_missed() -> None:
    """A standard that a rule takes away is mandatory in no reading."""
    plan = plan_of(
        [standard(identifier="a", mandatory_in="strict", applies=False), standard(identifier="b")],
        needs=[20_000],
        pass_mark=0,
        readings=(STRICT,),
    )

    assert Verdict.MET is judge(plan, at(a=0, b=80)).total["strict"].verdict


@pytest.mark.parametrize(
    ("is_certain", "at_best", "expected"), [(True, True, False), (False, True, False), (False, False, True)]
)
def test_an_uncertain_reading_may_demand_what_any_reading_demands(
    is_certain: bool, at_best: bool, expected: bool
) -> None:
    """A reading that is itself uncertain makes at worst every marked standard mandatory, at best none."""
    marked = standard(mandatory_in="strict")

    assert expected is is_mandatory(marked, ReadingPlan("points", is_certain), at_best)


def test_every_criterion_is_needed() -> None:
    """The pass mark reached, one criterion short: not met."""
    plan = plan_of([standard(identifier="a")], [standard(identifier="b")], needs=[10_000, 10_000], pass_mark=20_000)

    assert Outcome(20_000, 20_000, False, False) == judge(plan, at(a=100, b=0)).total["points"]


@pytest.mark.parametrize(("pass_mark", "verdict"), [(30_000, Verdict.MET), (30_001, Verdict.NOT_MET)])
def test_the_pass_mark_is_needed(pass_mark: int, verdict: Verdict) -> None:
    """Every criterion met, the pass mark is reached exactly or missed by a ten-thousandth."""
    plan = plan_of([standard(identifier="a")], [standard(identifier="b")], needs=[10_000, 10_000], pass_mark=pass_mark)

    assert verdict is judge(plan, at(a=100, b=60)).total["points"].verdict


def test_points_that_are_open_leave_the_whole_open() -> None:
    """Where the worst completion misses the pass mark and the best reaches it, the verdict is undetermined."""
    plan = plan_of([standard(identifier="a")], needs=[0], pass_mark=15_000)

    assert Outcome(10_000, 20_000, False, True) == judge(plan, at(a=(60, 90))).total["points"]


def test_a_criterion_without_a_standard_that_applies_has_no_points() -> None:
    """A criterion without a standard that applies has no points, and so misses its minimum."""
    plan = plan_of([standard(identifier="a", applies=False)], needs=[1], pass_mark=0)

    assert Outcome(0, 0, False, False) == judge(plan, at(a=50)).criteria["points"]["1"]


def test_a_sum_of_many_decimals_is_exact() -> None:
    """50 standards of 1.1 points and 25 of 0.8 are 75 points; in floats they are 74.99999999999997 and fail."""
    assert reduce(add, [1.1] * 50 + [0.8] * 25) < 75  # not sum(): from Python 3.12 on it makes up for lost digits
    many = [standard(identifier=f"a{n}", points=(0, 11_000)) for n in range(50)]
    many += [standard(identifier=f"b{n}", points=(0, 8000)) for n in range(25)]
    plan = plan_of(many, needs=[750_000], pass_mark=750_000)

    judgement = judge(plan, {s.id: Interval(100, 100) for s in many})

    assert Outcome(750_000, 750_000, True, True) == judgement.total["points"]


def test_sums_of_tenths_reach_the_pass_mark_exactly() -> None:
    """Ten standards of 0.1 points are one point, where ten additions of the float 0.1 fall short."""
    assert reduce(add, [0.1] * 10) < 1
    tenths = [standard(identifier=f"a{n}", points=(0, 1000)) for n in range(10)]

    judgement = judge(plan_of(tenths, needs=[0], pass_mark=10_000), {s.id: Interval(100, 100) for s in tenths})

    assert Verdict.MET is judgement.total["points"].verdict
