"""The indicators that both versions of a law use are compared."""

from pathlib import Path

import pytest

from dothi.workbench.diff.difference import Difference, Direction, Figure, Side, Word
from tests.dothi.workbench.diff.test_difference import WORKS, found
from tests.support.example_folders import change

CATALOGUE = "indicators.yaml"


def plain(side: Side) -> object:
    """Return a side without its type."""
    match side:
        case Figure():
            return side.value
        case tuple():
            return [known.id for known in side]
        case _:
            return side


@pytest.mark.parametrize(
    ("expected", "edit"),
    [
        (("indicator_decimals", "poverty", 1, 2), ("decimals: 1, better: lower", "decimals: 2, better: lower")),
        (("indicator_highest", "people", 1_000_000, 2_000_000), ("highest: 1000000}", "highest: 2000000}")),
        (
            ("indicator_unit", "people", ["người"], ["nghìn người"]),
            ("unit: {vi: người, en: people}", "unit: {vi: nghìn người, en: thousands}"),
        ),
        (
            ("indicator_grades", "centre", ["none", "village", "city"], ["none", "hamlet", "village", "city"]),
            ("      - {id: village,", "      - {id: hamlet, name: {vi: ấp, en: hamlet}}\n      - {id: village,"),
        ),
    ],
)
def test_an_edited_indicator_is_one_difference(
    before: Path, after: Path, expected: tuple[str, str, object, object], edit: tuple[str, str]
) -> None:
    """Levels with the same numbers and grades as before do not differ."""
    change(after / CATALOGUE, *edit)
    (difference,) = found(before, after)
    assert expected == (difference.part, difference.subject, *map(plain, difference.sides))


def test_an_indicator_that_is_better_the_other_way_is_told(before: Path, after: Path) -> None:
    """If fewer trees are now better, a law with one level for all points has changed."""
    for rules in (before, after):
        change(rules / WORKS, "SILVER: {minimum: 10, maximum: 20,", "SILVER: {minimum: 10, maximum: 10,")
    change(after / CATALOGUE, "decimals: 0, better: higher, lowest: 0, highest: 100000}",
           "decimals: 0, better: lower, lowest: 0, highest: 100000}")  # fmt: skip
    (difference,) = found(before, after)
    assert ("indicator_better", "trees", Word("better_higher"), Word("better_lower")) == (
        difference.part,
        difference.subject,
        *difference.sides,
    )


def test_another_name_is_no_difference(before: Path, after: Path) -> None:
    """Names of units in English and names of grades are not compared."""
    change(after / CATALOGUE, "{vi: Hộ nghèo, en: Poor households}", "{vi: Nghèo, en: The poor}")
    change(after / CATALOGUE, "unit: {vi: người, en: people}", "unit: {vi: người, en: persons}")
    change(after / CATALOGUE, "name: {vi: xã, en: village}", "name: {vi: làng, en: village}")
    assert () == found(before, after)


def test_a_level_with_more_decimals_is_harder_by_the_difference_of_the_numbers(before: Path, after: Path) -> None:
    """A change from 10 to 9.25 percent is found although the catalogue now has two decimals."""
    change(after / CATALOGUE, "decimals: 1, better: lower", "decimals: 2, better: lower")
    change(after / WORKS, "SILVER: {minimum: 10, maximum: 5,", "SILVER: {minimum: 9.25, maximum: 5,")
    level = of_part("minimum_level", found(before, after))
    assert (Direction.TIGHTENED, Figure(-75, 2)) == (level.direction, level.by)


def test_a_grade_on_a_longer_ladder_is_harder_by_its_place(before: Path, after: Path) -> None:
    """A new grade between none and village ranks below the village that was required."""
    change(
        after / CATALOGUE,
        "      - {id: village,",
        "      - {id: hamlet, name: {vi: ấp, en: hamlet}}\n      - {id: village,",
    )
    change(after / WORKS, "SILVER: {minimum: village,", "SILVER: {minimum: hamlet,")
    assert Direction.LOOSENED is of_part("minimum_level", found(before, after)).direction


def of_part(part: str, differences: tuple[Difference, ...]) -> Difference:
    """Return the only difference of a part."""
    (difference,) = (known for known in differences if known.part == part)
    return difference
