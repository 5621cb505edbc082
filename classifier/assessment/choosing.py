"""A subject judged in every way, also by readings by which it uses one of several alternatives for everything."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from classifier.assessment.compiled_plans import CompiledPlans, PlanKey
from classifier.engines.reference import judge
from classifier.plan.choices import (
    Alternative,
    applied_by_alternative,
    best_of,
    best_place,
    choices_of,
    deciding_choices,
    told_apart,
)
from classifier.plan.combined import combined
from classifier.plan.judgement import Judgement
from classifier.plan.plan import Intervals, Plan
from classifier.recently_used import RecentlyUsed
from criteria.diagnostic import UnsoundRules
from criteria.quantity import Quantity
from criteria.rulebook import Rulebook

MOST_KEPT = 20_000
"""The number of alternatives kept, each a key of a plan: about 1 kB each."""


@dataclass(frozen=True, slots=True)
class JudgedWay:
    """A subject judged by one plan: one way in which what is unknown of the municipality may turn out."""

    key: PlanKey
    plan: Plan
    intervals: Intervals
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class EveryWay:
    """A subject judged in every way.

    Attributes:
        plain: the ways in which each standard uses the rule that is best for it.
        judgement: what holds in every way.
        chosen: by reading, the ways that use the best alternative, for readings of which the judgement rests on them.
    """

    plain: tuple[JudgedWay, ...]
    judgement: Judgement
    chosen: Mapping[str, tuple[JudgedWay, ...]]

    def of(self, reading: str) -> tuple[JudgedWay, ...]:
        """Return the ways that a reading rests on."""
        return self.chosen.get(reading, self.plain)


Alternatives = Mapping[str, tuple[Alternative[PlanKey], ...]]
"""The alternatives of each reading that tells several apart."""


class Choosing:
    """Finds the alternatives of a law's readings, by the plan that they are alternatives to."""

    def __init__(self, rulebook: Rulebook, plans: CompiledPlans) -> None:
        self._plans = plans
        self._choices = choices_of(rulebook)
        self._kept: RecentlyUsed[PlanKey, Alternatives] = RecentlyUsed(MOST_KEPT, weight=_alternatives)

    def alternatives(self, key: PlanKey) -> Alternatives:
        """Return the alternatives by each reading; none where they come to the same as all rules together do."""
        return self._kept.get(key, lambda: self._found(key)) if self._choices else {}

    def plans(self, key: PlanKey) -> object:
        """Return what ways must have in common to count as one: their plans, and those of their alternatives."""
        every = [one.way for alternatives in self.alternatives(key).values() for one in alternatives]
        return tuple((self._plans.plan(one), self._plans.verified(one)) for one in (key, *every))

    def _found(self, key: PlanKey) -> Alternatives:
        def both_plans(one: PlanKey) -> tuple[Plan, ...]:
            plan = self._plans.plan(one)
            return (plan, self._plans.verified(one)) if one.demand.basis is None else (plan,)

        def plans_of(one: PlanKey) -> tuple[Plan, ...] | None:
            try:
                return both_plans(one)
            except UnsoundRules:
                return None

        found: dict[str, tuple[Alternative[PlanKey], ...]] = {}
        for choice in self._choices:
            applied = applied_by_alternative(choice, key.applied)
            keys = [one.of(replace(key, applied=one.way)) for one in applied]
            if keys and (several := told_apart(choice, key.target, keys, both_plans(key), plans_of)):
                found[choice.reading] = several
        return found


def _alternatives(found: Alternatives) -> int:
    return 1 + sum(map(len, found.values()))


def judged_every_way(
    keys: Sequence[PlanKey], in_force: str, way: Callable[[PlanKey], JudgedWay], choosing: Choosing | None
) -> EveryWay:
    """Judge a subject in every way, each with its alternatives.

    Args:
        in_force: the reading whose scores of standards the judgement has.
        way: judges by one plan.
        choosing: finds the alternatives; None to let each standard use its own rule.
    """
    plain = tuple(way(key) for key in keys)
    alternatives = [choosing.alternatives(key) for key in keys] if choosing else []
    found = combined([way.judgement for way in plain])
    if not any(alternatives):
        return EveryWay(plain, found, {})
    ways = [
        _Way(one_way, {reading: [one.of(way(one.way)) for one in known] for reading, known in many.items()})
        for one_way, many in zip(plain, alternatives, strict=True)
    ]
    standards, criteria, total = found.standards, dict(found.criteria), dict(found.total)
    chosen: dict[str, tuple[JudgedWay, ...]] = {}
    for reading in plain[0].plan.readings:
        parts = [part for known in ways for part in known.parts(reading.id, reading.is_certain)]
        # The best alternative of one way may come to the plan of another, so equal ways need not be the same.
        if len(parts) == len(plain) and all(shown is own for (shown, _), own in zip(parts, plain, strict=True)):
            continue
        chosen[reading.id] = tuple(shown for shown, _ in parts)
        one = combined([judgement for _, judgement in parts])
        criteria[reading.id], total[reading.id] = one.criteria[reading.id], one.total[reading.id]
        if reading.id == in_force:
            standards = one.standards
    return EveryWay(plain, Judgement(standards, criteria, total), chosen)


def by_definition(
    plan_of: Callable[[PlanKey], Plan], quantities: Mapping[str, Quantity]
) -> Callable[[PlanKey], JudgedWay]:
    """Return what judges by one plan, by the reference implementation alone."""

    def judged(key: PlanKey) -> JudgedWay:
        plan = plan_of(key)
        intervals = plan.intervals(quantities)
        return JudgedWay(key, plan, intervals, judge(plan, intervals))

    return judged


@dataclass(frozen=True, slots=True)
class _Way:
    """A subject judged in one way, and by the alternatives of each reading."""

    plain: JudgedWay
    alternatives: Mapping[str, Sequence[Alternative[JudgedWay]]]

    def parts(self, reading: str, is_certain: bool) -> Iterator[tuple[JudgedWay, Judgement]]:
        """Yield what a reading rests on: what is shown, and what it comes to under the reading."""
        is_plain, choices = deciding_choices(reading, is_certain, self.alternatives)
        if is_plain:
            found = self.plain.judgement
            outcomes = {reading: found.criteria[reading]}, {reading: found.total[reading]}
            yield self.plain, Judgement(found.standards, *outcomes)
        for judged in choices:
            shown = judged[best_place([one.of(one.way.judgement.total[reading]) for one in judged])].way
            criteria = {
                name: best_of([one.of(one.way.judgement.criteria[reading][name]) for one in judged])
                for name in shown.judgement.criteria[reading]
            }
            total = best_of([one.of(one.way.judgement.total[reading]) for one in judged])
            yield shown, Judgement(shown.judgement.standards, {reading: criteria}, {reading: total})
