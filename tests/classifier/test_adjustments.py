"""What rules change about the steps of one standard."""

from classifier.adjustments import Adjustments
from criteria.condition import AllOf
from criteria.name import Name
from criteria.quantity import Interval
from criteria.rulebook import Rule, ScaleSteps

PERCENT = Interval(0, 10000)
"""The domain of a percentage with two decimals."""


def scaled(to_percent: int, narrows: bool) -> Adjustments:
    """A rule that scales the steps of the standard ``schools`` to so many percent."""
    action = ScaleSteps(("schools",), (to_percent, 100), narrows)
    rule = Rule("islands", Name("Hải đảo", "Islands"), AllOf(()), (action,), "Điều 21", "one-source")
    return Adjustments("schools", [rule], frozenset({"islands"}), verified_only=False)


def test_the_value_from_which_points_are_earned_is_scaled_like_the_start_of_the_steps() -> None:
    """Points from 15 % on that grow above 20 % are at 30 % points from 4.5 % on that grow above 6 %."""
    asked = scaled(30, narrows=False).in_steps(2000, 6000, 1500, 500, PERCENT, higher_is_better=True)

    assert (450, 600) == (asked.sure_floor, asked.minimum)


def test_steps_keep_their_width_where_only_their_start_is_scaled() -> None:
    """Eight steps of 5 % above 20 % are at 30 % eight steps of 5 % above 6 %."""
    asked = scaled(30, narrows=False).in_steps(2000, 6000, None, 500, PERCENT, higher_is_better=True)

    assert (600, 4600, 500) == (asked.minimum, asked.maximum, asked.step)


def test_steps_are_narrower_where_they_are_scaled_too() -> None:
    """Eight steps of 5 % above 20 % are at 30 % eight steps of 1.5 % above 6 %."""
    asked = scaled(30, narrows=True).in_steps(2000, 6000, None, 500, PERCENT, higher_is_better=True)

    assert (600, 1800, 150) == (asked.minimum, asked.maximum, asked.step)
