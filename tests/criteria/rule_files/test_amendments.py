"""What an amending law takes over from the law it amends."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from criteria.rule import Grant
from criteria.rule_files.amendments import taken_over
from criteria.rulebook import Rulebook
from criteria.sign_off import SignOff
from criteria.standard import Known, Level
from tests.support.example_folders import copy_of_toy_rules, further_law, load_everything


@pytest.fixture
def taking(tmp_path: Path) -> Rulebook:
    """A law that takes over the stepped law, with a criterion and a rule of its own."""
    return further_law("taking-law", tmp_path)


@pytest.fixture
def earlier(tmp_path: Path) -> Rulebook:
    """The law that it takes over."""
    return further_law("stepped-law", tmp_path / "earlier")


def test_what_the_law_does_not_state_stands(taking: Rulebook) -> None:
    """The criteria of the amended law stand in their order, its own in the place of those it replaces."""
    assert ["city-water", "stepped-population", "stepped-centre", "town-water"] == [s.id for s in taking.standards]
    assert [("city",), None, ("town",)] == [known.kinds for known in taking.criteria]


def test_unverified_numbers_are_known_as_well_as_the_law_says(taking: Rulebook) -> None:
    """Levels and points that were unverified have the basis of the amending law; the others keep theirs."""
    city = taking.standards[0]

    assert Level(Known(9000, "two-sources"), Known(9500, "one-source")) == city.levels["FIRST"]
    assert ("one-source", "two-sources") == (city.points.minimum.basis, city.points.maximum.basis)
    assert "one-source" == taking.criteria[0].points.maximum.basis


def test_what_was_signed_off_was_compared_with_the_other_law(earlier: Rulebook) -> None:
    """Nobody compared the amending law: its number is known as well as that law says, and shows no record."""
    amending = replace(earlier.law, amends=earlier.law.id, taken_over_basis="one-source")
    standard = earlier.criteria[0].standards[0]
    record = SignOff(("Sở Nội vụ",), datetime.date(2026, 10, 1), "Công báo số 1", {"points.minimum": "1"})
    minimum = Known(standard.points.minimum.value, "signed-off")
    signed = replace(standard, points=replace(standard.points, minimum=minimum), signed=(record,))
    criterion = replace(earlier.criteria[0], standards=(signed,), signed=(record,))
    rule = replace(earlier.rules[0], basis="signed-off", signed=(record,))
    law = replace(earlier, criteria=(criterion,), rules=(rule,))

    (taken,), (taken_rule,) = taken_over(amending, law, ())

    assert ("one-source", (), ()) == (taken.standards[0].points.minimum.basis, taken.standards[0].signed, taken.signed)
    assert ("one-source", ()) == (taken_rule.basis, taken_rule.signed)


def test_points_of_groups_are_known_as_well(taking: Rulebook) -> None:
    """The points of a group taken over also have the basis of the amending law."""
    (group,) = taking.criteria[1].groups

    assert group.points is not None
    assert ("two-sources", "one-source") == (group.points.minimum.basis, group.points.maximum.basis)


def test_what_is_not_known_stays_unknown(taking: Rulebook) -> None:
    """A level that the amended law leaves open is open still."""
    assert Level(Known(8000, "two-sources"), None) == taking.standards[0].levels["SECOND"]


def test_the_laws_own_unverified_numbers_stay_unverified(taking: Rulebook) -> None:
    """What the amending law states itself has the basis that it states."""
    level = taking.standards[3].levels["FIRST"]

    assert level.minimum is not None
    assert "unverified" == level.minimum.basis


def test_what_stands_names_its_law(taking: Rulebook) -> None:
    """A standard taken over cites the document of the amended law; one that the law states itself does not."""
    standing, own = taking.standards[1], taking.standards[3]

    assert ("stepped-law", None) == (standing.from_law, own.from_law)
    assert ("The stepped law", "The taking law") == (taking.document_of(standing).en, taking.document_of(own).en)


def test_a_rule_with_the_same_id_is_replaced(taking: Rulebook) -> None:
    """Rules stand too, except one that the law states anew under the same id."""
    rules = {rule.id: rule for rule in taking.rules}

    assert {"stepped-islands", "stepped-coast", "stepped-hills"} == set(rules)
    assert 3 == len(taking.rules)
    assert (Grant(("stepped-centre",)),) == rules["stepped-hills"].then


def test_a_rule_that_stands_keeps_its_basis(tmp_path: Path) -> None:
    """An unverified rule of the amended law is no better known since the amendment."""
    rules = copy_of_toy_rules(tmp_path, further_laws=True)
    (rules / "taking-law" / "special.yaml").unlink()
    (taking,) = (one for one in load_everything(rules) if one.law.id == "taking-law")

    assert {"stepped-islands": "two-sources", "stepped-hills": "unverified", "stepped-coast": "two-sources"} == {
        rule.id: rule.basis for rule in taking.rules
    }


def test_a_law_that_takes_nothing_over_has_only_its_own(earlier: Rulebook, taking: Rulebook) -> None:
    """Without `takes_over` an amending law consists of what it states."""
    silent = replace(taking.law, taken_over_basis=None)
    own = (taking.criteria[2],)

    assert (own, ()) == taken_over(silent, earlier, own)
    assert (own, ()) == taken_over(taking.law, None, own)


@pytest.mark.parametrize(
    ("changes", "stands"),
    [
        ({}, False),
        ({"kinds": ("town", "city")}, False),
        ({"kinds": None}, False),
        ({"kinds": ("city",)}, True),
        ({"types": ("SECOND",)}, False),
        ({"types": ("THIRD",)}, True),
        ({"id": "9"}, True),
    ],
    ids=["the same", "more kinds", "all kinds", "another kind", "some types", "other types", "another id"],
)
def test_a_criterion_replaces_that_of_its_types_and_kinds(
    earlier: Rulebook, taking: Rulebook, changes: dict[str, object], stands: bool
) -> None:
    """A criterion replaces an earlier one with the same id if they share a type and a kind."""
    towns = earlier.criteria[2]
    amended = replace(earlier, criteria=(towns,))

    found, _ = taken_over(taking.law, amended, [replace(towns, name=taking.law.title, **changes)])

    assert stands is any(known.name == towns.name for known in found)


def test_through_two_amendments_the_first_law_is_cited(earlier: Rulebook, taking: Rulebook) -> None:
    """A standard taken over through two amendments still belongs to the first law and cites its document."""
    third = replace(taking.law, id="third-law", amends="taking-law")

    criteria, _ = taken_over(third, taking, [])
    loaded = replace(taking, law=third, criteria=criteria, amended=(taking.law, earlier.law))

    assert {"stepped-population": "The stepped law", "town-water": "The taking law"} == {
        standard.id: loaded.document_of(standard).en
        for standard in loaded.standards
        if standard.id in {"stepped-population", "town-water"}
    }
