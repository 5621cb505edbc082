"""The time to assess one town once everything is loaded."""

from collections.abc import Callable, Iterator
from functools import partial

from benchmarks.example import DAY, Example, Town
from benchmarks.timing import Timing, median_milliseconds
from classifier.assessment.assessor import Assessor
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment
from criteria.municipality import Subject

LIMIT = 5.0
ROUNDS = 8


def figures(example: Example) -> Iterator[Timing]:
    """Yield the median time of an assessment over all towns and types, ordered by type and ordered by town."""
    types = [known.id for known in example.rulebook.law.types]
    orders = {
        "one town, in process": [(town, target) for target in types for town in example.towns],
        "one town, each time another type": [(town, target) for town in example.towns for target in types],
    }
    for name, order in orders.items():
        with Assessor(example.rulebook) as assessor:
            actions: list[Callable[[], Assessment]] = [_assessment(assessor, *pair) for pair in order]
            median_milliseconds(actions, rounds=1)
            how = f"{len(example.towns)} towns × {len(types)} types × {ROUNDS} rounds, after one round unmeasured"
            yield Timing(name, median_milliseconds(actions, ROUNDS), LIMIT, "ms", how)


def _assessment(assessor: Assessor, town: Town, target: str) -> Callable[[], Assessment]:
    return partial(assessor.assess, Subject(town.municipality, town.measured), Question(target, DAY))
