"""The compiled plans of one law, kept from one municipality to the next."""

from collections import OrderedDict
from dataclasses import dataclass, replace

from classifier.assessment.what_to_measure import is_within_reach
from classifier.engines.forward_chaining import ForwardChaining
from classifier.plan.applied_rules import AppliedRules
from classifier.plan.compiler import compile_plan, refuse_lost_points
from classifier.plan.plan import Plan
from criteria.rulebook import Rulebook

MOST_PLANS = 12
"""The number of compiled rule bases kept; each holds some megabytes in durable_rules."""


@dataclass(frozen=True, slots=True)
class PlanKey:
    """What a plan of a law depends on.

    Attributes:
        kind: the kind of municipality; None where the law does not distinguish kinds.
    """

    target: str
    kind: str | None
    applied: AppliedRules
    verified_only: bool


class CompiledPlans:
    """Compiles the plans of a law, and keeps the latest as rule bases of durable_rules.

    Attributes:
        chainings: the plans as rule bases, the least recently used first; `MOST_PLANS` at most.
    """

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
        self.chainings: OrderedDict[PlanKey, ForwardChaining] = OrderedDict()
        self._plans: dict[PlanKey, Plan] = {}
        self._verified: dict[PlanKey, Plan] = {}
        self._within_reach: dict[tuple[PlanKey, str], bool] = {}

    def chaining(self, key: PlanKey) -> ForwardChaining:
        """Return the plan as rule bases.

        Raises:
            criteria.diagnostic.UnsoundRules: the rules applied together lose points of a criterion.
        """
        if key not in self.chainings:
            self.chainings[key] = ForwardChaining(self.plan(key))
        self.chainings.move_to_end(key)
        while len(self.chainings) > MOST_PLANS:
            _, oldest = self.chainings.popitem(last=False)
            oldest.close()
        return self.chainings[key]

    def plan(self, key: PlanKey) -> Plan:
        """Return the plan as integers.

        Raises:
            criteria.diagnostic.UnsoundRules: the rules applied together lose points of a criterion.
        """
        if key not in self._plans:
            plan = self._compile(key)
            refuse_lost_points(self._rulebook, plan, key.kind, key.applied)
            self._plans[key] = plan
        return self._plans[key]

    def verified(self, key: PlanKey) -> Plan:
        """Return the plan in which everything unverified is unknown."""
        key = replace(key, verified_only=True)
        if key not in self._verified:
            self._verified[key] = self._compile(key)
        return self._verified[key]

    def is_within_reach(self, key: PlanKey, plan: Plan, reading: str) -> bool:
        """True if some data would meet the plan ``key`` under a reading; see `what_to_measure.is_within_reach`."""
        if (key, reading) not in self._within_reach:
            self._within_reach[key, reading] = is_within_reach(plan, plan.reading(reading))
        return self._within_reach[key, reading]

    def close(self) -> None:
        """Release the memory of the rule bases."""
        while self.chainings:
            _, chaining = self.chainings.popitem()
            chaining.close()

    def _compile(self, key: PlanKey) -> Plan:
        return compile_plan(self._rulebook, key.target, key.applied, key.verified_only, key.kind)
