"""Types derived for standards that ask for a type which nobody measured."""

import datetime
from collections.abc import Mapping
from dataclasses import replace

import pytest

from classifier.assessment.assessor import Assessor
from classifier.assessment.assessors import Assessors
from classifier.assessment.derived_types import NOT_JUDGED, derived_type, derived_types
from classifier.assessment.question import Question
from classifier.assessment.result import DerivedType
from classifier.plan.judgement import Verdict
from criteria.bilingual import BilingualText
from criteria.indicator import Grade, Indicator
from criteria.municipality import Measured, Measurement, Municipality, Subject
from criteria.quantity import UNKNOWN, Interval, Quantity
from criteria.rulebook import Rulebook
from criteria.stated import only
from tests.support.paths import REAL_RULES, TOWNS, TOY_RULES
from tests.support.toy_assessments import DEMO_DAY, TOY_DAY, UNITS_LAW, dataset, library

LADDER = tuple(Grade(word, BilingualText(word, word)) for word in ("none", "SILVER", "GOLD"))
NO_TYPE, SILVER, GOLD = range(len(LADDER))
TOY_TYPE = Indicator("toy-type", BilingualText("loại", "type"), None, 0, True, Interval(NO_TYPE, GOLD), LADDER, "toy")
"""An indicator whose grades are the types of the toy law."""

GOOD = {"people": "2000", "inner-people": "800", "water": "95", "poverty": "2", "centre": "city", "trees": "20"}
"""As good as the toy law asks for SILVER; of GOLD the trees are unknown."""


def judged(town: Municipality, measured: Measured, sure: str | None = None) -> DerivedType:
    """Derive the type of a town by the toy law."""
    shelf = library(TOY_RULES)
    with Assessor(shelf.rulebook(shelf.register.laws[0])) as assessor:
        return derived_type(TOY_TYPE, assessor, Subject(town, measured), Question("", TOY_DAY, None, sure))


def known(name: str, current_type: str | None = None, sure: str | None = None) -> DerivedType:
    """Derive the type of a test town, with or without a current type."""
    towns = dataset(TOWNS, TOY_RULES)
    town = replace(towns.municipality(name), current_type=current_type)
    return judged(town, towns.measured(name, TOY_DAY), sure)


def made(**values: str) -> DerivedType:
    """Derive the type of a town that is good except for these values."""
    indicators = library(TOY_RULES).indicators
    measured = {
        name: Measurement("made", name, indicators[name].quantity(text), TOY_DAY)
        for name, text in {**GOOD, **{name.replace("_", "-"): text for name, text in values.items()}}.items()
    }
    return judged(
        Municipality("made", "Made", "town", inner_area=True, outer_area=True, region="plain", attributes=only()),
        measured,
    )


def verdicts(found: DerivedType) -> list[Verdict]:
    """The verdicts for GOLD and SILVER."""
    return [assessment.verdict for assessment in found.assessments]


def test_it_is_the_highest_type_that_it_surely_and_possibly_reaches() -> None:
    """A town that meets SILVER and may meet GOLD is at least SILVER and at most GOLD."""
    found = known("delta")
    assert [Verdict.UNDETERMINED, Verdict.MET] == verdicts(found)
    assert Quantity(SILVER, GOLD) == found.quantity == found.verified


def test_a_recognised_type_counts() -> None:
    """A type that a town has counts as reached, though it meets nothing of it today; another law's type does not."""
    assert [Quantity(SILVER, SILVER)] * 2 == [known("zeta", "SILVER").quantity, known("zeta", "SILVER").verified]
    assert Quantity(NO_TYPE, NO_TYPE) == known("zeta").quantity == known("zeta", "V").quantity


def test_a_provisional_met_is_open_without_the_unverified() -> None:
    """SILVER that is met by unverified levels is reached; were they unknown, it would only be possible."""
    found = known("epsilon")
    assert [Verdict.NOT_MET, Verdict.MET] == verdicts(found)
    assert (Quantity(SILVER, SILVER), Quantity(NO_TYPE, SILVER)) == (found.quantity, found.verified)


def test_a_provisional_not_met_is_open_without_the_unverified() -> None:
    """SILVER that is missed by unverified levels alone is out of reach; were they unknown, it would be possible."""
    found = made(people="500", inner_people="201", water="80", poverty="10", centre="village", trees="10")
    assert [Verdict.NOT_MET, Verdict.NOT_MET] == verdicts(found)
    assert (Quantity(NO_TYPE, NO_TYPE), Quantity(NO_TYPE, SILVER)) == (found.quantity, found.verified)


def test_the_upper_bound_may_lie_above_a_type_that_is_missed() -> None:
    """A town whose trees fail SILVER may still be GOLD if their level for GOLD is unknown: types need not nest."""
    found = made(centre="village", trees="5")
    assert [Verdict.UNDETERMINED, Verdict.NOT_MET] == verdicts(found)
    assert Quantity(NO_TYPE, GOLD) == found.quantity == found.verified


def test_with_verified_levels_only_the_judge_uses_these_alone() -> None:
    """Who asks for verified levels only gets the type that these alone give."""
    assert Quantity(NO_TYPE, SILVER) == known("epsilon", sure="seed").quantity


# --- how the types are asked for ---

TOWN = Municipality(
    "made", "Made", "town", "IV", inner_area=True, outer_area=True, region="mekong-delta", attributes=only()
)


def units_law() -> Rulebook:
    """What the law on units asks of a town."""
    shelf = library(REAL_RULES)
    return shelf.rulebook(shelf.register.law(UNITS_LAW)).for_type("town")


def asked(town: Municipality, measured: Measured, sure: str | None = None) -> Mapping[str, DerivedType]:
    """The types that the law on units asks of a town in 2021, judged by the law on types of that day."""
    with Assessors(library(REAL_RULES).rulebook_in_force) as judges:
        return derived_types(
            units_law(),
            judges.find,
            Subject(town, measured),
            Question("town", DEMO_DAY, None, sure),
        )


@pytest.mark.parametrize("day", [datetime.date(2015, 1, 1), DEMO_DAY], ids=["no law in force", "a law in force"])
def test_without_a_law_in_force_nothing_is_known_of_the_type(day: datetime.date) -> None:
    """Where no law on types is in force on the day, no type is judged, and any is possible."""
    with Assessors(library(REAL_RULES).rulebook_in_force) as judges:
        found = derived_types(units_law(), judges.find, Subject(TOWN, {}), Question("town", day))["urban-type"]
    assert (found == NOT_JUDGED) is (day < DEMO_DAY)
    assert bool(found.assessments) is (day == DEMO_DAY)


def test_where_nobody_judges_nothing_is_known_of_the_type() -> None:
    """An assessor without a way to find others leaves the type unknown."""
    found = derived_types(units_law(), None, Subject(TOWN, {}), Question("town", DEMO_DAY))
    assert UNKNOWN == found["urban-type"].quantity == found["urban-type"].verified


def test_a_type_that_was_measured_is_not_judged() -> None:
    """A type stated in the data is kept."""
    measured = {"urban-type": Measurement("made", "urban-type", Quantity(1, 1), DEMO_DAY)}
    assert {} == asked(TOWN, measured)


def test_a_type_is_judged_every_way() -> None:
    """Where the zones are not stated, the type is judged every way, and may be all that it may be with some zones."""
    blank = asked(replace(TOWN, inner_area=None, outer_area=None), {})["urban-type"].quantity
    for inner, outer in ((True, True), (False, True), (True, False)):
        stated = asked(replace(TOWN, inner_area=inner, outer_area=outer), {})["urban-type"].quantity
        assert (blank.lower or 0) <= (stated.lower or 0) <= (stated.upper or 0) <= (blank.upper or 0)


def test_an_unknown_current_type_may_be_any() -> None:
    """Of a town whose current type is blank, the type may be the highest there is."""
    grades = library(REAL_RULES).indicators["urban-type"].grades
    assert len(grades) - 1 == asked(replace(TOWN, current_type=None), {})["urban-type"].quantity.upper


@pytest.mark.parametrize("sure", ["one-source", None])
def test_the_type_is_judged_as_the_town_is(sure: str | None) -> None:
    """The law on types is judged by numbers as sure as those of the law on units."""
    assessments = asked(TOWN, {}, sure)["urban-type"].assessments
    assert {sure} == {assessment.sure for assessment in assessments}


def test_a_type_that_is_stated_to_be_unknown_is_judged() -> None:
    """A measurement that says "unknown" is no measurement: the type is derived as if nothing were stated."""
    unknown = {"urban-type": Measurement("made", "urban-type", UNKNOWN, DEMO_DAY)}
    assert asked(TOWN, {})["urban-type"].quantity == asked(TOWN, unknown)["urban-type"].quantity
