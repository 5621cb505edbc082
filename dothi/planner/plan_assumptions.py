"""What a plan assumes of everything that it leaves as it is, and where its own steps may work against each other."""

from collections.abc import Iterator, Sequence

from classifier.assessment.result import Statement
from criteria.price_list import NO_PRICES, PriceList
from dothi.planner.path import PathStep, assumed

_PER = "/"


def assumptions_of(steps: Sequence[PathStep], price_list: PriceList) -> tuple[Statement, ...]:
    """Return what a plan assumes, and what it warns of."""
    return tuple(_assumptions(steps, price_list))


def _assumptions(steps: Sequence[PathStep], price_list: PriceList) -> Iterator[Statement]:
    yield assumed("others_unchanged")
    unpriced = tuple(step.code for step in steps if not step.is_priced)
    if price_list is NO_PRICES:
        yield assumed("only_effort")
    elif unpriced:
        kind = "some_effort" if price_list.is_effort_stated else "some_effort_unstated"
        yield assumed(kind, codes=unpriced)
    for denominator, codes in shared_denominators(steps).items():
        yield assumed("shared_denominator", denominator=denominator, codes=codes)


def shared_denominators(steps: Sequence[PathStep]) -> dict[str, tuple[str, ...]]:
    """Return the codes of steps on figures of which one is the denominator of another, or that share one.

    It is read from the units: more people (người) mean fewer m²/người.
    """
    by_denominator: dict[str, list[str]] = {}
    units = [(step, step.indicator.unit.vi if step.indicator.unit else "") for step in steps]
    for step, unit in units:
        _, per, denominator = unit.partition(_PER)
        if per:
            by_denominator.setdefault(denominator.strip(), []).append(step.code)
    for step, unit in units:
        if unit in by_denominator:
            by_denominator[unit].insert(0, step.code)
    return {unit: tuple(codes) for unit, codes in by_denominator.items() if len(codes) > 1}
