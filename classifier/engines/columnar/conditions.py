"""Which rules of a law apply, for a column of municipalities: `criteria.condition.truth` as expressions.

Each municipality gets a code that says for every rule whether it surely applies, possibly applies or does not. Few
codes occur in any data, and one plan judges all municipalities with the same code.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce

import narwhals as nw

from classifier.engines.columnar.reached_thresholds import column_of_thresholds
from classifier.plan.applied_rules import EASING, AppliedRules
from classifier.plan.completions import Residual, residual
from criteria.condition import MEASURED_PREFIX, AllOf, AnyOf, Condition, FieldWords, Holds, leaves
from criteria.data_files.tags import tag_is_excluded, tag_is_stated
from criteria.rulebook import Rulebook
from criteria.stated import UNSTATED, Stated

FIELD_COLUMNS: Mapping[str, str] = {
    "municipality.kind": "kind",
    "municipality.region": "region",
    "municipality.attributes": "attributes",
    "municipality.formation": "formation",
    "municipality.budget_level": "budget_level",
    "municipality.has_commune_units": "has_commune_units",
    "municipality.current_type": "current_type",
    "municipality.inner_area": "inner_area",
    "municipality.outer_area": "outer_area",
    "part_of.current_type": "whole_type",
    "part_of.kind": "whole_kind",
}
"""The column that holds the words of each field; null if unknown. Attributes are as `criteria.stated` writes them."""

ATTRIBUTES = "municipality.attributes"


def field_column(field: str) -> str:
    """Return the column that holds the words of a field."""
    return column_of_thresholds(field) if field.startswith(MEASURED_PREFIX) else FIELD_COLUMNS[field]


NO, POSSIBLY, SURELY = range(3)
_ANSWERS = 3

RULES_IN_A_CODE = 30
"""The number of answers that fit into one integer column below 2**53."""

Code = tuple[int, ...]
"""Which rules apply, as integers: one for every thirty rules; then what is stated where that is undecided."""

NOTHING: FieldWords = {}

Question = tuple[str, str]
"""A field, and a word that it may have."""


def _all_of(answers: Sequence[nw.Expr]) -> nw.Expr:
    return reduce(lambda one, other: one & other, answers, nw.lit(True)) if answers else nw.lit(True)


class Conditions:
    """The ``when:`` conditions of a law's rules as expressions.

    Args:
        given: what is taken as stated of every municipality, whatever its columns say.
        prefix: what the names of the code's columns begin with.
    """

    def __init__(self, rulebook: Rulebook, given: FieldWords = NOTHING, prefix: str = "") -> None:
        self._given = given
        self._rules = rulebook.rules
        self._when = {rule.id: residual(rule.when, given) if given else rule.when for rule in rulebook.rules}
        self._parts = [
            self._rules[start : start + RULES_IN_A_CODE] for start in range(0, len(self._rules), RULES_IN_A_CODE)
        ]
        deciding = [rule for rule in self._rules if any(not isinstance(action, EASING) for action in rule.then)]
        self._deciding_rules = frozenset(rule.id for rule in deciding)
        self._deciding = [self._when[rule.id] for rule in deciding]
        asked = (leaf for when in self._when.values() for leaf in _leaves(when)) if deciding else ()
        self._questions = list(dict.fromkeys((leaf.field, word) for leaf in asked for word in sorted(leaf.words)))
        self._asked = [
            self._questions[start : start + RULES_IN_A_CODE]
            for start in range(0, len(self._questions), RULES_IN_A_CODE)
        ]
        self._rule_columns = tuple(f"{prefix}applied:{number}" for number in range(len(self._parts)))
        self._stated_columns = tuple(f"{prefix}stated:{number}" for number in range(len(self._asked)))
        self.code_columns = self._rule_columns + self._stated_columns

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the conditions ask about."""
        return frozenset(leaf.field for when in self._when.values() for leaf in _leaves(when))

    def codes(self) -> list[nw.Expr]:
        """Return the code of each municipality as the columns `code_columns`."""
        codes = []
        for name, rules in zip(self._rule_columns, self._parts, strict=True):
            codes.append(_coded(self._when[rule.id] for rule in rules).alias(name))
        if self._asked:
            # What is stated matters only where it is undecided by which plan a municipality is judged.
            is_open = _any_of([_holds(one, surely=False) & ~_holds(one, surely=True) for one in self._deciding])
            for name, questions in zip(self._stated_columns, self._asked, strict=True):
                code = _coded(Holds(field, frozenset({word})) for field, word in questions)
                codes.append(nw.when(is_open).then(code).otherwise(nw.lit(0, dtype=nw.Int64)).alias(name))
        return codes

    def words(self, code: Code) -> FieldWords:
        """Return what is stated of municipalities with this code, as far as conditions ask about it."""
        found: dict[str, Stated] = {}
        for number, questions in zip(code[len(self._parts) :], self._asked, strict=True):
            rest = number
            for field, word in questions:
                rest, answer = divmod(rest, _ANSWERS)
                stated = found.get(field, UNSTATED)
                found[field] = stated.having(word) if answer == SURELY else stated
                if answer == NO:
                    found[field] = stated.lacking(word)
        return {**found, **self._given}

    def applied_rules(self, code: Code) -> AppliedRules:
        """Return the rules that apply to municipalities with this code."""
        answers: dict[str, int] = {}
        for number, rules in zip(code[: len(self._parts)], self._parts, strict=True):
            rest = number
            for rule in rules:
                rest, answers[rule.id] = divmod(rest, _ANSWERS)
        return AppliedRules(
            frozenset(rule for rule, answer in answers.items() if answer == SURELY),
            frozenset(rule for rule, answer in answers.items() if answer != NO),
        )

    def is_open(self, applied: AppliedRules) -> bool:
        """True if it is undecided whether some rule applies that would decide the plan."""
        return not self._deciding_rules.isdisjoint(applied.possibly - applied.surely)

    def has(self, code: Code) -> nw.Expr:
        """Return the mask of the municipalities with this code."""
        pairs = zip(self.code_columns, code, strict=True)
        return _all_of([nw.col(name) == nw.lit(number, dtype=nw.Int64) for name, number in pairs])


def _any_of(answers: Sequence[nw.Expr]) -> nw.Expr:
    return reduce(lambda one, other: one | other, answers, nw.lit(False))


def _leaves(condition: Residual) -> Iterator[Holds]:
    return iter(()) if isinstance(condition, bool) else leaves(condition)


def _coded(conditions: Iterable[Residual]) -> nw.Expr:
    """Return the answers to conditions as the digits of one integer."""
    code = nw.lit(0, dtype=nw.Int64)
    for place, condition in enumerate(conditions):
        answer = _holds(condition, surely=True).cast(nw.Int64) + _holds(condition, surely=False).cast(nw.Int64)
        code = code + answer * nw.lit(_ANSWERS**place, dtype=nw.Int64)
    return code


def _holds(condition: Residual, surely: bool) -> nw.Expr:
    """True where a condition surely holds; or, if ``surely`` is false, where it possibly holds."""
    match condition:
        case bool():
            return nw.lit(condition)
        case Holds():
            return _answer(condition, surely)
        case AllOf(parts):
            return _all_of([_holds(part, surely) for part in parts])
        case AnyOf(parts):
            return _any_of([_holds(part, surely) for part in parts])


def _answer(question: Holds, surely: bool) -> nw.Expr:
    column = nw.col(field_column(question.field))
    words = sorted(question.words)
    if question.field == ATTRIBUTES or question.field.startswith(MEASURED_PREFIX):
        if surely is question.negated:  # the answer is no unless every word is excluded
            found = ~_all_of([tag_is_excluded(column, word) for word in words])
        else:
            found = _any_of([tag_is_stated(column, word) for word in words])
        return ~found if question.negated else found
    found = column.is_in(words)
    answer = ~found if question.negated else found
    return nw.when(column.is_null()).then(nw.lit(not surely)).otherwise(answer)


def surely(condition: Condition) -> nw.Expr:
    """True where a condition surely holds."""
    return _holds(condition, surely=True)


def possibly(condition: Condition) -> nw.Expr:
    """True where a condition holds or may hold."""
    return _holds(condition, surely=False)
