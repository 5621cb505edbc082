"""The targets of a programme on one day: each is assessed, or refused with what explains the refusal."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from classifier.assessment.derived_types import TypeAssessor
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment, AssessmentRefused
from criteria.diagnostic import NotOnFile, UnsoundData
from criteria.law import Law, Register
from criteria.municipality import Dataset, Municipality
from criteria.target import Target
from criteria.type_of_day import TypeOfDay


@dataclass(frozen=True, slots=True)
class TargetAnswer:
    """The answer to one target on one day.

    Attributes:
        municipality: None if it is not in the data.
        law: the law of the target's family in force; None if none is.
        assessment: None if the municipality cannot be assessed; then ``refusal`` says why.
        transition: what the law makes of the municipality's former type, assessed or not; None if it says nothing.
    """

    target: Target
    municipality: Municipality | None
    law: Law | None
    assessment: Assessment | None
    refusal: NotOnFile | UnsoundData | None
    transition: TypeOfDay | None


FindTargetAssessor = Callable[[str, datetime.date, str], TypeAssessor | None]
"""Returns the assessor by the law of a family in force on a day for a type; None if there is no such law."""


def review_targets(
    targets: Iterable[Target],
    register: Register,
    find_assessor: FindTargetAssessor,
    dataset: Dataset,
    day: datetime.date,
    sure: str | None = None,
) -> tuple[TargetAnswer, ...]:
    """Assess every target by the law in force on a day and by what was measured until then.

    Args:
        find_assessor: finds the assessor by family, day and type; see `classifier.assessment.assessors.Assessors`.
        sure: the least sure basis to judge by; None to use everything.

    Returns:
        The answers, in the order of the programme.

    Raises:
        classifier.assessment.disagreement.EnginesDisagree: the two evaluators differ.
    """
    return tuple(_answer(target, register, find_assessor, dataset, day, sure) for target in targets)


def _answer(
    target: Target,
    register: Register,
    find_assessor: FindTargetAssessor,
    dataset: Dataset,
    day: datetime.date,
    sure: str | None,
) -> TargetAnswer:
    municipality = dataset.municipalities.get(target.municipality)
    law = None
    try:
        law = register.in_force(target.family, day, target.to)
        subject = dataset.subject(target.municipality, day, law.data_day(day))
    except NotOnFile as refusal:
        return TargetAnswer(target, municipality, law, None, refusal, None)
    # A type that no law of the family has is refused by the one law in force.
    of_type = target.to if law.has_type(target.to) else law.types_on(day)[0]
    assessor = find_assessor(target.family, day, of_type)
    assert assessor is not None  # the law is in force
    found = assessor.answer(subject, Question(target.to, day, None, sure))
    if isinstance(found, AssessmentRefused):
        return TargetAnswer(target, municipality, law, None, found.reason, found.transition)
    return TargetAnswer(target, municipality, law, found, None, found.transition)
