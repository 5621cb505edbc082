"""The targets of a programme on one day: each is assessed, or refused with what explains the refusal."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from classifier.assessment.derived_types import FindAssessor
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment, AssessmentRefused
from criteria.diagnostic import NotOnFile, UnsoundData
from criteria.law import Law, Register, Transition
from criteria.municipality import Dataset, Municipality
from criteria.target import Target


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
    transition: Transition | None


def review_targets(
    targets: Iterable[Target],
    register: Register,
    find_assessor: FindAssessor,
    dataset: Dataset,
    day: datetime.date,
) -> tuple[TargetAnswer, ...]:
    """Assess every target by the law in force on a day and by what was measured until then.

    Args:
        find_assessor: finds the assessor by family and day; see `classifier.assessment.assessors.Assessors`.

    Returns:
        The answers, in the order of the programme.

    Raises:
        classifier.assessment.disagreement.EnginesDisagree: the two evaluators differ.
    """
    return tuple(_answer(target, register, find_assessor, dataset, day) for target in targets)


def _answer(
    target: Target, register: Register, find_assessor: FindAssessor, dataset: Dataset, day: datetime.date
) -> TargetAnswer:
    municipality = dataset.municipalities.get(target.municipality)
    law = None
    try:
        law = register.in_force(target.family, day)
        subject = dataset.subject(target.municipality, day, law.data_day(day))
    except NotOnFile as refusal:
        return TargetAnswer(target, municipality, law, None, refusal, None)
    assessor = find_assessor(target.family, day)
    assert assessor is not None  # the law is in force
    found = assessor.answer(subject, Question(target.to, day))
    if isinstance(found, AssessmentRefused):
        return TargetAnswer(target, municipality, law, None, found.reason, found.transition)
    return TargetAnswer(target, municipality, law, found, None, found.transition)
