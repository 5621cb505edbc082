"""The differences between the rules of two laws: when they hold, and what follows."""

from collections.abc import Iterator

from criteria.condition import condition_text
from criteria.rulebook import Rulebook
from dothi.workbench.diff.actions import LawPair, differences_of_actions
from dothi.workbench.diff.difference import Difference, Direction, Sides
from dothi.workbench.diff.matching import matched_standards


def differences_of_rules(before: Rulebook, after: Rulebook) -> Iterator[Difference]:
    """Rules that only one law has, then those of both, matched by id."""
    laws = LawPair(before, after, matched_standards(before, after))
    olds, news = ({rule.id: rule for rule in law.rules} for law in (before, after))
    for identifier in dict.fromkeys((*olds, *news)):
        first, second = olds.get(identifier), news.get(identifier)
        if first is None or second is None:
            known = first or second
            assert known is not None
            direction = Direction.ADDED if first is None else Direction.REMOVED
            yield Difference(direction, "rule", known.id, known.name, (), (None, None), known.citation)
            continue
        if first.when != second.when:
            sides: Sides = condition_text(first.when), condition_text(second.when)
            part, direction = "rule_condition", Direction.CHANGED
            yield Difference(direction, part, second.id, second.name, (), sides, second.citation)
        yield from differences_of_actions(first, second, laws)
