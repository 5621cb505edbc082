"""What a provisional verdict rests on: which unverified numbers, rules and readings would change it if unknown."""

from collections.abc import Iterator, Mapping

from classifier.assessment.judging import Judged, Judging, differs
from classifier.assessment.result import ProvisionalCause
from classifier.plan.applied_rules import asked_of_type, touches
from classifier.plan.judgement import Judgement
from classifier.plan.plan import Plan
from criteria.rule import Action, Rule
from criteria.standard import UNVERIFIED
from criteria.sureness import SEED, Demand, Doubt

ROUND_TO = "round_to"
"""The subject of what rests on the rounding step: its name in the rule files."""

TOTAL = "total"


def provisional_causes(judged: Judged, judging: Judging) -> tuple[ProvisionalCause, ...]:
    """Return what a verdict under the reading in force rests on; nothing if it is not provisional.

    The kinds of numbers that alone would change the verdict are named; if no kind does alone, all that change anything.
    """
    reading = judged.reading.id
    if not judged.is_provisional(reading):
        return ()
    alone: dict[Doubt, tuple[str, ...]] = {}
    together: dict[Doubt, tuple[str, ...]] = {}
    for doubt in Doubt:
        demand = Demand(SEED, frozenset({doubt}))
        found = judging.judged_with(judged, demand)
        plan = judging.plans.doubtful(judged.key, demand)
        if subjects := tuple(_subjects(doubt, judged, plan, found)):
            together[doubt] = subjects
            if differs(judged.judgement, found, reading):
                alone[doubt] = subjects
    named: Mapping[Doubt, tuple[str, ...]] = alone or together
    causes = [ProvisionalCause(doubt, subject) for doubt, subjects in named.items() for subject in subjects]
    if alone:
        return tuple(causes)
    if not causes:
        causes = [ProvisionalCause(Doubt.ADJUSTMENT, rule.id) for rule in _unverified_in_play(judged)]
    derived = [s.code for s in judged.rulebook.standards if s.indicator in judged.derived]
    return (*causes, *(ProvisionalCause(Doubt.LEVEL, code) for code in derived))


def _unverified_in_play(judged: Judged) -> Iterator[Rule]:
    """Yield the unverified rules that may apply to what is asked, with or without reliefs for forming."""
    asked = asked_of_type(judged.rulebook, judged.target.id)
    ways = [*judged.every.plain, *(judged.table.plain if judged.table else ())]
    possibly = judged.applied.possibly.union(*(way.key.applied.possibly for way in ways))
    for rule in judged.rulebook.rules:
        if rule.id in possibly and rule.basis == UNVERIFIED and any(touches(action, asked) for action in rule.then):
            yield rule


def _subjects(doubt: Doubt, judged: Judged, plan: Plan, found: Judgement) -> Iterator[str]:
    """Yield what becomes unknown, of a kind, and makes a difference."""
    reading = judged.reading.id
    before, verdict = judged.judgement.criteria[reading], judged.judgement.total[reading].verdict
    after = found.criteria[reading]
    # Where criteria turn, only theirs counts; else whatever moves the total.
    turned = {known for known in before if before[known].verdict is verdict is not after[known].verdict}
    differing = {
        s.id: s.code
        for s in plan.standards
        if found.standards[s.id] != judged.judgement.standards[s.id] and (s.criterion in turned or not turned)
    }
    match doubt:
        case Doubt.ROUNDING:
            if differing:
                yield ROUND_TO
        case Doubt.LEVEL:
            yield from differing.values()
        case Doubt.ADJUSTMENT:
            for rule in judged.rulebook.rules:
                touched = {standard for action in rule.then for standard in _touched(action)}
                is_in_play = rule.id in judged.applied.possibly and rule.basis == UNVERIFIED
                if is_in_play and not touched.isdisjoint(differing):
                    yield rule.id
        case Doubt.READING:
            if plan.reading(reading) != judged.plan.reading(reading):
                yield reading
        case Doubt.POINTS:
            yield from (known for known in after if known in turned or (not turned and after[known] != before[known]))
            if plan.open_pass_mark is not None:
                yield TOTAL
            yield from (known for known in found.units if found.units[known] is not judged.judgement.units[known])


def _touched(action: Action) -> tuple[str, ...]:
    """Return the standards that an action changes."""
    several: tuple[str, ...] = getattr(action, "standards", ())
    one: str | None = getattr(action, "standard", None)
    return several if one is None else (*several, one)
