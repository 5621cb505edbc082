"""Arithmetic on columns of which some are known to be constant: constants are folded, the rest are expressions."""

from collections.abc import Sequence
from functools import reduce

import narwhals as nw

from classifier.engines.columnar.standards import BoolColumn, IntColumn
from classifier.plan.judgement import Verdict
from criteria.data_files.columns import integer_type


def literal(constant: int | bool) -> nw.Expr:
    """Return a constant as an expression, an integer as 32 bits if it fits."""
    return nw.lit(constant) if isinstance(constant, bool) else nw.lit(constant, dtype=integer_type(abs(constant)))


def expression(either: nw.Expr | int | bool) -> nw.Expr:
    """Return an expression or a constant as an expression."""
    return either if isinstance(either, nw.Expr) else literal(either)


def all_of(answers: Sequence[BoolColumn]) -> BoolColumn:
    """True where every answer is."""
    if any(answer is False for answer in answers):
        return False
    columns = [answer for answer in answers if isinstance(answer, nw.Expr)]
    return reduce(lambda one, other: one & other, columns) if columns else True


def sum_of(amounts: Sequence[IntColumn]) -> IntColumn:
    """Return the sum of amounts."""
    constant = sum(amount for amount in amounts if isinstance(amount, int))
    columns = [amount for amount in amounts if isinstance(amount, nw.Expr)]
    if not columns:
        return constant
    total = nw.sum_horizontal(*columns)
    return total + constant if constant else total


def added_up(labels: Sequence[str | None], amounts: Sequence[IntColumn]) -> IntColumn:
    """Return the sum of a criterion's standards; of alternatives, which share a label, the largest counts."""
    counted = [amount for label, amount in zip(labels, amounts, strict=True) if label is None]
    for known in dict.fromkeys(label for label in labels if label is not None):
        same = [expression(amount) for label, amount in zip(labels, amounts, strict=True) if label == known]
        counted.append(nw.max_horizontal(*same) if len(same) > 1 else same[0])
    return sum_of(counted)


def at_least(points: IntColumn, needed: IntColumn) -> BoolColumn:
    """True where points reach what is needed."""
    if isinstance(points, int) and isinstance(needed, int):
        return points >= needed
    return expression(points) >= expression(needed)


def differ(one: Sequence[BoolColumn], other: Sequence[BoolColumn]) -> BoolColumn:
    """True where any of the answers differs from the one at the same position of ``other``."""
    pairs = zip(one, other, strict=True)
    differing = [expression(mine) != expression(theirs) for mine, theirs in pairs if mine is not theirs]
    return reduce(lambda first, second: first | second, differing) if differing else False


def verdict(surely: BoolColumn, possibly: BoolColumn) -> nw.Expr:
    """Return the verdict as text, from what surely and what possibly passes; see `judgement.verdict_of`."""
    unsure = nw.when(expression(possibly)).then(nw.lit(Verdict.UNDETERMINED.value))
    open_or_not = unsure.otherwise(nw.lit(Verdict.NOT_MET.value))
    return nw.when(expression(surely)).then(nw.lit(Verdict.MET.value)).otherwise(open_or_not)
