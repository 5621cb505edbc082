"""Who answers for failing standards: the tasks of plans that cover the municipality on the day."""

import datetime
from collections.abc import Iterable, Iterator

from classifier.assessment.result import Actor, StandardAssessment
from criteria.municipality import Subject
from criteria.rulebook import Rulebook
from criteria.task import Task


def actors_for(
    tasks: Iterable[Task],
    rulebook: Rulebook,
    subject: Subject,
    day: datetime.date,
    standards: Iterable[StandardAssessment],
) -> Iterator[Actor]:
    """Yield each task that answers for failing standards, with the codes of these standards.

    Args:
        rulebook: the part of the law that applies to the type and the kind of municipality, since a criterion's id may
            name another criterion for another type.
    """
    municipality, family = subject.municipality, rulebook.law.family
    asked = {criterion.id for criterion in rulebook.criteria if criterion.asks_minimum}
    # Where the law asks no minimum of a criterion, nobody answers for points that are not earned.
    failing = [known for known in standards if known.verdict == "fail" and known.standard.criterion in asked]
    for task in tasks:
        if task.scope.covers(municipality, subject.surroundings, day):
            codes = (s.standard.code for s in failing if task.answers_for(municipality.id, s.indicator.id, family))
            if found := tuple(codes):
                yield Actor(task, found)
