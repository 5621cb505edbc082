"""How unknown facts may turn out, as far as they decide by which plan a municipality is judged.

Rules that only make a standard easier are part of one plan, surely or possibly. Rules that change which standards
apply, what they ask or what they are worth are not: if it is unknown whether such a rule applies, the facts that its
condition asks about are completed in every way, and each way has a plan of its own.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from classifier.plan.applied_rules import AppliedRules, applied_rules, asked_of_type, matters
from criteria.condition import (
    KIND_FIELD,
    MULTI_VALUED_FIELDS,
    AllOf,
    AnyOf,
    Condition,
    FieldWords,
    Holds,
    KnownWords,
    known_words,
    leaves,
)
from criteria.rulebook import Rulebook
from criteria.stated import UNSTATED, Stated, only

MOST_COMPLETIONS = 200
"""The number of ways that are told apart; shipped laws have at most a few dozen for any municipality."""

Residual = Condition | bool
"""What is left to ask of a condition, or its answer."""


class TooManyCompletions(Exception):
    """Unknown facts may turn out in more ways than `MOST_COMPLETIONS`."""


@dataclass(frozen=True, slots=True)
class Completion:
    """One way in which the unknown facts may turn out.

    Attributes:
        words: what is then stated; facts that decide nothing about the plan stay unknown.
        applied: the rules that then apply.
    """

    words: FieldWords
    applied: AppliedRules


def completions(rulebook: Rulebook, target: str, words: FieldWords) -> tuple[Completion, ...]:
    """Return every way in which unknown facts may turn out, for a type; one if they decide nothing about the plan.

    Raises:
        TooManyCompletions: there are more ways than can be judged.
    """
    whole = applied_rules(rulebook, words)
    deciding = undecided_rules(rulebook, target, words, whole)
    if not deciding:
        return (Completion(words, whole),)
    rules = [rule for rule in rulebook.rules if rule.id in whole.possibly - whole.surely]
    # Rules that decide the plan come first, so that their conditions are asked first.
    conditions = [rule.when for rule in sorted(rules, key=lambda rule: rule.id not in deciding)]
    known = known_words(rulebook.vocabulary)
    ways = _completed(words, conditions, len(deciding), known)
    found: dict[AppliedRules, Completion] = {}
    for way in ways:
        applied = applied_rules(rulebook, way)
        found.setdefault(applied, Completion(way, applied))
    return tuple(found.values())


def undecided(rulebook: Rulebook, target: str, words: FieldWords) -> Completion:
    """Return the rules that apply if none does that would decide the plan and of which that is unknown.

    It stands for every completion where there are too many; a judgement by it alone is not sound.
    """
    whole = applied_rules(rulebook, words)
    dropped = undecided_rules(rulebook, target, words, whole)
    return Completion(words, AppliedRules(whole.surely, whole.possibly - dropped))


def undecided_rules(rulebook: Rulebook, target: str, words: FieldWords, applied: AppliedRules) -> frozenset[str]:
    """Return the rules of which it is unknown whether they apply, and which decide by which plan a type is judged."""
    if applied.possibly == applied.surely:
        return frozenset()
    (kind,) = words.get(KIND_FIELD, UNSTATED).words or {None}
    asked = asked_of_type(rulebook, target, kind)
    return frozenset(
        rule.id
        for rule in rulebook.rules
        if rule.id in applied.possibly - applied.surely and any(matters(action, asked) for action in rule.then)
    )


def _completed(
    words: FieldWords, conditions: Sequence[Condition], deciding: int, known: KnownWords
) -> list[FieldWords]:
    """Complete the words until the first ``deciding`` conditions have an answer.

    Ways that leave the same to be asked are the same way.
    """
    ways = {tuple(residual(condition, words) for condition in conditions): words}
    while asked := next(_questions(ways, deciding), None):
        unfolded: dict[tuple[Residual, ...], FieldWords] = {}
        for left, way in ways.items():
            if not any(asked.field == leaf.field and asked.words & leaf.words for leaf in _open_leaves(left, deciding)):
                unfolded.setdefault(left, way)
                continue
            for answer in _answers(asked, way.get(asked.field, UNSTATED), left, known):
                told = {**way, asked.field: answer}
                rest = tuple(one if isinstance(one, bool) else residual(one, told) for one in left)
                unfolded.setdefault(rest, told)
        if len(unfolded) > MOST_COMPLETIONS:
            raise TooManyCompletions
        ways = unfolded
    return list(ways.values())


def _questions(ways: dict[tuple[Residual, ...], FieldWords], deciding: int) -> Iterator[Holds]:
    """Yield the open questions of the deciding conditions, each about one field and one word."""
    for left in ways:
        for leaf in _open_leaves(left, deciding):
            yield Holds(leaf.field, frozenset({min(leaf.words)}))


def _open_leaves(left: Sequence[Residual], deciding: int) -> Iterator[Holds]:
    for condition in left[:deciding]:
        if not isinstance(condition, bool):
            yield from leaves(condition)


def _answers(asked: Holds, stated: Stated, left: Sequence[Residual], known: KnownWords) -> Iterator[Stated]:
    """Yield every answer to a question: of an attribute yes or no; of another field, each word that is asked for."""
    (word,) = asked.words
    if asked.field in MULTI_VALUED_FIELDS:
        yield stated.having(word)
        yield stated.lacking(word)
        return
    every = known.get(asked.field)
    words = {w for one in left if not isinstance(one, bool) for leaf in leaves(one) if leaf.field == asked.field
             for w in stated.unknown(leaf.words)}  # fmt: skip
    yield from (only(one) for one in sorted(words) if every is None or one in every)
    yield from one_of_the_rest(asked.field, stated, words, every)


def one_of_the_rest(
    field: str, stated: Stated, asked: AbstractSet[str], every: AbstractSet[str] | None
) -> Iterator[Stated]:
    """Yield what is stated if a field has none of the words asked for; nothing if it must have one of them."""
    if every is not None and not field.startswith("part_of."):
        rest = every - asked - stated.denied
        if len(rest) <= 1:
            yield from (only(one) for one in rest)
            return
    yield Stated(frozenset(), stated.denied | asked)


def residual(condition: Condition, words: FieldWords) -> Residual:
    """Return what is left to ask of a condition, or its answer; without a word that is not unknown."""
    if isinstance(condition, Holds):
        stated = words.get(condition.field, UNSTATED)
        answer = stated.answer(condition.words)
        if answer is not None:
            return answer is not condition.negated
        return Holds(condition.field, frozenset(stated.unknown(condition.words)), condition.negated)
    decides = isinstance(condition, AnyOf)
    parts = dict.fromkeys(residual(part, words) for part in condition.parts)
    if decides in parts:
        return decides
    rest = tuple(part for part in parts if not isinstance(part, bool))
    if len(rest) == 1:
        return rest[0]
    if not rest:
        return not decides
    return AnyOf(rest) if decides else AllOf(rest)
