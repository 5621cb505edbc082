"""Which thresholds municipalities reach, as a column of words for each indicator; see `criteria.measured_words`."""

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from criteria.condition import MEASURED_PREFIX
from criteria.data_files.columns import ValueColumns
from criteria.measured_words import thresholds
from criteria.rulebook import Rulebook
from criteria.stated import DENIAL


def column_of_thresholds(field: str) -> str:
    """Return the column that holds the thresholds of a field, as `criteria.stated` writes attributes."""
    return f"reached:{field.removeprefix(MEASURED_PREFIX)}"


def with_thresholds(
    frame: nw.LazyFrame[Any], rulebook: Rulebook, values: Mapping[str, ValueColumns]
) -> nw.LazyFrame[Any]:
    """Return the municipalities with the thresholds that the conditions of a law ask for."""
    columns = {
        column_of_thresholds(indicator): _reached(rulebook, indicator, texts, values.get(indicator))
        for indicator, texts in thresholds(rulebook.rules).items()
    }
    return frame.with_columns(**columns) if columns else frame


def _reached(rulebook: Rulebook, indicator: str, texts: tuple[str, ...], where: ValueColumns | None) -> nw.Expr:
    if where is None:
        return nw.lit(None, dtype=nw.String)
    lower, upper = nw.col(where.lower), nw.col(where.upper)
    words = []
    for text in texts:
        value = rulebook.indicators[indicator].integer(text)
        is_reached, is_missed = (lower >= value).fill_null(False), (upper < value).fill_null(False)
        missed = nw.when(is_missed).then(nw.lit(f"{DENIAL}{text};")).otherwise(nw.lit(""))
        words.append(nw.when(is_reached).then(nw.lit(f"{text};")).otherwise(missed))
    return nw.concat_str(*words, nw.lit(""))
