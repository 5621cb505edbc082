"""Which rules of a law apply, for a column of municipalities: `criteria.condition.truth` as expressions.

Each municipality gets a code that says for every rule whether it surely applies, possibly applies or does not. Few
codes occur in any data, and one plan judges all municipalities with the same code.
"""

from collections.abc import Mapping, Sequence
from functools import reduce

import narwhals as nw

from classifier.plan.applied_rules import AppliedRules
from criteria.condition import AllOf, AnyOf, Condition, Holds, fields_of
from criteria.rulebook import Rulebook

FIELD_COLUMNS: Mapping[str, str] = {
    "municipality.id": "municipality",
    "municipality.kind": "kind",
    "municipality.region": "region",
    "municipality.attributes": "attributes",
    "municipality.current_type": "current_type",
    "municipality.inner_area": "inner_area",
    "municipality.outer_area": "outer_area",
    "part_of.current_type": "whole_type",
    "part_of.kind": "whole_kind",
}
"""The column that holds the words of each field; null if unknown. Several attributes are joined by ``;``."""

ATTRIBUTES = "municipality.attributes"

NO, POSSIBLY, SURELY = range(3)
_ANSWERS = 3

RULES_IN_A_CODE = 30
"""The number of answers that fit into one integer column below 2**53."""

Code = tuple[int, ...]
"""Which rules apply, as integers: one for every thirty rules."""


def _all_of(answers: Sequence[nw.Expr]) -> nw.Expr:
    return reduce(lambda one, other: one & other, answers, nw.lit(True)) if answers else nw.lit(True)


class Conditions:
    """The ``when:`` conditions of a law's rules as expressions."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rules = rulebook.rules
        self._parts = [
            self._rules[start : start + RULES_IN_A_CODE] for start in range(0, len(self._rules), RULES_IN_A_CODE)
        ]
        self.code_columns = tuple(f"applied:{number}" for number in range(len(self._parts)))

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the conditions ask about."""
        return frozenset[str]().union(*(fields_of(rule.when) for rule in self._rules))

    def codes(self) -> list[nw.Expr]:
        """Return the code of each municipality as the columns `code_columns`."""
        codes = []
        for name, rules in zip(self.code_columns, self._parts, strict=True):
            code = nw.lit(0, dtype=nw.Int64)
            for place, rule in enumerate(rules):
                answer = _holds(rule.when, surely=True).cast(nw.Int64) + _holds(rule.when, surely=False).cast(nw.Int64)
                code = code + answer * nw.lit(_ANSWERS**place, dtype=nw.Int64)
            codes.append(code.alias(name))
        return codes

    def applied_rules(self, code: Code) -> AppliedRules:
        """Return the rules that apply to municipalities with this code."""
        answers: dict[str, int] = {}
        for number, rules in zip(code, self._parts, strict=True):
            rest = number
            for rule in rules:
                rest, answers[rule.id] = divmod(rest, _ANSWERS)
        return AppliedRules(
            frozenset(rule for rule, answer in answers.items() if answer == SURELY),
            frozenset(rule for rule, answer in answers.items() if answer != NO),
        )

    def has(self, code: Code) -> nw.Expr:
        """Return the mask of the municipalities with this code."""
        pairs = zip(self.code_columns, code, strict=True)
        return _all_of([nw.col(name) == nw.lit(number, dtype=nw.Int64) for name, number in pairs])


def _holds(condition: Condition, surely: bool) -> nw.Expr:
    """True where a condition surely holds; or, if ``surely`` is false, where it possibly holds."""
    match condition:
        case Holds():
            return _answer(condition, surely)
        case AllOf(parts):
            return _all_of([_holds(part, surely) for part in parts])
        case AnyOf(parts):
            return reduce(lambda one, other: one | other, [_holds(part, surely) for part in parts])


def _answer(question: Holds, surely: bool) -> nw.Expr:
    column = nw.col(FIELD_COLUMNS[question.field])
    words = sorted(question.words)
    if question.field == ATTRIBUTES:
        tags = nw.concat_str(nw.lit(";"), column.fill_null(""), nw.lit(";"))
        found = reduce(lambda one, other: one | other, [tags.str.contains(f";{word};", literal=True) for word in words])
        return ~found if question.negated else found
    found = column.is_in(words)
    answer = ~found if question.negated else found
    return nw.when(column.is_null()).then(nw.lit(not surely)).otherwise(answer)
