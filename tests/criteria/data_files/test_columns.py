"""Values read from a column of texts, held against the same texts read one by one."""

import narwhals as nw
import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from criteria.bilingual import BilingualText
from criteria.data_files.columns import read_values
from criteria.indicator import Indicator
from criteria.quantity import Interval, Quantity, QuantityRefused

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
    st.sampled_from(["unknown", "n/a"]),
)


def read_in_a_column(indicator: Indicator, text: str, decimal_sign: str) -> Quantity | str:
    """The quantity in a column of one text, or the first problem with it."""
    found = read_values("value", nw.String(), indicator, decimal_sign)
    frame = nw.from_native(pl.DataFrame({"value": [text]}, schema={"value": pl.String}))
    for stage in found.stages:
        frame = frame.with_columns(**stage)
    for problem in found.problems:
        if frame.select(is_there=problem.where)["is_there"][0]:
            return problem.kind
    ends = {"lower": found.lower, "upper": found.upper}
    row = frame.select(**{name: end for name, end in ends.items() if end is not None}).row(0)
    applies = found.not_applicable is None or not frame.select(known=found.not_applicable)["known"][0]
    return Quantity(row[0], row[-1], applies)


def read_alone(indicator: Indicator, text: str, decimal_sign: str) -> Quantity | str:
    """The quantity in a text, or why there is none."""
    try:
        return indicator.quantity(text, decimal_sign)
    except QuantityRefused as refused:
        return refused.kind


@given(st.sampled_from(INDICATORS), TEXTS, st.sampled_from([".", ","]))
@example(INDICATORS[0], "500.000", ".")
@example(INDICATORS[0], "12,500", ",")
@example(INDICATORS[2], "65.000", ".")
@example(INDICATORS[1], ">= 1.500", ".")
def test_a_column_is_read_as_its_texts_are(indicator: Indicator, text: str, decimal_sign: str) -> None:
    """Whatever is written, both readers find the same quantity, or both refuse it."""
    alone, in_a_column = (read(indicator, text, decimal_sign) for read in (read_alone, read_in_a_column))
    if isinstance(alone, str):
        assert isinstance(in_a_column, str)
    else:
        assert alone == in_a_column


@pytest.mark.parametrize(
    ("text", "decimal_sign", "kind"),
    [("500.000", ".", "may_be_thousands"), ("12,500", ",", "may_be_thousands"), ("5.5", ".", "too_many_decimals")],
)
def test_a_column_says_why(text: str, decimal_sign: str, kind: str) -> None:
    """The reason is the one that the text alone is refused for."""
    assert kind == read_alone(INDICATORS[0], text, decimal_sign) == read_in_a_column(INDICATORS[0], text, decimal_sign)
