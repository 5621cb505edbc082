"""The assessment of one municipality: judged by both evaluators, explained, and gathered into one result."""

from collections.abc import Iterator
from dataclasses import replace
from types import TracebackType
from typing import Self

from classifier.assessment.actors import actors_for
from classifier.assessment.compiled_plans import CompiledPlans
from classifier.assessment.derived_types import FindAssessor
from classifier.assessment.explaining import ExplainedJudgement, explain
from classifier.assessment.headline import beside_verdict
from classifier.assessment.judging import Judged, Judging
from classifier.assessment.margins import margins_of
from classifier.assessment.member_units import results_of
from classifier.assessment.provisional import provisional_causes
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment, AssessmentRefused, CriterionAssessment
from classifier.assessment.transitions import transition_for, transition_warnings
from classifier.assessment.unknown_facts import rules_told, unknown_facts
from classifier.assessment.warnings import warnings_for
from classifier.plan.applied_rules import changes_the_plan
from criteria.diagnostic import NotOnFile, UnsoundData
from criteria.municipality import Subject
from criteria.rule import Rule
from criteria.rulebook import Rulebook
from criteria.task import Task
from criteria.type_of_day import TypeOfDay, type_of_day


class Assessor:
    """Assesses municipalities by one rulebook; compiled plans are kept for the next municipality.

    Use it as a context manager: durable_rules holds memory that Python does not see.

    Args:
        tasks: the tasks that may answer for failing standards.
        find_assessor: finds the assessor for the types that standards ask for; see
            `classifier.assessment.derived_types`.
    """

    def __init__(
        self, rulebook: Rulebook, tasks: tuple[Task, ...] = (), find_assessor: FindAssessor | None = None
    ) -> None:
        self.rulebook = rulebook
        self.tasks = tasks
        self._judging = Judging(rulebook, find_assessor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the memory of the compiled plans."""
        self._judging.close()

    @property
    def plans(self) -> CompiledPlans:
        """The compiled plans, kept from one municipality to the next."""
        return self._judging.plans

    def judge(self, subject: Subject, question: Question) -> Judged:
        """Return the verdict of both evaluators by itself; see `assess` for what is raised."""
        return self._judging.judge(subject, question)

    @property
    def types(self) -> tuple[str, ...]:
        """The types that the law assesses, highest first."""
        return tuple(known.id for known in self.rulebook.law.assessed_types)

    def answer(
        self, subject: Subject, question: Question, with_margins: bool = False
    ) -> Assessment | AssessmentRefused:
        """Assess a subject, or say why it cannot be assessed.

        Args:
            with_margins: find out, too, how far each value is from turning something.

        Raises:
            criteria.diagnostic.UnsoundRules: rules applied together lose points of a criterion.
            EnginesDisagree: the two evaluators differ.
        """
        try:
            self.rulebook.refuse_unfit_kind(subject.municipality.kind)
            return self.assess(subject, question, with_margins)
        except (NotOnFile, UnsoundData) as reason:
            return AssessmentRefused(reason, self._transition(subject))

    def assess(self, subject: Subject, question: Question, with_margins: bool = False) -> Assessment:
        """Assess a subject for a type.

        Raises:
            criteria.diagnostic.NotOnFile: the law has no such type or reading.
            criteria.diagnostic.UnsoundRules: rules applied together lose points of a criterion.
            EnginesDisagree: the two evaluators differ.
        """
        judged = self._judging.judge(subject, question)
        found = self._gathered(judged, explain(judged, self._judging.plans))
        return replace(found, margins=margins_of(judged, self._judging)) if with_margins else found

    def types_of_day(self, subject: Subject) -> tuple[str, ...] | None:
        """Return the types that a municipality may have under the law; None if nobody states its type."""
        found = type_of_day(self.rulebook.law, subject.municipality, subject.surroundings.whole)
        return None if found is None else found.types

    def _transition(self, subject: Subject) -> TypeOfDay | None:
        return transition_for(self.rulebook.law, subject)

    def _gathered(self, judged: Judged, explanation: ExplainedJudgement) -> Assessment:
        """Gather a judgement and its explanation, with everything reported beside the verdict."""
        subject, question, plan = judged.subject, judged.question, judged.plan
        reading = judged.reading
        total = judged.judgement.total[reading.id]
        transition = self._transition(subject)
        member_units = results_of(judged.asked)
        marks = [way.plan.pass_mark for way in judged.ways]
        facts = unknown_facts(judged, self._judging)
        return Assessment(
            municipality=subject.municipality,
            target=judged.target,
            rulebook=judged.rulebook,
            as_of=question.day,
            reading=reading,
            sure=question.sure,
            verdict=judged.judgement.outcome(reading.id).verdict,
            table_verdict=judged.judgement.of_table(reading.id).verdict,
            is_provisional=judged.is_provisional(reading.id),
            provisional_because=provisional_causes(judged, self._judging),
            lower=total.lower,
            upper=total.upper,
            pass_marks=(min(marks), max(marks)),
            criteria=tuple(self._criteria(judged, explanation)),
            other_readings=explanation.other_readings,
            reasons=explanation.reasons,
            measure_next=explanation.measure_next,
            unknown_facts=facts,
            open_levels=tuple(s.code for s in plan.open_standards if not explanation.standards[s.id].is_said_to_fail),
            warnings=(
                *warnings_for(self.rulebook, subject, judged.applied, plan, question.day, rules_told(judged, facts)),
                *transition_warnings(transition),
            ),
            applied_rules=tuple(self._effective_rules(judged)),
            transition=transition,
            actors=tuple(
                actors_for(self.tasks, judged.rulebook, subject, question.day, explanation.standards.values())
            ),
            member_units=member_units,
            beside=beside_verdict(judged, member_units),
            plan=plan,
            judgement=judged.judgement,
            firings=judged.firings,
            data=subject.source,
            assumptions=subject.assumptions,
        )

    @staticmethod
    def _criteria(judged: Judged, explanation: ExplainedJudgement) -> Iterator[CriterionAssessment]:
        """Yield the criteria under the reading in force, in the order of the law."""
        for criterion in judged.rulebook.criteria:
            outcome = judged.judgement.criteria[judged.reading.id][criterion.id]
            standards = tuple(explanation.standards[standard.id] for standard in criterion.standards)
            yield CriterionAssessment(criterion, outcome.verdict, outcome.lower, outcome.upper, standards)

    def _effective_rules(self, judged: Judged) -> Iterator[Rule]:
        """Yield the rules that surely apply and change something for the type."""
        is_counted = judged.rulebook.frame(judged.plan.type).is_counted
        for rule in self.rulebook.rules:
            is_used = rule.id in judged.applied.surely & judged.key.applied.possibly
            if is_used and changes_the_plan(rule, judged.plan, is_counted):
                yield rule
