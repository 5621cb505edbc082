"""Reads a column of values of one indicator as scaled integers; unreadable values become problems of their rows."""

from dataclasses import dataclass, field

import narwhals as nw
from narwhals.dtypes import DType

from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicator
from criteria.quantity import GROUP, LONGEST_NUMBER, NOT_APPLICABLE_WORD, UNKNOWN_WORD, number_pattern

NARROW = 2**31
"""Integers below this fit 32-bit columns, which need half the memory and half the time."""


@dataclass(frozen=True, slots=True)
class ValueColumns:
    """The columns that hold the values of an indicator, as scaled integers; null means that an end is not known.

    Attributes:
        lower, upper: the columns of both ends; the same column if every value is exact or unknown.
        not_applicable: a column that is true where a value does not apply, or None if all values apply.
        has_unknown: False if no value is null.
    """

    lower: str
    upper: str
    not_applicable: str | None = None
    has_unknown: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of the rows that ``where`` selects: its kind, the column it is in, and what was found there."""

    kind: DiagnosticKind
    column: str
    where: nw.Expr
    found: nw.Expr


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """Integers read from a column; null where nothing is known or the value has a problem.

    Attributes:
        upper: None if the values are exact, so that ``lower`` is both ends.
        not_applicable: None if all values apply.
        stages: columns to add to the table first, one stage after the other; the rest refers to them.
    """

    lower: nw.Expr
    upper: nw.Expr | None = None
    not_applicable: nw.Expr | None = None
    problems: list[Problem] = field(default_factory=list)
    stages: tuple[dict[str, nw.Expr], ...] = ()


def integer_type(largest: int) -> type[nw.Int32] | type[nw.Int64]:
    """Return the narrowest column type that holds integers of this size."""
    return nw.Int32 if largest < NARROW else nw.Int64


def column_type(indicator: Indicator) -> type[nw.Int32] | type[nw.Int64]:
    """Return the type of the columns that hold the values of an indicator."""
    return integer_type(max(abs(indicator.domain.lower), abs(indicator.domain.upper)))


def read_values(column: str, kind: DType, indicator: Indicator, decimal_sign: str) -> ReadColumn:
    """Read the values of an indicator from a column of this type."""
    if kind == nw.Unknown:
        return ReadColumn(nw.lit(None, dtype=nw.Int32))
    if kind == nw.Boolean or (indicator.is_graded and kind.is_numeric()):
        is_there = ~nw.col(column).is_null()
        problem = Problem(
            DiagnosticKind.UNKNOWN_GRADE if indicator.is_graded else DiagnosticKind.NOT_A_NUMBER,
            column,
            is_there,
            _shown(column),
        )
        return ReadColumn(nw.lit(None, dtype=nw.Int32), problems=[problem])
    if kind.is_float():
        return _read_floats(column, kind, indicator)
    if kind.is_integer():
        return _read_integers(column, indicator)
    return _Texts(column, indicator, decimal_sign).read()


def _shown(column: str) -> nw.Expr:
    return nw.col(column).cast(nw.String)


def _read_integers(column: str, indicator: Indicator) -> ReadColumn:
    scale = 10**indicator.decimals
    least, most = -(-indicator.domain.lower // scale), indicator.domain.upper // scale
    is_inside = (nw.col(column) >= least) & (nw.col(column) <= most)
    value = nw.when(is_inside).then(nw.col(column)).cast(column_type(indicator))
    problem = Problem(DiagnosticKind.OUTSIDE_DOMAIN, column, ~is_inside.fill_null(True), _shown(column))
    return ReadColumn(value * nw.lit(scale, dtype=column_type(indicator)), problems=[problem])


def _read_floats(column: str, kind: DType, indicator: Indicator) -> ReadColumn:
    """Read floats: each stands for the nearest decimal number with the indicator's decimals, if it is near enough."""
    domain = indicator.domain
    largest = max(abs(domain.lower), abs(domain.upper), 1)
    precision = 2.0**-22 if kind == nw.Float32 else 2.0**-51
    value = nw.col(column).cast(nw.Float64) if kind == nw.Float32 else nw.col(column)
    scaled = value * float(10**indicator.decimals)
    whole = scaled.round(0)
    is_whole = (scaled - whole).abs() <= largest * precision
    is_inside = (whole >= float(domain.lower)) & (whole <= float(domain.upper))
    is_number = value.is_finite()
    good = is_whole & is_inside
    return ReadColumn(
        nw.when(good).then(whole).cast(column_type(indicator)),
        problems=[
            Problem(DiagnosticKind.NOT_A_NUMBER, column, ~is_number.fill_null(True), _shown(column)),
            Problem(DiagnosticKind.OUTSIDE_DOMAIN, column, ~is_inside.fill_null(True), _shown(column)),
            Problem(DiagnosticKind.TOO_MANY_DECIMALS, column, ~is_whole.fill_null(True), _shown(column)),
        ],
    )


class _Texts:
    """Reads the text forms of `criteria.quantity` in stages, so that no subexpression is computed many times."""

    def __init__(self, column: str, indicator: Indicator, decimal_sign: str) -> None:
        self._column = column
        self._indicator = indicator
        self._decimal_sign = decimal_sign
        self._problems: list[Problem] = []
        self._stages: tuple[dict[str, nw.Expr], ...] = ({}, {}, {}, {})

    def read(self) -> ReadColumn:
        """Return the column as integers."""
        text = self._staged(0, "text", nw.col(self._column).cast(nw.String).str.strip_chars())
        is_blank = text.is_null() | text.is_in(["", UNKNOWN_WORD])
        is_not_applicable = (text == NOT_APPLICABLE_WORD).fill_null(False)
        is_value = ~is_blank & ~is_not_applicable
        is_at_least, is_at_most = text.str.starts_with(">"), text.str.starts_with("<")
        is_range = ~is_at_least & ~is_at_most & text.str.contains("..", literal=True)
        plain = text.str.replace_all(r"^[<>]=?\s*", "")
        first = nw.when(is_range).then(text.str.replace_all(r"\s*\.\..*$", "")).otherwise(plain)
        second = nw.when(is_range).then(text.str.replace_all(r"^.*?\.\.\s*", "")).otherwise(plain)
        ends = {"lower": (is_value & ~is_at_most, first), "upper": (is_value & ~is_at_least, second)}
        lower, upper = (
            self._integers(end, self._staged(1, end, nw.when(is_there).then(found)))
            for end, (is_there, found) in ends.items()
        )
        self._report(DiagnosticKind.RANGE_RUNS_DOWNWARDS, (lower > upper).fill_null(False))
        return ReadColumn(lower, upper, is_not_applicable, self._problems, self._stages)

    def _staged(self, stage: int, name: str, expression: nw.Expr) -> nw.Expr:
        """Add an intermediate column in a stage and return a reference to it."""
        column = f"{self._column}:{name}"
        self._stages[stage][column] = expression
        return nw.col(column)

    def _report(self, kind: DiagnosticKind, where: nw.Expr) -> None:
        self._problems.append(Problem(kind, self._column, where, nw.col(self._column)))

    def _integers(self, end: str, text: nw.Expr) -> nw.Expr:
        if self._indicator.is_graded:
            return self._places(text)
        decimals, domain = self._indicator.decimals, self._indicator.domain
        is_number = text.str.contains(number_pattern(self._decimal_sign)) & (text.str.len_chars() <= LONGEST_NUMBER)
        written = text
        if self._decimal_sign == ",":
            written = text.str.replace_all(".", "", literal=True).str.replace_all(",", ".", literal=True)
        plain = self._staged(2, f"{end}-plain", nw.when(is_number).then(written))
        # Below 2**53, a decimal text times its power of ten rounds to the exact integer.
        whole = self._staged(3, f"{end}-whole", (plain.cast(nw.Float64) * float(10**decimals)).round(0))
        has_more = plain.str.contains(rf"\.[0-9]{{{decimals}}}[0-9]*[1-9]").fill_null(False)
        is_inside = ((whole >= float(domain.lower)) & (whole <= float(domain.upper))).fill_null(True)
        may_be_thousands = self._may_be_thousands(end, text, plain)
        self._report(DiagnosticKind.NOT_A_NUMBER, ~text.is_null() & plain.is_null())
        self._report(DiagnosticKind.MAY_BE_THOUSANDS, may_be_thousands)
        self._report(DiagnosticKind.TOO_MANY_DECIMALS, has_more)
        self._report(DiagnosticKind.OUTSIDE_DOMAIN, ~is_inside)
        return nw.when(~may_be_thousands & ~has_more & is_inside).then(whole).cast(column_type(self._indicator))

    def _may_be_thousands(self, end: str, text: nw.Expr, plain: nw.Expr) -> nw.Expr:
        """True where three digits, more than the indicator has, may be thousands, as in `Indicator.integer`."""
        decimals, domain = self._indicator.decimals, self._indicator.domain
        if decimals >= GROUP:
            return nw.lit(False)
        sign = "," if self._decimal_sign == "," else r"\."
        grouped = (plain.cast(nw.Float64) * float(10**GROUP)).round(0) * float(10**decimals)
        is_inside = (grouped >= float(domain.lower)) & (grouped <= float(domain.upper))
        may_be = text.str.contains(rf"^[1-9][0-9]*{sign}[0-9]{{{GROUP}}}$") & is_inside
        return self._staged(3, f"{end}-may-be-thousands", may_be.fill_null(False))

    def _places(self, text: nw.Expr) -> nw.Expr:
        """Return the positions of grades on their scale."""
        ids = [grade.id for grade in self._indicator.grades]
        self._report(DiagnosticKind.UNKNOWN_GRADE, ~text.is_in(ids).fill_null(True))
        return nw.coalesce(
            *(nw.when(text == grade).then(nw.lit(place, dtype=nw.Int32)) for place, grade in enumerate(ids))
        )
