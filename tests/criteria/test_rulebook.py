import dataclasses
import datetime

import pytest

from criteria.diagnostic import NotOnFile
from criteria.law import DaysInForce, DaysOfTypes, Law, Register, Type
from criteria.rulebook import Rulebook


@pytest.fixture
def register(toy_rulebook: Rulebook) -> Register:
    """Two laws of a family with a year between them, and one of another family."""

    def law(identifier: str, family: str, first: int, last: int | None) -> Law:
        return dataclasses.replace(
            toy_rulebook.law,
            id=identifier,
            family=family,
            in_force_from=datetime.date(first, 1, 1),
            in_force_until=datetime.date(last, 12, 31) if last else None,
        )

    return Register([law("late", "toy", 2022, None), law("early", "toy", 2016, 2020), law("units", "unit", 2016, None)])


@pytest.mark.parametrize(
    ("day", "law"),
    [
        (datetime.date(2016, 1, 1), "early"),
        (datetime.date(2020, 12, 31), "early"),
        (datetime.date(2022, 1, 1), "late"),
        (datetime.date(2999, 1, 1), "late"),
    ],
)
def test_the_law_in_force_is_found_by_the_day(register: Register, day: datetime.date, law: str) -> None:
    """On its first day, on its last day and between them a law is in force."""
    assert law == register.in_force("toy", day).id


@pytest.mark.parametrize("day", [datetime.date(2015, 12, 31), datetime.date(2021, 1, 1), datetime.date(2021, 12, 31)])
def test_a_day_without_a_law_is_refused_with_the_laws_there_are(register: Register, day: datetime.date) -> None:
    """Before the first law and in a gap between two no law is in force: the refusal says when there is one."""
    with pytest.raises(NotOnFile) as refused:
        register.in_force("toy", day)
    assert ("law_on_day", day.isoformat()) == (refused.value.kind, refused.value.name)
    assert ("early (2016-01-01 – 2020-12-31)", "late (2022-01-01 – …)") == refused.value.known


def test_each_family_has_its_own_law_in_force(register: Register) -> None:
    """Which law is in force is asked within a family."""
    assert "units" == register.in_force("unit", datetime.date(2021, 6, 1)).id


def test_an_unknown_family_is_refused_with_the_families_there_are(register: Register) -> None:
    """A family without any law is refused by name, and each known family is listed once."""
    with pytest.raises(NotOnFile) as refused:
        register.in_force("town", datetime.date(2021, 6, 1))
    assert ("family", ("toy", "unit")) == (refused.value.kind, refused.value.known)


@pytest.fixture
def laws_by_type(toy_rulebook: Rulebook) -> Register:
    """A law that ends in 2020 for GOLD and in 2022 for SILVER, and its successors for each type alone."""
    gold, silver = toy_rulebook.law.types
    first, last = datetime.date(2016, 1, 1), datetime.date(2022, 12, 31)
    own = DaysOfTypes(("GOLD",), DaysInForce(first, datetime.date(2020, 12, 31), "the decree"), "unverified")
    early = dataclasses.replace(
        toy_rulebook.law, id="early", family="toy", in_force_from=first, in_force_until=last, type_days=(own,)
    )

    def successor(identifier: str, year: int, types: tuple[Type, ...]) -> Law:
        begins = datetime.date(year, 1, 1)
        return dataclasses.replace(
            early, id=identifier, in_force_from=begins, in_force_until=None, types=types, type_days=()
        )

    return Register([early, successor("golden", 2021, (gold,)), successor("silvery", 2023, (silver,))])


@pytest.mark.parametrize(
    ("day", "target", "law"),
    [
        (datetime.date(2020, 12, 31), "GOLD", "early"),
        (datetime.date(2021, 1, 1), "GOLD", "golden"),
        (datetime.date(2021, 1, 1), "SILVER", "early"),
        (datetime.date(2022, 12, 31), "SILVER", "early"),
        (datetime.date(2023, 1, 1), "SILVER", "silvery"),
        (datetime.date(2023, 1, 1), "GOLD", "golden"),
    ],
)
def test_each_type_has_its_own_law_in_force(laws_by_type: Register, day: datetime.date, target: str, law: str) -> None:
    """If a law ends for some types earlier than for others, the law in force is asked type by type."""
    assert law == laws_by_type.in_force("toy", day, target).id


def test_a_type_that_no_law_of_the_day_has_is_refused_with_the_types_there_are(laws_by_type: Register) -> None:
    """If several laws are in force and none has the type, the refusal names the types of all of them."""
    with pytest.raises(NotOnFile) as refused:
        laws_by_type.in_force("toy", datetime.date(2021, 6, 1), "BRONZE")
    assert ("type_of_family", ("SILVER", "GOLD")) == (refused.value.kind, refused.value.known)


def test_a_type_whose_days_are_over_is_refused_with_its_days(laws_by_type: Register) -> None:
    """A type that a law of the family has, but on other days, is refused with those days and what ended them."""
    register = Register(law for law in laws_by_type.laws if law.id != "golden")
    with pytest.raises(NotOnFile) as refused:
        register.in_force("toy", datetime.date(2021, 6, 1), "GOLD")
    assert ("type_on_day", ("early (2016-01-01 – 2020-12-31; the decree)",)) == (
        refused.value.kind,
        refused.value.known,
    )


def test_a_law_is_in_force_as_long_as_one_of_its_types(laws_by_type: Register) -> None:
    """Without a type, a law counts as in force while it is for any of its types; with one, its days count."""
    early = laws_by_type.law("early")
    day = datetime.date(2022, 1, 1)
    assert (True, False, True) == tuple(early.is_in_force(day, type_) for type_ in (None, "GOLD", "SILVER"))
    assert ("SILVER",) == early.types_on(day)


def test_laws_stand_in_the_order_of_their_days(register: Register) -> None:
    """The laws of a family are listed from the earliest to the latest."""
    assert ["early", "late", "units"] == [law.id for law in register.laws]


def test_a_law_is_found_by_its_id(register: Register) -> None:
    """A law on file is found by its id, whether it is in force or not."""
    assert "early" == register.law("early").id


def test_an_unknown_law_is_refused_with_the_laws_there_are(register: Register) -> None:
    """A law that is not on file is refused with those that are."""
    with pytest.raises(NotOnFile) as refused:
        register.law("earl")
    assert ("law", {"early", "late", "units"}) == (refused.value.kind, set(refused.value.known))


def test_a_type_that_the_law_does_not_have_is_refused(toy_rulebook: Rulebook) -> None:
    """A type is one of the law's own; the refusal names them, highest first."""
    assert "type silver" == toy_rulebook.law.type("SILVER").name.en
    with pytest.raises(NotOnFile) as refused:
        toy_rulebook.law.type("III")
    assert ("type", ("GOLD", "SILVER"), "toy-law") == (
        refused.value.kind,
        refused.value.known,
        refused.value.details["law"],
    )


def test_a_reading_that_the_law_does_not_have_is_refused(toy_rulebook: Rulebook) -> None:
    """A reading is one of the law's own; the refusal names them."""
    assert "strict" == toy_rulebook.law.reading("strict").id
    with pytest.raises(NotOnFile) as refused:
        toy_rulebook.law.reading("lax")
    assert ("reading", ("points", "strict")) == (refused.value.kind, refused.value.known)


def test_the_default_reading_is_the_one_that_says_so(toy_rulebook: Rulebook) -> None:
    """Where no reading is asked for, the one marked as default counts."""
    assert "points" == toy_rulebook.law.default_reading.id


def test_the_standards_stand_in_the_order_of_the_law(toy_rulebook: Rulebook) -> None:
    """All standards of a law follow each other criterion by criterion."""
    assert ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4"] == [standard.code for standard in toy_rulebook.standards]
