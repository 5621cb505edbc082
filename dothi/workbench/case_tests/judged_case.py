"""A worked case that came out as expected, together with its judgement, so that mutants can be judged against it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from classifier.assessment.compiled_plans import PlanKey
from classifier.assessment.member_units import MemberUnitsResult, judge_member_units
from classifier.assessment.result import Assessment
from classifier.engines.reference import judge, judge_criterion, judge_total
from classifier.engines.units_reference import whole_outcome
from classifier.plan.applied_rules import AppliedRules, applied_rules
from classifier.plan.judgement import Judgement, Outcome, StandardScore
from classifier.plan.member_units import AskedWays, asked_of_units
from classifier.plan.plan import Plan
from criteria.cases import Case, Expected
from criteria.condition import FieldWords, field_words
from criteria.measured_words import measured_words
from criteria.quantity import Quantity
from criteria.rule import ReplaceLevels
from criteria.rulebook import Rulebook
from criteria.sureness import NO_DEMAND
from dothi.workbench.case_tests.compare import member_unit_differences


@dataclass(frozen=True, slots=True)
class JudgedCase:
    """A case and its judgement.

    Attributes:
        kind: The kind of its municipality if the law has criteria by kind, else None.
        words: What is known of the municipality, by field.
        applied: The rules of the law that apply to it.
        quantities: What is known of each standard, by standard id.
        reading: The id of the reading in force.
        replacing_rules: The id of the rule that replaces a standard's levels, by standard id.
        member_units: The results of its member units.
        asked: What is asked of its member units.
        chooses: True if its reading uses one of several alternatives for everything; then it tests no mutants.
    """

    case: Case
    kind: str | None
    words: FieldWords
    applied: AppliedRules
    plan: Plan
    quantities: Mapping[str, Quantity]
    reading: str
    judgement: Judgement
    replacing_rules: Mapping[str, str]
    member_units: tuple[MemberUnitsResult, ...] = ()
    asked: AskedWays = ()
    chooses: bool = False
    _standards: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case, assessment: Assessment, rulebook: Rulebook) -> "JudgedCase":
        """Return the case with everything its assessment rests on."""
        words = {
            **field_words(case.municipality, case.surroundings.whole),
            **measured_words(rulebook.rules, rulebook.indicators, case.measured),
        }
        return cls(
            case=case,
            kind=case.municipality.kind if rulebook.asks_by_kind else None,
            words=words,
            applied=applied_rules(rulebook, words),
            plan=assessment.plan,
            quantities={known.standard.id: known.quantity for known in assessment.standards},
            reading=assessment.reading.id,
            judgement=assessment.judgement,
            replacing_rules={
                action.standard: rule.id
                for rule in assessment.applied_rules
                for action in rule.then
                if isinstance(action, ReplaceLevels) and case.type in action.levels
            },
            member_units=assessment.member_units,
            asked=asked_of_units(
                rulebook.member_units,
                case.type,
                case.subject,
                rulebook.indicators,
            ),
            chooses=bool(assessment.reading.one_of),
            _standards={known.code: known.id for known in assessment.plan.standards},
        )

    @property
    def plan_key(self) -> PlanKey:
        """What its plan depends on: cases with the same key share a plan."""
        return PlanKey(self.case.type, self.kind, self.applied, NO_DEMAND)

    def objects_to_plan(self, plan: Plan) -> bool:
        """True if the case would fail under this plan."""
        judgement = judge(plan, plan.intervals(self.quantities))
        if any(
            not _agrees(expected, judgement.standards[self._standards[code]])
            for code, expected in self.case.standards.items()
        ):
            return True
        return self._objects_to_outcomes(judgement.criteria[self.reading], judgement.total[self.reading])

    def objects_to_score(self, standard: str, score: StandardScore) -> bool:
        """True if the case would fail with this score for one standard."""
        code = next(code for code, known in self._standards.items() if known == standard)
        if code in self.case.standards and not _agrees(self.case.standards[code], score):
            return True
        if not self.case.criteria and self.case.total is None:
            return False
        scores = {**self.judgement.standards, standard: score}
        reading = self.plan.reading(self.reading)
        criteria = dict(self.judgement.criteria[self.reading])
        for criterion in self.plan.criteria:
            if any(known.id == standard for known in criterion.standards):
                own = [scores[known.id] for known in criterion.standards]
                criteria[criterion.id] = judge_criterion(criterion, own, reading)
        return self._objects_to_outcomes(criteria, judge_total(self.plan, criteria.values()))

    def objects_to_member_units(self, rulebook: Rulebook) -> bool:
        """True if the case would fail under the member-unit requirements of this law."""
        case = self.case
        results = judge_member_units(rulebook.member_units, case.type, case.subject, rulebook.indicators)
        if any(True for _ in member_unit_differences(case, results)):
            return True
        if case.total is None:
            return False
        asked = asked_of_units(rulebook.member_units, case.type, case.subject, rulebook.indicators)
        return not _agrees_with_outcome(case.total, whole_outcome(self.judgement.total[self.reading], asked))

    def _objects_to_outcomes(self, criteria: Mapping[str, Outcome], total: Outcome) -> bool:
        pairs = [(expected, criteria[known]) for known, expected in self.case.criteria.items()]
        if self.case.total is not None:
            pairs.append((self.case.total, whole_outcome(total, self.asked)))
        if self.case.table is not None and not self.judgement.table:
            pairs.append((self.case.table, total))
        return any(not _agrees_with_outcome(expected, found) for expected, found in pairs)


def _agrees_with_outcome(expected: Expected, found: Outcome) -> bool:
    return expected.agrees_with(found.lower, found.upper, found.verdict.value)


def _agrees(expected: Expected, score: StandardScore) -> bool:
    return expected.agrees_with(score.lower.points, score.upper.points, score.status.value)
