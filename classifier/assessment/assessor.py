"""Judging one municipality, explained: both engines, what the other readings give, what is open, what to beware of."""

import datetime
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import TracebackType
from typing import Self

from classifier.assessment.derived_types import FindAssessor, derived_types, underived_types
from classifier.assessment.member_units import judge_member_units
from classifier.assessment.reasons import ReasonContext, reasons_for
from classifier.assessment.result import (
    Actor,
    Assessment,
    CriterionAssessment,
    DerivedType,
    OpenIndicator,
    OtherReading,
    ScaledLevels,
    StandardAssessment,
)
from classifier.assessment.transitions import transition_for
from classifier.assessment.warnings import warnings_for
from classifier.assessment.what_to_measure import OpenData, is_within_reach, turning_value, what_to_measure
from classifier.engines.durable import Firing
from classifier.engines.forward_chaining import ForwardChaining
from classifier.engines.reference import judge
from classifier.engines.rule_conditions import RuleConditions
from classifier.plan.applied_rules import changes_the_plan
from classifier.plan.judgement import Intervals, Judgement, is_mandatory
from classifier.plan.plan import (
    AppliedRules,
    Plan,
    StandardPlan,
    compile_plan,
    effective_levels,
    holding,
    refuse_lost_points,
    undecided_fields,
)
from criteria.condition import FieldWords, field_words
from criteria.diagnostic import Diagnostic, UnsoundData
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.municipality import ALONE, Measured, Municipality, Surroundings
from criteria.quantity import UNKNOWN, Quantity
from criteria.rule import Rule
from criteria.rulebook import Rulebook
from criteria.task import Task

MOST_PLANS = 8
"""How many compiled plans an assessor keeps; each holds some megabytes in durable_rules."""


class EnginesDisagree(Exception):
    """The two evaluators came to different results: an internal error, never a result.

    Attributes:
        subjects: the standards (or criteria, readings) on which they differ.
    """

    def __init__(self, subjects: tuple[str, ...]) -> None:
        self.subjects = subjects
        super().__init__(f"the evaluators disagree on {', '.join(subjects)}")


def refuse_disagreement(defined: Judgement, inferred: Judgement) -> None:
    """Hold the judgements of two engines against each other.

    Raises:
        EnginesDisagree: naming the standards on which they differ, or what is built on them.
    """
    if defined == inferred:
        return
    standards = [name for name, score in defined.standards.items() if inferred.standards.get(name) != score]
    criteria = [
        f"{reading}/{name}"
        for reading, outcomes in defined.criteria.items()
        for name, outcome in outcomes.items()
        if inferred.criteria.get(reading, {}).get(name) != outcome
    ]
    total = [f"{reading}/total" for reading, outcome in defined.total.items() if inferred.total.get(reading) != outcome]
    raise EnginesDisagree(tuple(standards or criteria or total or ["the standards on file"]))


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of a municipality: measured and judged by indicator, and the quantity of each standard."""

    measured: Measured
    judged: Mapping[str, DerivedType]
    quantities: Mapping[str, Quantity]


class Assessor:
    """Assesses municipalities against one rulebook; compiled plans are kept for the next municipality.

    Use it as a context manager: durable_rules holds memory that Python does not see.

    Args:
        tasks: those that may answer for what fails.
        find_assessor: finds who judges the types that standards ask for; see `classifier.assessment.derived_types`.
    """

    def __init__(
        self, rulebook: Rulebook, tasks: tuple[Task, ...] = (), find_assessor: FindAssessor | None = None
    ) -> None:
        self.rulebook = rulebook
        self.tasks = tasks
        self._find_assessor = find_assessor
        self._applicability = RuleConditions(rulebook)
        self._by_kind = any(criterion.kinds is not None for criterion in rulebook.criteria)
        self._plans: OrderedDict[tuple[str, str | None, AppliedRules, bool], tuple[Plan, ForwardChaining]] = (
            OrderedDict()
        )
        self._verified_plans: dict[tuple[str, str | None, AppliedRules], Plan] = {}
        self._reach: dict[tuple[str, str | None, AppliedRules, bool, str], bool] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the memory of the compiled plans back."""
        self._applicability.close()
        while self._plans:
            _, (_, chaining) = self._plans.popitem()
            chaining.close()

    @property
    def types(self) -> tuple[str, ...]:
        """The types that are assessed, highest first."""
        return tuple(known.id for known in self.rulebook.law.types if not known.is_designated)

    def assess(
        self,
        municipality: Municipality,
        measured: Measured,
        target: str,
        as_of: datetime.date,
        reading: str | None = None,
        verified_only: bool = False,
        surroundings: Surroundings = ALONE,
    ) -> Assessment:
        """Judge a municipality for a type by what was measured of it.

        Args:
            measured: the measurement that counts of each indicator; see `criteria.municipality.Dataset.measured`.
            reading: the reading of the law in force; None: the law's default.
            verified_only: judge as if every unverified level, reduction and reading were unknown.
            surroundings: what it belongs to, whose type and kind laws on parts may ask for, and what belongs to it.

        Raises:
            criteria.diagnostic.NotOnFile: the law has no such type or reading.
            criteria.diagnostic.UnsoundData: the municipality lacks an attribute that decides which standards apply.
            criteria.diagnostic.UnsoundRules: rules that hold together lose points of a criterion.
            EnginesDisagree: the two evaluators differ.
        """
        law = self.rulebook.law
        rulebook = self.rulebook.for_type(target, municipality.kind)
        target_type = law.type(target)
        frame = rulebook.frame(target)
        in_force = law.reading(reading) if reading else law.default_reading
        words = field_words(municipality, surroundings.whole)
        held, rule_firings = self._holding(municipality, target, words)
        judged = derived_types(
            rulebook, self._find_assessor, municipality, measured, as_of, verified_only, surroundings
        )
        quantities = {
            standard.id: self._quantity(standard.indicator, municipality, measured, judged)
            for standard in rulebook.standards
        }
        kind = municipality.kind if self._by_kind else None
        plan, chaining = self._compiled(target, kind, held, verified_only)
        intervals = _intervals(plan, quantities)
        judgement, firings = chaining.infer(intervals)
        refuse_disagreement(judge(plan, intervals), judgement)
        verified = (
            judgement
            if verified_only
            else self._verified_judgement(
                target,
                kind,
                held,
                quantities | {s.id: judged[s.indicator].verified for s in rulebook.standards if s.indicator in judged},
            )
        )

        facts = _Facts(measured, judged, quantities)
        standards = self._standards(rulebook, plan, held, facts, judgement, in_force.id)
        criteria = tuple(
            CriterionAssessment(
                criterion,
                (outcome := judgement.criteria[in_force.id][criterion.id]).verdict,
                outcome.lower,
                outcome.upper,
                tuple(standards[standard.id] for standard in criterion.standards),
            )
            for criterion in rulebook.criteria
        )

        open_data = OpenData(plan, intervals, judgement)

        def case(identifier: str) -> ReasonContext:
            reading_plan = next(known for known in plan.readings if known.id == identifier)
            return ReasonContext(
                rulebook=rulebook,
                target=target_type,
                reading=reading_plan,
                plan=plan,
                judgement=judgement,
                standards=standards,
                turning_values=tuple(
                    found for criterion in plan.criteria if (found := turning_value(open_data, criterion, reading_plan))
                ),
                is_within_reach=self._is_within_reach(plan, kind, held, verified_only, identifier),
                verified_only=verified_only,
            )

        def is_provisional(identifier: str) -> bool:
            return judgement.total[identifier].verdict is not verified.total[identifier].verdict

        main = case(in_force.id)
        found = transition_for(law, municipality.current_type, words)
        total = judgement.total[in_force.id]
        return Assessment(
            municipality=municipality,
            target=target_type,
            rulebook=rulebook,
            as_of=as_of,
            reading=in_force,
            verified_only=verified_only,
            verdict=total.verdict,
            is_provisional=is_provisional(in_force.id),
            lower=total.lower,
            upper=total.upper,
            criteria=criteria,
            other_readings=tuple(
                OtherReading(
                    other,
                    judgement.total[other.id].verdict,
                    is_provisional(other.id),
                    reasons_for(case(other.id)),
                )
                for other in law.readings
                if other.id != in_force.id
            ),
            reasons=reasons_for(main),
            measure_next=tuple(
                OpenIndicator(self.rulebook.indicators[q.indicator], q.lower, q.upper, q.could_decide)
                for q in what_to_measure(open_data, main.reading)
            ),
            open_levels=tuple(standard.code for standard in plan.open_standards),
            warnings=(
                *warnings_for(self.rulebook, municipality, measured, held, plan, as_of),
                *underived_types(self.rulebook, judged),
                *found.warnings,
            ),
            held_rules=tuple(
                rule
                for rule in self.rulebook.rules
                if rule.id in held.surely and changes_the_plan(rule, plan, frame.is_counted)
            ),
            transition=found.transition,
            actors=self._actors(municipality, surroundings, as_of, standards),
            member_units=judge_member_units(
                self.rulebook.member_units, target, municipality, measured, surroundings, self.rulebook.indicators
            ),
            plan=plan,
            judgement=judgement,
            firings=(*rule_firings, *firings),
        )

    def _quantity(
        self, indicator: str, municipality: Municipality, measured: Measured, judged: Mapping[str, DerivedType]
    ) -> Quantity:
        """What is known of an indicator: measured, or judged, or told by the attributes of the municipality."""
        if indicator in judged:
            return judged[indicator].quantity
        if indicator in measured:
            return measured[indicator].quantity
        return self.rulebook.indicators[indicator].grade_of(municipality.attributes) or UNKNOWN

    def _actors(
        self,
        municipality: Municipality,
        surroundings: Surroundings,
        as_of: datetime.date,
        standards: Mapping[str, StandardAssessment],
    ) -> tuple[Actor, ...]:
        """The tasks that answer for the failing standards, of plans that are for the municipality on this day."""
        asked = {criterion.id for criterion in self.rulebook.criteria if criterion.asks_minimum}
        # Where the law asks no minimum of a criterion, nobody answers for points that are not earned.
        failing = [a for a in standards.values() if a.verdict == "fail" and a.standard.criterion in asked]
        family = self.rulebook.law.family
        found = []
        for task in self.tasks:
            if not task.scope.covers(municipality, surroundings, as_of):
                continue
            codes = tuple(a.standard.code for a in failing if task.answers_for(municipality.id, a.indicator.id, family))
            if codes:
                found.append(Actor(task, codes))
        return tuple(found)

    def _holding(self, municipality: Municipality, target: str, words: FieldWords) -> tuple[AppliedRules, list[Firing]]:
        """The rules that hold, concluded by both engines."""
        inferred, firings = self._applicability.holding(words)
        defined = holding(self.rulebook, words)
        if defined != inferred:
            differing = (defined.surely ^ inferred.surely) | (defined.possibly ^ inferred.possibly)
            raise EnginesDisagree(tuple(sorted(differing)))
        if missing := undecided_fields(self.rulebook, target, words, defined):
            raise UnsoundData(
                Diagnostic(
                    municipality.location,
                    DiagnosticKind.ATTRIBUTE_IS_NEEDED,
                    {
                        "municipality": municipality.id,
                        "column": "part_of" if field.startswith("part_of.") else field.rpartition(".")[2],
                        "law": self.rulebook.law.id,
                    },
                )
                for field in missing
            )
        return defined, firings

    def _compiled(
        self, target: str, kind: str | None, held: AppliedRules, verified_only: bool
    ) -> tuple[Plan, ForwardChaining]:
        key = (target, kind, held, verified_only)
        if key not in self._plans:
            plan = compile_plan(self.rulebook, target, held, verified_only, kind)
            refuse_lost_points(self.rulebook, plan, kind, held)
            self._plans[key] = (plan, ForwardChaining(plan))
        self._plans.move_to_end(key)
        while len(self._plans) > MOST_PLANS:
            _, (_, oldest) = self._plans.popitem(last=False)
            oldest.close()
        return self._plans[key]

    def _verified_judgement(
        self, target: str, kind: str | None, held: AppliedRules, quantities: Mapping[str, Quantity]
    ) -> Judgement:
        """What the verdicts would be if everything unverified were unknown."""
        key = (target, kind, held)
        if key not in self._verified_plans:
            self._verified_plans[key] = compile_plan(self.rulebook, target, held, verified_only=True, kind=kind)
        plan = self._verified_plans[key]
        return judge(plan, _intervals(plan, quantities))

    def _is_within_reach(
        self, plan: Plan, kind: str | None, held: AppliedRules, verified_only: bool, reading: str
    ) -> bool:
        key = (plan.type, kind, held, verified_only, reading)
        if key not in self._reach:
            reading_plan = next(known for known in plan.readings if known.id == reading)
            self._reach[key] = is_within_reach(plan, reading_plan)
        return self._reach[key]

    def _standards(
        self,
        rulebook: Rulebook,
        plan: Plan,
        held: AppliedRules,
        facts: _Facts,
        judgement: Judgement,
        reading: str,
    ) -> Mapping[str, StandardAssessment]:
        levels = effective_levels(rulebook, plan.type, held)
        rules = {rule.id: rule for rule in self.rulebook.rules}
        reading_plan = next(known for known in plan.readings if known.id == reading)
        assessed = {}
        for standard, standard_plan in zip(rulebook.standards, plan.standards, strict=True):
            score = judgement.standards[standard.id]
            interval = standard_plan.interval(facts.quantities[standard.id])
            floor = standard_plan.sure_floor
            gap = None
            if standard_plan.applies and interval and floor is not None and not score.upper.passes:
                gap = None if standard_plan.is_graded else -((interval.upper - floor) // standard_plan.refinement)
            assessed[standard.id] = StandardAssessment(
                standard=standard,
                indicator=self.rulebook.indicators[standard.indicator],
                plan=standard_plan,
                measurement=facts.measured.get(standard.indicator),
                quantity=facts.quantities[standard.id],
                level=levels[standard.id],
                reduced_to=standard_plan.plain(floor) if standard_plan.reduced_by and floor is not None else None,
                reduced_by=rules[standard_plan.reduced_by] if standard_plan.reduced_by else None,
                score=score,
                is_mandatory=is_mandatory(standard_plan, reading_plan, at_best=False),
                gap=gap,
                scaled=_scaled(standard_plan, standard.steps.start if standard.steps else None, rules),
                judged=facts.judged.get(standard.indicator),
            )
        return assessed


def _scaled(plan: StandardPlan, start: int | None, rules: Mapping[str, Rule]) -> ScaledLevels | None:
    """The levels of a standard whose steps a rule scales, as they are written; ``start``: whence points are earned."""
    if plan.scaled_by is None or plan.minimum is None or plan.maximum is None:
        return None
    sign = 1 if plan.higher_is_better else -1
    ends = [Fraction(sign * end, plan.refinement) for end in (plan.sure_floor or 0, plan.minimum, plan.maximum)]
    return ScaledLevels(None if start is None else ends[0], ends[1], ends[2], rules[plan.scaled_by])


def _intervals(plan: Plan, quantities: Mapping[str, Quantity]) -> Intervals:
    return {standard.id: standard.interval(quantities[standard.id]) for standard in plan.standards}
