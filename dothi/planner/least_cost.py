"""The least cost of a goal: criteria as dimensions of integer dynamic programmes, decisions about levers as choices.

Criteria without a lever in common are solved apart. Where their minimum points add up to what is needed in total, that
is all; where they do not, the least cost of every total of each is joined in one more programme.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from classifier.plan.plan import CriterionPlan
from criteria.price_list import Project
from criteria.quantity import Quantity
from dothi.planner.bounds import ChoiceGroup, bounded
from dothi.planner.goals import Goal
from dothi.planner.knapsack import Key, Line, Picked, PricedChoice, frontier, without_beaten
from dothi.planner.lever_options import NO_WISHES, Bundle, Decisions, LeverOptions, Wishes, joined
from dothi.planner.levers import Lever
from dothi.planner.prices import Prices

Item = Sequence[PricedChoice[Decisions]]


@dataclass(frozen=True, slots=True)
class Found:
    """The cheapest decisions, and what they cost.

    Attributes:
        options: how many decisions there were to choose from.
        ruled_out: how many of them a bound excluded before the programme ran.
        projects: those that are done; their amounts are part of the cost.
        bound: what every plan costs at least, computed apart from the programme; 0 if nothing is known.
    """

    cost: int
    decisions: Decisions
    options: int
    ruled_out: int = 0
    projects: tuple[Project, ...] = ()
    bound: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Criteria that share levers.

    Attributes:
        places: the places of the criteria among the dimensions.
        needs, most: the points that each needs, and those that count at most.
    """

    places: tuple[int, ...]
    items: tuple[Item, ...]
    needs: tuple[int, ...]
    most: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """Points that are needed of several criteria together.

    Attributes:
        places: the places of the criteria among the dimensions.
    """

    places: frozenset[int]
    need: int


@dataclass(frozen=True, slots=True)
class Reached:
    """Points that a block can have at a least cost, and what finds the choices for them."""

    cost: int
    gains: tuple[int, ...]
    choices: Callable[[], Picked[Decisions] | None]


class Programme:
    """The integer programme of one goal at one end of what is unknown.

    Args:
        reading: the id of the reading in force.
        quantities: what is known, by standard.
        at_best: True for the best end.
    """

    def __init__(
        self,
        goal: Goal,
        reading: str,
        levers: Sequence[Lever],
        quantities: Mapping[str, Quantity],
        prices: Prices,
        at_best: bool,
        wishes: Wishes = NO_WISHES,
    ) -> None:
        self.goal, plan = goal, goal[0]
        self.reading, self.at_best = plan.reading(reading), at_best
        self.dimensions: list[CriterionPlan] = list(dict.fromkeys(c for known in goal for c in known.criteria))
        self.cap = min((known.cap for known in goal if known.cap is not None), default=None) if at_best else None
        needs: dict[frozenset[int], int] = {}
        for known in goal:
            places = frozenset(self.dimensions.index(criterion) for criterion in known.criteria)
            needs[places] = max(needs.get(places, 0), known.needed(at_best) + wishes.margin)
        self.totals = [Total(places, need) for places, need in needs.items()]
        self.options = LeverOptions(
            self.dimensions, self.reading, quantities, prices, plan.rounding_step, at_best, wishes.before
        )
        by_indicator = {lever.indicator.id: lever for lever in levers}
        self.bundles = tuple(self.options.bundles(by_indicator, wishes.must))

    def fails(self, lever: Lever, value: int) -> bool:
        """True if a value of a lever is below the level of a standard that it measures, or may be."""
        own = [known for one in self.dimensions for known in one.standards if known.id in lever.standards]
        floors = [known.floor(self.at_best) for known in own]
        return any(floor is None or value * known.refinement < floor for known, floor in zip(own, floors, strict=True))

    def needing(self, points: int) -> "Programme":
        """Return the programme with so many points needed in total, where only one total counts."""
        other = copy(self)
        other.totals = [replace(total, need=points) for total in self.totals]
        return other

    def blocks(self, bundles: Sequence[Bundle]) -> list[Block]:
        """Return the criteria in groups that share no lever."""
        found = []
        for group in joined(range(len(self.dimensions)), [bundle.places for bundle in bundles]):
            places = tuple(sorted(group))
            items = tuple(
                tuple(replace(one, gains=_spread(one.gains, bundle.places, places)) for one in bundle.choices)
                for bundle in bundles
                if bundle.places[0] in places
            )
            needs = tuple(self.dimensions[place].needed(self.reading, self.at_best) for place in places)
            most = [sum(max((one.gains[k] for one in item), default=0) for item in items) for k in range(len(places))]
            found.append(Block(places, items, needs, tuple(map(self._capped, places, most))))
        return found

    def _capped(self, place: int, most: int) -> int:
        cap = self.dimensions[place].cap if self.at_best else None
        return most if cap is None else min(most, cap)

    def lacking(self, blocks: Sequence[Block]) -> list[str]:
        """Return the ids of the criteria that cannot have the points they need, whatever is raised."""
        return [
            self.dimensions[place].id
            for block in blocks
            for place, need, most in zip(block.places, block.needs, block.most, strict=True)
            if most < need
        ]

    def is_apart(self, blocks: Sequence[Block]) -> bool:
        """True if the minimum points of criteria add up to what is needed in total."""
        return all(self._surplus(total, blocks) <= 0 for total in self.totals)

    @staticmethod
    def _surplus(total: Total, blocks: Sequence[Block]) -> int:
        """Return how much more is needed in total than criteria need by themselves."""
        needs = {place: need for block in blocks for place, need in zip(block.places, block.needs, strict=True)}
        return total.need - sum(needs[place] for place in total.places)

    def solve(self, bundles: Sequence[Bundle] | None = None) -> Found | None:
        """Return the cheapest decisions; None if nothing is enough.

        Args:
            bundles: the decisions to choose from, if not those of the programme.
        """
        bundles = self.bundles if bundles is None else bundles
        if not self._is_within_reach(bundles):
            return None
        blocks = self.blocks(bundles)
        ruled_out = bound = 0
        if self._is_plain(blocks):
            need = self.totals[0].need
            left = bounded([ChoiceGroup(block.items, block.needs[0]) for block in blocks], need)
            blocks = [
                replace(block, items=tuple(group.items)) for block, group in zip(blocks, left.groups, strict=True)
            ]
            ruled_out, bound = left.ruled_out, left.lower_bound
        picked = self._apart(blocks) if self.is_apart(blocks) else self._together(blocks)
        if picked is None:
            return None
        decisions = (decision for one in picked for choice in one.choices for decision in choice.key)
        cost = sum(one.cost for one in picked)
        return Found(cost, tuple(decisions), self.options.count, ruled_out, bound=bound)

    def _is_within_reach(self, bundles: Sequence[Bundle]) -> bool:
        if not all(bundle.choices for bundle in bundles):
            return False
        blocks = self.blocks(bundles)
        most = {place: top for block in blocks for place, top in zip(block.places, block.most, strict=True)}
        if self.cap is not None and any(self.cap < total.need for total in self.totals):
            return False
        reach = all(sum(most[place] for place in total.places) >= total.need for total in self.totals)
        return reach and not self.lacking(blocks)

    def worth(self) -> Mapping[int, Fraction]:
        """Return what a point of each criterion is worth, by place; empty where no bound is known."""
        if not self._is_within_reach(self.bundles):
            return {}
        blocks = self.blocks(self.bundles)
        if not self._is_plain(blocks):
            return {}
        left = bounded([ChoiceGroup(block.items, block.needs[0]) for block in blocks], self.totals[0].need)
        return {block.places[0]: worth for block, worth in zip(blocks, left.worth, strict=True)}

    def _is_plain(self, blocks: Sequence[Block]) -> bool:
        """True if every criterion is a block, all count for one total, and nothing is capped."""
        is_capped = self.at_best and any(criterion.cap is not None for criterion in self.dimensions)
        return len(self.totals) == 1 and not is_capped and all(len(block.places) == 1 for block in blocks)

    @staticmethod
    def _apart(blocks: Sequence[Block]) -> list[Picked[Decisions]] | None:
        found = [_cheapest(block.items, block.needs) for block in blocks]
        picked = [one for one in found if one is not None]
        return picked if len(picked) == len(found) else None

    def _together(self, blocks: Sequence[Block]) -> list[Picked[Decisions]] | None:
        """Return what is chosen in each block, where more is needed in total than by criteria."""
        # With the others at what they need, no more than the surplus can be asked of a block.
        surplus = max(self._surplus(total, blocks) for total in self.totals)
        tops = [
            tuple(min(top, need + surplus) for top, need in zip(block.most, block.needs, strict=True))
            for block in blocks
        ]
        shared, differing = self._by_totals(blocks, tops)
        needs = tuple(total.need for total in self.totals)
        line = Line(shared, max(needs))
        best: tuple[int, int, Picked[Reached]] | None = None
        for one in frontier(differing, needs):
            missing = max(need - gain for gain, need in zip(one.gains, needs, strict=True))
            cost = line.cost(missing)
            if cost is not None and (best is None or cost + one.cost < best[0]):
                best = cost + one.cost, missing, one
        if best is None or (rest := line.picked(best[1])) is None:
            return None
        found = [choice.key.choices() for choice in (*rest.choices, *best[2].choices)]
        return [one for one in found if one is not None]

    def _by_totals(
        self, blocks: Sequence[Block], tops: Sequence[tuple[int, ...]]
    ) -> tuple[list[list[PricedChoice[Reached]]], list[list[PricedChoice[Reached]]]]:
        """Return what blocks can add that count for all totals alike, in one dimension, and what the others can."""
        shared, differing = [], []
        for block, most in zip(blocks, tops, strict=True):
            choices = self._of_totals(block, most)
            if all(len(set(one.gains)) == 1 for one in choices):
                shared.append([replace(one, gains=one.gains[:1]) for one in choices])
            else:
                differing.append(choices)
        return shared, differing

    def curve(self) -> list[tuple[int, int]]:
        """Return, in ascending order, the largest total for each least cost, and the cost; from the pass mark up."""
        if not self._is_within_reach(self.bundles):
            return []
        blocks = self.blocks(self.bundles)
        needs = tuple(total.need for total in self.totals)
        shared, differing = self._by_totals(blocks, [block.most for block in blocks])
        line = Line(shared, sum(max(one.gains[0] for one in item) for item in shared))
        known = list(line.curve())
        if not differing:
            return [(points, cost) for points, cost in known if points >= max(needs)]
        most = {place: top for block in blocks for place, top in zip(block.places, block.most, strict=True)}
        every = tuple(sum(most[place] for place in total.places) for total in self.totals)
        best: dict[int, int] = {}
        for one in frontier(differing, every):
            for points, cost in known:
                spare = min(points + gain - need for gain, need in zip(one.gains, needs, strict=True))
                if spare >= 0:
                    best[spare] = min(one.cost + cost, best.get(spare, one.cost + cost))
        found: list[tuple[int, int]] = []
        for spare, cost in sorted(best.items(), reverse=True):
            if not found or cost < found[-1][1]:
                found.append((needs[0] + spare, cost))
        return found[::-1]

    def _of_totals(self, block: Block, most: tuple[int, ...]) -> list[PricedChoice[Reached]]:
        """Return what a block can add to each total, from its needs up."""
        choices = []
        for one in _reached(block, most):
            counted = dict(zip(block.places, map(min, one.gains, most), strict=True))
            gains = tuple(sum(counted.get(place, 0) for place in total.places) for total in self.totals)
            choices.append(PricedChoice(one.cost, gains, one))
        # What one criterion can have is in ascending order of both already.
        return choices if len(block.places) == 1 else list(without_beaten(choices))


def _spread(gains: Sequence[int], places: Sequence[int], onto: Sequence[int]) -> tuple[int, ...]:
    """Return gains in some dimensions as gains in more."""
    known = dict(zip(places, gains, strict=True))
    return tuple(known.get(place, 0) for place in onto)


def _cheapest(items: Sequence[Sequence[PricedChoice[Key]]], needs: tuple[int, ...]) -> Picked[Key] | None:
    """Return the cheapest choices for all needs; None if nothing is enough."""
    if len(needs) == 1:
        return Line(items, needs[0]).picked(needs[0])
    for found in frontier(items, needs):
        if all(gain >= need for gain, need in zip(found.gains, needs, strict=True)):
            return found
    return None


def _reached(block: Block, most: tuple[int, ...]) -> Iterator[Reached]:
    """Yield what a block can have, from its needs up."""
    if len(block.needs) == 1:
        line = Line(block.items, most[0])
        for gains, cost in line.curve():
            if gains >= block.needs[0]:
                yield Reached(cost, (gains,), partial(line.picked, gains))
        return
    for found in frontier(block.items, most):
        if all(gain >= need for gain, need in zip(found.gains, block.needs, strict=True)):
            yield Reached(found.cost, found.gains, partial(_itself, found))


def _itself(found: Picked[Decisions]) -> Picked[Decisions]:
    return found
