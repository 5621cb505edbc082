"""What to measure first: of the indicators that are not known, those whose values may save most."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from criteria.quantity import Quantity
from dothi.planner.least_cost import Found, Programme
from dothi.planner.levers import Lever

MOST_TRIED = 5
"""The number of indicators whose saving is computed."""

Solve = Callable[[Sequence[Lever], Mapping[str, Quantity]], Found | None]
"""Returns the cheapest decisions with other levers, and other quantities by standard."""


def savings(
    programme: Programme,
    found: Found,
    levers: Sequence[Lever],
    quantities: Mapping[str, Quantity],
    solve: Solve,
) -> Iterator[tuple[Lever, int]]:
    """Yield the unknown indicators that save something if they turn out at their best, and how much, the most first.

    Args:
        programme: the programme at worst.
        found: what it found.
        solve: solves the programme again with other levers and quantities.
    """
    spent = {lever.indicator.id: value for lever, value in found.decisions if lever.standards}
    worth = programme.worth()
    unknown = [lever for lever in levers if lever.worst < lever.best]
    ranked = sorted(unknown, key=lambda lever: -_promise(programme, lever, worth, lever.indicator.id in spent))
    results = []
    for lever in ranked[:MOST_TRIED]:
        value = lever.value(lever.best)
        exact = Quantity(value, value)
        known = {name: exact if name in lever.standards else quantity for name, quantity in quantities.items()}
        others = [replace(one, worst=one.best, quantity=exact) if one is lever else one for one in levers]
        then = solve(others, known)
        if then is not None and then.cost < found.cost:
            results.append((lever, found.cost - then.cost))
    yield from sorted(results, key=lambda result: -result[1])


def _promise(programme: Programme, lever: Lever, worth: Mapping[int, Fraction], is_raised: bool) -> Fraction:
    """Return about how much a lever may save: what its best value is worth beyond what is made of it now."""
    bundle = next(known for known in programme.bundles if lever.indicator.id in known.indicators)
    price = sum((worth.get(place, Fraction(0)) for place in bundle.places), Fraction(0)) / len(bundle.places)
    if not bundle.choices:
        return Fraction(0)
    now = min(choice.cost - price * sum(choice.gains) for choice in bundle.choices)
    best = max(sum(choice.gains) for choice in bundle.choices)
    return now + price * best + (1 if is_raised else 0)
