"""Steps and brackets are compared by the numbers of the article."""

import pytest

from dothi.workbench.diff.difference import Direction, Figure, Word
from tests.dothi.conftest import Edited

LAW, SPECIAL = "nq-1211-2016", "nq-1211-2016/class-20-4-special.yaml"


@pytest.mark.parametrize(
    ("expected", "edit"),
    [
        ((Direction.TIGHTENED, "brackets_from", 1000, 1200), ("{from: 10,", "{from: 12,")),
        ((Direction.TIGHTENED, "brackets_above", 2000, 2500), ("above: 20,", "above: 25,")),
        ((Direction.LOOSENED, "brackets_above", 2000, 1500), ("above: 20,", "above: 15,")),
        ((Direction.LOOSENED, "minimum_points", 5000, 7500), ("points: 0.5, above", "points: 0.75, above")),
        ((Direction.LOOSENED, "steps_from", 2000, 1500), ("{from: 20,", "{from: 15,")),
        ((Direction.TIGHTENED, "steps_at", 3000, 3500), ("at: 30,", "at: 35,")),
        ((Direction.TIGHTENED, "steps_each", 500, 1000), ("each: 5,", "each: 10,")),
        ((Direction.LOOSENED, "steps_adds", 2500, 5000), ("adds: 0.25,", "adds: 0.5,")),
    ],
)
def test_a_number_of_the_article_is_one_difference(
    expected: tuple[Direction, str, int, int], edit: tuple[str, str], edited: Edited
) -> None:
    """The number is shown as written, and the levels derived from it are not compared."""
    (difference,) = edited(LAW, (SPECIAL, *edit))
    before, after = difference.sides
    assert isinstance(before, Figure)
    assert isinstance(after, Figure)
    assert expected == (difference.direction, difference.part, before.value, after.value)


def test_steps_in_the_place_of_brackets_are_told(edited: Edited) -> None:
    """The change of method is found, then the removed and the added numbers; the points are the same."""
    brackets = "brackets: {from: 10, points: 0.5, above: 20, points_above: 1}"
    steps = "steps: {from: 10, base: 0.5, at: 20, each: 5, adds: 0.25, cap: 1}"
    way, *numbers = edited(LAW, (SPECIAL, brackets, steps))
    assert (Word("brackets"), Word("steps")) == way.sides
    assert [
        (Direction.REMOVED, "brackets_from"),
        (Direction.REMOVED, "brackets_above"),
        (Direction.ADDED, "steps_from"),
        (Direction.ADDED, "steps_at"),
        (Direction.ADDED, "steps_each"),
        (Direction.ADDED, "steps_adds"),
    ] == [(difference.direction, difference.part) for difference in numbers]
