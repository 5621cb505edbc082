"""Which rules of the law hold for a municipality, concluded by durable_rules from the ``when:`` conditions.

Each condition becomes two rules: one that fires when it surely holds, one when it possibly does, where something
about the municipality is not known.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from classifier.inference import Conclude, Definition, Fact, Firing, RuleBase
from classifier.plan import Holding
from criteria.condition import AllOf, AnyOf, Condition, FieldWords, Holds
from criteria.rulebook import Rulebook

NO, YES, UNKNOWN = 0, 1, 2


def _word_property(field: str, word: str) -> str:
    return f"{field}.{word}"


def _words_fact(words: FieldWords, asked: Iterable[tuple[str, str]]) -> Fact:
    """The municipality as a fact: for each word that a condition asks about yes, no or unknown."""
    fact: Fact = {"kind": "municipality"}
    for field, word in asked:
        found = words.get(field)
        fact[_word_property(field, word)] = UNKNOWN if found is None else YES if word in found else NO
    return fact


def _leaves(condition: Condition) -> Iterator[Holds]:
    if isinstance(condition, Holds):
        yield condition
    else:
        for part in condition.parts:
            yield from _leaves(part)


def _compiled(condition: Condition, possibly: bool) -> Any:
    """A condition over the municipality fact that holds when the law's condition surely (or possibly) holds."""
    match condition:
        case Holds(field, words, negated):
            each = []
            for word in sorted(words):
                name = _word_property(field, word)
                wanted = NO if negated else YES
                each.append({"$or": [{name: wanted}, {name: UNKNOWN}]} if possibly else {name: wanted})
            return each[0] if len(each) == 1 else {"$and" if negated else "$or": each}
        case AllOf(parts):
            return {"$and": [_compiled(part, possibly) for part in parts]}
        case AnyOf(parts):
            return {"$or": [_compiled(part, possibly) for part in parts]}


class Applicability:
    """The ``when:`` conditions of a law as a rule base."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._asked = sorted(
            {(leaf.field, word) for rule in rulebook.rules for leaf in _leaves(rule.when) for word in leaf.words}
        )
        definitions = {}
        for rule in rulebook.rules:
            for certainty in ("surely", "possibly"):
                condition = {"$and": [{"kind": "municipality"}, _compiled(rule.when, certainty == "possibly")]}
                definitions[f"{rule.id}/{certainty}"] = Definition(
                    (condition,), _holds(rule.id, certainty), is_final=True
                )
        # A municipality for which no rule holds must still be a fact that some rule matches.
        definitions["municipality"] = Definition(({"kind": "municipality"},), lambda _: None)
        self._base = RuleBase("conditions", definitions)

    def holding(self, words: FieldWords) -> tuple[Holding, list[Firing]]:
        """The rules that hold for a municipality, and the firings that say so."""
        firings = self._base.run([_words_fact(words, self._asked)])
        concluded = {
            certainty: frozenset(f.conclusion["rule"] for f in firings if f.conclusion["certainty"] == certainty)
            for certainty in ("surely", "possibly")
        }
        return Holding(concluded["surely"], concluded["possibly"]), firings

    def close(self) -> None:
        """Give the rule base's memory back."""
        self._base.close()


def _holds(rule: str, certainty: str) -> Conclude:
    def conclude(_: Sequence[Fact]) -> Fact:
        return {"kind": "rule", "rule": rule, "certainty": certainty}

    return conclude
