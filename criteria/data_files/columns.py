"""Reads a column of values of one indicator as scaled integers; unreadable values become problems of their rows."""

from dataclasses import dataclass, field, replace

import narwhals as nw
from narwhals.dtypes import DType

from criteria.data_files.text_columns import BLANK, value_text
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicator
from criteria.number_text import GROUP, LONGEST_NUMBER, number_pattern
from criteria.quantity import CLAIM_PATTERN, NOT_APPLICABLE_WORD, UNKNOWN_WORD
from criteria.spreadsheet_noise import NOISE_DIGITS

NARROW = 2**31
"""Integers below this fit 32-bit columns, which need half the memory and half the time."""


@dataclass(frozen=True, slots=True)
class ValueColumns:
    """The columns that hold the values of an indicator, as scaled integers; null means that an end is not known.

    Attributes:
        lower, upper: the columns of both ends; the same column if every value is exact or unknown.
        not_applicable: a column that is true where a value does not apply, or None if all values apply.
        has_unknown: False if no value is null.
        open_lower, open_upper: columns that are true where the value surely lies above the lower, or below the upper
            end, since it has more decimals than its indicator; None if no value has.
        claim: a column of what was stated instead of values (``fails IV``); None if nothing was.
    """

    lower: str
    upper: str
    not_applicable: str | None = None
    has_unknown: bool = True
    open_lower: str | None = None
    open_upper: str | None = None
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of the rows that ``where`` selects: its kind, the column it is in, and what was found there.

    Attributes:
        of_value: True if it keeps a value from being read: of several such problems of a cell, the first is told.
    """

    kind: DiagnosticKind
    column: str
    where: nw.Expr
    found: nw.Expr
    of_value: bool = False


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """Integers read from a column; null where nothing is known or the value has a problem.

    Attributes:
        upper: None if the values are exact, so that ``lower`` is both ends.
        not_applicable: None if all values apply.
        open_lower, open_upper: where an end is open; None if neither ever is.
        claim: what was stated instead of a value; None if nothing can be.
        stages: columns to add to the table first, one stage after the other; the rest refers to them.
    """

    lower: nw.Expr
    upper: nw.Expr | None = None
    not_applicable: nw.Expr | None = None
    open_lower: nw.Expr | None = None
    open_upper: nw.Expr | None = None
    claim: nw.Expr | None = None
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
            value_text(column, kind),
            of_value=True,
        )
        return ReadColumn(nw.lit(None, dtype=nw.Int32), problems=[problem])
    if kind.is_float():
        return _read_floats(column, kind, indicator)
    if kind.is_integer():
        return _read_integers(column, kind, indicator)
    if kind.is_decimal():
        decimal_sign = "."
    return _Texts(column, indicator, decimal_sign, value_text(column, kind)).read()


def _read_integers(column: str, kind: DType, indicator: Indicator) -> ReadColumn:
    scale = 10**indicator.decimals
    least, most = -(-indicator.domain.lower // scale), indicator.domain.upper // scale
    is_inside = (nw.col(column) >= least) & (nw.col(column) <= most)
    value = nw.when(is_inside).then(nw.col(column)).cast(column_type(indicator))
    problem = Problem(
        DiagnosticKind.OUTSIDE_DOMAIN, column, ~is_inside.fill_null(True), value_text(column, kind), of_value=True
    )
    return ReadColumn(value * nw.lit(scale, dtype=column_type(indicator)), problems=[problem])


def _read_floats(column: str, kind: DType, indicator: Indicator) -> ReadColumn:
    """Read floats: each stands for the number that it shows, and lies between two of them if that has more decimals.

    A float of 32 bits shows fewer digits than one of 64. Noise is told as in `criteria.spreadsheet_noise`.
    """
    domain = indicator.domain
    value = nw.col(column).cast(nw.Float64) if kind == nw.Float32 else nw.col(column)
    scaled = value * float(10**indicator.decimals)
    shown = scaled.round(0) / float(10**indicator.decimals)
    is_shown = shown.cast(nw.Float32) == nw.col(column) if kind == nw.Float32 else shown == value
    stages: list[dict[str, nw.Expr]] = [{f"{column}:shown": nw.when(~is_shown).then(shown)}]
    is_exact = nw.col(f"{column}:shown").is_null()
    if kind == nw.Float64:
        stages.append({f"{column}:exact": is_exact | _has_noise(value, nw.col(f"{column}:shown"), indicator)})
        is_exact = nw.col(f"{column}:exact")
    ends = {
        "below": nw.when(is_exact).then(scaled.round(0)).otherwise(scaled.floor()),
        "above": nw.when(is_exact).then(scaled.round(0)).otherwise(scaled.ceil()),
    }
    stages.append({f"{column}:{end}": expression for end, expression in ends.items()})
    below, above = (nw.col(f"{column}:{end}") for end in ends)
    is_inside = (below >= float(domain.lower)) & (above <= float(domain.upper))
    is_number = value.is_finite() & ((value == 0) | (value.abs() > _LEAST_FLOAT))
    may_be_thousands = _floats_in_thousands(
        value, (below != above).fill_null(False), indicator, is_narrow=kind == nw.Float32
    )
    if may_be_thousands is not None:
        is_inside = is_inside & ~may_be_thousands
    is_open = ((below != above) & is_inside).fill_null(False)
    lower, upper = (nw.when(is_inside).then(end).cast(column_type(indicator)) for end in (below, above))
    return ReadColumn(
        lower,
        upper,
        open_lower=is_open,
        open_upper=is_open,
        problems=[
            Problem(problem, column, where, value_text(column, kind), of_value=True)
            for problem, where in (
                (DiagnosticKind.NOT_A_NUMBER, ~is_number.fill_null(True)),
                (DiagnosticKind.MAY_BE_THOUSANDS, may_be_thousands),
                (DiagnosticKind.OUTSIDE_DOMAIN, ~is_inside.fill_null(True)),
            )
            if where is not None
        ],
        stages=tuple(stages),
    )


def _has_noise(value: nw.Expr, shown: nw.Expr, indicator: Indicator) -> nw.Expr:
    """True where a float, rounded to fifteen significant digits, is a number of twelve at most that it shows."""
    fifteenth = 10.0 ** (shown.abs().log(10).floor() - float(NOISE_DIGITS - 1))
    more = value.abs() - shown.abs()
    is_near = (more < fifteenth * 0.45) & (more > fifteenth * -0.55)
    return is_near & (shown.abs() < _LARGEST_WITH_NOISE / float(10**indicator.decimals))


def _floats_in_thousands(value: nw.Expr, has_more: nw.Expr, indicator: Indicator, is_narrow: bool) -> nw.Expr | None:
    """True where a float has three decimals, more than its indicator, that may be thousands: 68.512 people.

    None if no value can be meant so.
    """
    thousand, domain = 10**GROUP, indicator.domain
    if indicator.decimals >= GROUP or domain.upper < thousand * 10**indicator.decimals:
        return None
    times = value * float(thousand)
    whole = times.round(0)
    is_inside = (whole >= float(thousand)) & (whole * float(10**indicator.decimals) <= float(domain.upper))
    if is_narrow:
        narrow = value.cast(nw.Float32)
        has_three = (whole / float(thousand)).cast(nw.Float32) == narrow
        has_less = ((value * 100.0).round(0) / 100.0).cast(nw.Float32) == narrow
    else:
        has_three = (times - whole).abs() <= whole.abs() * _NOISE
        # The last of the three is no zero, or it would not be written.
        has_less = (whole / 10.0).round(0) * 10.0 == whole
    return (has_more & is_inside & has_three & ~has_less).fill_null(False)


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a column of texts.

    Attributes:
        value: the integer, rounded outwards where the text has more decimals than the indicator.
        raw: the number as written, in units of the last decimal.
        is_open: true where the value lies beyond, since the text has more decimals.
    """

    value: nw.Expr
    raw: nw.Expr
    is_open: nw.Expr


_NOISE = 2.0**-43
"""More than the relative size of the noise of a spreadsheet's binary numbers; see `criteria.spreadsheet_noise`."""

_LARGEST_WITH_NOISE = 1e12
"""Numbers in units of the last decimal that have twelve digits at most."""

_LEAST_FLOAT = 1e-90
"""What is less has more digits than `LONGEST_NUMBER`."""

_NOISY_DIGITS = "^[1-9][0-9]{11}(000[0-4]|999[5-9])[0-9]*$"
"""The significant digits of a number that has noise: rounded to fifteen, twelve are left."""


class _Texts:
    """Reads the text forms of `criteria.quantity` in stages, so that no subexpression is computed many times."""

    def __init__(self, column: str, indicator: Indicator, decimal_sign: str, text: nw.Expr) -> None:
        self._column = column
        self._text = text
        self._indicator = indicator
        self._decimal_sign = decimal_sign
        self._problems: list[Problem] = []
        self._stages: tuple[dict[str, nw.Expr], ...] = ({}, {}, {}, {}, {}, {})

    def read(self) -> ReadColumn:
        """Return the column as integers."""
        text = self._staged(0, "text", self._text)
        is_blank = text.is_null() | text.is_in(["", UNKNOWN_WORD])
        is_not_applicable = (text == NOT_APPLICABLE_WORD).fill_null(False)
        is_claim = text.str.contains(CLAIM_PATTERN).fill_null(False)
        is_value = ~is_blank & ~is_not_applicable & ~is_claim
        is_at_least, is_at_most = text.str.starts_with(">"), text.str.starts_with("<")
        is_range = ~is_at_least & ~is_at_most & text.str.contains("..", literal=True)
        plain = text.str.replace_all(f"^[<>]=?{BLANK}*", "")
        first = nw.when(is_range).then(text.str.replace_all(BLANK + r"*\.\..*$", "")).otherwise(plain)
        second = nw.when(is_range).then(text.str.replace_all(rf"^.*?\.\.{BLANK}*", "")).otherwise(plain)
        is_strict = text.str.contains("^[<>][^=]").fill_null(False)
        ends = {"lower": (is_value & ~is_at_most, first), "upper": (is_value & ~is_at_least, second)}
        lower, upper = (
            self._end(end, self._staged(1, end, nw.when(is_there).then(found)), is_strict)
            for end, (is_there, found) in ends.items()
        )
        self._report(DiagnosticKind.RANGE_RUNS_DOWNWARDS, (lower.raw > upper.raw).fill_null(False), text)
        claim = nw.when(is_claim).then(text.str.replace_all(" +", " "))
        return ReadColumn(
            lower.value,
            upper.value,
            is_not_applicable,
            open_lower=lower.is_open,
            open_upper=upper.is_open,
            claim=claim,
            problems=self._problems,
            stages=self._stages,
        )

    def _staged(self, stage: int, name: str, expression: nw.Expr) -> nw.Expr:
        """Add an intermediate column in a stage and return a reference to it."""
        column = f"{self._column}:{name}"
        self._stages[stage][column] = expression
        return nw.col(column)

    def _report(self, kind: DiagnosticKind, where: nw.Expr, found: nw.Expr) -> None:
        self._problems.append(Problem(kind, self._column, where, found, of_value=True))

    def _end(self, end: str, text: nw.Expr, is_strict: nw.Expr) -> _End:
        """Return one end; a strict bound moves by one, unless what was written lies between integers anyway."""
        if self._indicator.is_graded:
            place = self._places(text)
            return self._moved(end, _End(place, place, nw.lit(False)), text, is_strict)
        decimals = self._indicator.decimals
        is_number = text.str.contains(number_pattern(self._decimal_sign)) & (text.str.len_chars() <= LONGEST_NUMBER)
        written = text
        if self._decimal_sign == ",":
            written = text.str.replace_all(".", "", literal=True).str.replace_all(",", ".", literal=True)
        plain = self._staged(2, f"{end}-plain", nw.when(is_number).then(written))
        # Below 2**53, a decimal text times its power of ten rounds to the exact integer.
        raw = self._staged(3, f"{end}-raw", plain.cast(nw.Float64) * float(10**decimals))
        has_more = plain.str.contains(rf"\.[0-9]{{{decimals}}}[0-9]*[1-9]").fill_null(False)
        whole = raw.round(0)
        long = nw.when(plain.str.len_chars() > NOISE_DIGITS).then(plain)
        digits = long.str.replace_all("[-.]", "").str.replace_all("^0+", "")
        is_noise = digits.str.contains(_NOISY_DIGITS) & ((raw - whole).abs() <= raw.abs() * _NOISE)
        is_open = self._staged(4, f"{end}-open", has_more & ~is_noise.fill_null(False))
        outwards = raw.floor() if end == "lower" else raw.ceil()
        value = self._staged(5, f"{end}-value", nw.when(is_open).then(outwards).otherwise(whole))
        may_be_thousands = self._may_be_thousands(end, text, plain)
        self._report(DiagnosticKind.NOT_A_NUMBER, ~text.is_null() & plain.is_null(), text)
        self._report(DiagnosticKind.MAY_BE_THOUSANDS, may_be_thousands, text)
        found = self._moved(end, _End(value, raw, is_open), text, is_strict)
        return replace(found, value=nw.when(~may_be_thousands).then(found.value).cast(column_type(self._indicator)))

    def _moved(self, end: str, found: _End, text: nw.Expr, is_strict: nw.Expr) -> _End:
        """Return an end moved by one where it is a strict bound; null where that leaves no value of the domain."""
        step = 1 if end == "lower" else -1
        domain = self._indicator.domain
        value = nw.when(is_strict & ~found.is_open).then(found.value + step).otherwise(found.value)
        was_inside = ((found.value >= domain.lower) & (found.value <= domain.upper)).fill_null(True)
        is_inside = was_inside & ((value >= domain.lower) & (value <= domain.upper)).fill_null(True)
        stated = nw.when(was_inside).then(nw.col(f"{self._column}:text")).otherwise(text)
        self._report(DiagnosticKind.OUTSIDE_DOMAIN, ~is_inside, stated)
        return replace(found, value=nw.when(is_inside).then(value))

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
        self._report(DiagnosticKind.UNKNOWN_GRADE, ~text.is_in(ids).fill_null(True), text)
        return nw.coalesce(
            *(nw.when(text == grade).then(nw.lit(place, dtype=nw.Int32)) for place, grade in enumerate(ids))
        )
