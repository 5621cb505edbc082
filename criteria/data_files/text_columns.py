"""Columns of the wide form as texts without surrounding blanks, whatever the type of the column."""

import narwhals as nw
from narwhals.dtypes import DType

from criteria.data_files.bounds import LONGEST_CELL

BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
"""Every character that Python takes for a blank, as the readers of the long form do."""

BLANK = f"[{BLANKS}]"
"""A pattern that matches one blank in every engine; what ``\\s`` matches differs between them."""

UNPRINTABLE_PATTERN = "[\x00-\x1f\x7f-\x9f]"
"""A pattern of what `criteria.diagnostic.UNPRINTABLE` finds; columns hold no unpaired surrogates."""

MARKS = r"\p{M}"
"""A pattern of what texts contain whose letters are not composed (NFC)."""

_EXACT = 2**53


def text_of(column: str, kind: DType) -> nw.Expr:
    """Return a column of words without surrounding blanks; null where blank.

    A whole number is written without decimals, as a workbook's is; what is no number (NaN) is blank.
    """
    if kind == nw.Unknown:
        return nw.lit(None, dtype=nw.String)
    if kind == nw.Boolean:
        return nw.when(nw.col(column)).then(nw.lit("yes")).when(~nw.col(column)).then(nw.lit("no"))
    text = nw.col(column).cast(nw.String).str.strip_chars(BLANKS)
    if kind.is_float():
        number = nw.col(column).cast(nw.Float64)
        whole = nw.when(number.abs() < _EXACT).then(number.round(0)).cast(nw.Int64)
        text = nw.when(whole.cast(nw.Float64) == number).then(whole.cast(nw.String)).otherwise(text)
        text = nw.when(~number.is_nan()).then(text)
    elif kind.is_decimal():
        text = text.str.replace_all(r"\.0+$", "")
    return nw.when(text != "").then(text)


def value_text(column: str, kind: DType) -> nw.Expr:
    """Return what a column of values holds as the long form writes it: without blanks, or zeros that its type adds."""
    text = nw.col(column).cast(nw.String)
    if kind.is_float():
        return nw.coalesce(text_of(column, kind), text)
    if kind.is_decimal():
        return text.str.replace_all(r"\.0+$", "").str.replace_all(r"(\.[0-9]*[1-9])0+$", "$1")
    return text.str.strip_chars(BLANKS)


def holds_texts(kind: DType) -> bool:
    """True if a column of this type may hold any text."""
    return _is_any(kind, nw.String, nw.Categorical, nw.Enum)


def holds_days(kind: DType) -> bool:
    """True for the types of days."""
    return _is_any(kind, nw.Date, nw.Datetime)


def may_hold_values(kind: DType) -> bool:
    """True if a column of this type may hold numbers, grades or words."""
    return kind.is_numeric() or holds_texts(kind) or _is_any(kind, nw.Boolean, nw.Unknown)


def _is_any(kind: DType, *kinds: type[DType]) -> bool:
    """True if a type is one of several; in a set, a type with categories or a unit has another hash than its class."""
    return any(kind == known for known in kinds)


def has_unprintable(column: str) -> nw.Expr:
    """True where a text of a column contains a control character."""
    return nw.col(column).cast(nw.String).str.contains(UNPRINTABLE_PATTERN).fill_null(False)


def is_too_long(column: str) -> nw.Expr:
    """True where a text of a column is longer than a text ever is."""
    return (nw.col(column).cast(nw.String).str.len_chars() > LONGEST_CELL).fill_null(False)
