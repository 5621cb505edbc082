"""Columns of floats mean what a cell with the same number means in the long form."""

from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from criteria.bilingual import BilingualText
from criteria.data_files.columns import read_values
from criteria.data_files.wide_tables import values_of
from criteria.indicator import Indicator
from criteria.quantity import Interval, QuantityRefused

NAME = BilingualText("tên", "name")
SHARE = Indicator("share", NAME, NAME, 2, True, Interval(0, 10_000))
PEOPLE = Indicator("people", NAME, NAME, 0, True, Interval(0, 10**8))
BALANCE = Indicator("balance", NAME, NAME, 1, False, Interval(-(10**12), 10**12))

FLOATS = st.one_of(
    st.integers(-(10**9), 10**9).map(lambda whole: whole / 100),
    st.integers(0, 10**4).map(lambda whole: whole / 100),
    st.floats(-1e9, 1e9).map(lambda value: round(value, 4)),
    st.sampled_from([0.1 + 0.2, 1.1 * 1.1, 6.399999999999999, 499999.9999999, 0.0, -0.0, float("nan"), float("inf")]),
)
KINDS: dict[type[pl.DataType], nw.dtypes.DType] = {pl.Float64: nw.Float64(), pl.Float32: nw.Float32()}


def by_column(column: pl.Series, indicator: Indicator) -> list[object]:
    """What a batch reads: the kind of problem, or both ends and whether each is open."""
    found = read_values(column.name, KINDS[type(column.dtype)], indicator, ".")
    frame = nw.from_native(column.to_frame().lazy())
    for stage in found.stages:
        frame = frame.with_columns(**stage)
    problems = {problem.kind.value: problem.where for problem in found.problems}
    ends: dict[str, Any] = {name: getattr(found, name) for name in ("lower", "upper", "open_lower", "open_upper")}
    rows = frame.select(**ends, **problems).to_native().collect().to_dicts()
    return [next((kind for kind in problems if row[kind]), None) or tuple(row[name] for name in ends) for row in rows]


def by_cell(column: pl.Series, indicator: Indicator) -> list[object]:
    """What the long form reads of the same numbers."""
    found: list[object] = []
    for text in values_of(column, KINDS[type(column.dtype)]):
        try:
            quantity = indicator.measured(text or "")
        except QuantityRefused as refused:
            found.append(refused.kind.value)
        else:
            found.append((quantity.lower, quantity.upper, quantity.lower_is_open, quantity.upper_is_open))
    return found


@pytest.mark.parametrize("indicator", [SHARE, PEOPLE, BALANCE], ids=lambda known: known.id)
@pytest.mark.parametrize("kind", KINDS, ids=str)
@settings(max_examples=25)
@given(values=st.lists(FLOATS, min_size=20, max_size=60))
@example(
    values=[500_000.0, 16_777_217.0, 49.8, 68.512, 1e-300, 45_568_670.0]
)  # found: large numbers of 32 bits ran downwards
def test_a_float_is_the_number_that_it_shows(
    indicator: Indicator, kind: type[pl.DataType], values: list[float]
) -> None:
    """Noise is left out, decimals are kept, and numbers of 32 bits are those they show, however large the domain."""
    column = pl.Series("it", values, dtype=kind)
    assert by_cell(column, indicator) == by_column(column, indicator)
