"""A plan, and the same plan with only what is verified, for a column of municipalities."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeVar

import narwhals as nw

from classifier.engines.columnar.standards import BoolColumn, IntColumn, Scored, StandardColumns, chosen, unit_of
from classifier.engines.reference import score
from classifier.plan.judgement import Verdict, is_mandatory
from classifier.plan.plan import Plan, ReadingPlan, StandardPlan
from criteria.data_files.columns import ValueColumns

Either = TypeVar("Either", IntColumn, BoolColumn)

_POINTS, _CRITERIA, _TOTAL, _PASSES = range(4)
"""The stages: each builds on the columns of those before, so that nothing is worked out twice."""

VERDICT, PROVISIONAL, MISSING = "verdict", "provisional", "missing"
LOWER, UPPER = "points_lower", "points_upper"


def criterion_columns(criterion: str) -> tuple[str, str]:
    """The columns of a criterion's points at worst and at best."""
    return f"c{criterion}_lower", f"c{criterion}_upper"


def reading_column(reading: str) -> str:
    """The column of the verdict under another reading."""
    return f"verdict_{reading}"


def failing_column(standard: str) -> str:
    """The column that says whether a standard surely fails."""
    return f"fails:{standard}"


@dataclass(frozen=True, slots=True)
class PlanPair:
    """The plan that judges, and the one that tells whether the verdict is provisional (None: nothing to tell)."""

    plan: Plan
    verified: Plan | None


@dataclass(frozen=True, slots=True)
class Variant:
    """A pair of plans and the municipalities it is for; None: all."""

    pair: PlanPair
    where: nw.Expr | None


@dataclass(frozen=True, slots=True)
class _Ends:
    """What a standard scores at worst and at best: constants, expressions over values, or finished columns."""

    lower: IntColumn
    upper: IntColumn
    lower_passes: BoolColumn
    upper_passes: BoolColumn


_DOES_NOT_APPLY = _Ends(0, 0, True, True)


class _Scoring:
    """Scores standards as expressions, in one unit of points."""

    def __init__(self, values: Mapping[str, ValueColumns], rounding_step: int, unit: int) -> None:
        self._values = values
        self._step = rounding_step
        self._unit = unit

    def ends(self, standard: StandardPlan) -> _Ends:
        """The score of a standard for every row."""
        if not standard.applies:
            return _DOES_NOT_APPLY
        worst = self._constant(standard, standard.domain.lower, at_best=False)
        best = self._constant(standard, standard.domain.upper, at_best=True)
        where = self._values.get(standard.indicator)
        if where is None:
            return _Ends(worst.points, best.points, worst.passes, best.passes)
        columns = StandardColumns(standard, self._step, self._unit)
        lower_column, upper_column = where.lower, where.upper
        if not standard.higher_is_better:
            lower_column, upper_column = upper_column, lower_column
        lower = columns.scored(lower_column, at_best=False)
        if lower_column == upper_column and columns.ends_agree:
            upper = lower
        else:
            upper = columns.scored(upper_column, at_best=True)
        if where.has_unknown:
            lower = _where_unknown(lower, lower_column, worst)
            upper = _where_unknown(upper, upper_column, best)
        if where.not_applicable is not None:
            is_not = nw.col(where.not_applicable)
            lower = _replaced(lower, is_not, Scored(0, False))
            upper = _replaced(
                upper, is_not, Scored(0 if standard.alternative else standard.points_maximum // self._unit, True)
            )
        return _Ends(lower.points, upper.points, lower.passes, upper.passes)

    def _constant(self, standard: StandardPlan, value: int, at_best: bool) -> Scored:
        found = score(standard, value, self._step, at_best)
        return Scored(found.points // self._unit, found.passes)


def _where_unknown(scored: Scored, column: str, otherwise: Scored) -> Scored:
    """The score where an unknown end, null, scores as the end of the domain does."""
    points, passes = scored.points, scored.passes
    if isinstance(points, nw.Expr) and scored.unknown != otherwise.points:
        points = chosen(nw.col(column).is_null(), otherwise.points, points)
    if isinstance(passes, nw.Expr):
        passes = passes.fill_null(_expression(otherwise.passes))
    return Scored(points, passes)


def _replaced(scored: Scored, where: nw.Expr, by: Scored) -> Scored:
    passes = nw.when(where).then(_expression(by.passes)).otherwise(_expression(scored.passes))
    return Scored(chosen(where, by.points, scored.points), passes)


def _literal(constant: int | bool) -> nw.Expr:
    return nw.lit(constant) if isinstance(constant, bool) else nw.lit(constant, dtype=nw.Int32)


def _expression(either: nw.Expr | int | bool) -> nw.Expr:
    return either if isinstance(either, nw.Expr) else _literal(either)


def _all_of(answers: Sequence[BoolColumn]) -> BoolColumn:
    open_answers = [answer for answer in answers if isinstance(answer, nw.Expr)]
    if any(answer is False for answer in answers):
        return False
    return reduce(lambda one, other: one & other, open_answers) if open_answers else True


def _sum_of(amounts: Sequence[IntColumn]) -> IntColumn:
    constant = sum(amount for amount in amounts if isinstance(amount, int))
    columns = [amount for amount in amounts if isinstance(amount, nw.Expr)]
    if not columns:
        return constant
    total = nw.sum_horizontal(*columns)
    return total + constant if constant else total


def _added_up(labels: Sequence[str | None], amounts: Sequence[IntColumn]) -> IntColumn:
    """The sum of a criterion's standards; of those with one label, which are alternatives, the largest."""
    counted = [amount for label, amount in zip(labels, amounts, strict=True) if label is None]
    for known in dict.fromkeys(label for label in labels if label is not None):
        same = [_expression(amount) for label, amount in zip(labels, amounts, strict=True) if label == known]
        counted.append(nw.max_horizontal(*same) if len(same) > 1 else same[0])
    return _sum_of(counted)


def _at_least(points: IntColumn, needed: IntColumn) -> BoolColumn:
    if isinstance(points, int) and isinstance(needed, int):
        return points >= needed
    return _expression(points) >= _expression(needed)


def _differ(one: tuple[BoolColumn, BoolColumn], other: tuple[BoolColumn, BoolColumn]) -> BoolColumn:
    """Whether two verdicts differ, each as what surely and what possibly passes."""
    pairs = zip(one, other, strict=True)
    return _any_of([_expression(mine) != _expression(theirs) for mine, theirs in pairs if mine is not theirs])


def _any_of(answers: Sequence[nw.Expr]) -> BoolColumn:
    return reduce(lambda one, other: one | other, answers) if answers else False


def _verdict(surely: BoolColumn, possibly: BoolColumn) -> nw.Expr:
    return (
        nw.when(_expression(surely))
        .then(nw.lit(Verdict.MET.value))
        .otherwise(
            nw.when(_expression(possibly))
            .then(nw.lit(Verdict.UNDETERMINED.value))
            .otherwise(nw.lit(Verdict.NOT_MET.value))
        )
    )


@dataclass(frozen=True, slots=True)
class _Total:
    """The points of a plan for every row, by criterion and whole, and by reading whether it surely, possibly passes."""

    criteria: Mapping[str, tuple[IntColumn, IntColumn]]
    lower: IntColumn
    upper: IntColumn
    passes: Mapping[str, tuple[BoolColumn, BoolColumn]]


class JudgingColumns:
    """Assessors a column of municipalities for one type.

    Variants are the plans of municipalities for which different rules hold; they have the same criteria and standards.
    Where there is one, it judges every row; where there are several, each row is judged by the one meant for it.
    """

    def __init__(
        self,
        variants: Sequence[Variant],
        values: Mapping[str, ValueColumns],
        reading: str,
        verified_values: Mapping[str, ValueColumns] | None = None,
    ) -> None:
        self._variants = variants
        self._reading = reading
        self._plans = [variant.pair.plan for variant in variants]
        self._verified = [variant.pair.verified for variant in variants]
        every = [plan for plan in (*self._plans, *self._verified) if plan is not None]
        self._unit = unit_of(*every)
        self._scoring = _Scoring(values, every[0].rounding_step, self._unit)
        verified_values = values if verified_values is None else verified_values
        self._verified_scoring = _Scoring(verified_values, every[0].rounding_step, self._unit)
        self._differing = {name for name in verified_values if values.get(name) != verified_values[name]}
        self._ends: dict[tuple[bool, tuple[StandardPlan, ...]], _Ends] = {}
        self._stages: tuple[dict[str, nw.Expr], ...] = ({}, {}, {}, {})

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that `judge` adds, in order."""
        plan = self._plans[0]
        others = [reading_column(reading.id) for reading in plan.readings if reading.id != self._reading]
        criteria = [name for criterion in plan.criteria for name in criterion_columns(criterion.id)]
        return (VERDICT, PROVISIONAL, LOWER, UPPER, *others, *criteria, MISSING)

    def judge(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """The frame with the columns of the verdict, and one for each standard that says whether it surely fails.

        Points are integers in ten-thousandths.
        """
        total = self._total(self._plans)
        provisional: BoolColumn = False
        if None not in self._verified:
            verified = self._total([plan for plan in self._verified if plan is not None], verified=True)
            provisional = _differ(total.passes[self._reading], verified.passes[self._reading])
        found: dict[str, nw.Expr] = {
            VERDICT: _verdict(*total.passes[self._reading]),
            PROVISIONAL: _expression(provisional),
            LOWER: self._in_points(total.lower),
            UPPER: self._in_points(total.upper),
            MISSING: _expression(_sum_of([self._is_open(standards) for standards in self._standards(self._plans)])),
        }
        for reading in self._plans[0].readings:
            if reading.id != self._reading:
                found[reading_column(reading.id)] = _verdict(*total.passes[reading.id])
        for criterion, points in total.criteria.items():
            for name, amount in zip(criterion_columns(criterion), points, strict=True):
                found[name] = self._in_points(amount)
        for standards in self._standards(self._plans):
            passes = self._of(standards).upper_passes
            fails = ~passes if isinstance(passes, nw.Expr) else nw.lit(not passes)
            found[failing_column(standards[0].id)] = fails
        for stage in filter(None, self._stages):
            frame = frame.with_columns(**stage)
        return frame.with_columns(**found).drop([name for stage in self._stages for name in stage])

    def _standards(self, plans: Sequence[Plan]) -> Iterator[tuple[StandardPlan, ...]]:
        """Each standard as it is in each of the plans."""
        return zip(*(plan.standards for plan in plans), strict=True)

    def _of(self, standards: tuple[StandardPlan, ...], verified: bool = False) -> _Ends:
        """The ends of a standard, its points as finished columns, whichever variant counts for the row.

        ``verified``: by the values as they would be if everything unverified were unknown.
        """
        differs = verified and standards[0].indicator in self._differing
        key = (differs, standards)
        if key not in self._ends:
            kinds = list(dict.fromkeys(standards))
            scoring = self._verified_scoring if differs else self._scoring
            ends = [scoring.ends(standard) for standard in kinds]
            merged = ends[0]
            if len(kinds) > 1:
                masks = [self._where(kind, standards) for kind in kinds]
                merged = _Ends(*(self._piecewise(masks, parts) for parts in zip(*map(_parts, ends), strict=True)))
            lower = self._finished(_POINTS, merged.lower)
            is_one = merged.upper is merged.lower
            upper = lower if is_one else self._finished(_POINTS, merged.upper)
            self._ends[key] = _Ends(lower, upper, merged.lower_passes, merged.upper_passes)
        return self._ends[key]

    def _finished(self, stage: int, expression: Either) -> Either:
        """Lay an expression down as a column, on which later stages build; a constant is as good as one."""
        if not isinstance(expression, nw.Expr):
            return expression
        name = f"stage:{stage}:{len(self._stages[stage])}"
        self._stages[stage][name] = expression
        return nw.col(name)

    def _where(self, kind: object, kinds: Sequence[object]) -> nw.Expr:
        """The rows whose variant has this of several kinds of something."""
        masks = [
            variant.where
            for variant, known in zip(self._variants, kinds, strict=True)
            if known == kind and variant.where is not None
        ]
        return reduce(lambda one, other: one | other, masks)

    def _piecewise(self, masks: Sequence[nw.Expr], parts: Sequence[Any]) -> Any:
        """For each row the part whose mask it has; the last where it has none."""
        if all(not isinstance(part, nw.Expr) and part == parts[0] for part in parts):
            return parts[0]
        result = _expression(parts[-1])
        for mask, part in reversed(list(zip(masks[:-1], parts[:-1], strict=True))):
            result = nw.when(mask).then(_expression(part)).otherwise(result)
        return result

    def _varied(self, amounts: Sequence[int]) -> IntColumn:
        """An amount that the plans may differ in."""
        kinds = list(dict.fromkeys(amounts))
        if len(kinds) == 1:
            return kinds[0]
        found: IntColumn = self._piecewise([self._where(kind, amounts) for kind in kinds], kinds)
        return found

    def _is_open(self, standards: tuple[StandardPlan, ...]) -> IntColumn:
        """1 where the points of a standard are not one value."""
        ends = self._of(standards)
        if ends.lower is ends.upper:
            return 0
        if isinstance(ends.lower, int) and isinstance(ends.upper, int):
            return int(ends.lower != ends.upper)
        return chosen(_expression(ends.lower) != _expression(ends.upper), 1, 0)

    def _in_points(self, amount: IntColumn) -> nw.Expr:
        if isinstance(amount, int):
            return _literal(amount * self._unit)
        return amount * self._unit if self._unit > 1 else amount

    def _total(self, plans: Sequence[Plan], verified: bool = False) -> _Total:
        criteria: dict[str, tuple[IntColumn, IntColumn]] = {}
        surely: dict[str, list[BoolColumn]] = {reading.id: [] for reading in plans[0].readings}
        possibly: dict[str, list[BoolColumn]] = {reading.id: [] for reading in plans[0].readings}
        for same in zip(*(plan.criteria for plan in plans), strict=True):
            members = list(zip(*(criterion.standards for criterion in same), strict=True))
            labels = [standards[0].alternative for standards in members]
            lower = self._finished(_CRITERIA, _added_up(labels, [self._of(known, verified).lower for known in members]))
            upper = self._finished(_CRITERIA, _added_up(labels, [self._of(known, verified).upper for known in members]))
            criteria[same[0].id] = (lower, upper)
            needed = self._needed([criterion.points_minimum for criterion in same])
            for number, reading in enumerate(plans[0].readings):
                readings = [plan.readings[number] for plan in plans]
                for answers, points, at_best in ((surely, lower, False), (possibly, upper, True)):
                    compulsory = [self._mandatory(standards, readings, verified, at_best) for standards in members]
                    answers[reading.id] += [_at_least(points, needed), *compulsory]
        lower = self._finished(_TOTAL, _sum_of([points for points, _ in criteria.values()]))
        upper = self._finished(_TOTAL, _sum_of([points for _, points in criteria.values()]))
        mark = self._needed([plan.pass_mark for plan in plans])
        passes = {
            reading.id: (
                self._finished(_PASSES, _all_of([_at_least(lower, mark), *surely[reading.id]])),
                self._finished(_PASSES, _all_of([_at_least(upper, mark), *possibly[reading.id]])),
            )
            for reading in plans[0].readings
        }
        return _Total(criteria, lower, upper, passes)

    def _needed(self, points: Sequence[int]) -> IntColumn:
        """Points that are needed, in units; what is no multiple of the unit needs the next one."""
        return self._varied([-(-amount // self._unit) for amount in points])

    def _mandatory(
        self, standards: tuple[StandardPlan, ...], readings: Sequence[ReadingPlan], verified: bool, at_best: bool
    ) -> BoolColumn:
        """Whether nothing compulsory fails in a standard."""
        asks = [is_mandatory(standard, reading, at_best) for standard, reading in zip(standards, readings, strict=True)]
        if not any(asks):
            return True
        ends = self._of(standards, verified)
        passes = ends.upper_passes if at_best else ends.lower_passes
        if all(asks) or passes is True:
            return passes
        found: BoolColumn = self._piecewise([self._where(asked, asks) for asked in (True, False)], [passes, True])
        return found


def _parts(ends: _Ends) -> tuple[IntColumn, IntColumn, BoolColumn, BoolColumn]:
    return (ends.lower, ends.upper, ends.lower_passes, ends.upper_passes)
