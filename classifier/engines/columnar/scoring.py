"""Standards scored at both ends of what is known, as expressions over the columns in which their values lie."""

from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar

import narwhals as nw

from classifier.engines.columnar.expressions import expression
from classifier.engines.columnar.standards import Scored, StandardColumns, chosen
from classifier.engines.reference import score
from classifier.plan.plan import StandardPlan
from criteria.data_files.columns import ValueColumns

T = TypeVar("T")


class Ends(NamedTuple, Generic[T]):
    """The same thing at worst and at best; ``ends[at_best]`` is one of the two."""

    worst: T
    best: T


_DOES_NOT_APPLY = Scored(0, True)


class Scoring:
    """Scores standards as expressions.

    Args:
        values: the columns in which the values of each indicator lie.
        rounding_step: in ten-thousandths of a point.
        unit: the points are integers in this many ten-thousandths.
    """

    def __init__(self, values: Mapping[str, ValueColumns], rounding_step: int, unit: int) -> None:
        self._values = values
        self._step = rounding_step
        self._unit = unit

    def ends(self, standard: StandardPlan) -> Ends[Scored]:
        """Return the score of a standard for every row."""
        if not standard.applies:
            return Ends(_DOES_NOT_APPLY, _DOES_NOT_APPLY)
        unknown = Ends(
            self._constant(standard, standard.domain.lower, at_best=False),
            self._constant(standard, standard.domain.upper, at_best=True),
        )
        where = self._values.get(standard.indicator)
        if where is None:
            return unknown
        columns = (where.lower, where.upper) if standard.higher_is_better else (where.upper, where.lower)
        scoring = StandardColumns(standard, self._step, self._unit)
        worst = scoring.scored(nw.col(columns[0]), at_best=False)
        is_one = columns[0] == columns[1] and scoring.ends_agree
        best = worst if is_one else scoring.scored(_below_levels(standard, where, columns[1]), at_best=True)
        if where.has_unknown:
            worst = _where_unknown(worst, columns[0], unknown.worst)
            best = _where_unknown(best, columns[1], unknown.best)
        if where.not_applicable is not None:
            is_not = nw.col(where.not_applicable)
            most = 0 if standard.alternative else standard.most(at_best=True) // self._unit
            worst, best = _replaced(worst, is_not, Scored(0, False)), _replaced(best, is_not, Scored(most, True))
        return Ends(worst, best) if where.claim is None else self._claimed(standard, where.claim, Ends(worst, best))

    def _claimed(self, standard: StandardPlan, claim: str, ends: Ends[Scored]) -> Ends[Scored]:
        """Return the scores with what was stated instead of values."""
        least = standard.points_minimum // self._unit
        worst, best = ends
        if standard.passes_if:
            passes = nw.col(claim).is_in([f"passes {known}" for known in sorted(standard.passes_if)]).fill_null(False)
            fails_at_worst = passes & ~expression(worst.passes)
            worst = _replaced(worst, fails_at_worst, Scored(least, True))
        if standard.fails_if:
            fails = nw.col(claim).is_in([f"fails {known}" for known in sorted(standard.fails_if)]).fill_null(False)
            failing = [
                Scored(least if is_exempt else 0, is_exempt)
                for is_exempt in (standard.is_surely_exempt, standard.is_possibly_exempt)
            ]
            worst, best = _replaced(worst, fails, failing[0]), _replaced(best, fails, failing[1])
        return Ends(worst, best)

    def _constant(self, standard: StandardPlan, value: int, at_best: bool) -> Scored:
        found = score(standard, value, self._step, at_best)
        return Scored(found.points // self._unit, found.passes)


def _below_levels(standard: StandardPlan, where: ValueColumns, column: str) -> nw.Expr:
    """Return the best end, one lower where the value surely misses the level there; see `StandardPlan.interval`."""
    is_open = where.open_upper if standard.higher_is_better else where.open_lower
    value = nw.col(column)
    if is_open is None or not standard.thresholds:
        return value
    sign = 1 if standard.higher_is_better else -1
    levels = [sign * level for level in sorted(standard.thresholds)]
    return nw.when(nw.col(is_open) & value.is_in(levels)).then(value - sign).otherwise(value)


def _where_unknown(scored: Scored, column: str, otherwise: Scored) -> Scored:
    """Return the score in which an unknown end, null, scores as the end of the domain does."""
    points, passes = scored.points, scored.passes
    if isinstance(points, nw.Expr) and scored.unknown != otherwise.points:
        points = chosen(nw.col(column).is_null(), otherwise.points, points)
    if isinstance(passes, nw.Expr):
        passes = passes.fill_null(expression(otherwise.passes))
    return Scored(points, passes)


def _replaced(scored: Scored, where: nw.Expr, by: Scored) -> Scored:
    passes = nw.when(where).then(expression(by.passes)).otherwise(expression(scored.passes))
    return Scored(chosen(where, by.points, scored.points), passes)
