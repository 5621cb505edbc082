"""The plans by which the municipalities of a situation are judged, with the alternatives that readings choose among."""

from collections.abc import Sequence
from dataclasses import dataclass

from classifier.engines.columnar.verdicts import PlanPair
from classifier.plan.applied_rules import AppliedRules
from classifier.plan.choices import Alternative, applied_by_alternative, choices_of, told_apart
from classifier.plan.compiler import compile_plan, refuse_lost_points
from classifier.plan.plan import Plan
from criteria.diagnostic import UnsoundRules
from criteria.rulebook import Rulebook
from criteria.sureness import VERIFIED, Demand


@dataclass(frozen=True, slots=True)
class WayPlans:
    """The plans of one way in which the unknown facts of a situation may turn out.

    Attributes:
        choices: for each reading that tells several alternatives apart, the plans by each.
    """

    pair: PlanPair
    choices: tuple[tuple[str, tuple[Alternative[PlanPair], ...]], ...] = ()

    @property
    def standards(self) -> int:
        """The number of standards in all the plans."""
        pairs = [self.pair, *(one.way for _, alternatives in self.choices for one in alternatives)]
        return sum(len(plan.standards) for pair in pairs for plan in _both(pair))


@dataclass(frozen=True, slots=True)
class Ways:
    """The plans by which a situation has to be judged: one for each way in which its unknown facts may turn out.

    Attributes:
        every: those to which the fewest rules apply come first.
        is_everything: False if there are more than can be judged.
    """

    every: tuple[WayPlans, ...]
    is_everything: bool = True

    @property
    def standards(self) -> int:
        """The number of standards in all the plans, by which their memory is measured."""
        return sum(way.standards for way in self.every)

    @property
    def is_one(self) -> bool:
        """True if neither an unknown fact nor a choice of alternatives makes it several plans."""
        return self.is_everything and len(self.every) == 1 and not self.every[0].choices

    @property
    def is_alone(self) -> bool:
        """True if no other ways can be judged together with these: they ask different standards, or choose."""
        asked = {tuple(standard.id for standard in way.pair.plan.standards) for way in self.every}
        return not self.is_everything or len(asked) > 1 or any(way.choices for way in self.every)

    @property
    def shape(self) -> object:
        """What ways that are judged together have in common: the standards asked, and about how many ways there are."""
        if self.is_alone:
            return self
        plan = self.every[0].pair.plan
        return tuple((s.criterion, s.id) for s in plan.standards), (len(self.every) - 1).bit_length()

    def pair(self, number: int) -> PlanPair:
        """Return the plans of a way; those of the last one for numbers beyond, which change nothing."""
        return self.every[min(number, len(self.every) - 1)].pair


class WayFinder:
    """Compiles the plans of a law.

    Args:
        sure: the least sure basis to judge by; None to use everything.
    """

    def __init__(self, rulebook: Rulebook, sure: str | None) -> None:
        self._rulebook = rulebook
        self._sure = sure
        self._choices = choices_of(rulebook)

    def ways(self, target: str, found: Sequence[tuple[AppliedRules, str | None]], is_everything: bool) -> Ways:
        """Return the plans for rules that may apply together, each with the kind of municipality.

        Raises:
            criteria.diagnostic.UnsoundRules: in every way the rules applied together lose points of a criterion.
        """
        ways: dict[WayPlans, None] = {}
        refusal: UnsoundRules | None = None
        for applied, kind in found:
            try:
                pair = self._pair(target, applied, kind)
            except UnsoundRules as reason:
                refusal = reason
            else:
                choices = self._alternatives(target, applied, kind, pair) if is_everything and self._choices else ()
                ways[WayPlans(pair, choices)] = None
        if refusal is not None and not ways:
            raise refusal
        return Ways(tuple(ways), is_everything)

    def _alternatives(
        self, target: str, applied: AppliedRules, kind: str | None, pair: PlanPair
    ) -> tuple[tuple[str, tuple[Alternative[PlanPair], ...]], ...]:
        def plans_of(rules: AppliedRules) -> tuple[Plan, ...] | None:
            try:
                return _both(self._pair(target, rules, kind))
            except UnsoundRules:
                return None

        found = []
        for choice in self._choices:
            alternatives = told_apart(choice, target, applied_by_alternative(choice, applied), _both(pair), plans_of)
            if alternatives:
                found.append((choice.reading, tuple(one.of(self._pair(target, one.way, kind)) for one in alternatives)))
        return tuple(found)

    def _pair(self, target: str, applied: AppliedRules, kind: str | None) -> PlanPair:
        plan = compile_plan(self._rulebook, target, applied, Demand(self._sure), kind)
        refuse_lost_points(self._rulebook, plan, kind, applied)
        verified = compile_plan(self._rulebook, target, applied, VERIFIED, kind) if self._sure is None else None
        return PlanPair(plan, verified)


def _both(pair: PlanPair) -> tuple[Plan, ...]:
    return (pair.plan,) if pair.verified is None else (pair.plan, pair.verified)
