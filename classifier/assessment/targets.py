"""Where the targets of a programme stand on a day: each is judged, or refused with what explains it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from classifier.assessment.derived_types import FindAssessor
from classifier.assessment.result import Assessment
from classifier.assessment.transitions import transition_for
from criteria.condition import field_words
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
        municipality = dataset.municipality(target.municipality)
        surroundings = dataset.surroundings(municipality.id, day)
        measured = dataset.measured(municipality.id, day)
        judge = find_assessor(target.family, day)
        assert judge is not None  # the law is in force
        found = judge.assess(municipality, measured, target.to, day, surroundings=surroundings)
    except (NotOnFile, UnsoundData) as refusal:
        return TargetAnswer(target, municipality, law, None, refusal, _transition(law, municipality, dataset, day))
    return TargetAnswer(target, municipality, law, found, None, found.transition)


def _transition(
    law: Law | None, municipality: Municipality | None, dataset: Dataset, day: datetime.date
) -> Transition | None:
    """What the law makes of the municipality's type of before, where the law has not the type that is asked for."""
    if law is None or municipality is None:
        return None
    whole = dataset.surroundings(municipality.id, day).whole
    return transition_for(law, municipality.current_type, field_words(municipality, whole)).transition
