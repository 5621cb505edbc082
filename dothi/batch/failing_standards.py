"""The standards that each municipality surely fails: a row for each municipality and standard."""

from collections.abc import Iterator, Mapping
from functools import reduce

import narwhals as nw

from classifier.engines.columnar.law_columns import LawColumns, Situation, SituationGroup
from classifier.engines.columnar.result_columns import failing_column
from classifier.plan.plan import StandardPlan
from criteria.data_files.columns import ValueColumns
from criteria.indicator import Indicator
from criteria.standard import Standard

COLUMNS = (
    "municipality",
    "target",
    "standard",
    "indicator",
    "measured_lower",
    "measured_upper",
    "minimum_level",
    "gap",
)
"""The columns of the list. Numbers are exact decimals as text; levels of graded indicators are grade ids."""


def failing_rows(group: SituationGroup, values: Mapping[str, ValueColumns]) -> Iterator[tuple[nw.Expr, list[nw.Expr]]]:
    """Yield, for each standard, the condition that a municipality surely fails it and the row to list then.

    Both are expressions over the judged municipalities of the group; the row has the columns `COLUMNS`.
    """
    law = group.law
    plans = {situation: law.plan(group.target, situation) for situation in group.situations}
    for index, standard in enumerate(law.rulebook.for_type(group.target, group.kind).standards):
        indicator = law.rulebook.indicators[standard.indicator]
        standard_plans = {situation: plan.standards[index] for situation, plan in plans.items()}
        level = _minimum_level(law, standard_plans)
        columns = _columns(group.target, standard, indicator, level, values.get(standard.indicator))
        yield nw.col(failing_column(standard.id)), list(columns)


def _columns(
    target: str, standard: Standard, indicator: Indicator, level: nw.Expr, where: ValueColumns | None
) -> Iterator[nw.Expr]:
    lower = upper = nw.lit(None, dtype=nw.Int64)
    if where is not None:
        lower, upper = nw.col(where.lower).cast(nw.Int64), nw.col(where.upper).cast(nw.Int64)
    gap = level - upper if indicator.higher_is_better else lower - level
    shown_gap = nw.lit(None, dtype=nw.String) if indicator.is_graded else decimal_text(gap, indicator.decimals)
    parts = (
        nw.col("municipality"),
        nw.lit(target),
        nw.lit(standard.code),
        nw.lit(indicator.id),
        _shown(indicator, lower),
        _shown(indicator, upper),
        _shown(indicator, level),
        shown_gap,
    )
    for name, part in zip(COLUMNS, parts, strict=True):
        yield part.alias(name)


def _minimum_level(law: LawColumns, plans: Mapping[Situation, StandardPlan]) -> nw.Expr:
    """Return the level that is surely enough for the minimum points; null where it is unknown."""
    levels = {
        situation: None if plan.sure_floor is None else plan.plain(plan.sure_floor) for situation, plan in plans.items()
    }
    if len(set(levels.values())) == 1:
        return nw.lit(next(iter(levels.values())), dtype=nw.Int64)
    return nw.coalesce(
        *(nw.when(law.where(situation)).then(nw.lit(level, dtype=nw.Int64)) for situation, level in levels.items())
    )


def _shown(indicator: Indicator, value: nw.Expr) -> nw.Expr:
    if not indicator.is_graded:
        return decimal_text(value, indicator.decimals)
    return reduce(
        lambda rest, grade: nw.when(value == grade[0]).then(nw.lit(grade[1].id)).otherwise(rest),
        enumerate(indicator.grades),
        nw.lit(None, dtype=nw.String),
    )


def decimal_text(value: nw.Expr, decimals: int) -> nw.Expr:
    """Write integers as decimal text without trailing zeros, as `criteria.number_text.text_from_integer` does.

    Args:
        value: integers in units of the last decimal.
    """
    sign = nw.when(value < 0).then(nw.lit("-")).otherwise(nw.lit(""))
    size, scale = value.abs(), 10**decimals
    whole = (size // scale).cast(nw.Int64).cast(nw.String)
    text = nw.concat_str(sign, whole)
    if decimals:
        # Adding the scale keeps the remainder's leading zeros; the 1 in front of them is cut off.
        fraction = (size % scale + scale).cast(nw.Int64).cast(nw.String).str.slice(1)
        text = nw.concat_str(text, nw.lit("."), fraction).str.replace_all(r"\.?0*$", "")
    return nw.when(~value.is_null()).then(text)
