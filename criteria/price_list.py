"""Prices of improvements: what it costs to raise an indicator, and projects that raise several at once.

Prices are whole amounts in one unit, such as millions of đồng. They are no part of the law.
"""

from dataclasses import dataclass

from criteria.bilingual import BilingualText

EFFORT = 10_000
"""The cost of the whole distance between the levels of a standard without a price, where no file says another."""

EFFORT_UNIT = BilingualText("phần công sức", "shares of effort")
"""The unit of costs where there are no prices at all."""


@dataclass(frozen=True, slots=True)
class Price:
    """The price of raising one indicator.

    Attributes:
        municipality: the only municipality for which it holds; None for all.
        amount: for each ``per`` of improvement.
        per: a distance on the indicator's grid of decimals; for grades a number of grades.
        whole_steps: True if a part of ``per`` costs as much as all of it.
        fixed: added once if the indicator is raised at all.
        most: the best value that is feasible, as the indicator writes it; None if any is.
        months: how long it takes; None if unknown.
    """

    indicator: str
    municipality: str | None
    amount: int
    per: int
    whole_steps: bool = False
    fixed: int = 0
    most: int | None = None
    months: int | None = None


@dataclass(frozen=True, slots=True)
class Raise:
    """What a project does to one indicator: ``by`` so much, or at least ``to`` a value; one of both is given."""

    indicator: str
    by: int | None
    to: int | None


@dataclass(frozen=True, slots=True)
class Project:
    """A project that raises several indicators at once, for one amount."""

    id: str
    name: BilingualText
    municipality: str | None
    amount: int
    raises: tuple[Raise, ...]
    months: int | None = None


@dataclass(frozen=True, slots=True)
class PriceList:
    """The prices of a file.

    Attributes:
        unit: the unit of all amounts.
        effort: the amount for the whole distance between the levels of a standard without a price.
        is_effort_stated: False if no file states ``effort``.
    """

    unit: BilingualText
    prices: tuple[Price, ...] = ()
    projects: tuple[Project, ...] = ()
    effort: int = EFFORT
    is_effort_stated: bool = False

    def price(self, municipality: str, indicator: str) -> Price | None:
        """Return the price for an indicator: that of the municipality, else that of all; None if there is none."""
        found = [known for known in self.prices if known.indicator == indicator]
        own = next((known for known in found if known.municipality == municipality), None)
        return own or next((known for known in found if known.municipality is None), None)


NO_PRICES = PriceList(EFFORT_UNIT)
"""Nothing has a price; every cost is a share of effort."""
