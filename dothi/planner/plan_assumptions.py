"""What a plan assumes of everything that it leaves as it is, and where its own steps may work against each other."""

from collections.abc import Iterator, Sequence

from classifier.assessment.result import Statement
from criteria.bilingual import BilingualText
from criteria.price_list import NO_PRICES, PriceList
from dothi.planner.path import PathStep, assumed

_PER = "/"


def assumptions_of(steps: Sequence[PathStep], price_list: PriceList) -> tuple[Statement, ...]:
    """Return what a plan assumes, and what it warns of."""
    return tuple(_assumptions(steps, price_list))


def _assumptions(steps: Sequence[PathStep], price_list: PriceList) -> Iterator[Statement]:
    yield assumed("others_unchanged")
    unpriced = tuple(step.code for step in steps if not step.is_priced and step.points_of_standards)
    if price_list is NO_PRICES:
        yield assumed("only_effort")
    elif unpriced:
        kind = "some_effort" if price_list.is_effort_stated else "some_effort_unstated"
        yield assumed(kind, codes=unpriced)
    if price_list is not NO_PRICES:
        names = (step.name for step in steps if not step.is_priced and not step.points_of_standards)
        yield from (assumed("effort_of_units", name=name) for name in dict.fromkeys(names))
    for denominator, codes in shared_denominators(steps).items():
        yield assumed("shared_denominator", denominator=denominator, codes=codes)


def shared_denominators(steps: Sequence[PathStep]) -> dict[BilingualText, tuple[str, ...]]:
    """Return the codes of steps on figures of which one is the denominator of another, or that share one.

    It is read from the units: more people (người) mean fewer m²/người.
    """
    names: dict[str, BilingualText] = {}
    by_denominator: dict[str, list[str]] = {}
    units = [(step, step.indicator.unit) for step in steps if step.indicator.unit is not None]
    for step, unit in units:
        per_vi, per_en = (text.partition(_PER)[2].strip() for text in (unit.vi, unit.en))
        if per_vi:
            names.setdefault(per_vi, BilingualText(per_vi, per_en or per_vi))
            by_denominator.setdefault(per_vi, []).append(step.code)
    for step, unit in units:
        if unit.vi in by_denominator:
            names[unit.vi] = unit
            by_denominator[unit.vi].insert(0, step.code)
    return {names[unit]: tuple(codes) for unit, codes in by_denominator.items() if len(codes) > 1}
