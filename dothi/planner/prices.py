"""What it costs to raise a lever: the price on file, or a share of the distance between the levels of its standard."""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from classifier.plan.plan import StandardPlan
from criteria.price_list import NO_PRICES, Price, PriceList
from dothi.planner.levers import Lever


class Prices:
    """Whole costs of raising levers; more is never cheaper, and from a better start it is never dearer.

    Args:
        widths: for each indicator without a price, the distance that counts as the whole effort.
    """

    def __init__(self, price_list: PriceList = NO_PRICES, widths: Mapping[str, int] | None = None) -> None:
        self.list = price_list
        self._widths = widths or {}

    def price(self, lever: Lever) -> Price | None:
        """Return the price on file for a lever: that of the municipality, else that of all; None if there is none."""
        return self.list.price(lever.municipality, lever.indicator.id)

    def top(self, lever: Lever) -> int:
        """Return the best value that is possible and feasible."""
        price = self.price(lever)
        if price is None or price.most is None:
            return lever.top
        return min(lever.top, price.most if lever.indicator.higher_is_better else -price.most)

    def cost(self, lever: Lever, start: int, to: int) -> int:
        """Return the cost of raising a lever from one value to another; 0 if it is there already."""
        if to <= start:
            return 0
        price = self.price(lever)
        if price is None:
            return -(-self.list.effort * (to - start) // self._widths.get(lever.indicator.id, 1))
        if price.whole_steps:
            return price.fixed + price.amount * -(-(to - start) // price.per)
        return price.fixed + -(-price.amount * (to - start) // price.per)

    def rate(self, lever: Lever) -> Fraction:
        """Return what a step of the grid costs, without the fixed part and before anything is rounded up."""
        price = self.price(lever)
        if price is None:
            return Fraction(self.list.effort, self._widths.get(lever.indicator.id, 1))
        return Fraction(price.amount, price.per)

    def period(self, lever: Lever) -> int:
        """Return a distance after which the cost has risen by the same whole amount, wherever one starts."""
        price = self.price(lever)
        return price.per if price is not None and price.whole_steps else self.rate(lever).denominator


def widths_of(standards: Iterable[StandardPlan]) -> dict[str, int]:
    """Return the distance between the levels of each indicator, on its own grid; the widest of several standards.

    Where the levels are one, or one of them is not known, it is the distance from the worst value that is possible.
    """
    found: dict[str, int] = {}
    for standard in standards:
        low, high = standard.minimum, standard.maximum
        if low is None or high is None or low >= high:
            known = [level for level in (low, high) if level is not None]
            low, high = standard.domain.lower, min(known, default=standard.domain.upper)
        width = max(1, -(-(high - low) // standard.refinement))
        found[standard.indicator] = max(width, found.get(standard.indicator, 1))
    return found
