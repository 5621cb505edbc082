"""Levers: the indicators of a municipality that may be raised, and the values at which that changes anything."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifier.engines.reference import NOT_APPLICABLE_SCORE, score
from classifier.plan.judgement import Score
from classifier.plan.plan import StandardPlan
from criteria.indicator import Indicator
from criteria.quantity import UNKNOWN, Quantity
from criteria.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Lever:
    """One indicator of one municipality, on its own grid of decimals; better is always higher here.

    Attributes:
        worst, best: the ends between which its value lies today.
        top: the best value that is possible.
        quantity: what is known of it today.
        standards: the ids of the standards that measure it.
    """

    municipality: str
    indicator: Indicator
    worst: int
    best: int
    top: int
    quantity: Quantity
    standards: tuple[str, ...]

    def value(self, better: int) -> int:
        """Return a value of the lever as the indicator writes it."""
        return better if self.indicator.higher_is_better else -better

    def start(self, at_best: bool) -> int:
        """Return from where it is raised, at worst or at best."""
        return self.best if at_best else self.worst


def levers_of(
    municipality: str, rulebook: Rulebook, quantities: Mapping[str, Quantity], held: frozenset[str]
) -> tuple[Lever, ...]:
    """Return the levers of a municipality, in the order of the law.

    Args:
        quantities: what is known, by standard.
        held: the indicators that stay as they are.
    """
    measured: dict[str, list[str]] = {}
    for standard in rulebook.standards:
        measured.setdefault(standard.indicator, []).append(standard.id)
    found = []
    for identifier, standards in measured.items():
        quantity = quantities[standards[0]]
        if identifier not in held and quantity.applies:
            found.append(lever_of(municipality, rulebook.indicators[identifier], quantity, tuple(standards)))
    return tuple(found)


def lever_of(municipality: str, indicator: Indicator, quantity: Quantity, standards: tuple[str, ...] = ()) -> Lever:
    """Return an indicator of a municipality as a lever."""
    known = (UNKNOWN if quantity.claim is not None else quantity).within(indicator.domain)
    domain = indicator.domain
    if not indicator.higher_is_better:
        known, domain = known.mirrored(), domain.mirrored()
    # One number with more decimals than the grid is raised from the grid's value below it, at best as at worst.
    best = known.lower if quantity.is_one_value else known.upper
    return Lever(municipality, indicator, known.lower, best, domain.upper, quantity, standards)


def turning_values(scores: Callable[[int], object], start: int, top: int) -> Iterator[int]:
    """Yield, in ascending order, each value above a start at which scores differ from those of the value before it.

    Better values never score less, so that scores which are equal at two ends are equal between them.
    """
    yield from _between(scores, start, scores(start), top, scores(top))


def _between(scores: Callable[[int], object], low: int, at_low: object, high: int, at_high: object) -> Iterator[int]:
    if at_low == at_high:
        return
    if high - low == 1:
        yield high
        return
    middle = (low + high) // 2
    at_middle = scores(middle)
    yield from _between(scores, low, at_low, middle, at_middle)
    yield from _between(scores, middle, at_middle, high, at_high)


def scorer(standards: Sequence[StandardPlan], step: int, at_best: bool) -> Callable[[int], tuple[Score, ...]]:
    """Return what scores a value of a lever by each of its standards, as the reference implementation does."""

    def scores(better: int) -> tuple[Score, ...]:
        return tuple(
            score(known, better * known.refinement, step, at_best) if known.applies else NOT_APPLICABLE_SCORE
            for known in standards
        )

    return scores
