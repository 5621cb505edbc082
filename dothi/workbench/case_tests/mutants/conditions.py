"""Mutants of conditions."""

from collections.abc import Iterator
from dataclasses import replace

from criteria.condition import AllOf, AnyOf, Condition, Holds


def mutate_condition(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """Yield the mutants of a condition, each with its kind.

    A question is negated, a word or a part is left out, or *all* and *any* are exchanged.
    """
    if isinstance(condition, Holds):
        yield "condition_negated", replace(condition, negated=not condition.negated)
        for word in sorted(condition.words) if len(condition.words) > 1 else ():
            yield "condition_words", replace(condition, words=condition.words - {word})
        return
    yield "condition_joined", AnyOf(condition.parts) if isinstance(condition, AllOf) else AllOf(condition.parts)
    for place, part in enumerate(condition.parts):
        before, after = condition.parts[:place], condition.parts[place + 1 :]
        left = (*before, *after)
        yield "condition_parts", replace(condition, parts=left) if len(left) > 1 else left[0]
        for kind, changed in mutate_condition(part):
            yield kind, replace(condition, parts=(*before, changed, *after))
