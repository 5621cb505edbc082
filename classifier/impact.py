"""Where two laws disagree on a standard: the exact values, for each type, of a municipality for which no rule holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from classifier.plan import Holding, StandardPlan, compile_plan
from classifier.score_pieces import Disagreement, disagreements
from criteria.comparison.matching import matched_standards
from criteria.complaint import NotOnFile
from criteria.indicator import Indicator
from criteria.rulebook import Rulebook
from criteria.standard import Standard

NO_RULE = Holding(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class DisputedStandard:
    """A standard on which two laws disagree.

    Attributes:
        before, after: the standard in each law.
        types: those for which they disagree so, highest first.
        stretches: the values at which they do, in their order.
    """

    before: Standard
    after: Standard
    indicator: Indicator
    types: tuple[str, ...]
    stretches: tuple[Disagreement, ...]


def types_in_both(before: Rulebook, after: Rulebook) -> tuple[str, ...]:
    """The types that both laws assess, highest first."""
    assessed = [{known.id for known in law.law.types if not known.is_designated} for law in (before, after)]
    return tuple(known.id for known in after.law.types if known.id in assessed[0] & assessed[1])


def disputed_standards(before: Rulebook, after: Rulebook, types: Iterable[str]) -> tuple[DisputedStandard, ...]:
    """The standards that both laws have and score differently, in the order of the later law."""
    pairs = matched_standards(before, after).pairs
    steps = before.law.rounding_step.value, after.law.rounding_step.value
    found: dict[tuple[str, tuple[Disagreement, ...]], list[str]] = {}
    for target in types:
        plans = dict(_planned(before, target)), dict(_planned(after, target))
        for first, second in pairs:
            if first.id not in plans[0] or second.id not in plans[1]:
                continue
            stretches = disagreements(plans[0][first.id], plans[1][second.id], steps)
            if stretches:
                found.setdefault((second.id, stretches), []).append(target)
    standards = {second.id: (first, second) for first, second in pairs}
    order = {second.id: place for place, (_, second) in enumerate(pairs)}
    return tuple(
        DisputedStandard(*standards[known], after.indicators[standards[known][1].indicator], tuple(of_types), stretches)
        for (known, stretches), of_types in sorted(found.items(), key=lambda entry: order[entry[0][0]])
    )


def _planned(rulebook: Rulebook, target: str) -> Iterator[tuple[str, StandardPlan]]:
    """The plan of every standard that is asked for a type, of whatever kind of municipality."""
    kinds = dict.fromkeys(kind for criterion in rulebook.criteria for kind in criterion.kinds or ())
    for kind in kinds or (None,):
        try:
            plan = compile_plan(rulebook, target, NO_RULE, kind=kind)
        except NotOnFile:  # the type is not asked of this kind
            continue
        yield from ((standard.id, standard) for standard in plan.standards)
