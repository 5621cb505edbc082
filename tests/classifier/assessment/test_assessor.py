"""A whole assessment, on the toy law, worked out by hand."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

import durable_rules_engine  # noqa: TID251 - it alone knows whether its memory was released
import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.assessment import compiled_plans
from classifier.assessment.assessor import Assessor
from classifier.assessment.question import Question
from classifier.assessment.result import (
    Amount,
    Assessment,
    CitedNames,
    DatedCodes,
    OtherReading,
    Shortfall,
    StandardAssessment,
    Statement,
    ValueText,
)
from classifier.engines.durable import InferenceFailed
from classifier.engines.forward_chaining import ForwardChaining
from classifier.plan.judgement import Status, Verdict
from criteria.condition import Holds
from criteria.diagnostic import NotOnFile, UnsoundRules
from criteria.law import DataAsOf
from criteria.municipality import Dataset, Measurement, Municipality, Subject, Surroundings
from criteria.quantity import Quantity
from criteria.rule import NotApplicable, Rule, SetPoints
from criteria.rulebook import Rulebook
from criteria.standard import Known, added_up
from criteria.stated import only
from criteria.task import Scope, Task
from tests.support.strategies import CITATION, NAME, Situation, rulebooks, situations

DAY = datetime.date(2025, 6, 1)
MEASURED_ON = datetime.date(2024, 12, 31)

TOWN = Municipality("town", "Town", "town", region="plain", inner_area=True, outer_area=True, attributes=only())
ISLAND = replace(TOWN, attributes=only("island"), inner_area=False, outer_area=False)

# Under type silver criterion 1 has 1.1 people and 1.2 inner-people; criterion 2 has 2.1 water, 2.2 poverty, 2.3 centre
# and 2.4 trees. Beside the values are the points that they earn.
JUST_ENOUGH_WORKS = {"water": "80", "poverty": "10", "centre": "village", "trees": "10"}  # 3 + 2 + 1.5 + 2.25 = 8.75
ALL_WORKS = {"water": "90", "poverty": "5", "centre": "city", "trees": "20"}  # 4 + 3 + 2 + 3 = 12
ALL_PEOPLE = {"people": "1000", "inner-people": "400"}  # 2 + 6 = 8
JUST_ENOUGH_PEOPLE = {"people": "500", "inner-people": "200"}  # 1.5 + 4.5 = 6


@pytest.fixture(scope="module")
def assessor(toy_rulebook: Rulebook) -> Iterator[Assessor]:
    """An assessor of the toy law."""
    with Assessor(toy_rulebook) as opened:
        yield opened


def on_file(
    rulebook: Rulebook, values: Mapping[str, str], as_of: datetime.date = MEASURED_ON
) -> Mapping[str, Measurement]:
    """Measurements with these texts."""
    return {
        name: Measurement("town", name, rulebook.indicators[name].quantity(text), as_of)
        for name, text in values.items()
    }


def assess(
    assessor: Assessor,
    values: Mapping[str, str],
    town: Municipality = TOWN,
    target: str = "SILVER",
    as_of: datetime.date = DAY,
    **options: str | bool,
) -> Assessment:
    """Assess a town with these measurements."""
    return assessor.assess(Subject(town, on_file(assessor.rulebook, values)), Question(target, as_of, **options))  # type: ignore[arg-type]


def kinds(statements: tuple[Statement, ...]) -> list[tuple[str, str]]:
    """The statements by kind and subject."""
    return [(statement.kind, statement.subject) for statement in statements]


def rules_that_may_hold(assessment: Assessment) -> list[tuple[str, list[str]]]:
    """The names of the rules that the warnings say may hold, by the place in the law."""
    warnings = (warning for warning in assessment.warnings if warning.kind == "rules_may_hold")
    named = (warning.facts["rules"] for warning in warnings)
    return [
        (citation, [name.en for name in names])
        for rules in named
        if isinstance(rules, CitedNames)
        for citation, names in rules.by_citation
    ]


def row(assessment: Assessment, code: str) -> StandardAssessment:
    """One standard of an assessment."""
    return next(assessed for assessed in assessment.standards if assessed.standard.code == code)


def strict(assessment: Assessment) -> OtherReading:
    """What the strict reading would give."""
    return next(other for other in assessment.other_readings if other.reading.id == "strict")


# --- the three towns of the toy data ---


@pytest.fixture(scope="module")
def alpha(assessor: Assessor, toy_data: Dataset) -> Assessment:
    """A town with both zones, half of it measured."""
    return assessor.assess(toy_data.subject("alpha", DAY), Question("SILVER", DAY))


@pytest.fixture(scope="module")
def beta(assessor: Assessor, toy_data: Dataset) -> Assessment:
    """A town on an island, without zones."""
    return assessor.assess(toy_data.subject("beta", DAY), Question("SILVER", DAY))


@pytest.fixture(scope="module")
def gamma(assessor: Assessor, toy_data: Dataset) -> Assessment:
    """A city of unknown region without measurements, for the type with a missing level."""
    return assessor.assess(toy_data.subject("gamma", DAY), Question("GOLD", DAY))


@pytest.mark.parametrize(
    ("code", "lower", "upper", "status", "verdict"),
    [
        ("1.1", 17_500, 17_500, Status.BETWEEN, "pass"),  # 750 between 500 and 1,000
        ("1.2", 60_000, 60_000, Status.MAXIMUM, "pass"),  # at least 400
        ("2.1", 35_000, 35_000, Status.BETWEEN, "pass"),  # 85 between 80 and 90
        ("2.2", 0, 30_000, Status.UNDETERMINED, "undetermined"),  # 4 to 12 where 10 and 5 are asked
        ("2.3", 15_000, 20_000, Status.UNDETERMINED, "pass"),  # village to city
        ("2.4", 0, 30_000, Status.UNDETERMINED, "undetermined"),  # unknown
    ],
)
def test_the_standards_of_alpha(
    alpha: Assessment, code: str, lower: int, upper: int, status: Status, verdict: str
) -> None:
    """Each standard of Alpha has the points, the status and the verdict that the law gives by hand."""
    found = row(alpha, code)

    assert (lower, upper) == (found.score.lower.points, found.score.upper.points)
    assert (status, verdict) == (found.score.status, found.verdict)


def test_the_criteria_of_alpha(alpha: Assessment) -> None:
    """Criterion 1 is met with 7.75 points, criterion 2 is open between 5 and 11.5."""
    assert [("1", Verdict.MET, 77_500, 77_500), ("2", Verdict.UNDETERMINED, 50_000, 115_000)] == [
        (assessed.criterion.id, assessed.verdict, assessed.lower, assessed.upper) for assessed in alpha.criteria
    ]


def test_the_whole_of_alpha(alpha: Assessment) -> None:
    """12.75 to 19.25 points of 15 needed: undetermined, also without the unverified numbers."""
    assert (Verdict.UNDETERMINED, 127_500, 192_500, False) == (
        alpha.verdict,
        alpha.lower,
        alpha.upper,
        alpha.is_provisional,
    )


def test_why_alpha_is_undetermined(alpha: Assessment) -> None:
    """Of Alpha there is one reason: criterion 2 is open, with its bounds and its minimum."""
    (reason,) = alpha.reasons

    assert ("criterion_is_open", "2") == (reason.kind, reason.subject)
    assert (Amount(50_000, 4), Amount(115_000, 4), Amount(87_500, 4)) == (
        reason.facts["lower"],
        reason.facts["upper"],
        reason.facts["minimum"],
    )


def test_what_to_measure_next_in_alpha(alpha: Assessment) -> None:
    """Poor households or trees alone could fail Alpha; the centre could not decide, and comes last."""
    assert [
        ("poverty", 0, 30_000, Verdict.NOT_MET),
        ("trees", 0, 30_000, Verdict.NOT_MET),
        ("centre", 15_000, 20_000, None),
    ] == [(q.indicator.id, q.lower, q.upper, q.could_decide) for q in alpha.measure_next]


def test_alpha_gives_no_reason_to_beware(alpha: Assessment) -> None:
    """Data of the year before, a law in force, a kind that exists: no warning."""
    assert () == alpha.warnings
    assert () == alpha.applied_rules


def test_the_standards_of_beta(beta: Assessment) -> None:
    """Beta's reduced minima give it minimum points; the inner and outer rows do not apply."""
    assert [
        ("1.1", 60_000, "pass"),
        ("1.2", 0, "not_applicable"),
        ("2.1", 52_500, "pass"),
        ("2.2", 30_000, "undetermined"),
        ("2.3", 20_000, "undetermined"),
        ("2.4", 0, "not_applicable"),
    ] == [(s.standard.code, s.score.upper.points, s.verdict) for s in beta.standards]


def test_the_reductions_of_beta(beta: Assessment) -> None:
    """Half of 500 people and 70 % of 80 % water are enough, by the rule for islands."""
    found = [(row(beta, code).reduced_to, row(beta, code).reduced_by) for code in ("1.1", "2.1", "2.2", "2.3")]
    islands = next(rule for rule in beta.rulebook.rules if rule.id == "islands")

    assert [(250, islands), (5600, islands), (142, islands), (None, None)] == found


def test_the_whole_of_beta(beta: Assessment) -> None:
    """Criterion 1 at exactly its 6 points, criterion 2 between 5.25 and 10.25: undetermined."""
    assert [(Verdict.MET, 60_000, 60_000), (Verdict.UNDETERMINED, 52_500, 102_500)] == [
        (c.verdict, c.lower, c.upper) for c in beta.criteria
    ]
    assert (Verdict.UNDETERMINED, 112_500, 162_500) == (beta.verdict, beta.lower, beta.upper)


def test_the_rules_that_hold_for_beta(beta: Assessment) -> None:
    """The rules for towns without zones and for islands apply, and are listed in the order of the law."""
    assert ["no-inner-area", "no-outer-area", "islands"] == [rule.id for rule in beta.applied_rules]


def test_what_to_beware_of_in_beta(beta: Assessment) -> None:
    """An unverified rule moved points, and the water was measured in 2020."""
    assert [("points_move_unverified", "no-outer-area"), ("measurements_are_stale", "toy-law")] == kinds(beta.warnings)


def test_gamma_of_which_nothing_is_known(gamma: Assessment) -> None:
    """A town without measurements is judged: anything from nothing to all 20 points."""
    assert (Verdict.UNDETERMINED, 0, 200_000) == (gamma.verdict, gamma.lower, gamma.upper)
    assert all(assessed.measurement is None for assessed in gamma.standards)


def test_the_levels_of_gamma(gamma: Assessment) -> None:
    """For a city 3,000 to 4,000 people are asked, as the report says with their basis."""
    level = row(gamma, "1.1").level

    assert level.minimum is not None
    assert level.maximum is not None
    assert (3000, 4000, "one-source") == (level.minimum.value, level.maximum.value, level.minimum.basis)


def test_the_open_level_of_gamma(gamma: Assessment) -> None:
    """The trees lack their levels for gold; they are named, though other points would do without them."""
    assert ("2.4",) == gamma.open_levels
    assert ("levels_keep_it_open", "open_levels") not in kinds(gamma.reasons)


def test_a_rule_that_may_hold_for_gamma(gamma: Assessment) -> None:
    """Gamma's region is not stated: the rule for hills may hold."""
    assert [("Article 7", ["Hills"])] == rules_that_may_hold(gamma)
    assert ["cities"] == [rule.id for rule in gamma.applied_rules]


# --- verdicts and their reasons ---


def test_met(assessor: Assessor) -> None:
    """All points: met, for one reason."""
    found = assess(assessor, ALL_PEOPLE | ALL_WORKS)

    assert (Verdict.MET, 200_000, 200_000, False) == (found.verdict, found.lower, found.upper, found.is_provisional)
    assert [("all_is_met", "total")] == kinds(found.reasons)
    assert () == found.measure_next


def test_met_with_a_standard_that_fails(assessor: Assessor) -> None:
    """A town may meet the type by points although one standard fails; the standard is listed with its gap."""
    found = assess(assessor, ALL_WORKS | {"people": "400", "inner-people": "400"})

    assert Verdict.MET is found.verdict
    assert [("all_is_met", "total"), ("standard_fails", "1.1")] == kinds(found.reasons)
    assert Shortfall(assessor.rulebook.indicators["people"], 100) == found.reasons[1].facts["gap"]


def test_the_strict_reading_of_the_same(assessor: Assessor) -> None:
    """Read strictly the same town is not met: the type's article demands the standard."""
    other = strict(assess(assessor, ALL_WORKS | {"people": "400", "inner-people": "400"}))

    assert (Verdict.NOT_MET, False) == (other.verdict, other.is_provisional)
    assert [("mandatory_standard_fails", "1.1")] == kinds(other.reasons)
    assert "Article 3" == other.reasons[0].facts["citation"]


def test_a_mandatory_standard_may_have_an_article_of_its_own(assessor: Assessor) -> None:
    """Where the standard says by which article it is mandatory, that one is cited."""
    other = strict(assess(assessor, ALL_WORKS | {"people": "1000", "inner-people": "100"}))

    assert [("mandatory_standard_fails", "1.2", "Article 9")] == [
        (reason.kind, reason.subject, reason.facts["citation"])
        for reason in other.reasons
        if reason.kind.startswith("mandatory")
    ]


def test_reasons_for_not_met_stand_in_order(assessor: Assessor) -> None:
    """First the criterion that fails, then the whole, then the standards: the decisive first."""
    found = assess(assessor, {**ALL_WORKS, "people": "0", "inner-people": "0", "centre": "none"})

    assert Verdict.NOT_MET is found.verdict
    assert [
        ("criterion_fails", "1"),
        ("total_fails", "total"),
        ("standard_fails", "1.1"),
        ("standard_fails", "1.2"),
        ("graded_standard_fails", "2.3"),
    ] == kinds(found.reasons)


def test_strict_reasons_for_not_met_stand_in_order(assessor: Assessor) -> None:
    """Mandatory standards come before their criterion's points, and are not repeated."""
    other = strict(assess(assessor, {**ALL_WORKS, "people": "0", "inner-people": "0", "centre": "none"}))

    assert [
        ("mandatory_standard_fails", "1.1"),
        ("mandatory_standard_fails", "1.2"),
        ("criterion_fails", "1"),
        ("total_fails", "total"),
        ("graded_standard_fails", "2.3"),
    ] == kinds(other.reasons)


def test_not_met_by_the_whole_alone(assessor: Assessor) -> None:
    """Every criterion at its minimum is 14.75 points, a quarter short of the pass mark."""
    found = assess(assessor, JUST_ENOUGH_PEOPLE | JUST_ENOUGH_WORKS, sure=None)

    assert (Verdict.NOT_MET, 147_500) == (found.verdict, found.upper)
    assert [("total_fails", "total")] == kinds(found.reasons)


def test_criteria_met_and_the_whole_open(assessor: Assessor) -> None:
    """Where every criterion is met and only the whole is open, that is said, with the pass mark."""
    found = assess(assessor, JUST_ENOUGH_WORKS | {"people": ">= 500", "inner-people": "200"})

    assert Verdict.UNDETERMINED is found.verdict
    assert [("total_is_open", "total")] == kinds(found.reasons)
    assert Amount(150_000, 4) == found.reasons[0].facts["pass_mark"]


def test_what_a_criterion_waits_for(assessor: Assessor) -> None:
    """Criterion 2 lacks a quarter point, and only the trees are unknown: from 10 trees on it is met."""
    found = assess(assessor, ALL_PEOPLE | {"water": "85", "poverty": "5", "centre": "city"})

    assert [("criterion_only_if_at_least", "2")] == kinds(found.reasons)
    assert ValueText(assessor.rulebook.indicators["trees"], Quantity(10, 10)) == found.reasons[0].facts["value"]
    assert "2.4" == found.reasons[0].facts["code"]


def test_what_a_criterion_waits_for_where_less_is_better(assessor: Assessor) -> None:
    """If only the poor households are unknown, they may be at most 10 %."""
    found = assess(assessor, ALL_PEOPLE | {"water": "85", "trees": "20", "centre": "city"})

    assert [("criterion_only_if_at_most", "2")] == kinds(found.reasons)
    assert ValueText(assessor.rulebook.indicators["poverty"], Quantity(100, 100)) == found.reasons[0].facts["value"]


def test_what_a_criterion_waits_for_may_be_unverified(assessor: Assessor) -> None:
    """Without the town's people all 6 points must come from the inner area: 400, which is an unverified level."""
    found = assess(assessor, ALL_WORKS | {"people": "0"})
    level = ValueText(assessor.rulebook.indicators["inner-people"], Quantity(400, 400))

    assert [("criterion_only_if_at_least_unverified", "1"), ("standard_fails", "1.1")] == kinds(found.reasons)
    assert (level, level) == (found.reasons[0].facts["value"], found.reasons[0].facts["level"])


def test_a_verified_minimum_is_not_called_unverified(assessor: Assessor) -> None:
    """With 1,000 people the inner area needs its well-known minimum of 200 only."""
    found = assess(assessor, ALL_WORKS | {"people": "1000"})

    assert [("criterion_only_if_at_least", "1")] == kinds(found.reasons)


def test_a_turning_value_at_a_reduced_minimum_does_not_rest_on_the_maximum(assessor: Assessor) -> None:
    """On an island 250 people are enough: half of the verified 500, whatever the unverified 1,000 may be."""
    found = assess(assessor, ALL_WORKS, town=ISLAND)
    people = assessor.rulebook.indicators["people"]
    reason = next(reason for reason in found.reasons if reason.subject == "1")

    assert ValueText(people, Quantity(250, 250)) == reason.facts["value"]
    assert ValueText(people, Quantity(1000, 1000)) != reason.facts.get("level")


def test_a_turning_value_may_rest_on_an_unverified_rule(assessor: Assessor) -> None:
    """That 250 people are enough on an island is said by an unverified rule, which is named with its article."""
    found = assess(assessor, ALL_WORKS, town=ISLAND)

    assert [("criterion_only_if_at_least_by_rule", "1")] == kinds(found.reasons)
    assert "Article 6" == found.reasons[0].facts["rule_citation"]


def test_a_turning_value_of_what_should_be_low_may_rest_on_an_unverified_rule(assessor: Assessor) -> None:
    """At most 10 % poor households, relaxed to 70 %, is 14.2 %: enough for the 2 points that are missing."""
    found = assess(assessor, {"people": "1000", "water": "80", "centre": "village"}, town=ISLAND)
    poverty = assessor.rulebook.indicators["poverty"]

    assert [("criterion_only_if_at_most_by_rule", "2")] == kinds(found.reasons)
    assert ValueText(poverty, Quantity(142, 142)) == found.reasons[0].facts["value"]


def test_a_turning_value_at_a_minimum_reduced_by_a_verified_rule(assessor: Assessor) -> None:
    """In the hills 400 people are enough by a verified rule and level: nothing unverified is mentioned."""
    found = assess(assessor, ALL_WORKS | {"inner-people": "200"}, town=replace(TOWN, region="hills"))
    people = assessor.rulebook.indicators["people"]

    assert [("criterion_only_if_at_least", "1")] == kinds(found.reasons)
    assert ValueText(people, Quantity(400, 400)) == found.reasons[0].facts["value"]


def test_a_mandatory_standard_that_is_open_is_a_reason(assessor: Assessor) -> None:
    """If the points suffice and only a mandatory standard is open, the standard is a reason, with its article."""
    other = strict(assess(assessor, ALL_WORKS | {"people": "400..600", "inner-people": "400"}))

    assert Verdict.UNDETERMINED is other.verdict
    assert [("mandatory_standard_is_open", "1.1", "Article 3")] == [
        (reason.kind, reason.subject, reason.facts["citation"]) for reason in other.reasons
    ]


def test_levels_that_keep_a_verdict_open(toy_rulebook: Rulebook) -> None:
    """Where the missing levels carry points that are needed, no data would do, and it is said which they are."""
    law = replace(toy_rulebook.law, pass_mark=replace(toy_rulebook.law.pass_mark, value=180_000))
    with Assessor(replace(toy_rulebook, law=law)) as assessor:
        found = assess(assessor, {}, target="GOLD")

    assert ("levels_keep_it_open", "open_levels") == kinds(found.reasons)[-1]
    assert (("2.4",), "1") == (found.reasons[-1].facts["codes"], found.reasons[-1].facts["count"])


def test_a_mandatory_standard_without_a_level_leaves_its_criterion_a_reason(toy_rulebook: Rulebook) -> None:
    """A compulsory standard without a known minimum level is no reason; its criterion is one, whatever its points."""
    people, works = toy_rulebook.criteria
    nothing = Known(0, "signed-off")
    row, other = (replace(s, points=replace(s.points, minimum=nothing)) for s in people.standards)
    unknown = {known: replace(level, minimum=None) for known, level in row.levels.items()}
    rows = (replace(row, levels=unknown), other)
    asking = replace(people, points=replace(people.points, minimum=nothing), standards=rows)
    with Assessor(replace(toy_rulebook, criteria=(asking, works))) as assessor:
        found = assess(assessor, {"inner-people": "400", **ALL_WORKS}, reading="strict")

    assert Verdict.UNDETERMINED is found.verdict
    assert ("criterion_is_open", "1") in kinds(found.reasons)


def test_failing_standards_are_told_while_the_verdict_is_open(assessor: Assessor) -> None:
    """A standard that surely fails is a reason before the criteria that are open."""
    found = assess(assessor, {"people": "100"})

    assert [
        ("criterion_only_if_at_least_unverified", "1"),
        ("standard_fails", "1.1"),
        ("criterion_is_open", "2"),
    ] == kinds(found.reasons)


# --- gaps ---


@pytest.mark.parametrize(
    ("values", "code", "gap"),
    [
        ({"people": "400"}, "1.1", 100),
        ({"people": "100..300"}, "1.1", 200),  # at the best end
        ({"people": "<= 499"}, "1.1", 1),
        ({"water": "79.99"}, "2.1", 1),  # a hundredth of a percent
        ({"poverty": "12.5"}, "2.2", 25),  # 2.5 % too many
        ({"people": "500"}, "1.1", None),
        ({"people": "100..500"}, "1.1", None),
        ({"centre": "none"}, "2.3", None),
        ({}, "1.1", None),
    ],
)
def test_the_gap(assessor: Assessor, values: Mapping[str, str], code: str, gap: int | None) -> None:
    """The gap is how far the measured value surely is from the minimum level, in the unit; grades have none."""
    assert gap == row(assess(assessor, values), code).gap


def test_the_gap_to_a_reduced_minimum(assessor: Assessor) -> None:
    """Where the minimum is reduced the gap is to the reduced one."""
    found = row(assess(assessor, {"people": "200"}, town=ISLAND), "1.1")

    assert (50, "fail") == (found.gap, found.verdict)


def test_no_gap_where_the_standard_does_not_apply(assessor: Assessor) -> None:
    """A value of a row that does not apply lacks nothing."""
    assert None is row(assess(assessor, {"inner-people": "0"}, town=ISLAND), "1.2").gap


# --- provisional, verified only ---


def test_provisional(assessor: Assessor) -> None:
    """16.75 points are met, but two of them rest on unverified maxima: provisional."""
    found = assess(assessor, ALL_PEOPLE | JUST_ENOUGH_WORKS)

    assert (Verdict.MET, True) == (found.verdict, found.is_provisional)


def test_not_provisional_where_the_verified_numbers_are_enough(assessor: Assessor) -> None:
    """A verdict that stays the same without the unverified numbers is not provisional."""
    assert not assess(assessor, ALL_PEOPLE | ALL_WORKS).is_provisional


def test_verified_only(assessor: Assessor) -> None:
    """The same town judged by verified numbers alone is undetermined, and that is not provisional."""
    found = assess(assessor, ALL_PEOPLE | JUST_ENOUGH_WORKS, sure="seed")

    assert (Verdict.UNDETERMINED, False, True) == (found.verdict, found.is_provisional, found.sure is not None)
    assert (147_500, 167_500) == (found.lower, found.upper)
    assert ("1.1", "1.2") == found.open_levels


def test_other_readings_may_be_provisional_on_their_own(assessor: Assessor) -> None:
    """An island's mandatory population rests on an unverified reduction: the strict reading is provisional with it."""
    found = assess(assessor, ALL_WORKS | {"people": "300"}, town=ISLAND)

    assert (Verdict.MET, True) == (strict(found).verdict, strict(found).is_provisional)


def test_a_reading_that_is_unverified_makes_its_verdict_provisional(toy_rulebook: Rulebook) -> None:
    """If it is not sure that the strict reading is one, a verdict that it alone fails is provisional."""
    points, other = toy_rulebook.law.readings
    law = replace(toy_rulebook.law, readings=(points, replace(other, basis="unverified")))
    with Assessor(replace(toy_rulebook, law=law)) as assessor:
        found = assess(assessor, ALL_WORKS | {"people": "400", "inner-people": "400"}, reading="strict")

    assert (Verdict.NOT_MET, True) == (found.verdict, found.is_provisional)


# --- readings ---


def test_the_default_reading(assessor: Assessor) -> None:
    """By default the law's default reading is in force, and the other one is reported."""
    found = assess(assessor, ALL_PEOPLE | ALL_WORKS)

    assert ("points", ["strict"]) == (found.reading.id, [other.reading.id for other in found.other_readings])


def test_another_reading(assessor: Assessor) -> None:
    """Asked for the strict reading, that one decides, marks its mandatory standards, and points is the other."""
    found = assess(assessor, ALL_WORKS | {"people": "400", "inner-people": "400"}, reading="strict")

    assert (Verdict.NOT_MET, "strict") == (found.verdict, found.reading.id)
    assert [("points", Verdict.MET)] == [(other.reading.id, other.verdict) for other in found.other_readings]
    assert ["1.1", "1.2"] == [s.standard.code for s in found.standards if s.is_mandatory]


def test_a_standard_that_does_not_apply_is_not_marked_mandatory(assessor: Assessor) -> None:
    """Without an inner area its row is mandatory in no reading."""
    found = assess(assessor, {}, town=ISLAND, reading="strict")

    assert ["1.1"] == [s.standard.code for s in found.standards if s.is_mandatory]


def test_nothing_is_mandatory_by_points(assessor: Assessor) -> None:
    """By points no standard is marked mandatory."""
    assert not any(s.is_mandatory for s in assess(assessor, ALL_WORKS).standards)


# --- warnings ---


@pytest.mark.parametrize(
    ("day", "kinds_of_warnings"),
    [
        (datetime.date(2019, 12, 31), ["law_is_not_in_force"]),
        (datetime.date(2020, 1, 1), []),
        (datetime.date(2029, 12, 31), []),
        (datetime.date(2030, 1, 1), ["law_is_not_in_force"]),
        (datetime.date(2030, 6, 30), ["law_is_not_in_force"]),
        (datetime.date(2030, 7, 1), ["law_is_not_in_force", "kind_has_ended"]),
    ],
)
def test_days_of_law_and_kind(assessor: Assessor, day: datetime.date, kinds_of_warnings: list[str]) -> None:
    """A law out of force, and a kind of unit that no longer exists, are warned of from the first such day."""
    found = assess(assessor, {}, as_of=day)

    assert kinds_of_warnings == [warning.kind for warning in found.warnings]


def test_a_town_of_an_ended_kind_is_judged_all_the_same(assessor: Assessor) -> None:
    """The verdict is the same whether or not such units still exist on the day."""
    assert Verdict.MET is assess(assessor, ALL_PEOPLE | ALL_WORKS, as_of=datetime.date(2030, 7, 1)).verdict


@pytest.mark.parametrize(
    ("measured_on", "day", "is_stale"),
    [
        (datetime.date(2024, 12, 31), datetime.date(2026, 12, 31), False),
        (datetime.date(2024, 12, 31), datetime.date(2027, 1, 1), True),
        (datetime.date(2022, 2, 28), datetime.date(2024, 2, 29), False),  # no 29 February 2022
        (datetime.date(2022, 2, 27), datetime.date(2024, 2, 29), True),
        (datetime.date(2024, 2, 29), datetime.date(2026, 2, 28), False),
        (datetime.date(2024, 2, 29), datetime.date(2026, 3, 1), True),
    ],
)
def test_stale_data(assessor: Assessor, measured_on: datetime.date, day: datetime.date, is_stale: bool) -> None:
    """A measurement more than two years older than the day of assessment is stale; two years exactly are not."""
    found = assessor.assess(
        Subject(TOWN, on_file(assessor.rulebook, {"people": "1"}, measured_on)), Question("SILVER", day)
    )

    assert [("measurements_are_stale", "toy-law")] * is_stale == kinds(found.warnings)


def test_stale_data_are_told_in_one_warning(assessor: Assessor) -> None:
    """The standards with stale values stand together by the day of their values, the oldest day first."""
    early, late = datetime.date(2020, 1, 1), datetime.date(2021, 1, 1)
    values = {
        **on_file(assessor.rulebook, {"people": "1", "water": "50"}, late),
        **on_file(assessor.rulebook, {"inner-people": "1"}, early),
        **on_file(assessor.rulebook, {"poverty": "1"}),
    }
    (warning,) = assessor.assess(Subject(TOWN, values), Question("SILVER", DAY)).warnings

    assert {"standards": DatedCodes(((early, ("1.2",)), (late, ("1.1", "2.1"))))} == warning.facts


def test_stale_data_count_all_the_same(assessor: Assessor) -> None:
    """Stale data are warned of and used."""
    values = on_file(assessor.rulebook, ALL_PEOPLE | ALL_WORKS, datetime.date(2020, 1, 1))

    assert Verdict.MET is assessor.assess(Subject(TOWN, values), Question("SILVER", DAY)).verdict


def test_not_applicable_without_a_rule(assessor: Assessor) -> None:
    """Trees that are stated not to apply, though no rule says so, are warned of and leave their points open."""
    found = assess(assessor, ALL_PEOPLE | ALL_WORKS | {"trees": "n/a"})

    assert [("not_applicable_without_rule", "2.4")] == kinds(found.warnings)
    assert ("not_applicable", 0, 30_000) == (
        row(found, "2.4").verdict,
        row(found, "2.4").score.lower.points,
        row(found, "2.4").score.upper.points,
    )


@pytest.mark.parametrize(("text", "warned"), [("5", True), (">= 3", True), ("unknown", False), ("n/a", False)])
def test_measured_in_vain(assessor: Assessor, text: str, warned: bool) -> None:
    """A value of a row that does not apply is warned of, for it changes nothing; that it is unknown is not."""
    found = assess(assessor, {"trees": text}, town=ISLAND)

    assert warned is (("measured_in_vain", "2.4") in kinds(found.warnings))


def test_data_of_rows_that_do_not_apply_are_not_called_stale(assessor: Assessor) -> None:
    """What changes nothing may be old."""
    values = on_file(assessor.rulebook, {"trees": "5"}, datetime.date(2020, 1, 1))
    found = assessor.assess(Subject(ISLAND, values), Question("SILVER", DAY))

    assert "measurements_are_stale" not in [warning.kind for warning in found.warnings]


def test_a_rule_that_may_hold_is_warned_of(assessor: Assessor) -> None:
    """Where the region is not stated, what the rule for hills might ease is left open."""
    found = assess(assessor, {"people": "400"}, town=replace(TOWN, region=None))

    assert [("Article 7", ["Hills"])] == rules_that_may_hold(found)
    assert "undetermined" == row(found, "1.1").verdict


# --- what cannot be assessed ---


@pytest.mark.parametrize("inner", [True, False, None])
@pytest.mark.parametrize("outer", [True, False, None])
def test_a_zone_that_is_not_stated(assessor: Assessor, inner: bool | None, outer: bool | None) -> None:
    """A town whose zones are unknown is judged every way: the bounds contain those of each way."""
    blank = assess(assessor, ALL_WORKS, town=replace(TOWN, inner_area=None, outer_area=None))
    stated = assess(assessor, ALL_WORKS, town=replace(TOWN, inner_area=inner, outer_area=outer))

    assert blank.lower <= stated.lower <= stated.upper <= blank.upper
    assert blank.verdict in {stated.verdict, Verdict.UNDETERMINED}


def test_rules_that_together_lose_points(toy_rulebook: Rulebook) -> None:
    """Two rules that each keep the points of a criterion, and lose some together, are refused by name."""
    keeps = Rule(
        "keeps",
        NAME,
        Holds("municipality.kind", frozenset({"town"})),
        (SetPoints("people", 45_000, 60_000), SetPoints("inner-people", 15_000, 20_000)),
        CITATION,
        "seed",
    )
    law = replace(toy_rulebook, rules=(*toy_rulebook.rules, keeps))
    with Assessor(law) as assessor, pytest.raises(UnsoundRules) as refusal:
        assess(assessor, {}, town=replace(ISLAND, attributes=only()))

    (diagnostic,) = refusal.value.diagnostics
    assert ("rules_together_lose_points", "1") == (diagnostic.kind, diagnostic.details["criterion"])
    assert all(name in diagnostic.details["rules"] for name in ("no-inner-area", "keeps"))


def test_an_assessor_goes_on_after_a_refusal(assessor: Assessor) -> None:
    """After a question that cannot be answered the next one is."""
    with pytest.raises(NotOnFile):
        assess(assessor, {}, target="BRONZE")

    assert Verdict.MET is assess(assessor, ALL_PEOPLE | ALL_WORKS).verdict


@pytest.mark.parametrize(
    ("target", "reading", "kind", "known"),
    [
        ("BRONZE", None, "type", ("GOLD", "SILVER")),
        ("silver", None, "type", ("GOLD", "SILVER")),
        ("SILVER", "lax", "reading", ("points", "strict")),
    ],
)
def test_what_the_law_lacks(
    assessor: Assessor, target: str, reading: str | None, kind: str, known: tuple[str, ...]
) -> None:
    """A type or reading that the law does not have is refused with those it has."""
    with pytest.raises(NotOnFile) as refusal:
        assessor.assess(Subject(TOWN, {}), Question(target, DAY, reading))

    assert (kind, known) == (refusal.value.kind, refusal.value.known)


# --- laws that count; earlier types; who answers ---


@pytest.fixture(scope="module")
def counter(counting_rulebook: Rulebook) -> Iterator[Assessor]:
    """An assessor of the law that counts standards."""
    with Assessor(counting_rulebook) as opened:
        yield opened


def test_standards_are_counted(counter: Assessor) -> None:
    """Water, centre and people are three of four, and one in each group: met, poverty failing."""
    values = {"water": "80", "poverty": "20", "centre": "city", "people": "500"}
    found = assess(counter, values, target="COUNTED")

    assert (Verdict.MET, 30_000, 30_000) == (found.verdict, found.lower, found.upper)
    assert [("all_is_met_counted", "total"), ("standard_exceeds_unscored", "1.2")] == kinds(found.reasons)


def test_too_few_standards_are_counted(counter: Assessor) -> None:
    """With two of three standards met and a group without any, the type is not met, counted in standards."""
    values = {"water": "79", "poverty": "20", "centre": "city", "people": "500"}
    found = assess(counter, values, target="COUNTED")

    assert (Verdict.NOT_MET, 20_000) == (found.verdict, found.upper)
    assert [("criterion_fails_counted", "1"), ("total_fails_counted", "total")] == kinds(found.reasons)[:2]


def test_counted_standards_that_are_open(counter: Assessor) -> None:
    """One of each group is met, the others unknown: the whole is open between two and four."""
    found = assess(counter, {"water": "80", "people": "500"}, target="COUNTED")

    assert (Verdict.UNDETERMINED, 20_000, 40_000) == (found.verdict, found.lower, found.upper)
    assert [("total_is_open_counted", "total")] == kinds(found.reasons)
    assert {Verdict.MET} == {question.could_decide for question in found.measure_next}


def test_an_exempt_standard_is_counted(counter: Assessor) -> None:
    """On islands the centre is exempt, and two are enough: its standard counts though it is not reached."""
    values = {"water": "80", "poverty": "20", "centre": "none", "people": "1"}
    found = assess(counter, values, town=replace(TOWN, attributes=only("island")), target="COUNTED")

    assert (Verdict.MET, 20_000) == (found.verdict, found.lower)
    assert ("pass", Status.EXEMPT) == (row(found, "2.1").verdict, row(found, "2.1").score.status)


@pytest.mark.parametrize(("current", "becomes"), [("IV", "COUNTED"), ("V", "COUNTED"), ("III", None), (None, None)])
def test_what_becomes_of_an_earlier_type(counter: Assessor, current: str | None, becomes: str | None) -> None:
    """The law says what becomes of towns of types IV and V, and nothing of others."""
    found = assess(counter, {}, town=replace(TOWN, current_type=current), target="COUNTED")

    assert becomes == (found.transition and found.transition.types[0])


def test_the_first_transition_that_fits_counts(counting_rulebook: Rulebook) -> None:
    """A transition whose condition does not hold is passed over; the next that fits counts."""
    (general,) = counting_rulebook.law.transitions
    hilly = replace(general, to="CROWN", when=Holds("municipality.region", frozenset({"hills"})))
    law = replace(counting_rulebook.law, transitions=(hilly, general))
    town = replace(TOWN, current_type="IV")
    with Assessor(replace(counting_rulebook, law=law)) as assessor:
        found = [assess(assessor, {}, replace(town, region=region), "COUNTED") for region in ("hills", "plain")]

    assert ["CROWN", "COUNTED"] == [f.transition.types[0] for f in found if f.transition]


def task(identifier: str, municipalities: tuple[str, ...] = (), indicators: tuple[str, ...] = ()) -> Task:
    """A task that answers for failing standards; without names, for any."""
    return Task(identifier, NAME, CITATION, NAME, (NAME,), (), True, frozenset(municipalities), frozenset(indicators))


def test_who_answers_for_what_fails(toy_rulebook: Rulebook) -> None:
    """Each task is named with the failing standards that it answers for; the others are not named."""
    tasks = (
        task("people-here", ("town",), ("people",)),
        task("water-here", ("town",), ("water",)),
        task("people-elsewhere", ("village",), ("people",)),
        task("anything"),
        replace(task("nothing"), answers=False),
    )
    with Assessor(toy_rulebook, tasks) as assessor:
        found = assess(assessor, ALL_WORKS | {"people": "1", "inner-people": "1"})

    assert [("people-here", ("1.1",)), ("anything", ("1.1", "1.2"))] == [
        (actor.task.id, actor.standards) for actor in found.actors
    ]


def test_who_answers_is_looked_up_by_type(toy_rulebook: Rulebook) -> None:
    """Where a type asks no minimum of a criterion, nobody answers for it, whatever other types ask."""
    first, *others = toy_rulebook.criteria
    of_each = (replace(first, types=("GOLD",)), replace(first, types=("SILVER",), asks_minimum=False))
    with Assessor(replace(toy_rulebook, criteria=(*of_each, *others)), (task("anything"),)) as assessor:
        found = assess(assessor, ALL_WORKS | {"people": "1", "inner-people": "1"})

    assert () == found.actors


def test_a_definition_of_its_own_is_said(toy_rulebook: Rulebook) -> None:
    """A measured indicator that the law defines otherwise than another law is named with its definition, once."""
    criteria = tuple(
        replace(c, standards=tuple(replace(s, measures=NAME) if s.id == "water" else s for s in c.standards))
        for c in toy_rulebook.criteria
    )
    with Assessor(replace(toy_rulebook, criteria=criteria)) as assessor:
        measured, open_ = assess(assessor, {"water": "80"}), assess(assessor, {"water": "unknown"})

    assert ("measured_by_definition", "2.1") in kinds(measured.warnings)
    assert "measured_by_definition" not in {kind for kind, _ in kinds(open_.warnings)}


def test_the_type_of_what_a_town_belongs_to(toy_rulebook: Rulebook) -> None:
    """A rule may ask for the type of the whole: where that is known, it decides which standards apply."""
    rule = Rule(
        "part",
        NAME,
        Holds("part_of.current_type", frozenset({"III"})),
        (NotApplicable(("trees",)), SetPoints("water", 52_500, 70_000)),
        CITATION,
        "seed",
    )
    with Assessor(replace(toy_rulebook, rules=(rule,))) as assessor:
        of_three, of_four = (
            assessor.assess(
                Subject(TOWN, {}, Surroundings((replace(TOWN, id="whole", current_type=current),))),
                Question("SILVER", DAY),
            )
            for current in ("III", "IV")
        )

    assert ["not_applicable", "undetermined"] == [row(found, "2.4").verdict for found in (of_three, of_four)]


# --- the explanation ---


def test_the_explanation_leads_from_rules_to_the_verdict(beta: Assessment) -> None:
    """The firings begin with the rules that hold, conclude each standard that applies once, and end with verdicts."""
    concluded = [firing.conclusion["kind"] for firing in beta.firings]

    assert {"rule"} == set(concluded[:6])
    assert 4 == concluded.count("standard")
    assert {"verdict"} == set(concluded[-2:])


def test_the_explanation_says_why_a_standard_has_its_points(beta: Assessment) -> None:
    """The firing for Beta's people names the stretch of values: from the reduced minimum on."""
    (firing,) = [firing for firing in beta.firings if firing.rule.startswith("1.1/")]

    assert "1.1/reduced-minimum..reduced-minimum" == firing.rule
    assert (250, 250) == (firing.premises[0]["lower"], firing.premises[0]["upper"])
    assert 60_000 == firing.conclusion["lower"]


# --- order, and plans that are kept ---


@given(data=st.data(), random=st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(
    assessor: Assessor, toy_data: Dataset, data: st.DataObject, random: Random
) -> None:
    """Whatever the order in which municipalities and measurements stand in the files, the assessment is the same."""
    name = data.draw(st.sampled_from(["alpha", "beta"]))
    municipalities, measurements = list(toy_data.municipalities.items()), list(toy_data.measurements)
    random.shuffle(municipalities)
    random.shuffle(measurements)
    shuffled = Dataset(dict(municipalities), tuple(measurements))

    expected, found = (
        assessor.assess(Subject(dataset.municipality(name), dataset.measured(name, DAY)), Question("SILVER", DAY))
        for dataset in (toy_data, shuffled)
    )

    assert expected == found


def test_the_newest_measurement_counts(assessor: Assessor, toy_data: Dataset) -> None:
    """Of several dates the newest not after the day of assessment counts."""
    newer = Measurement("alpha", "trees", Quantity(20, 20), datetime.date(2025, 6, 1))
    too_new = Measurement("alpha", "trees", Quantity(0, 0), datetime.date(2025, 6, 2))
    dataset = Dataset(toy_data.municipalities, (too_new, *toy_data.measurements, newer))

    found = assessor.assess(dataset.subject("alpha", DAY), Question("SILVER", DAY))

    assert (newer, 30_000) == (row(found, "2.4").measurement, row(found, "2.4").score.lower.points)


def towns_of_many_plans() -> list[tuple[Municipality, str]]:
    """Towns and types that need more plans than an assessor keeps."""
    return [
        (replace(TOWN, inner_area=inner, outer_area=outer, region=region), target)
        for inner in (True, False)
        for outer in (True, False)
        for region in ("plain", "hills")
        for target in ("GOLD", "SILVER")
    ]


@pytest.fixture
def few_are_kept(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let an assessor keep the standards of three or four plans of the toy law."""
    monkeypatch.setattr(compiled_plans, "MOST_STANDARDS", 40)
    return 40


def test_plans_beyond_those_kept_are_compiled_again(toy_rulebook: Rulebook, few_are_kept: int) -> None:
    """An assessor that has dropped a plan gives the same assessment as one that never knew another town."""
    towns = towns_of_many_plans()
    with Assessor(toy_rulebook) as shared:
        first = [assess(shared, ALL_WORKS, town, target) for town, target in towns]
        second = [assess(shared, ALL_WORKS, town, target) for town, target in towns]
    alone = []
    for town, target in towns:
        with Assessor(toy_rulebook) as one:
            alone.append(assess(one, ALL_WORKS, town, target))

    assert first == second == alone


def chainings(assessor: Assessor) -> list[ForwardChaining]:
    """The compiled plans that an assessor keeps."""
    return list(assessor._judging.plans.chainings.values())


def test_an_assessor_keeps_few_plans(toy_rulebook: Rulebook, few_are_kept: int) -> None:
    """However many towns are assessed, no more plans are kept than the limit, the latest among them."""
    with Assessor(toy_rulebook) as assessor:
        for town, target in towns_of_many_plans():
            assess(assessor, ALL_WORKS, town, target)

            assert sum(len(known.plan.standards) for known in chainings(assessor)) <= few_are_kept
            assert any(known.plan.type == target for known in chainings(assessor))


def test_plans_that_are_dropped_are_closed(toy_rulebook: Rulebook, few_are_kept: int) -> None:
    """What is no longer kept gives its memory in durable_rules back; so does everything when the assessor closes."""
    seen = {}
    with Assessor(toy_rulebook) as assessor:
        for town, target in towns_of_many_plans():
            assess(assessor, ALL_WORKS, town, target)
            seen |= {id(known): known for known in chainings(assessor)}
        kept = {id(known) for known in chainings(assessor)}
        dropped = [chaining for name, chaining in seen.items() if name not in kept]
        assert dropped
        assert all(is_closed(chaining) for chaining in dropped)
    assert all(is_closed(chaining) for chaining in seen.values())


def is_closed(chaining: object) -> bool:
    """True if the memory of a plan's rule bases was released: durable_rules no longer knows them."""
    bases = [base for base, _ in chaining._shards] + [chaining._verdict]  # type: ignore[attr-defined]
    answers = []
    for base in bases:
        try:
            durable_rules_engine.delete_ruleset(base._handle)
        except Exception as error:  # noqa: BLE001 - durable_rules' own error is a bare one; 111: no such rule base
            answers.append("111" in str(error))
        else:
            answers.append(False)
    return all(answers)


def test_a_plan_in_use_stays_while_others_are_dropped(toy_rulebook: Rulebook) -> None:
    """The plan used again and again is never dropped: the one unused for longest is."""
    with Assessor(toy_rulebook) as assessor:
        assess(assessor, ALL_WORKS)
        (kept,) = chainings(assessor)
        for town, target in towns_of_many_plans():
            assess(assessor, ALL_WORKS, town, target)
            assess(assessor, ALL_WORKS)

        assert kept in chainings(assessor)


# --- random laws, whole ---


@given(situations(rulebooks(most_criteria=2, most_standards=3)), st.booleans(), st.data())
def test_an_assessment_of_anything(case: Situation, verified_only: bool, data: st.DataObject) -> None:
    """For any law, town and data there is an assessment: the engines agree and its parts fit together."""
    reading = data.draw(st.sampled_from([reading.id for reading in case.rulebook.law.readings]))
    measured = {
        name: Measurement("somewhere", name, quantity, MEASURED_ON) for name, quantity in case.quantities.items()
    }
    with Assessor(case.rulebook) as assessor:
        subject = Subject(case.municipality, measured, case.surroundings)
        found = assessor.assess(subject, Question(case.target, DAY, reading, "seed" if verified_only else None))

    assert found.lower == sum(criterion.lower for criterion in found.criteria)
    added = [added_up((s.standard.alternative, s.score.upper.points) for s in c.standards) for c in found.criteria]
    if found.sure is None:  # else points that are not sure add up to no more than the law has
        assert found.upper == sum(added)
    assert found.upper <= sum(added)
    assert bool(found.measure_next) <= (found.verdict is Verdict.UNDETERMINED)
    assert found.reasons
    assert not (verified_only and found.is_provisional)


def test_a_plan_of_another_time_answers_for_nothing(toy_rulebook: Rulebook) -> None:
    """The tasks of a plan are named on days of its period only."""
    past = replace(task("past"), scope=Scope(last=DAY - datetime.timedelta(days=1)))
    with Assessor(toy_rulebook, (past, task("present"))) as assessor:
        found = assess(assessor, {"people": "1"})

    assert ["present"] == [actor.task.id for actor in found.actors]


# --- how old the data may be ---


@pytest.mark.parametrize(
    ("measured_on", "codes"), [("2024-12-30", ("1.1",)), ("2024-12-31", None), ("2025-03-01", None)]
)
def test_data_older_than_the_law_asks_for_are_warned_of(
    toy_rulebook: Rulebook, measured_on: str, codes: tuple[str, ...] | None
) -> None:
    """A law may want the data of the end of the year before: older ones count, with a warning that names the day."""
    law = replace(toy_rulebook.law, data_as_of=DataAsOf(12, 31, 1, "Decree 1", "one-source"))
    with Assessor(replace(toy_rulebook, law=law)) as assessor:
        old = on_file(toy_rulebook, {"people": "1000"}, datetime.date.fromisoformat(measured_on))
        found = assessor.assess(Subject(TOWN, old), Question("SILVER", DAY))

    warnings = {w.kind: w.facts for w in found.warnings}
    facts = warnings.get("measurements_are_older_than_asked")
    assert codes == (facts and facts["codes"])
    assert 20_000 == row(found, "1.1").score.lower.points


def test_an_assessor_may_be_closed_twice(toy_rulebook: Rulebook, toy_data: Dataset) -> None:
    """Closing again does nothing; what is asked after that is refused, not run in freed memory."""
    assessor = Assessor(toy_rulebook)
    assessor.assess(toy_data.subject("alpha", DAY), Question("GOLD", DAY))
    assessor.close()
    assessor.close()
    with pytest.raises(InferenceFailed, match="closed"):
        assessor.assess(toy_data.subject("alpha", DAY), Question("GOLD", DAY))
