"""The compiled plans of one law, kept from one municipality to the next."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from classifier.assessment.what_to_measure import is_within_reach
from classifier.engines.forward_chaining import ForwardChaining
from classifier.plan.applied_rules import AppliedRules
from classifier.plan.compiler import compile_plan, refuse_lost_points
from classifier.plan.plan import Plan
from classifier.recently_used import RecentlyUsed
from criteria.diagnostic import UnsoundRules
from criteria.rulebook import Rulebook
from criteria.sureness import VERIFIED, Demand

MOST_STANDARDS = 2000
"""The number of standards in the rule bases kept: about 0.11 MB each in durable_rules, 210 MB together."""
MOST_STANDARDS_AS_INTEGERS = 50_000
"""The number of standards in the plans kept as plain integers: about 0.8 kB each, 41 MB together."""
MOST_ANSWERS = 4096
"""The number of plans and readings kept of which it is known whether they are within reach."""


@dataclass(frozen=True, slots=True)
class PlanKey:
    """What a plan of a law depends on.

    Attributes:
        kind: the kind of municipality; None where the law does not distinguish kinds.
    """

    target: str
    kind: str | None
    applied: AppliedRules
    demand: Demand


class CompiledPlans:
    """Compiles the plans of a law, and keeps the latest as rule bases of durable_rules.

    Attributes:
        chainings: the plans as rule bases, the least recently used first; with `MOST_STANDARDS` at most.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self.chainings: OrderedDict[PlanKey, ForwardChaining] = OrderedDict()
        self._plans: RecentlyUsed[PlanKey, Plan] = RecentlyUsed(MOST_STANDARDS_AS_INTEGERS, weight=_standards)
        self._verified: RecentlyUsed[PlanKey, Plan] = RecentlyUsed(MOST_STANDARDS_AS_INTEGERS, weight=_standards)
        self._within_reach: RecentlyUsed[tuple[PlanKey, str], bool] = RecentlyUsed(MOST_ANSWERS)

    def chaining(self, key: PlanKey) -> ForwardChaining:
        """Return the plan as rule bases.

        Raises:
            criteria.diagnostic.UnsoundRules: the rules applied together lose points of a criterion.
        """
        if key not in self.chainings:
            self.chainings[key] = ForwardChaining(self.plan(key))
        self.chainings.move_to_end(key)
        while len(self.chainings) > 1 and self._standards_kept() > MOST_STANDARDS:
            _, oldest = self.chainings.popitem(last=False)
            oldest.close()
        return self.chainings[key]

    def plan(self, key: PlanKey) -> Plan:
        """Return the plan as integers.

        Raises:
            criteria.diagnostic.UnsoundRules: the rules applied together lose points of a criterion.
        """
        return self._plans.get(key, lambda: self._sound(key))

    def sound_keys(self, keys: Sequence[PlanKey]) -> Iterator[PlanKey]:
        """Yield the keys of plans in which rules do not contradict each other.

        Raises:
            criteria.diagnostic.UnsoundRules: there is no such plan.
        """
        refusal = None
        is_any = False
        for key in keys:
            try:
                self.plan(key)
            except UnsoundRules as reason:
                refusal = reason
            else:
                is_any = True
                yield key
        if not is_any and refusal is not None:
            raise refusal

    def verified(self, key: PlanKey) -> Plan:
        """Return the plan in which everything unverified is unknown."""
        return self.doubtful(key, VERIFIED)

    def doubtful(self, key: PlanKey, demand: Demand) -> Plan:
        """Return the plan with another demand, for the reference implementation only."""
        key = replace(key, demand=demand)
        return self._verified.get(key, lambda: self._compile(key))

    def is_within_reach(self, key: PlanKey, plan: Plan, reading: str) -> bool:
        """True if some data would meet the plan ``key`` under a reading; see `what_to_measure.is_within_reach`."""
        return self._within_reach.get((key, reading), lambda: is_within_reach(plan, plan.reading(reading)))

    def _standards_kept(self) -> int:
        return sum(len(chaining.plan.standards) for chaining in self.chainings.values())

    def close(self) -> None:
        """Release the memory of the rule bases."""
        while self.chainings:
            _, chaining = self.chainings.popitem()
            chaining.close()

    def _sound(self, key: PlanKey) -> Plan:
        plan = self._compile(key)
        refuse_lost_points(self._rulebook, plan, key.kind, key.applied)
        return plan

    def _compile(self, key: PlanKey) -> Plan:
        return compile_plan(self._rulebook, key.target, key.applied, key.demand, key.kind)


def _standards(plan: Plan) -> int:
    return len(plan.standards)
