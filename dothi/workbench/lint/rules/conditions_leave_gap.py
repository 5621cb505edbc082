"""L507: rules that cover the words of a field one by one and leave some out.

The lint applies to two or more rules that reduce the same standards by percentages, each for other words of one field,
and that together name more than half of its words: an author who lists so many regions means all of them. A law that
leaves the rest unchanged says so with a rule of ``to_percent: 100``.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from criteria.condition import Holds, known_words
from criteria.rule import ReduceMinimum, ScaleSteps
from dothi.workbench.lint.condition_logic import MULTI_VALUED_FIELD
from dothi.workbench.lint.finding import Lint, Severity, Violation
from dothi.workbench.lint.survey import StatedRule, Survey


@dataclass(frozen=True, slots=True)
class _Series:
    """What the rules of one series share: their field, their standards, and the kind of action."""

    field: str
    standards: frozenset[str]
    action: type


def _check(survey: Survey) -> Iterator[Violation]:
    for law in survey.laws:
        series: dict[_Series, list[tuple[StatedRule, frozenset[str]]]] = defaultdict(list)
        for stated in law.stated_rules:
            when = stated.rule.when
            if isinstance(when, Holds) and not when.negated and when.field != MULTI_VALUED_FIELD:
                for action in stated.rule.then:
                    if isinstance(action, ReduceMinimum | ScaleSteps):
                        key = _Series(when.field, frozenset(action.standards), type(action))
                        series[key].append((stated, when.words))
        reported: set[str] = set()
        for key, members in series.items():
            words = known_words(survey.library.vocabulary)[key.field] or frozenset()
            named = frozenset[str]().union(*(some for _, some in members))
            left_out = words - named
            last = members[-1][0]
            if len(members) > 1 and left_out and 2 * len(named) > len(words) and last.rule.id not in reported:
                reported.add(last.rule.id)
                details = {"field": key.field, "example": min(left_out), "rule": last.rule.id}
                yield Violation(last.location("when"), details)


LINT = Lint("L507-conditions-leave-gap", Severity.WARNING, check=_check)
