"""The standards that each municipality surely fails, in long form: a row a municipality and standard."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

import narwhals as nw

from classifier.engines.columnar.law_columns import LawColumns, Situation
from classifier.engines.columnar.verdicts import failing_column
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
"""The columns of the list; numbers are exact decimals as text, levels of graded indicators grade ids."""


def failing_rows(
    law: LawColumns, target: str, situations: Sequence[Situation], values: Mapping[str, ValueColumns]
) -> Iterator[tuple[nw.Expr, list[nw.Expr]]]:
    """For each standard which municipalities surely fail it, and what is then told, as the columns `COLUMNS`.

    They are expressions over what the engine made of municipalities in these situations, of which the same criteria
    are asked.
    """
    plans = {situation: law.plan(target, situation) for situation in situations}
    for place, standard in enumerate(law.rulebook.for_type(target, situations[0].kind).standards):
        indicator = law.rulebook.indicators[standard.indicator]
        of_plans = {situation: plan.standards[place] for situation, plan in plans.items()}
        columns = list(_columns(law, target, standard, indicator, of_plans, values.get(standard.indicator)))
        yield nw.col(failing_column(standard.id)), columns


def _columns(
    law: LawColumns,
    target: str,
    standard: Standard,
    indicator: Indicator,
    plans: Mapping[Situation, StandardPlan],
    where: ValueColumns | None,
) -> Iterator[nw.Expr]:
    lower = upper = nw.lit(None, dtype=nw.Int64)
    if where is not None:
        lower, upper = nw.col(where.lower).cast(nw.Int64), nw.col(where.upper).cast(nw.Int64)
    level = _levels(law, plans)
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


def _levels(law: LawColumns, plans: Mapping[Situation, StandardPlan]) -> nw.Expr:
    """What surely is enough for the minimum points, as it is written; null where it is not known."""
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
    """Integers at so many decimals as decimal text without trailing zeros: `criteria.quantity.text_from_integer`."""
    sign = nw.when(value < 0).then(nw.lit("-")).otherwise(nw.lit(""))
    size, scale = value.abs(), 10**decimals
    whole = (size // scale).cast(nw.Int64).cast(nw.String)
    text = nw.concat_str(sign, whole)
    if decimals:
        # With the scale added the remainder keeps its leading zeros, behind a 1 that is cut off.
        fraction = (size % scale + scale).cast(nw.Int64).cast(nw.String).str.slice(1)
        text = nw.concat_str(text, nw.lit("."), fraction).str.replace_all(r"\.?0*$", "")
    return nw.when(~value.is_null()).then(text)
