"""What can be done where no plan is sure: the cheapest decisions that let every known standard pass."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifier.plan.plan import Plan, StandardPlan
from criteria.quantity import Quantity
from dothi.planner.lever_options import Decisions
from dothi.planner.levers import Lever, scorer, turning_values
from dothi.planner.prices import Prices


@dataclass(frozen=True, slots=True)
class Partial:
    """Decisions, and the standards that then surely pass.

    Attributes:
        out_of_reach: the codes of known standards that cannot be brought so far.
    """

    decisions: Decisions
    passing: frozenset[str]
    out_of_reach: tuple[str, ...]


def reaching_known(
    plans: Sequence[Plan], levers: Sequence[Lever], quantities: Mapping[str, Quantity], prices: Prices
) -> Partial:
    """Return the cheapest decisions that let every standard pass whose minimum level is known.

    Of alternative standards one is enough.

    Args:
        plans: those by which a municipality may be judged; a standard is known, and passes, if it does by all of them.
    """
    asked: dict[str, list[StandardPlan]] = {}
    for standard in (standard for plan in plans for standard in plan.standards if standard.applies):
        asked.setdefault(standard.id, []).append(standard)
    known = {name: own for name, own in asked.items() if all(map(_is_known, own))}
    by_indicator = {lever.indicator.id: lever for lever in levers}
    values: dict[str, int] = {}
    passing, out_of_reach = set[str](), list[str]()
    for group in _alternatives(known):
        found = []
        for standards in group:
            lever = by_indicator.get(standards[0].indicator)
            value = _least(standards, lever, quantities[standards[0].id], prices, plans[0].rounding_step)
            if value is not None:
                found.append((prices.cost(lever, lever.worst, value) if lever else 0, value, standards[0]))
        if not found:
            out_of_reach.append(group[0][0].code)
            continue
        _, value, standard = min(found, key=lambda one: one[0])
        passing.add(standard.id)
        values[standard.indicator] = max(value, values.get(standard.indicator, value))
    decisions = tuple(
        (lever, values[name]) for name, lever in by_indicator.items() if name in values and values[name] > lever.worst
    )
    return Partial(decisions, frozenset(passing), tuple(out_of_reach))


def _is_known(standard: StandardPlan) -> bool:
    """True if it is known what the standard asks at least."""
    return standard.floor(at_best=False) is not None or standard.is_surely_exempt


def _alternatives(known: Mapping[str, Sequence[StandardPlan]]) -> Iterator[list[Sequence[StandardPlan]]]:
    """Yield standards by themselves, and those of one label together."""
    labelled: dict[tuple[str, str], list[Sequence[StandardPlan]]] = {}
    for standards in known.values():
        first = standards[0]
        if first.alternative is None:
            yield [standards]
        else:
            labelled.setdefault((first.criterion, first.alternative), []).append(standards)
    yield from labelled.values()


def _least(
    standards: Sequence[StandardPlan], lever: Lever | None, quantity: Quantity, prices: Prices, step: int
) -> int | None:
    """Return the least value with which a standard surely passes; the worst of today if it does already."""
    intervals = [standard.interval(quantity) for standard in standards]
    scores = scorer(standards, step, at_best=False)

    def passes(value: int) -> bool:
        return all(score.passes for score in scores(value))

    fails = any(interval is None or interval.passes is False for interval in intervals)
    if lever is None:
        ends = [interval.lower // s.refinement for interval, s in zip(intervals, standards, strict=True) if interval]
        return min(ends) if ends and not fails and passes(min(ends)) else None
    if not fails and (passes(lever.worst) or all(interval and interval.passes for interval in intervals)):
        return lever.worst
    top = prices.top(lever)
    if top <= lever.worst:
        return None
    if fails and passes(lever.worst):
        return lever.worst + 1
    return next((value for value in turning_values(passes, lever.worst, top)), None)
