"""The figures of the real example: the towns of Trà Vinh on 11 November 2021, worked out by hand from 1210/2016."""

import datetime
import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from classifier.assessment.assessor import Assessor
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment, OtherReading, Shortfall, StandardAssessment, Statement, ValueText
from classifier.assessment.what_to_measure import is_within_reach
from classifier.plan.applied_rules import applied_rules
from classifier.plan.compiler import compile_plan
from classifier.plan.judgement import Status, Verdict
from criteria.condition import field_words
from criteria.municipality import Dataset, Municipality, Subject
from criteria.quantity import Interval, Quantity
from criteria.rulebook import Rulebook

DAY = datetime.date(2021, 11, 11)

LABOUR = "4.1"
INFRASTRUCTURE = [
    "transport-hub",
    "traffic-land-ratio",
    "public-transport-share",
    "household-electricity",
    "main-street-lighting",
    "alley-lighting",
    "water-supply",
    "clean-water-coverage",
    "internet-subscriptions",
    "mobile-coverage",
    "drainage-density",
]
"""The eleven rows of which 22-CTr/TU states a floor for all twelve towns."""


@pytest.fixture(scope="module")
def assessor(shipped_rulebook: Rulebook) -> Iterator[Assessor]:
    """An assessor of 1210/2016."""
    with Assessor(shipped_rulebook) as opened:
        yield opened


def assessed(assessor: Assessor, data: Dataset, town: str, target: str, **options: str | bool) -> Assessment:
    """The assessment of a town of the example for a type."""
    return assessed_as(assessor, data, data.municipality(town), target, **options)


def assessed_as(
    assessor: Assessor, data: Dataset, town: Municipality, target: str, **options: str | bool
) -> Assessment:
    """The assessment of a town for a type, with what was measured of it in the example."""
    return assessor.assess(Subject(town, data.measured(town.id, DAY)), Question(target, DAY, **options))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def duyen_hai(assessor: Assessor, example_data: Dataset) -> Assessment:
    """Thị xã Duyên Hải for type III."""
    return assessed(assessor, example_data, "duyen-hai", "III")


@pytest.fixture(scope="module")
def tra_vinh(assessor: Assessor, example_data: Dataset) -> Assessment:
    """Thành phố Trà Vinh for type II."""
    return assessed(assessor, example_data, "tra-vinh", "II")


@pytest.fixture(scope="module")
def tieu_can(assessor: Assessor, example_data: Dataset) -> Assessment:
    """Thị trấn Tiểu Cần for type IV; whether it has inner and outer areas is not on file."""
    return assessed(assessor, example_data, "tieu-can", "IV")


@pytest.fixture(scope="module")
def tieu_can_whole(assessor: Assessor, example_data: Dataset) -> Assessment:
    """Thị trấn Tiểu Cần for type IV, were it stated that it has neither an inner nor an outer area."""
    return assessed_as(assessor, example_data, zoned(example_data, inner=False, outer=False), "IV")


def zoned(data: Dataset, *, inner: bool, outer: bool) -> Municipality:
    """Thị trấn Tiểu Cần with its areas stated."""
    return replace(data.municipality("tieu-can"), inner_area=inner, outer_area=outer)


def row(assessment: Assessment, name: str) -> StandardAssessment:
    """One standard, by code or id."""
    return next(s for s in assessment.standards if name in {s.standard.code, s.standard.id})


def strict(assessment: Assessment) -> OtherReading:
    """What the strict reading would give."""
    return next(other for other in assessment.other_readings if other.reading.id == "strict")


def reason(statements: tuple[Statement, ...], subject: str) -> Statement:
    """The reason that speaks of a subject."""
    return next(statement for statement in statements if statement.subject == subject)


# --- Duyên Hải for type III ---


def test_duyen_hai_is_undetermined_by_points(duyen_hai: Assessment) -> None:
    """By points Duyên Hải's readiness for type III is undetermined, between 11.75 and 98 points."""
    assert ("points", Verdict.UNDETERMINED) == (duyen_hai.reading.id, duyen_hai.verdict)
    assert (117_500, 980_000) == (duyen_hai.lower, duyen_hai.upper)


def test_the_labour_of_duyen_hai_fails(duyen_hai: Assessment) -> None:
    """49.8 % of non-agricultural labour where 60 % are asked: below, 0 of 1.5 points, 10.2 % short."""
    labour = row(duyen_hai, LABOUR)

    assert ("fail", Status.BELOW) == (labour.verdict, labour.score.status)
    assert (0, 0, 15_000) == (labour.score.lower.points, labour.score.upper.points, labour.plan.points_maximum)
    assert (4980, 6000, 1020) == (labour.quantity.lower, labour.plan.minimum, labour.gap)
    assert 2 == labour.indicator.decimals


def test_the_labour_of_duyen_hai_has_its_source(duyen_hai: Assessment) -> None:
    """The measured value comes with its source and date, the standard with its place in the law."""
    labour = row(duyen_hai, LABOUR)

    assert labour.measurement is not None
    assert ("22-CTr/TU, mục I.1", DAY) == (labour.measurement.source, labour.measurement.as_of)
    assert "Phụ lục 1, tiêu chuẩn 4.1" == labour.standard.citation


def test_the_criterion_of_labour_waits_for_the_inner_area(duyen_hai: Assessment) -> None:
    """Criterion 4 has 0 to 4.5 points and needs 4.5: it is open."""
    (labour,) = [c for c in duyen_hai.criteria if c.criterion.id == "4"]

    assert (Verdict.UNDETERMINED, 0, 45_000, 45_000) == (
        labour.verdict,
        labour.lower,
        labour.upper,
        labour.criterion.points.minimum.value,
    )


def test_the_turning_value_of_duyen_hai(duyen_hai: Assessment) -> None:
    """The first reason: criterion 4 only from 79.98 % of inner labour on, which rests on an unverified 80 %.

    3.5 + (79.98 - 75) / (80 - 75) = 4.496 is rounded to 4.5; 79.97 would give 4.494 and 4.49.
    """
    first = duyen_hai.reasons[0]
    inner = duyen_hai.rulebook.indicators["inner-non-agricultural-labour"]

    assert ("criterion_only_if_at_least_unverified", "4") == (first.kind, first.subject)
    assert ValueText(inner, Quantity(7998, 7998)) == first.facts["value"]
    assert ValueText(inner, Quantity(8000, 8000)) == first.facts["level"]
    assert "4.2" == first.facts["code"]


def test_the_failing_standard_of_duyen_hai_is_the_second_reason(duyen_hai: Assessment) -> None:
    """The second reason is the one standard that surely fails."""
    second = duyen_hai.reasons[1]

    assert ("standard_fails", "4.1") == (second.kind, second.subject)
    assert Shortfall(duyen_hai.rulebook.indicators["non-agricultural-labour"], 1020) == second.facts["gap"]
    assert [LABOUR] == [s.standard.code for s in duyen_hai.standards if s.verdict == "fail"]


def test_the_other_reasons_of_duyen_hai(duyen_hai: Assessment) -> None:
    """Then the criteria that are open, and at last that the law file lacks too many levels for any data to do."""
    assert [("criterion_is_open", number) for number in "1235"] + [("levels_keep_it_open", "open_levels")] == [
        (statement.kind, statement.subject) for statement in duyen_hai.reasons[2:]
    ]


def test_duyen_hai_fails_strictly(duyen_hai: Assessment) -> None:
    """Read strictly Duyên Hải is not met, and not provisionally: Article 6 asks 60 %, which two sources state."""
    other = strict(duyen_hai)

    assert (Verdict.NOT_MET, False) == (other.verdict, other.is_provisional)
    assert ("mandatory_standard_fails", "4.1", "Điều 6") == (
        other.reasons[0].kind,
        other.reasons[0].subject,
        other.reasons[0].facts["citation"],
    )


def test_duyen_hai_judged_strictly(assessor: Assessor, example_data: Dataset) -> None:
    """Asked for the strict reading, the verdict itself is not met, and the points are those of before."""
    found = assessed(assessor, example_data, "duyen-hai", "III", reading="strict")

    assert (Verdict.NOT_MET, False) == (found.verdict, found.is_provisional)
    assert (117_500, 980_000) == (found.lower, found.upper)
    assert ["2.1", "2.2", "3.1", "3.2", "4.1", "4.2"] == [s.standard.code for s in found.standards if s.is_mandatory]


def test_duyen_hai_by_verified_numbers_alone(assessor: Assessor, example_data: Dataset) -> None:
    """Without the unverified numbers Duyên Hải is undetermined all the same, and its labour fails all the same."""
    found = assessed(assessor, example_data, "duyen-hai", "III", sure="seed")

    assert Verdict.UNDETERMINED is found.verdict
    assert 1020 == row(found, LABOUR).gap


@pytest.mark.parametrize(
    ("standard", "lower", "upper", "status"),
    [
        ("transport-hub", 0, 15_000, Status.UNDETERMINED),  # inter-district to province; province is the minimum
        ("traffic-land-ratio", 8300, 10_000, Status.UNDETERMINED),  # above 15 of 13 to 19: 0.75 + 0.25 / 3
        ("public-transport-share", 10_000, 10_000, Status.MAXIMUM),  # above 10 of 6 to 10
        ("household-electricity", 10_000, 10_000, Status.MAXIMUM),  # 700 of 500 to 700
        ("main-street-lighting", 10_000, 10_000, Status.MAXIMUM),  # above 95 of 90 to 95
        ("alley-lighting", 9200, 10_000, Status.UNDETERMINED),  # above 80 of 70 to 85: 0.75 + 0.25 * 2 / 3
        ("water-supply", 20_000, 20_000, Status.MAXIMUM),  # above 120 of 110 to 120
        ("clean-water-coverage", 10_000, 10_000, Status.MAXIMUM),  # above 95 of 90 to 95
        ("internet-subscriptions", 10_000, 10_000, Status.MAXIMUM),  # above 20 of 15 to 20
        ("mobile-coverage", 10_000, 10_000, Status.MAXIMUM),  # above 95 of 90 to 95
        ("drainage-density", 20_000, 20_000, Status.MAXIMUM),  # above 4 of 3.5 to 4
        ("road-density", 0, 10_000, Status.UNDETERMINED),  # not measured
        ("flooding-managed", 0, 10_000, Status.UNDETERMINED),  # no levels on file
    ],
)
def test_the_infrastructure_of_duyen_hai(
    duyen_hai: Assessment, standard: str, lower: int, upper: int, status: Status
) -> None:
    """Each row of infrastructure has the points that its floor and its levels for type III give by hand."""
    score = row(duyen_hai, standard).score

    assert (lower, upper, status) == (score.lower.points, score.upper.points, score.status)


def test_the_criterion_of_infrastructure(duyen_hai: Assessment) -> None:
    """The rows add up to 11.75 at worst; at best only the transport hub's half point is missing of 60."""
    (infrastructure,) = [c for c in duyen_hai.criteria if c.criterion.id == "5"]

    assert (117_500, 595_000) == (infrastructure.lower, infrastructure.upper)


def test_what_to_measure_next_in_duyen_hai(duyen_hai: Assessment) -> None:
    """The inner labour alone could fail Duyên Hải, and so could the inner population; neither could pass it."""
    could = {question.indicator.id: question.could_decide for question in duyen_hai.measure_next}

    assert Verdict.NOT_MET is could["inner-non-agricultural-labour"]
    assert Verdict.NOT_MET is could["inner-population"]
    assert Verdict.MET not in could.values()
    assert not any(indicator in could for indicator in ("non-agricultural-labour", "drainage-density"))


def test_what_is_open_in_the_law_for_type_iii(duyen_hai: Assessment) -> None:
    """32 standards lack a level for type III; flooding is one of them, labour is not."""
    assert 32 == len(duyen_hai.open_levels)
    assert "5A.24" in duyen_hai.open_levels
    assert LABOUR not in duyen_hai.open_levels


def test_nothing_to_beware_of_in_duyen_hai(duyen_hai: Assessment) -> None:
    """On the day of the programme the law is in force and the data are new: no warning."""
    assert () == duyen_hai.warnings


# --- Duyên Hải for type IV ---


@pytest.fixture(scope="module")
def duyen_hai_iv(assessor: Assessor, example_data: Dataset) -> Assessment:
    """Thị xã Duyên Hải for the type it has."""
    return assessed(assessor, example_data, "duyen-hai", "IV")


def test_duyen_hai_for_type_iv(duyen_hai_iv: Assessment) -> None:
    """For type IV 55 % are asked: 5.2 % short, undetermined by points."""
    assert Verdict.UNDETERMINED is duyen_hai_iv.verdict
    assert 520 == row(duyen_hai_iv, LABOUR).gap


def test_the_turning_value_for_type_iv(duyen_hai_iv: Assessment) -> None:
    """From 74.98 % of inner labour on, between 70 and 75: 3.5 + 4.98 / 5 = 4.496, rounded 4.5."""
    first = duyen_hai_iv.reasons[0]

    assert "criterion_only_if_at_least_unverified" == first.kind
    assert Quantity(7498, 7498) == first.facts["value"].quantity  # type: ignore[union-attr]
    assert Quantity(7500, 7500) == first.facts["level"].quantity  # type: ignore[union-attr]


def test_type_iv_read_strictly(duyen_hai_iv: Assessment) -> None:
    """Read strictly Duyên Hải does not meet type IV either: Article 7."""
    other = strict(duyen_hai_iv)

    assert (Verdict.NOT_MET, False, "Điều 7") == (
        other.verdict,
        other.is_provisional,
        other.reasons[0].facts["citation"],
    )


# --- Trà Vinh and Tiểu Cần ---


def test_tra_vinh_for_type_ii(tra_vinh: Assessment) -> None:
    """Trà Vinh's 86.26 % are at the maximum of 75 %; its readiness for type II is undetermined in both readings."""
    labour = row(tra_vinh, LABOUR)

    assert (Verdict.UNDETERMINED, Verdict.UNDETERMINED) == (tra_vinh.verdict, strict(tra_vinh).verdict)
    assert ("pass", Status.MAXIMUM, 15_000, None) == (
        labour.verdict,
        labour.score.status,
        labour.score.lower.points,
        labour.gap,
    )


@pytest.mark.parametrize(
    ("standard", "lower", "upper"),
    [
        ("traffic-land-ratio", 7500, 10_000),  # above 15, the minimum; 22 the maximum
        ("public-transport-share", 7500, 10_000),
        ("household-electricity", 7500, 10_000),
        ("main-street-lighting", 7500, 10_000),
        ("alley-lighting", 7500, 10_000),
        ("water-supply", 16_000, 20_000),
        ("clean-water-coverage", 7500, 10_000),
        ("internet-subscriptions", 7500, 10_000),
        ("mobile-coverage", 7500, 10_000),
        ("drainage-density", 15_100, 20_000),
        ("transport-hub", 0, 0),  # province at best, where inter-province is asked
    ],
)
def test_the_infrastructure_of_tra_vinh(tra_vinh: Assessment, standard: str, lower: int, upper: int) -> None:
    """The floors of the programme are just the minima of type II: the minimum points, perhaps the maximum."""
    score = row(tra_vinh, standard).score

    assert (lower, upper) == (score.lower.points, score.upper.points)


def test_the_one_standard_that_fails_in_tra_vinh(tra_vinh: Assessment) -> None:
    """Only the transport hub fails: a hub of the province at best, told without a gap, for grades have none."""
    assert ["5A.11"] == [s.standard.code for s in tra_vinh.standards if s.verdict == "fail"]
    assert "graded_standard_fails" == reason(tra_vinh.reasons, "5A.11").kind


def test_tieu_can_for_type_iv(tieu_can: Assessment) -> None:
    """Tiểu Cần's readiness for type IV is undetermined; its 78.1 % are at the maximum of 65 %."""
    labour = row(tieu_can, LABOUR)

    assert (Verdict.UNDETERMINED, "pass", Status.MAXIMUM) == (tieu_can.verdict, labour.verdict, labour.score.status)


def test_the_areas_of_tieu_can_are_unknown(tieu_can: Assessment) -> None:
    """The documents do not say whether Tiểu Cần has inner and outer areas: both are named, no row is left out."""
    either = {"yes": Verdict.UNDETERMINED, "no": Verdict.UNDETERMINED}

    assert [("inner_area", either), ("outer_area", either)] == [
        (fact.column, fact.would_give) for fact in tieu_can.unknown_facts
    ]
    assert "not_applicable" not in {s.verdict for s in tieu_can.standards}


def test_the_labour_of_tieu_can_with_its_areas_unknown(tieu_can: Assessment) -> None:
    """4.1 earns 1.5 points beside an inner area and 6 without one: criterion 4 has 1.5 to 6 points and is open."""
    (labour,) = [c for c in tieu_can.criteria if c.criterion.id == "4"]
    score = row(tieu_can, LABOUR).score

    assert (15_000, 60_000) == (score.lower.points, score.upper.points)
    assert (Verdict.UNDETERMINED, 15_000, 60_000) == (labour.verdict, labour.lower, labour.upper)


def test_tieu_can_is_judged_every_way(assessor: Assessor, example_data: Dataset, tieu_can: Assessment) -> None:
    """With its areas unknown, each criterion spans just what the four ways to state them give."""
    ways = [
        assessed_as(assessor, example_data, zoned(example_data, inner=inner, outer=outer), "IV")
        for inner, outer in itertools.product((True, False), repeat=2)
    ]

    for unknown, *stated in zip(tieu_can.criteria, *(way.criteria for way in ways), strict=True):
        assert (min(c.lower for c in stated), max(c.upper for c in stated)) == (unknown.lower, unknown.upper)
    assert (min(way.lower for way in ways), max(way.upper for way in ways)) == (tieu_can.lower, tieu_can.upper)


def test_tieu_can_has_no_inner_area(tieu_can_whole: Assessment) -> None:
    """Without an inner area the whole-area rows carry all 6 and 8 points, and the inner rows do not apply."""
    labour, people = row(tieu_can_whole, LABOUR), row(tieu_can_whole, "2.1")

    assert (60_000, 60_000) == (labour.score.lower.points, labour.plan.points_maximum)
    assert (60_000, 80_000) == (people.plan.points_minimum, people.plan.points_maximum)
    assert ["2.2", "4.2"] == [
        s.standard.code for s in tieu_can_whole.standards if s.verdict == "not_applicable" and s.standard.code < "5"
    ]


def test_tieu_can_has_no_outer_area(tieu_can_whole: Assessment) -> None:
    """Without an outer area no row of 5B applies, and 5A carries 60 points; the rule is unverified."""
    applying = [s for s in tieu_can_whole.standards if s.standard.code.startswith("5") and s.plan.applies]

    assert {"5A"} == {s.standard.code[:2] for s in applying}
    assert (450_000, 600_000) == (
        sum(s.plan.points_minimum for s in applying),
        sum(s.plan.points_maximum for s in applying),
    )
    assert [("points_move_unverified", "no-outer-area")] == [(w.kind, w.subject) for w in tieu_can_whole.warnings]


def test_the_criterion_of_labour_of_tieu_can_is_met(tieu_can_whole: Assessment) -> None:
    """Without an inner area, with all 6 points on one row that is at its maximum, criterion 4 is met."""
    (labour,) = [c for c in tieu_can_whole.criteria if c.criterion.id == "4"]

    assert (Verdict.MET, 60_000, 60_000) == (labour.verdict, labour.lower, labour.upper)


@pytest.mark.parametrize(
    ("standard", "lower", "upper"),
    [
        ("drainage-density", 25_000, 25_000),  # 2 points, times 60/48
        ("traffic-land-ratio", 11_300, 12_500),  # 0.9375 + 0.3125 * 3 / 5 = 1.125, an exact half
    ],
)
def test_scaled_rows_of_tieu_can(tieu_can_whole: Assessment, standard: str, lower: int, upper: int) -> None:
    """Without an outer area rows of 5A carry five quarters of their points, interpolated and rounded as such."""
    score = row(tieu_can_whole, standard).score

    assert (lower, upper) == (score.lower.points, score.upper.points)


# --- what the documents state ---


@pytest.mark.parametrize(
    ("standard", "interval"),
    [
        ("traffic-land-ratio", Interval(1501, 10_000)),
        ("public-transport-share", Interval(1001, 10_000)),
        ("household-electricity", Interval(700, 1_000_000)),
        ("main-street-lighting", Interval(9501, 10_000)),
        ("alley-lighting", Interval(8001, 10_000)),
        ("water-supply", Interval(121, 100_000)),
        ("clean-water-coverage", Interval(9501, 10_000)),
        ("internet-subscriptions", Interval(2001, 100_000)),
        ("mobile-coverage", Interval(9501, 10_000)),
        ("drainage-density", Interval(401, 100_000)),
        ("transport-hub", Interval(3, 4)),  # none, commune, district, inter-district, province, …
    ],
)
@pytest.mark.parametrize("town", ["duyen-hai", "tra-vinh", "tieu-can", "cau-ngang"])
def test_the_bounds_that_the_programme_states(
    shipped_rulebook: Rulebook, example_data: Dataset, town: str, standard: str, interval: Interval
) -> None:
    """Above 95 is from 95.01 to the end of the domain, and so on, for each of the towns alike."""
    indicator = shipped_rulebook.indicators[standard]

    assert interval == example_data.measured(town, DAY)[standard].quantity.within(indicator.domain)


@pytest.mark.parametrize("standard", INFRASTRUCTURE)
def test_floors_are_never_full_marks_where_the_maximum_is_higher(tra_vinh: Assessment, standard: str) -> None:
    """A floor at the minimum leaves the maximum open: no row of Trà Vinh's infrastructure is surely at its maximum."""
    found = row(tra_vinh, standard)

    assert found.score.lower.points < found.plan.points_maximum


# --- every town, every type ---


@pytest.mark.parametrize("target", ["SPECIAL", "I", "II", "III", "IV", "V"])
@pytest.mark.parametrize("zones", [True, False])
@pytest.mark.parametrize("reading", ["points", "strict"])
def test_no_type_is_within_reach(
    shipped_rulebook: Rulebook, example_data: Dataset, target: str, zones: bool, reading: str
) -> None:
    """So many levels of 1210 are missing that no data whatever could make a verdict met, for any type."""
    town = example_data.municipality("duyen-hai" if zones else "tieu-can")
    plan = compile_plan(shipped_rulebook, target, applied_rules(shipped_rulebook, field_words(town)))

    assert not is_within_reach(plan, next(known for known in plan.readings if known.id == reading))


@pytest.mark.parametrize("target", ["SPECIAL", "I", "II", "III", "IV", "V"])
def test_every_town_for_every_type(assessor: Assessor, example_data: Dataset, target: str) -> None:
    """Twelve towns, and the district that is to be one, for each type: never met, never more than 100 points."""
    kinds = {"city", "town", "township", "district"}
    towns = [town for town in example_data.municipalities.values() if town.kind in kinds]
    assessments = [assessed(assessor, example_data, town.id, target) for town in towns]

    assert 13 == len(assessments)
    assert Verdict.MET not in {found.verdict for found in assessments}
    assert all(0 <= found.lower <= found.upper <= 1_000_000 for found in assessments)


def test_a_share_of_labour_is_told_with_its_unit(duyen_hai: Assessment) -> None:
    """The gap comes with the unit of the indicator: 10.2 %."""
    gap = reason(duyen_hai.reasons, "4.1").facts["gap"]

    assert Shortfall(duyen_hai.rulebook.indicators["non-agricultural-labour"], 1020) == gap
