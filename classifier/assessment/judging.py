"""The verdict on one subject: which rules apply, what is known of each indicator, and what both evaluators conclude."""

from collections.abc import Mapping
from dataclasses import dataclass

from classifier.assessment.compiled_plans import CompiledPlans, PlanKey
from classifier.assessment.derived_types import FindAssessor, derived_types
from classifier.assessment.disagreement import refuse_disagreement, refuse_other_rules
from classifier.assessment.question import Question
from classifier.assessment.result import DerivedType
from classifier.engines.durable import Firing
from classifier.engines.forward_chaining import WholeRules
from classifier.engines.reference import judge
from classifier.engines.rule_conditions import RuleConditions
from classifier.engines.units_reference import judge_whole
from classifier.plan.applied_rules import AppliedRules, applied_rules, undecided_fields
from classifier.plan.judgement import Judgement
from classifier.plan.member_units import AskedWays, asked_of_units
from classifier.plan.plan import Intervals, Plan
from criteria.condition import column_of, field_words
from criteria.diagnostic import Diagnostic, UnsoundData
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.law import Reading, Type
from criteria.municipality import Subject
from criteria.quantity import UNKNOWN, Quantity
from criteria.rulebook import Rulebook
from criteria.sureness import VERIFIED, Demand


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
        asked: what is asked of the units of the area.
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
    asked: AskedWays = ()

    @property
    def applied(self) -> AppliedRules:
        """The rules that apply to the subject."""
        return self.key.applied

    def is_provisional(self, reading: str) -> bool:
        """True if a verdict under a reading, of the whole or of the standards, would differ without the unverified."""
        judgement, verified = self.judgement, self.verified
        return (
            judgement.outcome(reading).verdict is not verified.outcome(reading).verdict
            or judgement.total[reading].verdict is not verified.total[reading].verdict
        )


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
        self._whole = WholeRules() if rulebook.member_units else None
        self.plans = CompiledPlans(rulebook)

    def close(self) -> None:
        """Release the memory of the rule bases."""
        if self._whole is not None:
            self._whole.close()
        self._conditions.close()
        self.plans.close()

    def judge(self, subject: Subject, question: Question) -> Judged:
        """Judge a subject; see `classifier.assessment.assessor.Assessor.assess` for what is raised."""
        law, municipality = self._rulebook.law, subject.municipality
        rulebook = self._rulebook.for_type(question.target, municipality.kind)
        target = law.type(question.target)
        reading = law.default_reading if question.reading is None else law.reading(question.reading)
        applied, rule_firings = self._applied_rules(subject, question.target)
        derived = derived_types(rulebook, self._find_assessor, subject, question)
        quantities = {
            standard.id: self._quantity(standard.indicator, subject, derived) for standard in rulebook.standards
        }
        kind = municipality.kind if self._by_kind else None
        key = PlanKey(question.target, kind, applied, question.demand)
        chaining = self.plans.chaining(key)
        plan = chaining.plan
        intervals = plan.intervals(quantities)
        judgement, firings = chaining.infer(intervals)
        defined = judge(plan, intervals)
        asked = self._asked(subject, question.target, question.demand)
        if asked and self._whole is not None:
            defined = judge_whole(defined, asked)
            judgement, whole_firings = self._whole.infer(judgement, asked)
            firings += whole_firings
        refuse_disagreement(defined, judgement)
        verified = judgement
        if question.sure is None:
            certain = {s.id: derived[s.indicator].verified for s in rulebook.standards if s.indicator in derived}
            verified_plan = self.plans.verified(key)
            verified = judge(verified_plan, verified_plan.intervals(quantities | certain))
            if asked:
                verified = judge_whole(verified, self._asked(subject, question.target, VERIFIED))
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
            asked=asked,
        )

    def _asked(self, subject: Subject, target: str, demand: Demand) -> AskedWays:
        requirements, indicators = self._rulebook.member_units, self._rulebook.indicators
        return asked_of_units(requirements, target, subject, indicators, demand)

    def _quantity(self, indicator: str, subject: Subject, derived: Mapping[str, DerivedType]) -> Quantity:
        """Return what is known of an indicator: derived, measured, or given by the municipality's attributes."""
        if indicator in derived:
            return derived[indicator].quantity
        if indicator in subject.measured:
            return subject.measured[indicator].quantity
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
