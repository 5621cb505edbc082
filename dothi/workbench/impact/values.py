"""The exact values at which two laws disagree on a standard, without rules and under each rule that differs."""

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
        types: the types for which the laws disagree in this way, highest first.
        stretches: the values at which they disagree, in ascending order.
        rule: the rule under which they disagree; None if they disagree without any rule.
    """

    before: Standard
    after: Standard
    indicator: Indicator
    types: tuple[str, ...]
    stretches: tuple[Disagreement, ...]
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class Disputes:
    """Where two laws disagree on standards.

    Attributes:
        standards: the standards of both laws that the laws score differently.
        incomparable: the standards of both laws whose indicator has other decimals, grades or another direction.
        moved_rules: if the laws are versions of one law, the rules that now apply to other municipalities.
        only_one_has: the standards that only one of the laws has.
    """

    standards: tuple[DisputedStandard, ...]
    incomparable: tuple[Standard, ...]
    moved_rules: tuple[Rule, ...]
    only_one_has: tuple[Standard, ...]


def types_in_both(before: Rulebook, after: Rulebook) -> tuple[str, ...]:
    """Return the types that both laws assess, highest first."""
    assessed = [{known.id for known in law.law.assessed_types} for law in (before, after)]
    return tuple(known.id for known in after.law.types if known.id in assessed[0] & assessed[1])


def disputes(before: Rulebook, after: Rulebook, types: Iterable[str]) -> Disputes:
    """Find where two laws score a standard differently, in the order of the later law.

    If they are versions of one law, each rule that they state differently is also tried, as the only rule applied.
    The result lists what it changes beyond the disagreements without any rule.
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


Comparison = tuple[str | None, str, str]
"""What is compared: the rule applied (or none), the standard of the later law and the type, by their ids."""

Pair = tuple[Standard, Standard]
"""A standard in the earlier and in the later law."""


def _is_measured_alike(pair: Pair, before: Rulebook, after: Rulebook) -> bool:
    """True if a value of the standard's indicator means the same in both laws."""
    first, second = before.indicators[pair[0].indicator], after.indicators[pair[1].indicator]
    return (first.decimals, first.higher_is_better, [grade.id for grade in first.grades]) == (
        second.decimals,
        second.higher_is_better,
        [grade.id for grade in second.grades],
    )


def _changed_rules(before: Rulebook, after: Rulebook) -> Iterator[Rule]:
    """Yield the rules that two versions of one law state differently, or that only one of them states."""
    if before.law.id != after.law.id:
        return
    earlier, later = ({rule.id: rule for rule in law.rules} for law in (before, after))
    for identifier, rule in {**earlier, **later}.items():
        if earlier.get(identifier) != later.get(identifier):
            yield rule


def _moved_rules(before: Rulebook, after: Rulebook) -> Iterator[Rule]:
    """Yield the rules of the later of two versions of one law whose condition has changed."""
    earlier = {rule.id: rule for rule in before.rules}
    for rule in after.rules if before.law.id == after.law.id else ():
        if rule.id in earlier and earlier[rule.id].when != rule.when:
            yield rule


def _without_a_pair(pairs: Sequence[Pair], before: Rulebook, after: Rulebook) -> tuple[Standard, ...]:
    """Return the standards that only one of the laws has, the earlier law's first."""
    first, second = ({pair[index].id for pair in pairs} for index in range(2))
    return (
        *(standard for standard in before.standards if standard.id not in first),
        *(standard for standard in after.standards if standard.id not in second),
    )


def _stretches(
    before: Rulebook, after: Rulebook, pairs: Sequence[Pair], types: Sequence[str], rule: Rule | None
) -> Iterator[tuple[Comparison, tuple[Disagreement, ...]]]:
    """Yield the values at which two laws disagree if one rule, or none, is applied; agreement is left out."""
    steps = before.law.rounding_step.value, after.law.rounding_step.value
    for target in types:
        plans = [dict(_planned(law, target, rule)) for law in (before, after)]
        for first, second in pairs:
            if first.id in plans[0] and second.id in plans[1]:
                stretches = disagreements(plans[0][first.id], plans[1][second.id], steps)
                if stretches:
                    yield (rule.id if rule else None, second.id, target), stretches


def _gathered(
    found: Mapping[Comparison, tuple[Disagreement, ...]],
    pairs: Sequence[Pair],
    after: Rulebook,
    rules: Mapping[str, Rule],
) -> Iterator[DisputedStandard]:
    """Join the types of a standard for which the laws disagree at the same values."""
    types: dict[tuple[str | None, str, tuple[Disagreement, ...]], list[str]] = {}
    for (rule, identifier, target), stretches in found.items():
        types.setdefault((rule, identifier, stretches), []).append(target)
    order = {second.id: index for index, (_, second) in enumerate(pairs)}
    for (rule, identifier, stretches), of_types in sorted(types.items(), key=lambda entry: order[entry[0][1]]):
        first, second = pairs[order[identifier]]
        yield DisputedStandard(
            first, second, after.indicators[second.indicator], tuple(of_types), stretches, rules[rule] if rule else None
        )


def _planned(rulebook: Rulebook, target: str, rule: Rule | None) -> Iterator[tuple[str, StandardPlan]]:
    """Yield the plan of every standard that a type requires of any kind of municipality, by its id."""
    applied = (
        frozenset({rule.id}) if rule is not None and rule.id in {known.id for known in rulebook.rules} else frozenset()
    )
    for kind in rulebook.kinds_of(target) or (None,):
        plan = compile_plan(rulebook, target, AppliedRules(applied, applied), kind=kind)
        yield from ((standard.id, standard) for standard in plan.standards)
