"""Which towns reach a type for a budget: as many as possible, and of these choices the cheapest.

Towns do not share anything, so that the towns of the least costs are the best choice: exchanging one of them for a
dearer one never brings more towns, nor a lower cost.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from criteria.data_source import DataSource
from criteria.diagnostic import NotOnFile
from criteria.municipality import Municipality
from criteria.price_list import PriceList
from dothi.planner.path import CheapestPath, PathStatus


@dataclass(frozen=True, slots=True)
class TownPath:
    """One town: its path, or why it has none.

    Attributes:
        refusal: why nothing can be planned: what is not on file, or a sentence of the catalogues.
        is_chosen: True if the budget is spent on it.
    """

    municipality: Municipality
    path: CheapestPath | None
    refusal: NotOnFile | str | None = None
    is_chosen: bool = False

    @property
    def cost(self) -> int | None:
        """What it surely costs at least; None if nothing is sure."""
        reaches = self.path is not None and self.path.status in {PathStatus.OPTIMAL, PathStatus.ALREADY_MET}
        return self.path.upper if reaches and self.path is not None else None


@dataclass(frozen=True, slots=True)
class BudgetPlan:
    """The towns of a file, and those on which a budget is spent.

    Attributes:
        towns: those that are chosen, the cheapest first; then those that cost too much; then those without a path.
        budget: None for as much as there is to do.
    """

    towns: tuple[TownPath, ...]
    as_of: datetime.date
    budget: int | None
    price_list: PriceList
    data: DataSource | None = None

    @property
    def chosen(self) -> tuple[TownPath, ...]:
        """The towns that reach their type."""
        return tuple(town for town in self.towns if town.is_chosen)

    @property
    def spent(self) -> int:
        """What they cost together."""
        return sum(town.cost or 0 for town in self.chosen)


def within_budget(
    towns: Iterable[TownPath],
    day: datetime.date,
    budget: int | None,
    price_list: PriceList,
    data: DataSource | None = None,
) -> BudgetPlan:
    """Choose the towns on which a budget is spent."""
    every = list(towns)
    with_cost = sorted(
        ((town.cost, place) for place, town in enumerate(every) if town.cost is not None), key=lambda pair: pair
    )
    ordered, left = list[TownPath](), budget
    for cost, place in with_cost:
        is_chosen = left is None or cost <= left
        left = left - cost if left is not None and is_chosen else left
        ordered.append(replace(every[place], is_chosen=is_chosen))
    rest = (town for town in every if town.cost is None)
    return BudgetPlan((*ordered, *rest), day, budget, price_list, data)
