"""Which rules of the law apply to a municipality, concluded by durable_rules from the ``when:`` conditions.

The municipality is asserted as a fact with one property for each question that a condition asks ("is the region one of
these?"), whose value is no, unknown or yes. A condition is unfolded into alternatives of such answers. Each alternative
becomes two rules: one fires if it surely holds, the other if it possibly holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice, product
from typing import Any

from classifier.engines.durable import AssertedFact, Conclude, Definition, Firing, InferenceFailed, RuleBase
from classifier.plan.applied_rules import AppliedRules
from criteria.condition import AllOf, AnyOf, Condition, FieldWords, Holds, leaves
from criteria.rulebook import Rulebook
from criteria.stated import UNSTATED

NO, UNKNOWN, YES = 0, 1, 2

MOST_ALTERNATIVES = 1000
"""The number of alternatives into which a condition may unfold."""

RULES_IN_ONE_BASE = 30
"""durable_rules matches one fact with 64 rules at the most."""


def _alternatives(condition: Condition) -> list[tuple[Holds, ...]]:
    """Return the condition as alternatives, each a list of answers that must all be given."""
    match condition:
        case Holds():
            return [(condition,)]
        case AnyOf(parts):
            found = [alternative for part in parts for alternative in _alternatives(part)]
        case AllOf(parts):
            found = [()]
            for part in parts:
                found = [before + after for before, after in product(found, _alternatives(part))]
                if len(found) > MOST_ALTERNATIVES:
                    break
    if len(found) > MOST_ALTERNATIVES:
        raise InferenceFailed(f"a condition unfolds into more than {MOST_ALTERNATIVES} alternatives")
    return found


def _answer(question: Holds, words: FieldWords) -> int:
    found = words.get(question.field, UNSTATED).answer(question.words)
    return UNKNOWN if found is None else YES if found else NO


class RuleConditions:
    """The ``when:`` conditions of a law as rule bases."""

    def __init__(self, rulebook: Rulebook) -> None:
        asked = dict.fromkeys(_asked(leaf) for rule in rulebook.rules for leaf in leaves(rule.when))
        names = {question: f"question{place}" for place, question in enumerate(asked)}
        alternatives = iter(
            (rule.id, certainty, number, alternative)
            for rule in rulebook.rules
            for number, alternative in enumerate(_alternatives(rule.when))
            for certainty in ("surely", "possibly")
        )
        self._bases: list[tuple[RuleBase, dict[Holds, str]]] = []
        while some := list(islice(alternatives, RULES_IN_ONE_BASE)):
            # Even if no rule applies to a municipality, some rule must match its fact.
            rules = {"municipality": Definition(({"kind": "municipality"},), lambda _: None)}
            questions: dict[Holds, str] = {}
            for rule, certainty, number, alternative in some:
                rules[f"{rule}/{certainty}{number or ''}"] = _definition(rule, certainty, alternative, names)
                questions |= {_asked(leaf): names[_asked(leaf)] for leaf in alternative}
            self._bases.append((RuleBase(f"conditions{len(self._bases)}", rules), questions))

    def applied_rules(self, words: FieldWords) -> tuple[AppliedRules, list[Firing]]:
        """Return the rules that apply to a municipality, and the firings that concluded it."""
        firings: dict[tuple[str, str], Firing] = {}
        for base, questions in self._bases:
            municipality: AssertedFact = {"kind": "municipality"}
            municipality |= {name: _answer(question, words) for question, name in questions.items()}
            for firing in base.run([municipality]):
                firings.setdefault((firing.conclusion["certainty"], firing.conclusion["rule"]), firing)
        surely = frozenset(rule for certainty, rule in firings if certainty == "surely")
        possibly = frozenset(rule for certainty, rule in firings if certainty == "possibly")
        return AppliedRules(surely, possibly), list(firings.values())

    def close(self) -> None:
        """Release the memory of the rule bases."""
        for base, _ in self._bases:
            base.close()


def _asked(leaf: Holds) -> Holds:
    """Return the question that a leaf asks, whichever answer it wants."""
    return replace(leaf, negated=False)


def _definition(rule: str, certainty: str, alternative: Sequence[Holds], names: Mapping[Holds, str]) -> Definition:
    """Return a rule that fires if every question of an alternative surely, or possibly, has the answer it wants."""
    conditions: list[Any] = [{"kind": "municipality"}]
    for leaf in dict.fromkeys(alternative):
        name = names[_asked(leaf)]
        if leaf.negated:
            conditions.append({"$lte": {name: NO if certainty == "surely" else UNKNOWN}})
        else:
            conditions.append({"$gte": {name: YES if certainty == "surely" else UNKNOWN}})
    return Definition(({"$and": conditions},), _holds(rule, certainty), is_final=True)


def _holds(rule: str, certainty: str) -> Conclude:
    def conclude(_: Sequence[AssertedFact]) -> AssertedFact:
        return {"kind": "rule", "rule": rule, "certainty": certainty}

    return conclude
