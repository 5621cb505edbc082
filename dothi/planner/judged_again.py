"""A municipality as it would be after a plan, judged again by both evaluators."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace

from classifier.assessment.assessor import Assessor
from classifier.assessment.judging import Judged
from classifier.assessment.question import Question
from criteria.municipality import Measured, Measurement, Subject
from criteria.quantity import Quantity
from dothi.planner.lever_options import Decision


def after(subject: Subject, decisions: Iterable[Decision], day: datetime.date) -> Subject:
    """Return a subject with the values that a plan reaches, its own and those of its units."""
    reached: dict[str, dict[str, Measurement]] = {}
    for lever, better in decisions:
        value = lever.value(better)
        row = Measurement(lever.municipality, lever.indicator.id, Quantity(value, value), day)
        reached.setdefault(lever.municipality, {})[lever.indicator.id] = row
    units = tuple(
        replace(unit, measured=_with(unit.measured, reached.get(unit.municipality.id, {})))
        for unit in subject.surroundings.units
    )
    return replace(
        subject,
        measured=_with(subject.measured, reached.get(subject.municipality.id, {})),
        surroundings=replace(subject.surroundings, units=units),
    )


def _with(measured: Measured, reached: Mapping[str, Measurement]) -> Measured:
    return {**measured, **reached}


def judged_after(assessor: Assessor, question: Question, subject: Subject, decisions: Iterable[Decision]) -> Judged:
    """Judge a subject with the values that a plan reaches, by both evaluators.

    Raises:
        classifier.assessment.disagreement.EnginesDisagree: they differ.
    """
    return assessor.judge(after(subject, decisions, question.day), question)
