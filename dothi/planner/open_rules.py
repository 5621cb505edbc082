"""What rules of a law leave open for a town: how much they give, and whether they apply at all.

Where every standard is measured, this alone keeps the bounds of a cost apart.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from classifier.assessment.judging import Judged
from classifier.plan.applied_rules import asked_of_type, touches
from classifier.plan.completions import residual
from criteria.condition import MEASURED_PREFIX, MULTI_VALUED_FIELDS, leaves
from criteria.rule import Action, Exempt, ReduceMinimum, Rule, ScaleSteps


@dataclass(frozen=True, slots=True)
class OpenFact:
    """Something about a town that is not stated, and that rules ask about.

    Attributes:
        word: the attribute; None of a column with one word.
        citations: the places in the law that ask about it.
    """

    field: str
    word: str | None
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenRules:
    """What is open.

    Attributes:
        rules: those that apply, though nobody knows how much they give.
        facts: what decides whether others apply.
    """

    rules: tuple[Rule, ...] = ()
    facts: tuple[OpenFact, ...] = ()


NOTHING_OPEN = OpenRules()


def open_rules(judged: Judged) -> OpenRules:
    """Return what the rules of a type leave open for the subject of a judgement."""
    of_type = asked_of_type(judged.rulebook, judged.plan.type)
    rules, facts = list[Rule](), dict[tuple[str, str | None], dict[str, None]]()
    for rule in judged.rulebook.rules:
        actions = [action for action in rule.then if touches(action, of_type)]
        left = residual(rule.when, judged.words)
        if not actions or left is False:
            continue
        if left is True:
            rules += [rule] if any(map(_is_open, actions)) else []
            continue
        for leaf in leaves(left):
            for fact in _facts(leaf.field, leaf.words):
                facts.setdefault(fact, {})[rule.citation] = None
    return OpenRules(tuple(rules), tuple(OpenFact(*fact, tuple(cited)) for fact, cited in facts.items()))


def _facts(field: str, words: frozenset[str]) -> Iterator[tuple[str, str | None]]:
    if field.startswith(MEASURED_PREFIX):  # a value that is not known is told as what to measure
        return
    yield from ((field, word) for word in sorted(words)) if field in MULTI_VALUED_FIELDS else [(field, None)]


def _is_open(action: Action) -> bool:
    """True if nobody knows how much the action gives."""
    match action:
        case ReduceMinimum(percent=percent, is_certain=is_certain):
            return percent is None or not is_certain
        case ScaleSteps(percent=percent):
            return percent is None
        case Exempt(is_known=is_known):
            return not is_known
        case _:
            return False
