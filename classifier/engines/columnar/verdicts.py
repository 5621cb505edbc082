"""The verdict on a column of municipalities, by a plan and by the same plan without what is unverified."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, TypeVar

import narwhals as nw

from classifier.engines.columnar.decisive_part import decisive_part
from classifier.engines.columnar.expressions import (
    added_up,
    all_of,
    at_least,
    differ,
    expression,
    literal,
    sum_of,
    verdict,
)
from classifier.engines.columnar.member_units import UnitColumns
from classifier.engines.columnar.result_columns import (
    criterion_columns,
    failing_column,
    reading_column,
    standard_columns,
)
from classifier.engines.columnar.scoring import Ends, Scoring
from classifier.engines.columnar.standards import BoolColumn, IntColumn, Scored, chosen, most_points, unit_of
from classifier.plan.judgement import is_mandatory
from classifier.plan.plan import Plan, ReadingPlan, StandardPlan
from criteria.data_files.columns import ValueColumns, integer_type

Either = TypeVar("Either", IntColumn, BoolColumn)

_POINTS, _CRITERIA, _TOTAL, _PASSES, _WHOLE = range(5)
"""The stages: each builds on the columns of earlier ones, so that nothing is computed twice."""

VERDICT, TABLE_VERDICT, PROVISIONAL, MISSING = "verdict", "table_verdict", "provisional", "missing"
VERIFIED_VERDICT, VERIFIED_TABLE = "verified_verdict", "verified_table_verdict"
PASS_MARK, REASON = "pass_mark", "reason"
LOWER, UPPER = "points_lower", "points_upper"


@dataclass(frozen=True, slots=True)
class PlanPair:
    """A plan, and the same plan with everything unverified unknown.

    Attributes:
        verified: shows whether the verdict is provisional; None if ``plan`` itself is without the unverified.
    """

    plan: Plan
    verified: Plan | None


@dataclass(frozen=True, slots=True)
class Variant:
    """A pair of plans, and the mask of the municipalities that it judges; None for all."""

    pair: PlanPair
    where: nw.Expr | None


@dataclass(frozen=True, slots=True)
class _Total:
    """The points of a plan for every row.

    Attributes:
        criteria: the points by criterion.
        passes: by reading, whether everything needed surely, and possibly, holds.
        criteria_pass: the same of each criterion, by reading and criterion.
    """

    criteria: Mapping[str, Ends[IntColumn]]
    points: Ends[IntColumn]
    passes: Mapping[str, Ends[BoolColumn]]
    criteria_pass: Mapping[str, Mapping[str, Ends[BoolColumn]]]


class JudgingColumns:
    """Judges a column of municipalities for one type.

    Variants are the plans of municipalities to which different rules apply; they have the same criteria and standards.
    One variant judges every row; of several, each row is judged by the variant whose ``where`` selects it.

    Args:
        values: the columns in which the values of each indicator lie.
        reading: the reading in force.
        verified_values: the same if everything unverified were unknown; None if no value differs.
        units: what is asked of units; None if nothing is.
        verified_units: the same if everything unverified were unknown.
        is_one_way: also add what combining this with other ways needs: the points of each standard, and the verdicts if
            everything unverified were unknown.
    """

    def __init__(
        self,
        variants: Sequence[Variant],
        values: Mapping[str, ValueColumns],
        reading: str,
        verified_values: Mapping[str, ValueColumns] | None = None,
        units: UnitColumns | None = None,
        verified_units: UnitColumns | None = None,
        is_one_way: bool = False,
    ) -> None:
        self._variants = variants
        self._units = units
        self._verified_units = verified_units or units
        self._is_one_way = is_one_way
        self._reading = reading
        self._plans = [variant.pair.plan for variant in variants]
        self._verified = [variant.pair.verified for variant in variants]
        every = [plan for plan in (*self._plans, *self._verified) if plan is not None]
        self._unit = unit_of(*every)
        self._kind = integer_type(max(map(most_points, every)))
        self._scoring = Scoring(values, every[0].rounding_step, self._unit)
        verified_values = values if verified_values is None else verified_values
        step = every[-1].rounding_step
        self._verified_scoring = Scoring(verified_values, step, self._unit)
        self._rounds_otherwise = step != every[0].rounding_step
        self._differing = {name for name in verified_values if values.get(name) != verified_values[name]}
        self._ends: dict[tuple[bool, tuple[StandardPlan, ...]], Ends[Scored]] = {}
        self._stages: tuple[dict[str, nw.Expr], ...] = ({}, {}, {}, {}, {})

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that `judge` adds, in order."""
        plan = self._plans[0]
        others = [reading_column(reading.id) for reading in plan.readings if reading.id != self._reading]
        criteria = [name for criterion in plan.criteria for name in criterion_columns(criterion.id)]
        head = (VERDICT, TABLE_VERDICT, PROVISIONAL, LOWER, UPPER, PASS_MARK)
        return (*head, *others, *criteria, MISSING, REASON)

    def judge(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return the frame with the columns of the verdict, and one per standard that is true where it surely fails.

        Points are integers in ten-thousandths.
        """
        total = self._total(self._plans)
        whole = self._whole(total, self._units)
        table = total.passes[self._reading]
        provisional: BoolColumn = False
        verified_table, verified_whole = table, whole[self._reading]
        if None not in self._verified:
            verified = self._total([plan for plan in self._verified if plan is not None], verified=True)
            verified_table = verified.passes[self._reading]
            verified_whole = self._whole(verified, self._verified_units)[self._reading]
            provisional = differ(table, verified_table)
            if self._units is not None:
                provisional = expression(provisional) | expression(differ(whole[self._reading], verified_whole))
        found: dict[str, nw.Expr] = {
            VERDICT: verdict(*whole[self._reading]),
            TABLE_VERDICT: verdict(*table),
            PROVISIONAL: expression(provisional),
            LOWER: self._in_points(total.points.worst),
            UPPER: self._in_points(total.points.best),
            PASS_MARK: expression(self._by_variant([plan.pass_mark for plan in self._plans])),
            REASON: decisive_part(table, total.criteria_pass[self._reading], whole[self._reading], self._units),
            MISSING: expression(sum_of([self._is_open(standards) for standards in _side_by_side(self._plans)])),
        }
        for reading in self._plans[0].readings:
            if reading.id != self._reading:
                found[reading_column(reading.id)] = verdict(*whole[reading.id])
        for criterion, points in total.criteria.items():
            for name, amount in zip(criterion_columns(criterion), points, strict=True):
                found[name] = self._in_points(amount)
        for standards in _side_by_side(self._plans):
            passes = self._scored(standards).best.passes
            fails = ~passes if isinstance(passes, nw.Expr) else nw.lit(not passes)
            found[failing_column(standards[0].id)] = fails
            if self._is_one_way:
                amounts = [self._in_points(end.points) for end in self._scored(standards)]
                found |= dict(zip(standard_columns(standards[0].id), amounts, strict=True))
        if self._is_one_way:
            found |= {VERIFIED_VERDICT: verdict(*verified_whole), VERIFIED_TABLE: verdict(*verified_table)}
        for stage in filter(None, self._stages):
            frame = frame.with_columns(**stage)
        return frame.with_columns(**found).drop([name for stage in self._stages for name in stage])

    def _whole(self, total: _Total, units: UnitColumns | None) -> Mapping[str, Ends[BoolColumn]]:
        """Return, by reading, whether the standards and what is asked of units surely, and possibly, hold together."""
        if units is None:
            return total.passes
        asked = Ends(*(self._finished(_POINTS, end) for end in units.holds))
        return {
            reading: Ends(*(self._finished(_WHOLE, all_of(both)) for both in zip(ends, asked, strict=True)))
            for reading, ends in total.passes.items()
        }

    def _scored(self, standards: tuple[StandardPlan, ...], verified: bool = False) -> Ends[Scored]:
        """Return the score of a standard, its points as finished columns, by the variant that counts for each row.

        Args:
            standards: the standard as it is in each variant.
            verified: score the values as they would be if everything unverified were unknown.
        """
        differs = verified and (
            standards[0].indicator in self._differing
            or (self._rounds_otherwise and any(standard.has_line for standard in standards))
        )
        key = (differs, standards)
        if key not in self._ends:
            kinds = list(dict.fromkeys(standards))
            scoring = self._verified_scoring if differs else self._scoring
            ends = [scoring.ends(standard) for standard in kinds]
            masks = [self._where(kind, standards) for kind in kinds] if len(kinds) > 1 else []
            worst, best = (self._merged(masks, scores) for scores in zip(*ends, strict=True))
            worst_points = self._finished(_POINTS, self._widened(worst.points))
            is_one = best.points is worst.points
            best_points = worst_points if is_one else self._finished(_POINTS, self._widened(best.points))
            self._ends[key] = Ends(Scored(worst_points, worst.passes), Scored(best_points, best.passes))
        return self._ends[key]

    def _widened(self, points: IntColumn) -> IntColumn:
        """Return points in columns so wide that they can be added up."""
        return points.cast(self._kind) if isinstance(points, nw.Expr) and self._kind is nw.Int64 else points

    def _merged(self, masks: Sequence[nw.Expr], scores: Sequence[Scored]) -> Scored:
        """Return for each row the score whose mask selects it."""
        if len(scores) == 1:
            return scores[0]
        points = self._piecewise(masks, [score.points for score in scores])
        return Scored(points, self._piecewise(masks, [score.passes for score in scores]))

    def _finished(self, stage: int, expression: Either) -> Either:
        """Return an expression as a column of its own, on which later stages build; a constant stays one."""
        if not isinstance(expression, nw.Expr):
            return expression
        name = f"stage:{stage}:{len(self._stages[stage])}"
        self._stages[stage][name] = expression
        return nw.col(name)

    def _where(self, kind: object, kinds: Sequence[object]) -> nw.Expr:
        """Return the mask of the rows whose variant has ``kind``; ``kinds`` has one entry per variant."""
        masks = [
            variant.where
            for variant, known in zip(self._variants, kinds, strict=True)
            if known == kind and variant.where is not None
        ]
        return reduce(lambda one, other: one | other, masks)

    def _piecewise(self, masks: Sequence[nw.Expr], parts: Sequence[Any]) -> Any:
        """Return for each row the part whose mask selects it, and the last part where none does."""
        if all(not isinstance(part, nw.Expr) and part == parts[0] for part in parts):
            return parts[0]
        result = expression(parts[-1])
        for mask, part in reversed(list(zip(masks[:-1], parts[:-1], strict=True))):
            result = nw.when(mask).then(expression(part)).otherwise(result)
        return result

    def _is_open(self, standards: tuple[StandardPlan, ...]) -> IntColumn:
        """Return 1 where the points of a standard are not one value."""
        worst, best = (end.points for end in self._scored(standards))
        if worst is best:
            return 0
        if isinstance(worst, int) and isinstance(best, int):
            return int(worst != best)
        return chosen(expression(worst) != expression(best), 1, 0)

    def _in_points(self, amount: IntColumn) -> nw.Expr:
        if isinstance(amount, int):
            return literal(amount * self._unit)
        return amount * self._unit if self._unit > 1 else amount

    def _total(self, plans: Sequence[Plan], verified: bool = False) -> _Total:
        criteria: dict[str, Ends[IntColumn]] = {}
        needs: dict[str, dict[str, Ends[BoolColumn]]] = {reading.id: {} for reading in plans[0].readings}
        for same in zip(*(plan.criteria for plan in plans), strict=True):
            members = list(zip(*(criterion.standards for criterion in same), strict=True))
            labels = [standards[0].alternative for standards in members]
            scores = [self._scored(standards, verified) for standards in members]
            points = Ends(
                *(
                    self._finished(_CRITERIA, added_up(labels, [score[at_best].points for score in scores]))
                    for at_best in (False, True)
                )
            )
            points = Ends(points.worst, self._capped(points.best, [criterion.cap for criterion in same]))
            criteria[same[0].id] = points
            for number, reading in enumerate(plans[0].readings):
                readings = [plan.readings[number] for plan in plans]
                ends = []
                for at_best in (False, True):
                    asked = zip(same, readings, strict=True)
                    minimum = self._needed([criterion.needed(reading, at_best) for criterion, reading in asked])
                    compulsory = [self._mandatory(standards, readings, verified, at_best) for standards in members]
                    needed = all_of([at_least(points[at_best], minimum), *compulsory])
                    ends.append(self._finished(_TOTAL, needed))
                needs[reading.id][same[0].id] = Ends(*ends)
        total = Ends(
            *(
                self._finished(_TOTAL, sum_of([points[at_best] for points in criteria.values()]))
                for at_best in (False, True)
            )
        )
        total = Ends(total.worst, self._capped(total.best, [plan.cap for plan in plans]))
        marks = [self._needed([plan.needed(at_best) for plan in plans]) for at_best in (False, True)]
        passes = {
            reading: Ends(
                *(
                    self._finished(
                        _PASSES,
                        all_of([at_least(total[at_best], marks[at_best]), *(ends[at_best] for ends in parts.values())]),
                    )
                    for at_best in (False, True)
                )
            )
            for reading, parts in needs.items()
        }
        return _Total(criteria, total, passes, needs)

    def _capped(self, points: IntColumn, caps: Sequence[int | None]) -> IntColumn:
        """Return points that are no more than the largest cap of the variants; all of them have one, or none has."""
        most = max((cap for cap in caps if cap is not None), default=None)
        if most is None:
            return points
        if isinstance(points, int):
            return min(points, most // self._unit)
        return nw.min_horizontal(points, literal(most // self._unit))

    def _needed(self, points: Sequence[int]) -> IntColumn:
        """Return the points needed by each variant, in units, rounded up to a whole unit."""
        return self._by_variant([-(-amount // self._unit) for amount in points])

    def _by_variant(self, amounts: Sequence[int]) -> IntColumn:
        """Return for each row the amount of its variant."""
        kinds = list(dict.fromkeys(amounts))
        if len(kinds) == 1:
            return kinds[0]
        found: IntColumn = self._piecewise([self._where(kind, amounts) for kind in kinds], kinds)
        return found

    def _mandatory(
        self, standards: tuple[StandardPlan, ...], readings: Sequence[ReadingPlan], verified: bool, at_best: bool
    ) -> BoolColumn:
        """True where a standard is not compulsory, or passes."""
        asks = [is_mandatory(standard, reading, at_best) for standard, reading in zip(standards, readings, strict=True)]
        if not any(asks):
            return True
        passes = self._scored(standards, verified)[at_best].passes
        if all(asks) or passes is True:
            return passes
        found: BoolColumn = self._piecewise([self._where(asked, asks) for asked in (True, False)], [passes, True])
        return found


def _side_by_side(plans: Sequence[Plan]) -> Iterator[tuple[StandardPlan, ...]]:
    """Yield each standard as it is in each of the plans."""
    return zip(*(plan.standards for plan in plans), strict=True)
