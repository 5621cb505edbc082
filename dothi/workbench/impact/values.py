"""Where two laws disagree on a standard: the exact values, where no rule holds and under rules that differ."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from classifier.plan.applied_rules import AppliedRules
from classifier.plan.compiler import compile_plan
from classifier.plan.plan import StandardPlan
from criteria.indicator import Indicator
from criteria.rule import Rule
from criteria.rulebook import Rulebook
from criteria.standard import Standard
from dothi.workbench.diff.matching import matched_standards
from dothi.workbench.impact.score_function import Disagreement, disagreements


@dataclass(frozen=True, slots=True)
class DisputedStandard:
    """A standard on which two laws disagree.

    Attributes:
        before, after: the standard in each law.
        types: those for which they disagree so, highest first.
        stretches: the values at which they do, in their order.
        rule: the rule that holds where they do; None: where none holds.
    """

    before: Standard
    after: Standard
    indicator: Indicator
    types: tuple[str, ...]
    stretches: tuple[Disagreement, ...]
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Disputes:
    """Where two laws disagree on the standards that both have.

    Attributes:
        incomparable: those whose indicator the laws measure otherwise: other decimals, grades or direction.
        moved_rules: rules of two versions of one law that hold for other municipalities than before.
        only_one_has: standards that one of the laws has not.
    """

    standards: tuple[DisputedStandard, ...]
    incomparable: tuple[Standard, ...]
    moved_rules: tuple[Rule, ...]
    only_one_has: tuple[Standard, ...]


def types_in_both(before: Rulebook, after: Rulebook) -> tuple[str, ...]:
    """The types that both laws assess, highest first."""
    assessed = [{known.id for known in law.law.assessed_types} for law in (before, after)]
    return tuple(known.id for known in after.law.types if known.id in assessed[0] & assessed[1])


def disputes(before: Rulebook, after: Rulebook, types: Iterable[str]) -> Disputes:
    """Where two laws score the standards that both have differently, in the order of the later law.

    Of two versions of one law also for each rule that one of them states otherwise, as if it alone held, where that is
    not what holds without it.
    """
    pairs = matched_standards(before, after).pairs
    comparable = [pair for pair in pairs if _is_measured_alike(pair, before, after)]
    types = tuple(types)
    ordinary = dict(_stretches(before, after, comparable, types, None))
    found = dict(ordinary)
    for rule in _changed_rules(before, after):
        under_rule = _stretches(before, after, comparable, types, rule)
        found |= {
            (rule.id, identifier, target): stretches
            for (_, identifier, target), stretches in under_rule
            if ordinary.get((None, identifier, target)) != stretches
        }
    return Disputes(
        tuple(_gathered(found, comparable, after, {rule.id: rule for rule in (*before.rules, *after.rules)})),
        tuple(pair[1] for pair in pairs if pair not in comparable),
        tuple(_moved_rules(before, after)),
        _without_a_pair(pairs, before, after),
    )


Location = tuple[str | None, str, str]
"""A rule that holds, or none; a standard of the later law; a type."""
Pair = tuple[Standard, Standard]


def _is_measured_alike(pair: Pair, before: Rulebook, after: Rulebook) -> bool:
    """Whether both laws mean the same by a value of the standard's indicator."""
    first, second = before.indicators[pair[0].indicator], after.indicators[pair[1].indicator]
    return (first.decimals, first.higher_is_better, [grade.id for grade in first.grades]) == (
        second.decimals,
        second.higher_is_better,
        [grade.id for grade in second.grades],
    )


def _changed_rules(before: Rulebook, after: Rulebook) -> Iterator[Rule]:
    """The rules that two versions of one law state differently, or only one of them states."""
    if before.law.id != after.law.id:
        return
    earlier, later = ({rule.id: rule for rule in law.rules} for law in (before, after))
    for identifier, rule in {**earlier, **later}.items():
        if earlier.get(identifier) != later.get(identifier):
            yield rule


def _moved_rules(before: Rulebook, after: Rulebook) -> Iterator[Rule]:
    """The rules of two versions of one law whose condition is stated otherwise."""
    earlier = {rule.id: rule for rule in before.rules}
    for rule in after.rules if before.law.id == after.law.id else ():
        if rule.id in earlier and earlier[rule.id].when != rule.when:
            yield rule


def _without_a_pair(pairs: Sequence[Pair], before: Rulebook, after: Rulebook) -> tuple[Standard, ...]:
    """The standards of either law that the other has not, the earlier law's first."""
    first, second = ({pair[place].id for pair in pairs} for place in range(2))
    return (
        *(standard for standard in before.standards if standard.id not in first),
        *(standard for standard in after.standards if standard.id not in second),
    )


def _stretches(
    before: Rulebook, after: Rulebook, pairs: Sequence[Pair], types: Sequence[str], rule: Rule | None
) -> Iterator[tuple[Location, tuple[Disagreement, ...]]]:
    """The stretches of values on which two laws disagree, where one rule holds or none; only where there are any."""
    steps = before.law.rounding_step.value, after.law.rounding_step.value
    for target in types:
        plans = [dict(_planned(law, target, rule)) for law in (before, after)]
        for first, second in pairs:
            if first.id in plans[0] and second.id in plans[1]:
                stretches = disagreements(plans[0][first.id], plans[1][second.id], steps)
                if stretches:
                    yield (rule.id if rule else None, second.id, target), stretches


def _gathered(
    found: Mapping[Location, tuple[Disagreement, ...]],
    pairs: Sequence[Pair],
    after: Rulebook,
    rules: Mapping[str, Rule],
) -> Iterator[DisputedStandard]:
    """A standard once for all types for which its stretches are the same."""
    types: dict[tuple[str | None, str, tuple[Disagreement, ...]], list[str]] = {}
    for (rule, identifier, target), stretches in found.items():
        types.setdefault((rule, identifier, stretches), []).append(target)
    order = {second.id: place for place, (_, second) in enumerate(pairs)}
    for (rule, identifier, stretches), of_types in sorted(types.items(), key=lambda entry: order[entry[0][1]]):
        first, second = pairs[order[identifier]]
        yield DisputedStandard(
            first, second, after.indicators[second.indicator], tuple(of_types), stretches, rules[rule] if rule else None
        )


def _planned(rulebook: Rulebook, target: str, rule: Rule | None) -> Iterator[tuple[str, StandardPlan]]:
    """The plan of every standard that is asked for a type, of whatever kind of municipality."""
    held = (
        frozenset({rule.id}) if rule is not None and rule.id in {known.id for known in rulebook.rules} else frozenset()
    )
    for kind in rulebook.kinds_of(target) or (None,):
        plan = compile_plan(rulebook, target, AppliedRules(held, held), kind=kind)
        yield from ((standard.id, standard) for standard in plan.standards)
