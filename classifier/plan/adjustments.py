"""How the rules that apply to a municipality change one standard: its floor, its steps, its exemption.

All integers are those of a plan: better is higher.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from criteria.quantity import Interval
from criteria.rule import Exempt, Grant, ReduceMinimum, Rule, ScaleSteps
from criteria.sureness import Demand, Doubt

Share = tuple[int, int]
"""The numerator and denominator of the share of a level that is enough."""


@dataclass(frozen=True, slots=True)
class RequiredLevels:
    """The levels and floors of a standard after the rules, in values multiplied by ``refinement``.

    Attributes:
        step: the width of the whole steps in which values count; None if they count in proportion.
        reduced_by, scaled_by: the rule that gives the sure floor, or the steps.
        may_be_easier: True if any value may earn the maximum points, by a rule about which too little is known.
        open_reduction: the rule that reduces the minimum by a factor that is not known.
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
    open_reduction: str | None = None


@dataclass(frozen=True, slots=True)
class StepEnds:
    """The values between which points grow in steps.

    Attributes:
        start: the value from which points are earned; None if any value earns the minimum points.
        step: the width of the whole steps in which values count; None if they count in proportion.
    """

    minimum: int | Fraction
    maximum: int | Fraction
    start: int | Fraction | None
    step: int | Fraction | None
    higher_is_better: bool

    def scaled(self, share: Fraction, narrows: bool) -> "StepEnds":
        """Return the ends scaled by a share; where less is better, divided by it.

        Args:
            narrows: the steps become narrower by the same share.
        """
        factor = share if self.higher_is_better else 1 / share
        width = share if narrows else Fraction(1)
        minimum = self.minimum * factor
        return replace(
            self,
            minimum=minimum,
            maximum=minimum + (self.maximum - self.minimum) * width,
            start=None if self.start is None else self.start * factor,
            step=None if self.step is None else self.step * width,
        )


class Adjustments:
    """The rules that touch one standard: reduced minima, exemptions, scaled steps, points granted.

    Args:
        rules: the rules that possibly apply.
        surely: the ids of those that surely apply.
        demand: how sure a rule must be; the effect of a less sure one is unknown.

    Attributes:
        is_granted: True if the maximum points are surely granted.
        counts_works: True if a rule says that the level is a number of works.
    """

    def __init__(self, standard: str, rules: Iterable[Rule], surely: frozenset[str], demand: Demand) -> None:
        self.is_granted = self.is_possibly_granted = self.is_surely_exempt = self.is_possibly_exempt = False
        self._reductions: list[tuple[str, Share, bool]] = []
        self._open_reduction: str | None = None
        self._may_be_nothing = False
        self.counts_works = False
        self._scales: list[tuple[str, Share, bool]] = []
        self._a_scale_is_unknown = False
        for rule in rules:
            is_unknown = not demand.admits(Doubt.ADJUSTMENT, rule.basis)
            for action in rule.then:
                match action:
                    case Grant(standards) if standard in standards:
                        self.is_possibly_granted = True
                        self.is_granted |= rule.id in surely and not is_unknown
                    case Exempt(standards, is_known) if standard in standards:
                        self.is_possibly_exempt = True
                        self.is_surely_exempt |= rule.id in surely and is_known and not is_unknown
                    case ReduceMinimum(standards, percent, counted_works, is_certain) if standard in standards:
                        self.counts_works |= standard in counted_works
                        if percent is None or is_unknown:
                            self._open_reduction = self._open_reduction or rule.id
                            self._may_be_nothing |= percent is not None and percent[0] == 0
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
        """Return the levels with the floors to which the minimum is reduced; the most favourable reduction counts.

        A factor that is not known is above zero: whatever it is, something must remain of a level above zero.
        """
        sure, possible, by = minimum, minimum, None
        for rule, percent, is_sure in self._reductions:
            floor = _reduced(minimum, percent, domain, higher_is_better, self.counts_works)
            possible = min(possible, floor)
            if is_sure and floor < sure:
                sure, by = floor, rule
        if self._open_reduction is not None:
            something_remains = self.counts_works or (higher_is_better and minimum > 0 and not self._may_be_nothing)
            possible = min(possible, max(1, domain.lower) if something_remains else domain.lower)
        return RequiredLevels(minimum, maximum, sure, possible, reduced_by=by, open_reduction=self._open_reduction)

    def in_steps(self, ordinary: StepEnds, domain: Interval) -> RequiredLevels:
        """Return the levels of steps, scaled by the most favourable rule.

        If a scale is unknown, the levels may be easier but are no harder.
        """
        scaled = [(ordinary.scaled(Fraction(*share), narrows), rule) for rule, share, narrows in self._scales]
        ends, by = min([(ordinary, None), *scaled], key=lambda found: found[0].maximum)
        numbers = (ends.minimum, ends.maximum, ends.start, ends.step)
        refinement = math.lcm(*(number.denominator for number in numbers if number is not None))
        floor = domain.lower * refinement if ends.start is None else int(ends.start * refinement)
        return RequiredLevels(
            minimum=int(ends.minimum * refinement),
            maximum=int(ends.maximum * refinement),
            sure_floor=floor,
            possible_floor=floor,
            step=None if ends.step is None else int(ends.step * refinement),
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


def unknown_steps(start: int | None, step: int | None, domain: Interval) -> RequiredLevels:
    """Return the levels of steps whose ends are not known; see `StepEnds` for the arguments."""
    floor = domain.lower if start is None else None
    return RequiredLevels(None, None, floor, floor, step)


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
