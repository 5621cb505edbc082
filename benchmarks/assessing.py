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
LIMIT_OF_UNKNOWN = 20.0
"""Two unknown areas leave four plans, each of which is judged."""
ROUNDS = 8
UNKNOWN = "one town of which two facts are unknown"


def figures(example: Example) -> Iterator[Timing]:
    """Yield the median time of an assessment over all towns and types, ordered by type and ordered by town."""
    types = [known.id for known in example.rulebook.law.types]
    orders = {
        "one town, in process": [(town, target) for target in types for town in example.stated],
        "one town, each time another type": [(town, target) for town in example.stated for target in types],
        UNKNOWN: [(town, target) for target in types for town in example.towns if town.municipality.inner_area is None],
    }
    for name, order in orders.items():
        with Assessor(example.rulebook) as assessor:
            actions: list[Callable[[], Assessment]] = [_assessment(assessor, *pair) for pair in order]
            median_milliseconds(actions, rounds=1)
            towns = len(order) // len(types)
            how = f"{towns} towns × {len(types)} types × {ROUNDS} rounds, after one round unmeasured"
            limit = LIMIT_OF_UNKNOWN if name == UNKNOWN else LIMIT
            yield Timing(name, median_milliseconds(actions, ROUNDS), limit, "ms", how)


def _assessment(assessor: Assessor, town: Town, target: str) -> Callable[[], Assessment]:
    return partial(assessor.assess, Subject(town.municipality, town.measured), Question(target, DAY))
