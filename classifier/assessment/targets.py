"""Where the targets of a programme stand on a day: each is judged, or refused with what explains it."""

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
    """What is to be said of one target on one day.

    Attributes:
        municipality: None: it is not in the data.
        law: the law of the target's family that is in force; None: none is.
        assessment: None: the question cannot be asked; then ``refusal`` says why.
        transition: what the law makes of the municipality's type of before, judged or not.
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
    """Judge every target by the law that is in force and by what was measured on a day, in the order of the programme.

    Args:
        find_assessor: finds the judge by the law of a family on a day; see `classifier.assessment.assessors.Assessors`.

    Raises:
        classifier.assessment.assessor.EnginesDisagree: the two evaluators differ.
    """
    return tuple(_answer(target, register, find_assessor, dataset, day) for target in targets)


def _answer(
    target: Target, register: Register, find_assessor: FindAssessor, dataset: Dataset, day: datetime.date
) -> TargetAnswer:
    municipality = dataset.municipalities.get(target.municipality)
    law = None
    try:
        law = register.in_force(target.family, day)
        subject = dataset.subject(target.municipality, day)
    except NotOnFile as refusal:
        return TargetAnswer(target, municipality, law, None, refusal, None)
    assessor = find_assessor(target.family, day)
    assert assessor is not None  # the law is in force
    found = assessor.answer(subject, Question(target.to, day))
    if isinstance(found, AssessmentRefused):
        return TargetAnswer(target, municipality, law, None, found.reason, found.transition)
    return TargetAnswer(target, municipality, law, found, None, found.transition)
