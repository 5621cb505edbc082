"""The verdict on one subject: which rules apply, what is known of each indicator, and what both evaluators conclude."""

from collections.abc import Mapping
from dataclasses import dataclass

from classifier.assessment.compiled_plans import CompiledPlans, PlanKey
from classifier.assessment.derived_types import FindAssessor, derived_types
from classifier.assessment.disagreement import refuse_disagreement, refuse_other_rules
from classifier.assessment.question import Question
from classifier.assessment.result import DerivedType
from classifier.engines.durable import Firing
from classifier.engines.reference import judge
from classifier.engines.rule_conditions import RuleConditions
from classifier.plan.applied_rules import AppliedRules, applied_rules, undecided_fields
from classifier.plan.judgement import Judgement
from classifier.plan.plan import Intervals, Plan
from criteria.condition import column_of, field_words
from criteria.diagnostic import Diagnostic, UnsoundData
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.law import Reading, Type
from criteria.municipality import Subject
from criteria.quantity import UNKNOWN, Quantity
from criteria.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Judged:
    """A subject judged by a plan, and what the judgement rests on.

    Attributes:
        rulebook: the part of the law that applies to the target type and the kind of municipality.
        reading: the reading of the law in force.
        derived: the types that were derived because nobody measured them, by indicator.
        quantities: what is known, by standard.
        intervals: where each value of the plan lies, by standard.
        verified: the judgement if everything unverified were unknown.
        firings: every rule that fired in durable_rules, in order.
    """

    subject: Subject
    question: Question
    rulebook: Rulebook
    target: Type
    reading: Reading
    key: PlanKey
    plan: Plan
    derived: Mapping[str, DerivedType]
    quantities: Mapping[str, Quantity]
    intervals: Intervals
    judgement: Judgement
    verified: Judgement
    firings: tuple[Firing, ...]

    @property
    def applied(self) -> AppliedRules:
        """The rules that apply to the subject."""
        return self.key.applied

    def is_provisional(self, reading: str) -> bool:
        """True if the verdict under a reading would differ with everything unverified unknown."""
        return self.judgement.total[reading].verdict is not self.verified.total[reading].verdict


class Judging:
    """Judges subjects by one law, each with both evaluators.

    Args:
        find_assessor: finds the assessor for the types that standards ask for.
    """

    def __init__(self, rulebook: Rulebook, find_assessor: FindAssessor | None) -> None:
        self._rulebook = rulebook
        self._find_assessor = find_assessor
        self._by_kind = rulebook.asks_by_kind
        self._conditions = RuleConditions(rulebook)
        self.plans = CompiledPlans(rulebook)

    def close(self) -> None:
        """Release the memory of the rule bases."""
        self._conditions.close()
        self.plans.close()

    def judge(self, subject: Subject, question: Question) -> Judged:
        """Judge a subject; see `classifier.assessment.assessor.Assessor.assess` for what is raised."""
        law, municipality = self._rulebook.law, subject.municipality
        rulebook = self._rulebook.for_type(question.target, municipality.kind)
        target = law.type(question.target)
        reading = law.reading(question.reading) if question.reading else law.default_reading
        applied, rule_firings = self._applied_rules(subject, question.target)
        derived = derived_types(rulebook, self._find_assessor, subject, question)
        quantities = {
            standard.id: self._quantity(standard.indicator, subject, derived) for standard in rulebook.standards
        }
        kind = municipality.kind if self._by_kind else None
        key = PlanKey(question.target, kind, applied, question.verified_only)
        chaining = self.plans.chaining(key)
        plan = chaining.plan
        intervals = plan.intervals(quantities)
        judgement, firings = chaining.infer(intervals)
        refuse_disagreement(judge(plan, intervals), judgement)
        verified = judgement
        if not question.verified_only:
            certain = {s.id: derived[s.indicator].verified for s in rulebook.standards if s.indicator in derived}
            verified_plan = self.plans.verified(key)
            verified = judge(verified_plan, verified_plan.intervals(quantities | certain))
        return Judged(
            subject=subject,
            question=question,
            rulebook=rulebook,
            target=target,
            reading=reading,
            key=key,
            plan=plan,
            derived=derived,
            quantities=quantities,
            intervals=intervals,
            judgement=judgement,
            verified=verified,
            firings=(*rule_firings, *firings),
        )

    def _quantity(self, indicator: str, subject: Subject, derived: Mapping[str, DerivedType]) -> Quantity:
        """Return what is known of an indicator: derived, measured, or given by the municipality's attributes."""
        if indicator in derived:
            return derived[indicator].quantity
        if (measurement := subject.measured.get(indicator)) is not None:
            quantity = measurement.quantity
            # A claim is about a type of the law in force on its day.
            is_of_another_law = quantity.claim is not None and not self._rulebook.law.is_in_force(measurement.as_of)
            return UNKNOWN if is_of_another_law else quantity
        return self._rulebook.indicators[indicator].grade_of(subject.municipality.attributes) or UNKNOWN

    def _applied_rules(self, subject: Subject, target: str) -> tuple[AppliedRules, list[Firing]]:
        """Return the rules that apply, as both evaluators find them.

        Raises:
            EnginesDisagree: they find different rules.
            UnsoundData: an unknown attribute decides which standards apply.
        """
        words = field_words(subject.municipality, subject.surroundings.whole)
        inferred, firings = self._conditions.applied_rules(words)
        defined = applied_rules(self._rulebook, words)
        refuse_other_rules(defined, inferred)
        if missing := undecided_fields(self._rulebook, target, words, defined):
            raise UnsoundData(self._needed(subject, field) for field in missing)
        return defined, firings

    def _needed(self, subject: Subject, field: str) -> Diagnostic:
        """Return the diagnostic that asks for a field of the municipality."""
        municipality = subject.municipality
        details = {"municipality": municipality.id, "column": column_of(field), "law": self._rulebook.law.id}
        return Diagnostic(municipality.location, DiagnosticKind.ATTRIBUTE_IS_NEEDED, details)
