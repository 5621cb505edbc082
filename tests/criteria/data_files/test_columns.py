"""Values read from a column of texts, held against the same texts read one by one."""

from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from criteria.bilingual import BilingualText
from criteria.data_files.columns import read_values
from criteria.indicator import Indicator
from criteria.quantity import Interval, QuantityRefused

NAME = BilingualText("chỉ tiêu", "indicator")
DOMAINS = {0: Interval(-5, 1_000_000), 1: Interval(0, 100_000), 2: Interval(0, 10_000), 4: Interval(0, 1_000_000)}
INDICATORS = [Indicator("known", NAME, None, decimals, True, domain) for decimals, domain in DOMAINS.items()]

DIGITS = st.text("0159", min_size=1, max_size=5)
NUMBERS = st.one_of(
    DIGITS,
    st.builds("{}.{}".format, DIGITS, st.one_of(DIGITS, st.sampled_from(["000", "500", "001"]))),
    st.builds("{},{}".format, DIGITS, st.one_of(DIGITS, st.sampled_from(["000", "500", "001"]))),
    st.builds("{}.000,{}".format, DIGITS, DIGITS),
    st.builds("-{}".format, DIGITS),
    st.sampled_from(["", "1e3", "1.2.3", "nan", "6 0", ".5", "5."]),
)
TEXTS = st.one_of(
    NUMBERS,
    st.builds("{} {}".format, st.sampled_from([">=", "<=", ">", "<"]), NUMBERS),
    st.builds("{}..{}".format, NUMBERS, NUMBERS),
    st.sampled_from(["unknown", "n/a", "fails IV", "passes  class-II", "fails", "fails IV now"]),
)


Read = tuple[Any, ...]
"""Both ends, whether a value applies, which ends are open, and what was stated instead of a value."""


def read_in_a_column(indicator: Indicator, text: str, decimal_sign: str) -> Read | str:
    """What a column of one text, or the first problem with it."""
    found = read_values("value", nw.String(), indicator, decimal_sign)
    frame = nw.from_native(pl.DataFrame({"value": [text]}, schema={"value": pl.String}))
    for stage in found.stages:
        frame = frame.with_columns(**stage)
    for problem in found.problems:
        if frame.select(is_there=problem.where)["is_there"][0]:
            return problem.kind
    parts = (found.lower, found.upper, found.not_applicable, found.open_lower, found.open_upper, found.claim)
    answers = {str(place): part for place, part in enumerate(parts) if part is not None}
    lower, upper, is_not, *others = frame.select(**answers).row(0)
    return (lower, upper, not is_not, *others)


def read_alone(indicator: Indicator, text: str, decimal_sign: str) -> Read | str:
    """What a text states, or why it states nothing."""
    try:
        found = indicator.measured(text, decimal_sign)
    except QuantityRefused as refused:
        return refused.kind
    claim = None if found.claim is None else str(found.claim)
    return (found.lower, found.upper, found.applies, found.lower_is_open, found.upper_is_open, claim)


@given(st.sampled_from(INDICATORS), TEXTS, st.sampled_from([".", ","]))
@example(INDICATORS[0], "500.000", ".")
@example(INDICATORS[0], "12,500", ",")
@example(INDICATORS[2], "65.000", ".")
@example(INDICATORS[1], ">= 1.500", ".")
@example(INDICATORS[2], "6.399999999999999", ".")
@example(INDICATORS[2], "55.55555555555556", ".")
@example(INDICATORS[2], "100.00000000000001", ".")
@example(INDICATORS[2], "> 100", ".")
@example(INDICATORS[2], "< 0", ".")
@example(INDICATORS[2], "55.559..55.551", ".")
@example(INDICATORS[2], "< 65", ".")
def test_a_column_is_read_as_its_texts_are(indicator: Indicator, text: str, decimal_sign: str) -> None:
    """Whatever is written, both readers find the same quantity, or both refuse it."""
    alone, in_a_column = (read(indicator, text, decimal_sign) for read in (read_alone, read_in_a_column))
    if isinstance(alone, str):
        assert isinstance(in_a_column, str)
    else:
        assert alone == in_a_column


@pytest.mark.parametrize(
    ("text", "decimal_sign", "kind"),
    [("500.000", ".", "may_be_thousands"), ("12,500", ",", "may_be_thousands"), ("2000000.5", ".", "outside_domain")],
)
def test_a_column_says_why(text: str, decimal_sign: str, kind: str) -> None:
    """The reason is the one that the text alone is refused for."""
    assert kind == read_alone(INDICATORS[0], text, decimal_sign) == read_in_a_column(INDICATORS[0], text, decimal_sign)
