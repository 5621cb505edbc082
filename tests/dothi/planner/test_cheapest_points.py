"""The cheapest points of units, compared with every choice of values on small grids."""

import itertools
import math
import random

import pytest

from criteria.bilingual import BilingualText
from criteria.indicator import Indicator
from criteria.price_list import EFFORT_UNIT, Price, PriceList
from criteria.quantity import Interval, Quantity
from dothi.planner import cheapest_points
from dothi.planner.knapsack import TooManyStates
from dothi.planner.levers import lever_of
from dothi.planner.prices import Prices
from dothi.planner.unit_pairs import Pair, Raised, Side, cheapest_values

NAME = BilingualText("tên", "name")
UNITS = ("a", "b", "c")


def pairs_of(
    starts: tuple[int, ...], prices: tuple[Price, ...], total: int, top: int, effort: int = 7, width: int = 5
) -> list[Pair]:
    """Return units whose points on one indicator must reach a total."""
    indicator = Indicator("section", NAME, NAME, 2, True, Interval(0, top))
    side = Side(indicator, (), None, None, total)
    of = Prices(PriceList(EFFORT_UNIT, prices, effort=effort), {"section": width})
    return [
        Pair(side, None, Raised(start, start, lever_of(unit, indicator, Quantity(start, start)), of), None)
        for unit, start in zip(UNITS, starts, strict=False)
    ]


def cost_of(pairs: list[Pair]) -> int | None:
    """Return what the cheapest values cost."""
    found = cheapest_values(pairs)
    return None if found is None else sum(pair.cost(values) for pair, values in zip(pairs, found, strict=True))


def brute(pairs: list[Pair], total: int) -> int | None:
    """Return the least cost of all values that reach the total."""
    grids = (range(pair.whole.known, pair.whole.top + 1) for pair in pairs)
    return min(
        (
            sum(pair.cost((value, 0)) for pair, value in zip(pairs, values, strict=True))
            for values in itertools.product(*grids)
            if sum(values) >= total
        ),
        default=None,
    )


def test_totals_cost_no_more_than_any_values_that_reach_them() -> None:
    """Whatever the prices, steps, fixed parts, tops and starts, no values that reach the total are cheaper."""
    dice = random.Random(11)
    for _ in range(250):
        top, count = dice.randint(5, 26), dice.randint(1, 3)
        starts = tuple(dice.randint(0, top) for _ in range(count))
        total = dice.randint(0, top * count + 1)
        prices = tuple(
            Price(
                "section",
                unit,
                dice.randint(0, 12),
                dice.randint(1, 7),
                dice.random() < 0.4,
                dice.choice([0, 0, 3]),
                dice.choice([None, dice.randint(0, top)]),
            )
            for unit in UNITS
            if dice.random() < 0.85
        )
        pairs = pairs_of(starts, prices, total, top)
        assert brute(pairs, total) == cost_of(pairs), (starts, prices, total, top)


def test_the_cheaper_unit_is_raised_to_its_best() -> None:
    """The one that costs less reaches what is feasible, not a whole point, and the other what is then missing."""
    prices = (Price("section", "a", 10, 100, most=4_750), Price("section", "b", 100, 100))
    pairs = pairs_of((4_700, 4_700), prices, 9_600, 10_000)
    assert [(4_750, 0), (4_850, 0)] == cheapest_values(pairs)
    assert 155 == cost_of(pairs)


def test_tops_between_whole_points_are_enough() -> None:
    """What only values between whole points can reach is reached; a hundredth more than all the tops is not."""
    prices = (Price("section", "a", 10, 100, most=4_820), Price("section", "b", 100, 100, most=4_790))
    assert 92 == cost_of(pairs_of((4_700, 4_700), prices, 9_600, 10_000))
    assert (True, False) == tuple(
        cost_of(pairs_of((4_700, 4_700), prices, total, 10_000)) is not None for total in (9_610, 9_611)
    )


def test_nothing_is_called_cheapest_that_was_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many values to try the answer is left open, unless a bound proves what was found."""
    monkeypatch.setattr(cheapest_points, "MOST_STEPS", 20)
    uneven = tuple(Price("section", unit, amount, 97) for unit, amount in zip(UNITS, (91, 93, 95), strict=True))
    with pytest.raises(TooManyStates):
        cheapest_values(pairs_of((13, 29, 31), uneven, 1_000, 400))


def test_many_units_with_odd_prices_are_quick() -> None:
    """A bound that is not rounded proves the plan for units that are raised at one price."""
    indicator = Indicator("section", NAME, NAME, 4, True, Interval(0, 1_000_000))
    total = 30 * 480_000
    side = Side(indicator, (), None, None, total)
    of = Prices(PriceList(EFFORT_UNIT, (Price("section", None, 1_234_567, 10_000),)))
    pairs = [
        Pair(side, None, Raised(start, start, lever_of(f"u{start}", indicator, Quantity(start, start)), of), None)
        for start in range(400_001, 400_031)
    ]
    missing = total - sum(pair.whole.known for pair in pairs)
    cost = cost_of(pairs)
    assert cost is not None
    assert 0 <= cost - math.ceil(1_234_567 * missing / 10_000) < len(pairs)
