"""What must be met for the verdict: the plans of the judgement, whatever is unknown of the municipality."""

import itertools
from collections.abc import Iterator, Sequence

from classifier.assessment.choosing import Choosing
from classifier.assessment.compiled_plans import CompiledPlans, PlanKey
from classifier.assessment.judging import Judged
from classifier.plan.choices import Alternative, deciding_choices
from classifier.plan.completions import TooManyCompletions, completions
from classifier.plan.easier_plans import ask_no_more
from classifier.plan.plan import Plan

Goal = tuple[Plan, ...]
"""Plans of which every one must be met."""

MOST_GOALS = 64
"""The number of goals that are tried; a law with a reading that lets a town choose has a handful."""


class Goals:
    """Finds the goals of a judgement by one law; compiled plans are kept."""

    def __init__(self, plans: CompiledPlans, choosing: Choosing) -> None:
        self._plans = plans
        self._choosing = choosing

    def at_worst(self, judged: Judged) -> tuple[Goal, ...]:
        """Return goals of which any is enough, whatever is unknown; none if there are too many ways to tell apart."""
        try:
            completions(judged.rulebook, judged.question.target, judged.words)
        except TooManyCompletions:
            return ()
        parts = [
            [known.way for known in part if known.counts_at_worst]
            for way in judged.every.plain
            for part in self._parts(judged, way.key)
        ]
        found = dict.fromkeys(
            _hardest([self._plans.plan(key) for key in keys]) for keys in itertools.product(*map(dict.fromkeys, parts))
        )
        return tuple(itertools.islice(found, MOST_GOALS))

    def at_best(self, judged: Judged) -> tuple[Goal, ...]:
        """Return goals of which one at least must be met, however what is unknown turns out."""
        keys = (known.way for way in judged.every.plain for part in self._parts(judged, way.key) for known in part)
        return tuple((plan,) for plan in dict.fromkeys(self._plans.plan(key) for key in dict.fromkeys(keys)))

    def _parts(self, judged: Judged, key: PlanKey) -> Iterator[Sequence[Alternative[PlanKey]]]:
        """Yield what a way must meet: of each part one alternative."""
        reading = judged.plan.reading(judged.reading.id)
        is_plain, choices = deciding_choices(reading.id, reading.is_certain, self._choosing.alternatives(key))
        if is_plain:
            yield (Alternative(key, counts_at_worst=True),)
        yield from choices


def _hardest(plans: Sequence[Plan]) -> Goal:
    """Return the plans without those that ask no more than another one."""
    kept: list[Plan] = []
    for plan in dict.fromkeys(plans):
        if any(ask_no_more([plan], [other]) for other in kept):
            continue
        kept = [other for other in kept if not ask_no_more([other], [plan])]
        kept.append(plan)
    return tuple(kept)
