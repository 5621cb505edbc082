"""Decimal columns for forms of files that have no exact decimals."""

import polars as pl
from polars import selectors


def decimals_as_text(piece: pl.DataFrame) -> pl.DataFrame:
    """Turn decimal columns into decimal text without trailing zeros.

    >>> decimals_as_text(pl.DataFrame({"points": ["75.5000"]}).cast(pl.Decimal(12, 4))).rows()
    [('75.5',)]
    """
    return piece.with_columns(selectors.decimal().cast(pl.String).str.strip_chars_end("0").str.strip_chars_end("."))
