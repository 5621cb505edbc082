"""When and for which municipalities the tasks of a plan are anybody's."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from criteria.municipality import ALONE, Dataset, Municipality, Surroundings
from criteria.rule_files.library import Library
from criteria.task import ANYWHERE, Scope
from tests.support.example_folders import change, copy_of_toy_rules

SCOPE = Scope(datetime.date(2021, 1, 1), datetime.date(2025, 12, 31), "shire", "The Shire")
DURING = datetime.date(2022, 5, 1)
SHIRE = Municipality("shire", "Shire", "province")
HUNDRED = Municipality("hundred", "Hundred", "district", part_of="shire")
VILLAGE = Municipality("village", "Village", "commune", part_of="hundred")


@pytest.mark.parametrize(
    ("day", "covers"), [("2020-12-31", False), ("2021-01-01", True), ("2025-12-31", True), ("2026-01-01", False)]
)
def test_a_plan_is_for_its_period(day: str, covers: bool) -> None:
    """From its first day to its last, and on no day beside, tasks are anybody's."""
    assert covers == SCOPE.covers(SHIRE, ALONE, datetime.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("municipality", "surroundings", "covers"),
    [
        (SHIRE, ALONE, True),
        (VILLAGE, Surroundings((HUNDRED, SHIRE)), True),
        (VILLAGE, Surroundings((HUNDRED,)), False),
        (replace(VILLAGE, province="The Shire"), ALONE, True),
        (replace(VILLAGE, province="Elsewhere"), ALONE, False),
    ],
    ids=["itself", "a part of a part", "a part of something else", "by its province", "of another province"],
)
def test_a_plan_is_for_its_place(municipality: Municipality, surroundings: Surroundings, covers: bool) -> None:
    """A plan is for the municipality it names, for whatever is part of that step by step, and for its province."""
    assert covers == SCOPE.covers(municipality, surroundings, DURING)


def test_a_plan_without_period_and_place_is_for_all() -> None:
    """Where a plan says neither when nor where, its tasks are always and everywhere somebody's."""
    assert ANYWHERE.covers(VILLAGE, ALONE, datetime.date.max)


def test_the_scope_of_a_plan_is_read(tmp_path: Path) -> None:
    """Period and place stand in the head of the file and hold for every task of it."""
    rules = copy_of_toy_rules(tmp_path, further_laws=True)
    period, place = "{from: 2021-01-01, until: 2025-12-31}", "{part_of: shire, province: The Shire}"
    head = f"citation: Annex\nin_force: {period}\nwithin: {place}\n"
    change(rules / "counted-law" / "tasks.yaml", "citation: Annex\n", head)
    assert [SCOPE, SCOPE] == [task.scope for task in Library(rules).tasks]


def test_the_tasks_of_the_example_are_of_the_province(shipped_library: Library, example_data: Dataset) -> None:
    """The tasks of the shipped plan answer for every municipality of the example, and for none of another province."""
    (scope,) = {task.scope for task in shipped_library.tasks}
    assert all(
        scope.covers(town, example_data.surroundings(town.id, DURING), DURING)
        for town in example_data.municipalities.values()
    )
    assert not scope.covers(Municipality("my-tho", "Mỹ Tho", "city", province="Tiền Giang"), ALONE, DURING)


def test_surroundings_are_what_it_belongs_to_and_what_belongs_to_it() -> None:
    """The wholes stand nearest first; the units in the order of the data."""
    data = Dataset({known.id: known for known in (VILLAGE, HUNDRED, SHIRE)}, ())
    found = data.surroundings("hundred", DURING)
    assert ((SHIRE,), ["village"]) == (found.wholes, [unit.municipality.id for unit in found.units])
    assert (HUNDRED, SHIRE) == data.surroundings("village", DURING).wholes


def test_a_circle_of_parts_ends() -> None:
    """Data made in memory may form a circle; each whole is listed once."""
    data = Dataset(
        {"a": Municipality("a", "A", "town", part_of="b"), "b": Municipality("b", "B", "town", part_of="a")}, ()
    )
    assert ["b", "a"] == [whole.id for whole in data.surroundings("a", DURING).wholes]
