"""How the rules that apply to a municipality change one standard: its floor, its steps, its exemption.

All integers are those of a plan: better is higher.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from criteria.quantity import Interval
from criteria.rule import Exempt, Grant, ReduceMinimum, Rule, ScaleSteps
from criteria.standard import UNVERIFIED

Share = tuple[int, int]
"""The numerator and denominator of the share of a level that is enough."""


@dataclass(frozen=True, slots=True)
class RequiredLevels:
    """The levels and floors of a standard after the rules, in values multiplied by ``refinement``.

    Attributes:
        step: the width of the whole steps in which values count; None if they count in proportion.
        reduced_by, scaled_by: the rule that gives the sure floor, or the steps.
        may_be_easier: True if any value may earn the maximum points, by a rule about which too little is known.
    """

    minimum: int | None
    maximum: int | None
    sure_floor: int | None
    possible_floor: int | None
    step: int | None = None
    refinement: int = 1
    reduced_by: str | None = None
    scaled_by: str | None = None
    may_be_easier: bool = False


class Adjustments:
    """The rules that touch one standard: reduced minima, exemptions, scaled steps, points granted.

    Args:
        rules: the rules that possibly apply.
        surely: the ids of those that surely apply.
        verified_only: treat the effect of an unverified rule as unknown.

    Attributes:
        is_granted: True if the maximum points are surely granted.
    """

    def __init__(self, standard: str, rules: Iterable[Rule], surely: frozenset[str], verified_only: bool) -> None:
        self.is_granted = self.is_possibly_granted = self.is_surely_exempt = self.is_possibly_exempt = False
        self._reductions: list[tuple[str, Share, bool]] = []
        self._a_reduction_is_unknown = False
        self._counts_works = False
        self._scales: list[tuple[str, Share, bool]] = []
        self._a_scale_is_unknown = False
        for rule in rules:
            is_unknown = verified_only and rule.basis == UNVERIFIED
            for action in rule.then:
                match action:
                    case Grant(standards) if standard in standards:
                        self.is_possibly_granted = True
                        self.is_granted |= rule.id in surely and not is_unknown
                    case Exempt(standards) if standard in standards:
                        self.is_possibly_exempt = True
                        self.is_surely_exempt |= rule.id in surely and not is_unknown
                    case ReduceMinimum(standards, percent, counted_works, is_certain) if standard in standards:
                        self._counts_works |= standard in counted_works
                        if percent is None or is_unknown:
                            self._a_reduction_is_unknown = True
                        else:
                            self._reductions.append((rule.id, percent, rule.id in surely and is_certain))
                    case ScaleSteps(standards, percent, narrows) if standard in standards:
                        if percent is None or is_unknown:
                            self._a_scale_is_unknown = True
                        else:
                            self._scales.append((rule.id, percent, narrows))
                    case _:
                        pass

    def reduced(self, minimum: int, maximum: int | None, domain: Interval, higher_is_better: bool) -> RequiredLevels:
        """Return the levels with the floors to which the minimum is reduced; the most favourable reduction counts."""
        sure, possible, by = minimum, minimum, None
        for rule, percent, is_sure in self._reductions:
            floor = _reduced(minimum, percent, domain, higher_is_better, self._counts_works)
            possible = min(possible, floor)
            if is_sure and floor < sure:
                sure, by = floor, rule
        if self._a_reduction_is_unknown:
            possible = min(possible, max(1, domain.lower) if self._counts_works else domain.lower)
        return RequiredLevels(minimum, maximum, sure, possible, reduced_by=by)

    def in_steps(
        self,
        minimum: int | None,
        maximum: int | None,
        start: int | None,
        step: int | None,
        domain: Interval,
        higher_is_better: bool,
    ) -> RequiredLevels:
        """Return the levels of steps, scaled by the most favourable rule.

        If a scale is unknown, the levels may be easier but are no harder.

        Args:
            start: the value from which points are earned; None if any value earns the minimum points.
        """
        if minimum is None or maximum is None:
            floor = domain.lower if start is None else None
            return RequiredLevels(None, None, floor, floor, step)
        scaled = [
            (*_scaled(minimum, maximum, start, step, Fraction(*share), narrows, higher_is_better), rule)
            for rule, share, narrows in self._scales
        ]
        ordinary = (Fraction(minimum), Fraction(maximum), _fraction(start), _fraction(step), None)
        at, cap, begin, width, by = min([ordinary, *scaled], key=lambda ends: ends[1])
        refinement = math.lcm(*(number.denominator for number in (at, cap, begin, width) if number is not None))
        floor = domain.lower * refinement if begin is None else int(begin * refinement)
        return RequiredLevels(
            minimum=int(at * refinement),
            maximum=int(cap * refinement),
            sure_floor=floor,
            possible_floor=floor,
            step=None if width is None else int(width * refinement),
            refinement=refinement,
            scaled_by=by,
            may_be_easier=self._a_scale_is_unknown,
        )

    def granted(self, asked: RequiredLevels, domain: Interval) -> RequiredLevels:
        """Return the levels if the points are granted: then every value reaches the maximum level.

        If it is uncertain that they are granted, the levels at worst stay as they were.
        """
        if self.is_granted:
            return RequiredLevels(domain.lower, domain.lower, domain.lower, domain.lower, refinement=asked.refinement)
        return replace(asked, may_be_easier=True) if self.is_possibly_granted else asked


def _fraction(number: int | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _scaled(
    minimum: int, maximum: int, start: int | None, step: int | None, share: Fraction, narrows: bool, higher: bool
) -> tuple[Fraction, Fraction, Fraction | None, Fraction | None]:
    """Return minimum, maximum, start and step scaled by a share; where less is better, divided by it."""
    factor = share if higher else 1 / share
    narrower = share if narrows else Fraction(1)
    at = minimum * factor
    return (
        at,
        at + (maximum - minimum) * narrower,
        None if start is None else start * factor,
        None if step is None else step * narrower,
    )


def _reduced(minimum: int, percent: Share, domain: Interval, higher_is_better: bool, counts_works: bool) -> int:
    """Return the least integer that is at least the given share of the minimum level; never stricter than the level.

    Where less is better, the level is divided by the share instead: at most 10 %, relaxed to 50 %, is at most 20 %.

    Args:
        counts_works: the level is a number of works, of which at least one must remain.
    """
    numerator, denominator = percent
    if counts_works:
        # A minimum of 1 stays 1; a larger one is reduced in proportion, rounded half up, but never below 1.
        return min(minimum, max(1, (2 * minimum * numerator + denominator) // (2 * denominator)))
    if higher_is_better:
        return min(minimum, -(-minimum * numerator // denominator))
    if numerator == 0:
        return domain.lower
    return min(minimum, -(-minimum * denominator // numerator))
