"""Proposed cases for the boundaries that no case covers, with the law's current results for a person to confirm."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from classifier.engines.reference import score_standard
from classifier.plan.applied_rules import applied_rules
from classifier.plan.compiler import compile_plan
from classifier.plan.completions import undecided_rules
from classifier.plan.judgement import StandardScore
from criteria.condition import field_words
from criteria.indicator import Indicator
from criteria.quantity import Quantity
from criteria.rule import Rule
from criteria.rulebook import Rulebook
from dothi.workbench.case_tests.coverage import Boundary
from dothi.workbench.case_tests.example_towns import ExampleTown, for_rule, ordinary


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case that could be written.

    Attributes:
        number: Its number among the proposals of the same type and rule, from 1.
        rule: The rule that applies to it and replaces the levels, or None.
        town: The municipality and its surroundings.
        measured: Each indicator with its integer value, by indicator id.
        scores: Each boundary with its current score.
    """

    type: str
    rule: Rule | None
    number: int
    town: ExampleTown
    measured: Mapping[str, tuple[Indicator, int]]
    scores: tuple[tuple[Boundary, StandardScore], ...]


def proposals(rulebook: Rulebook, missing: Iterable[Boundary]) -> Iterator[Proposal]:
    """Yield cases that cover the missing boundaries, as many boundaries as possible in one case.

    A boundary is left out if its standard does not apply to the example municipality, so that no case can cover it.
    """
    groups: dict[tuple[str, tuple[str, ...] | None, str | None], list[Boundary]] = {}
    criteria = {standard.id: criterion for criterion in rulebook.criteria for standard in criterion.standards}
    for boundary in missing:
        criterion = criteria[boundary.standard.id]
        key = (boundary.types[0], criterion.kinds, boundary.rule.id if boundary.rule else None)
        groups.setdefault(key, []).append(boundary)
    for (target, _, _), boundaries in groups.items():
        first = boundaries[0]
        criterion = criteria[first.standard.id]
        found: ExampleTown | None = ordinary(rulebook, target, criterion)
        if first.rule is not None:
            found = for_rule(rulebook, target, criterion, first.rule)
        if found is not None:
            yield from _of_group(rulebook, target, found, boundaries)


def _of_group(
    rulebook: Rulebook, target: str, example: ExampleTown, boundaries: Iterable[Boundary]
) -> Iterator[Proposal]:
    town, surroundings = example
    words = field_words(town, surroundings.whole)
    applied = applied_rules(rulebook, words)
    if undecided_rules(rulebook, target, words, applied):
        return
    plan = compile_plan(rulebook, target, applied, kind=town.kind)
    plans = {standard.id: standard for standard in plan.standards}
    values: dict[str, dict[int, list[Boundary]]] = {}
    for boundary in boundaries:
        if boundary.standard.id in plans and plans[boundary.standard.id].applies:
            values.setdefault(boundary.indicator.id, {}).setdefault(boundary.example, []).append(boundary)
    columns = {indicator: sorted(found.items()) for indicator, found in values.items()}
    for number in range(max((len(column) for column in columns.values()), default=0)):
        row = [column[number] for column in columns.values() if number < len(column)]
        # If two levels are close, one value is at two boundaries. The case states it once.
        once = {(boundary.standard.id, value): boundary for value, found in row for boundary in reversed(found)}
        standing = [(boundary, value) for (_, value), boundary in once.items()]
        yield Proposal(
            type=target,
            rule=standing[0][0].rule,
            number=number + 1,
            town=example,
            measured={boundary.indicator.id: (boundary.indicator, value) for boundary, value in standing},
            scores=tuple(
                (
                    boundary,
                    score_standard(
                        plans[boundary.standard.id],
                        plans[boundary.standard.id].interval(Quantity(value, value)),
                        plan.rounding_step,
                    ),
                )
                for boundary, value in standing
            ),
        )
