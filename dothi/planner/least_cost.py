"""The least cost of a goal: levers and criteria as items and dimensions of integer dynamic programmes.

Criteria without a lever in common are solved apart. Where their minimum points add up to the pass mark, that is all;
where they do not, the least cost of every total of each is joined in one more programme.
"""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from classifier.engines.reference import score_standard
from classifier.plan.judgement import Score, is_mandatory
from classifier.plan.plan import CriterionPlan, Plan, StandardPlan
from criteria.quantity import Quantity
from criteria.standard import added_up
from dothi.planner.bounds import bounded
from dothi.planner.goals import Goal
from dothi.planner.knapsack import Choice, Item, Line, Picked, frontier, without_beaten
from dothi.planner.levers import Lever, scorer, turning_values
from dothi.planner.prices import Prices

Decision = tuple[Lever, int]
"""A lever, and the value to which it is raised."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is asked of a plan beside the law.

    Attributes:
        margin: points above the pass mark, in ten-thousandths.
        must: the indicators that must be raised.
    """

    margin: int = 0
    must: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """The cheapest decisions, and what they cost.

    Attributes:
        options: how many decisions there were to choose from.
        ruled_out: how many of them a bound excluded before the programme ran.
    """

    cost: int
    decisions: tuple[Decision, ...]
    options: int
    ruled_out: int = 0


@dataclass
class Block:
    """Criteria that share levers: the dimensions of one programme.

    Attributes:
        needs: the points that each dimension needs.
        most: the points that each may count at most.
    """

    dimensions: list[CriterionPlan]
    items: list[Item] = field(default_factory=list)
    needs: tuple[int, ...] = ()
    most: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Option:
    """One way to decide about one lever, with the score of each standard that it touches."""

    cost: int
    decision: Decision | None
    scores: Mapping[tuple[int, str], Score]


class Programme:
    """The integer programme of one goal at one end of what is unknown.

    Args:
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
        wishes: Wishes = Wishes(),
    ) -> None:
        self.goal, self.at_best, self.wishes = goal, at_best, wishes
        self._reading = reading
        self._prices = prices
        self._intervals = [plan.intervals(quantities) for plan in goal]
        self.options = self.ruled_out = 0
        self.is_possible = True
        self.dimensions = list(dict.fromkeys(criterion for plan in goal for criterion in plan.criteria))
        self.blocks = self._blocks(list(self._compounds(levers)))

    def _touched(self, indicators: Iterable[str]) -> list[tuple[int, StandardPlan]]:
        wanted = set(indicators)
        return [
            (place, standard)
            for place, plan in enumerate(self.goal)
            for standard in plan.standards
            if standard.applies and standard.indicator in wanted
        ]

    def _kept_score(self, place: int, standard: StandardPlan) -> Score:
        found = score_standard(standard, self._intervals[place][standard.id], self.goal[place].rounding_step)
        return found.upper if self.at_best else found.lower

    def _options(self, lever: Lever) -> list[_Option]:
        touched = self._touched([lever.indicator.id])
        kept = {(place, standard.id): self._kept_score(place, standard) for place, standard in touched}
        found = [_Option(0, None, kept)]
        start, top = lever.start(self.at_best), self._prices.top(lever)
        own = list(dict.fromkeys(standard for _, standard in touched))
        # A claim may make a standard fail whose value would pass, so every turning value from the worst end counts.
        first = lever.worst if lever.quantity.claim is not None else start
        if touched and first < top:
            scores = scorer(own, self.goal[0].rounding_step, self.at_best)
            values = list(turning_values(scores, first, top))
            if lever.quantity.claim is not None:
                pass
            for value in values:
                by_plan = dict(zip(own, scores(value), strict=True))
                told = {(place, standard.id): by_plan[standard] for place, standard in touched}
                found.append(_Option(self._prices.cost(lever, start, value), (lever, value), told))
        if lever.indicator.id in self.wishes.must:
            found = [one for one in found if one.decision and _is_more(one.scores, kept)]
        self.options += len(found) - 1
        return found

    def _compounds(self, levers: Sequence[Lever]) -> Iterator[tuple[list[tuple[int, StandardPlan]], list[_Option]]]:
        """Yield levers, those with alternative standards together, with the ways to decide about them."""
        by_indicator = {lever.indicator.id: lever for lever in levers}
        every = list(dict.fromkeys(s.indicator for plan in self.goal for s in plan.standards if s.applies))
        groups = _joined(
            every,
            [
                [s.indicator for s in criterion.standards if s.applies and s.alternative == label]
                for criterion in self.dimensions
                for label in {s.alternative for s in criterion.standards} - {None}
            ],
        )
        for group in groups:
            touched = self._touched(group)
            parts = []
            for indicator in group:
                if indicator in by_indicator:
                    parts.append(self._options(by_indicator[indicator]))
                else:
                    held = {(k, s.id): self._kept_score(k, s) for k, s in touched if s.indicator == indicator}
                    parts.append([_Option(0, None, held)])
            yield touched, [_together(combination) for combination in itertools.product(*parts)]

    def _blocks(self, compounds: list[tuple[list[tuple[int, StandardPlan]], list["_Many"]]]) -> list[Block]:
        place_of = {
            (place, c.id): self.dimensions.index(c) for place, plan in enumerate(self.goal) for c in plan.criteria
        }
        touched_by = [sorted({place_of[place, s.criterion] for place, s in touched}) for touched, _ in compounds]
        blocks = []
        for group in _joined(range(len(self.dimensions)), touched_by):
            dimensions = [self.dimensions[known] for known in group]
            block = Block(dimensions)
            for (_, many), touches in zip(compounds, touched_by, strict=True):
                if touches and touches[0] in group:
                    choices = [
                        Choice(one.cost, self._gains(one, dimensions), one.decisions)
                        for one in many
                        if self._holds(one)
                    ]
                    self.is_possible &= bool(choices)
                    block.items.append(without_beaten(choices))
            reading = [plan.reading(self._reading) for plan in self.goal][0]
            block.needs = tuple(c.needed(reading, self.at_best) for c in dimensions)
            block.most = tuple(self._most(known, place, block) for place, known in enumerate(dimensions))
            blocks.append(block)
        return blocks

    def _most(self, criterion: CriterionPlan, place: int, block: Block) -> int:
        reach = sum(max((choice.gains[place] for choice in item), default=0) for item in block.items)
        return reach if criterion.cap is None or not self.at_best else min(reach, criterion.cap)

    def _holds(self, one: "_Many") -> bool:
        """True if every standard that the reading makes mandatory passes."""
        for (place, identifier), found in one.scores.items():
            if found.passes:
                continue
            plan = self.goal[place]
            standard = next(s for s in plan.standards if s.id == identifier)
            if is_mandatory(standard, plan.reading(self._reading), self.at_best):
                return False
        return True

    def _gains(self, one: "_Many", dimensions: Sequence[CriterionPlan]) -> tuple[int, ...]:
        found = []
        for criterion in dimensions:
            place = next(k for k, plan in enumerate(self.goal) if criterion in plan.criteria)
            found.append(
                added_up(
                    (s.alternative, one.scores[place, s.id].points)
                    for s in criterion.standards
                    if (place, s.id) in one.scores
                )
            )
        return tuple(found)

    def needed(self, plan: Plan) -> int:
        """Return the points that a plan needs in total, with the margin."""
        return plan.needed(self.at_best) + self.wishes.margin

    @property
    def is_apart(self) -> bool:
        """True if the minimum points of criteria add up to what is needed in total."""
        needs = {c: need for block in self.blocks for c, need in zip(block.dimensions, block.needs, strict=True)}
        return all(sum(needs[c] for c in plan.criteria) >= self.needed(plan) for plan in self.goal)

    @property
    def lacking(self) -> list[str]:
        """The ids of the criteria that cannot have the points they need, whatever is raised."""
        return [
            criterion.id
            for block in self.blocks
            for criterion, need, most in zip(block.dimensions, block.needs, block.most, strict=True)
            if most < need
        ]

    def solve(self) -> Found | None:
        """Return the cheapest decisions; None if nothing is enough."""
        if not self.is_possible or self.lacking:
            return None
        picked = self._apart() if self.is_apart else self._joined_total()
        if picked is None:
            return None
        decisions = (decision for one in picked for choice in one.choices for decision in choice.key)
        return Found(sum(one.cost for one in picked), tuple(decisions), self.options, self.ruled_out)

    def _apart(self) -> list[Picked] | None:
        found = []
        for block in self.blocks:
            items: Sequence[Item] = block.items
            if len(block.needs) == 1:
                left = bounded(items, block.needs[0])
                items, self.ruled_out = left.items, self.ruled_out + left.ruled_out
            picked = _cheapest(items, block.needs)
            if picked is None:
                return None
            found.append(picked)
        return found

    def _joined_total(self) -> list[Picked] | None:
        """Return what each block does, where the total is more than the minima of criteria."""
        totals = list(dict.fromkeys(plan.criteria for plan in self.goal))
        needs = tuple(max(self.needed(plan) for plan in self.goal if plan.criteria == known) for known in totals)
        if self.at_best and any(plan.cap is not None and plan.cap < self.needed(plan) for plan in self.goal):
            return None
        items = []
        for block in self.blocks:
            choices = [
                Choice(one.cost, self._of_totals(block, one, totals), one)
                for one in _frontier_above(block.items, block.needs, block.most)
            ]
            if not choices:
                return None
            items.append(without_beaten(choices) if len(totals) > 1 else tuple(choices))
        picked = _cheapest(items, needs)
        if picked is None:
            return None
        return [choice.key() for choice in picked.choices]

    def _of_totals(self, block: Block, one: "Reached", totals: Sequence[tuple[CriterionPlan, ...]]) -> tuple[int, ...]:
        counted = {c: min(gain, most) for c, gain, most in zip(block.dimensions, one.gains, block.most, strict=True)}
        return tuple(sum(counted.get(c, 0) for c in criteria) for criteria in totals)


@dataclass(frozen=True, slots=True)
class _Many:
    """Ways to decide about several levers together."""

    cost: int
    decisions: tuple[Decision, ...]
    scores: Mapping[tuple[int, str], Score]


def _together(options: Sequence[_Option]) -> _Many:
    scores = {key: found for option in options for key, found in option.scores.items()}
    return _Many(sum(o.cost for o in options), tuple(o.decision for o in options if o.decision), scores)


def _is_more(scores: Mapping[tuple[int, str], Score], kept: Mapping[tuple[int, str], Score]) -> bool:
    return any(found.points > kept[key].points for key, found in scores.items())


@dataclass(frozen=True, slots=True)
class Reached:
    """Gains that a block can have at a least cost; called, it says by which choices."""

    cost: int
    gains: tuple[int, ...]
    line: Line | None
    picked: Picked | None

    def __call__(self) -> Picked:
        """Return the choices."""
        if self.picked is not None:
            return self.picked
        assert self.line is not None
        found = self.line.picked(self.gains[0])
        assert found is not None
        return found


def _cheapest(items: Sequence[Item], needs: tuple[int, ...]) -> Picked | None:
    """Return the cheapest choices for all needs; None if nothing is enough."""
    if len(needs) == 1:
        line = Line(items, needs[0])
        return None if line.is_out_of_reach else line.picked(needs[0])
    for found in frontier(items, needs):
        if all(gain >= need for gain, need in zip(found.gains, needs, strict=True)):
            return found
    return None


def _frontier_above(items: Sequence[Item], needs: tuple[int, ...], most: tuple[int, ...]) -> Iterator[Reached]:
    """Yield what a block can have, from its needs up."""
    if len(needs) == 1:
        line = Line(items, most[0])
        yield from (Reached(cost, (gains,), line, None) for gains, cost in line.curve() if gains >= needs[0])
        return
    for found in frontier(items, most):
        if all(gain >= need for gain, need in zip(found.gains, needs, strict=True)):
            yield Reached(found.cost, found.gains, None, found)


def _joined(every: Iterable[object], together: Iterable[Sequence[object]]) -> list[list[object]]:
    """Return the members in groups: those that stand together anywhere are in one."""
    group_of: dict[object, list[object]] = {member: [member] for member in every}
    for members in together:
        for other in members[1:]:
            one, two = group_of[members[0]], group_of[other]
            if one is not two:
                one += two
                for member in two:
                    group_of[member] = one
    return list({id(group): group for group in group_of.values()}.values())
