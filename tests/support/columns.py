"""Towns of the strategies as columns, and what the definition says of them in the form of the columnar engine."""

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw
import polars as pl

from classifier.engines.columnar.result_columns import criterion_columns, failing_column, reading_column
from classifier.engines.columnar.verdicts import (
    LOWER,
    MISSING,
    PASS_MARK,
    PROVISIONAL,
    REASON,
    TABLE_VERDICT,
    UPPER,
    VERDICT,
    JudgingColumns,
    PlanPair,
    Variant,
)
from classifier.engines.reference import judge
from classifier.plan.judgement import Judgement, Verdict
from classifier.plan.plan import Intervals, Plan
from criteria.data_files.columns import ValueColumns, column_type
from criteria.indicator import Indicators
from criteria.quantity import Quantity

WIDTHS = {nw.Int32: pl.Int32, nw.Int64: pl.Int64}


def laid_out(
    indicators: Indicators, towns: Sequence[Mapping[str, Quantity]]
) -> tuple[pl.DataFrame, dict[str, ValueColumns]]:
    """A row a town: its quantities as the columns that the engine reads."""
    columns: dict[str, pl.Series] = {"row": pl.Series(range(len(towns)))}
    values = {}
    for name, indicator in indicators.items():
        width = WIDTHS[column_type(indicator)]
        known = [town[name] for town in towns]
        lower, upper = f"{name}__lower", f"{name}__upper"
        columns[lower] = pl.Series([quantity.lower for quantity in known], dtype=width)
        if all(quantity.lower == quantity.upper for quantity in known):
            upper = lower
        columns[upper] = pl.Series([quantity.upper for quantity in known], dtype=width)
        answers = {
            "not_applicable": [not quantity.applies for quantity in known],
            "open_lower": [quantity.lower_is_open for quantity in known],
            "open_upper": [quantity.upper_is_open for quantity in known],
            "claim": [None if quantity.claim is None else str(quantity.claim) for quantity in known],
        }
        there = {part: f"{name}__{part}" for part, found in answers.items() if any(found)}
        columns |= {column: pl.Series(answers[part]) for part, column in there.items()}
        has_unknown = columns[lower].has_nulls() or columns[upper].has_nulls()
        values[name] = ValueColumns(lower, upper, has_unknown=has_unknown, **there)  # type: ignore[arg-type]
    return pl.DataFrame(columns), values


def by_columns(
    pairs: Sequence[PlanPair],
    reading: str,
    frame: pl.DataFrame,
    values: Mapping[str, ValueColumns],
    variant_of: Sequence[int] = (),
) -> list[dict[str, Any]]:
    """What the columnar engine concludes of each row; with several pairs of plans, by the one with its number."""
    if len(pairs) > 1:
        frame = frame.with_columns(pl.Series("variant", variant_of, dtype=pl.Int64))
    where = [nw.col("variant") == number if len(pairs) > 1 else None for number in range(len(pairs))]
    variants = [Variant(pair, mask) for pair, mask in zip(pairs, where, strict=True)]
    judging = JudgingColumns(variants, values, reading)
    judged = judging.judge(nw.from_native(frame.lazy())).to_native().collect()
    standards = [failing_column(standard.id) for standard in pairs[0].plan.standards]
    return judged.select(*judging.columns, *standards).to_dicts()


def by_definition(pair: PlanPair, reading: str, intervals: Intervals, verified: Intervals) -> dict[str, Any]:
    """What `classifier.engines.reference` concludes, in the form of the columnar engine."""
    judgement = judge(pair.plan, intervals)
    total = judgement.total[reading]
    is_provisional = False
    if pair.verified is not None:
        is_provisional = total.verdict is not judge(pair.verified, verified).total[reading].verdict
    found: dict[str, Any] = {
        VERDICT: total.verdict.value,
        TABLE_VERDICT: judgement.of_table(reading).verdict.value,
        PASS_MARK: pair.plan.pass_mark,
        REASON: decisive(judgement, reading),
        PROVISIONAL: is_provisional,
        LOWER: total.lower,
        UPPER: total.upper,
        MISSING: sum(score.lower.points != score.upper.points for score in judgement.standards.values()),
    }
    for criterion, outcome in judgement.criteria[reading].items():
        found |= dict(zip(criterion_columns(criterion), (outcome.lower, outcome.upper), strict=True))
    for other, outcome in judgement.total.items():
        if other != reading:
            found[reading_column(other)] = outcome.verdict.value
    for standard, score in judgement.standards.items():
        found[failing_column(standard)] = not score.upper.passes
    return found


def decisive(judgement: Judgement, reading: str) -> str | None:
    """The first part that is as the verdict of the standards is: a criterion, or else the total."""
    verdict = judgement.total[reading].verdict
    if verdict is Verdict.MET:
        return None
    criteria = judgement.criteria[reading].items()
    return next((f"criterion:{name}" for name, outcome in criteria if outcome.verdict is verdict), "total")


def intervals_of(plan: Plan, town: Mapping[str, Quantity]) -> Intervals:
    """Where the values of a town lie."""
    return {standard.id: standard.interval(town[standard.indicator]) for standard in plan.standards}


def largest_numerator(*plans: Plan) -> int:
    """Return a bound on the integers that interpolation in any of the plans can meet.

    The engine may refuse a plan (`TooLargeForColumns`) only if this is `LARGEST_NUMERATOR` or more.
    """
    bounds = [0]
    for plan in plans:
        for known in plan.standards:
            if known.minimum is None or known.maximum is None:
                continue
            span, rise = known.maximum - known.minimum, known.points_maximum - known.points_minimum
            furthest = max(abs(known.domain.lower), abs(known.domain.upper)) + abs(known.minimum) + span
            offset = known.points_minimum * span + rise * abs(known.minimum) + span * plan.rounding_step
            bounds.append(2 * rise * (known.step or 1) * furthest + 2 * offset + furthest)
    return max(bounds)
