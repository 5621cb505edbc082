"""Differences between the rules of two laws: their conditions and their actions."""

from collections.abc import Iterator

from criteria.condition import condition_text
from criteria.rulebook import Rulebook
from dothi.workbench.diff.actions import LawPair, differences_of_actions
from dothi.workbench.diff.difference import Difference, Direction, Sides
from dothi.workbench.diff.matching import Unmatched, matched_by_key, matched_standards


def differences_of_rules(before: Rulebook, after: Rulebook) -> Iterator[Difference]:
    """Yield rules that only one law has, then the differences between rules with the same id."""
    laws = LawPair(before, after, matched_standards(before, after))
    olds, news = ({rule.id: rule for rule in law.rules} for law in (before, after))
    for found in matched_by_key(olds, news):
        if isinstance(found, Unmatched):
            known = found.entry
            yield Difference(found.direction, "rule", known.id, known.name, (), (None, None), known.citation)
            continue
        first, second = found
        if first.when != second.when:
            sides: Sides = condition_text(first.when), condition_text(second.when)
            part, direction = "rule_condition", Direction.CHANGED
            yield Difference(direction, part, second.id, second.name, (), sides, second.citation)
        yield from differences_of_actions(first, second, laws)
