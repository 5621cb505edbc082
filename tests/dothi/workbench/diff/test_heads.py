"""Dates, transitions and member-unit requirements are compared as well."""

import datetime

import pytest

from dothi.workbench.diff.difference import Direction, Figure, Named, Side, Word
from tests.dothi.conftest import Edited

LAW, HEAD, UNITS = "nq-111-2025", "nq-111-2025/law.yaml", "nq-111-2025/member-units.yaml"


def plain(side: Side) -> object:
    """Return a side without its type."""
    match side:
        case Figure():
            return side.value
        case Word():
            return side.key
        case tuple():
            return [known.id for known in side if isinstance(known, Named)]
        case _:
            return side


@pytest.mark.parametrize(
    ("expected", "edit"),
    [
        (
            (Direction.CHANGED, "in_force_from", "", datetime.date(2026, 1, 1), datetime.date(2026, 2, 1)),
            (HEAD, "from: 2026-01-01", "from: 2026-02-01"),
        ),
        (
            (Direction.ADDED, "in_force_until", "", None, datetime.date(2030, 12, 31)),
            (HEAD, "from: 2026-01-01", "from: 2026-01-01\n  until: 2030-12-31"),
        ),
        ((Direction.CHANGED, "family", "", "urban-type", "ward"), (HEAD, "family: urban-type", "family: ward")),
        (
            (
                Direction.CHANGED,
                "reading_one_of",
                "one-factor",
                "heritage | highland-border-island | mountain | region-north-central-coast | region-other",
                "heritage | highland-border-island, mountain | region-north-central-coast | region-other",
            ),
            (HEAD, "- [mountain]\n      - [highland-border-island]", "- [mountain, highland-border-island]"),
        ),
        ((Direction.CHANGED, "data_as_of_day", "", "31/12", "30/6"), (HEAD, "day: 12-31", "day: 06-30")),
        ((Direction.CHANGED, "data_as_of_years_before", "", 1, 2), (HEAD, "years_before: 1", "years_before: 2")),
        ((Direction.CHANGED, "transition_to", "IV, V → II", "III", "II"),
         (HEAD, "[IV, V]\n    to: III", "[IV, V]\n    to: II")),
        ((Direction.CHANGED, "transition_from", "IV → III", "IV, V", "IV"), (HEAD, "from: [IV, V]", "from: [IV]")),
        (
            (
                Direction.CHANGED,
                "transition_condition",
                "– → III",
                "municipality.kind: {any_of: [town, township]}",
                "municipality.kind: {any_of: [town]}",
            ),
            (HEAD, "any_of: [town, township]", "any_of: [town]"),
        ),
        (
            (Direction.ADDED, "transition", "V → II", None, None),
            (
                HEAD,
                "  - from: [IV, V]\n",
                "  - {from: [V], to: II, citation: Điều 15, basis: one-source}\n\n  - from: [IV, V]\n",
            ),
        ),
        (
            (Direction.LOOSENED, "member_unit_required", "one-unit", 750_000, 700_000),
            (UNITS, "{value: 75,", "{value: 70,"),
        ),
        (
            (Direction.TIGHTENED, "member_unit_required", "average-of-the-units", 480_000, 500_000),
            (UNITS, "{value: 48,", "{value: 50,"),
        ),
        (
            (Direction.CHANGED, "member_unit_units", "average-of-the-units", "several_units", "one_unit"),
            (UNITS, "units: several", "units: one"),
        ),
        (
            (Direction.CHANGED, "member_unit_reached_by", "one-of-the-units", "reached_by_one", "reached_by_every"),
            (UNITS, "reached_by: one", "reached_by: every"),
        ),
        (
            (
                Direction.CHANGED,
                "member_unit_points",
                "one-unit",
                ["unit-table-2b-points-type-II"],
                ["unit-table-2b-section-III-points-type-II"],
            ),
            (UNITS, "{II: unit-table-2b-points-type-II,", "{II: unit-table-2b-section-III-points-type-II,"),
        ),
        ((Direction.REMOVED, "member_unit_points", "one-unit", ["unit-table-2b-points-type-II"], None),
         (UNITS, "{II: unit-table-2b-points-type-II, ", "{")),
    ],
)  # fmt: skip
def test_what_is_edited_is_told(
    expected: tuple[Direction, str, str, object, object], edit: tuple[str, str, str], edited: Edited
) -> None:
    """One edit is one difference, with its direction, part, and old and new content."""
    (difference,) = edited(LAW, edit)
    before, after = difference.sides
    assert expected == (difference.direction, difference.part, difference.subject, plain(before), plain(after))


def test_another_kind_of_unit_is_told_of_every_test(edited: Edited) -> None:
    """Kinds stated once in the file belong to each of its three requirements."""
    found = edited(LAW, (UNITS, "[ward, commune, township, special-zone]", "[ward, commune, town, special-zone]"))
    assert 3 * [("member_unit_kinds", ["township"], ["town"])] == [
        (difference.part, *map(plain, difference.sides)) for difference in found
    ]


def test_a_member_unit_of_another_id_is_another_test(edited: Edited) -> None:
    """A requirement with another id is removed and added."""
    found = edited(LAW, (UNITS, "id: one-unit", "id: single-unit"))
    assert [(Direction.REMOVED, "one-unit"), (Direction.ADDED, "single-unit")] == [
        (difference.direction, difference.subject) for difference in found if difference.part == "member_unit"
    ]


def test_transitions_from_one_type_that_change_places_are_told(edited: Edited) -> None:
    """The first matching transition counts: a centrally run city stays type I only while its transition comes first."""
    moved = "  - {from: [I, II, III], to: II, citation: Điều 15, basis: two-sources}\n\n"
    second = "  - from: [I, II, III]\n    to: II\n    citation: Điều 15\n    basis: two-sources\n\n"
    (difference,) = edited(LAW, (HEAD, second, ""), (HEAD, "transitions:\n", f"transitions:\n{moved}"))
    assert ("transition_order", ("I → I; I, II, III → II", "I, II, III → II; I → I")) == (
        difference.part,
        difference.sides,
    )
