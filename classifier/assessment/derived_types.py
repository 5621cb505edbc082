"""Types that standards ask for: where none was measured, the law on types judges the municipality.

For example, a district that is to become a town (thị xã) is first judged as an urban area of type III or IV, by the law
in force on the day (Resolution 1211/2016, Article 6.4).
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from classifier.assessment.question import Question
from classifier.assessment.result import Assessment, AssessmentRefused, DerivedType
from classifier.plan.judgement import Verdict
from criteria.indicator import Indicator
from criteria.municipality import TYPES, Subject
from criteria.quantity import UNKNOWN, Quantity
from criteria.rulebook import Rulebook


class TypeAssessor(Protocol):
    """The part of `classifier.assessment.assessor.Assessor` by which types are derived."""

    def assess(self, subject: Subject, question: Question) -> Assessment:
        """Assess a subject for a type."""

    def answer(self, subject: Subject, question: Question) -> Assessment | AssessmentRefused:
        """Assess a subject for a type, or say why it cannot be assessed."""

    def types_of_day(self, subject: Subject) -> tuple[str, ...] | None:
        """Return the types that a municipality may have under the law; None if nobody states its type."""

    @property
    def types(self) -> tuple[str, ...]:
        """The types that the law assesses, highest first."""


FindAssessor = Callable[[str, datetime.date], TypeAssessor | None]
"""Returns the assessor by the law of a family in force on a day; None if there is no such law."""


def derived_type(indicator: Indicator, assessor: TypeAssessor, subject: Subject, question: Question) -> DerivedType:
    """Judge a municipality for every type that is a grade of the indicator.

    The municipality's type under the law on types counts as reached; if it is unknown, it may be any. If everything
    unverified is unknown, a provisional verdict counts as undetermined.
    """
    grades = {grade.id: place for place, grade in enumerate(indicator.grades)}
    assessments = tuple(
        assessor.assess(subject, replace(question, target=target, reading=None))
        for target in assessor.types
        if target in grades
    )
    current = assessor.types_of_day(subject)
    has = 0 if current is None else min(grades.get(known, 0) for known in current)
    may_have = max(grades.get(known, 0) for known in (TYPES if current is None else current))

    def quantity(sure: Iterable[Assessment], possible: Iterable[Assessment]) -> Quantity:
        lower = max([has, *(grades[known.target.id] for known in sure)])
        return Quantity(lower, max([lower, may_have, *(grades[known.target.id] for known in possible)]))

    met = [known for known in assessments if known.verdict is Verdict.MET]
    open_or_met = [known for known in assessments if known.verdict is not Verdict.NOT_MET]
    verified = quantity(
        (known for known in met if not known.is_provisional),
        (known for known in assessments if known.verdict is not Verdict.NOT_MET or known.is_provisional),
    )
    return DerivedType(assessments, quantity(met, open_or_met), verified)


def derived_types(
    rulebook: Rulebook, find_assessor: FindAssessor | None, subject: Subject, question: Question
) -> Mapping[str, DerivedType]:
    """Return the types that the standards of a rulebook ask for and nobody measured, by indicator."""
    judged = {}
    for identifier in dict.fromkeys(standard.indicator for standard in rulebook.standards):
        indicator = rulebook.indicators[identifier]
        measurement = subject.measured.get(identifier)
        is_measured = measurement is not None and not measurement.quantity.is_unknown
        if indicator.judged_by is None or is_measured:
            continue
        judged[identifier] = NOT_JUDGED
        if (assessor := find_assessor and find_assessor(indicator.judged_by, question.day)) is None:
            continue
        judged[identifier] = derived_type(indicator, assessor, subject, question)
    return judged


NOT_JUDGED = DerivedType((), UNKNOWN, UNKNOWN)
"""The derived type if no law on types is in force on the day."""
