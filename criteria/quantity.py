"""Fixed-point numbers, closed intervals, and the text forms of both.

A measured value is an integer scaled by its indicator's decimals: 49.80 % with two decimals is ``4980``. No float is
used.

The text forms are ``49.8`` · ``>= 95`` · ``> 95`` · ``<= 5`` · ``< 5`` · ``60..70`` · ``unknown`` or empty · ``n/a``.
A strict bound is stored as a closed one, because the measured value may lie arbitrarily near it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from criteria.diagnostic_kinds import DiagnosticKind

UNKNOWN_WORD = "unknown"
NOT_APPLICABLE_WORD = "n/a"

NUMBER_PATTERN = r"^-?[0-9]+(\.[0-9]+)?$"
"""A decimal number with a decimal point: ``-49.8``."""

COMMA_NUMBER_PATTERN = r"^-?([1-9][0-9]{0,2}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?$"
"""A decimal number with a decimal comma; points may group thousands: ``1.400,5``."""

LONGEST_NUMBER = 100
"""Longer texts are not numbers, in characters."""

_NUMBER = re.compile(NUMBER_PATTERN, re.ASCII)
_COMMA_NUMBER = re.compile(COMMA_NUMBER_PATTERN, re.ASCII)
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}([.,][0-9]{3})+")
_WITH_COMMA = re.compile(r"(-?[0-9]+),([0-9]+)")
_BOUND = re.compile(r"(>=|<=|>|<)\s*(\S.*)", re.DOTALL)


class QuantityRefused(ValueError):
    """A text that is not a quantity.

    Attributes:
        kind: what is wrong with it.
        details: what was found and what was expected.
    """

    def __init__(self, kind: DiagnosticKind, **details: str) -> None:
        self.kind = kind
        self.details = details
        super().__init__(kind)


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of integers; it is exact if both ends are equal."""

    lower: int
    upper: int

    def __post_init__(self) -> None:
        if self.lower > self.upper:
            raise ValueError(f"an interval runs upwards, not from {self.lower} to {self.upper}")

    @property
    def is_exact(self) -> bool:
        """True if both ends are the same value."""
        return self.lower == self.upper

    def mirrored(self) -> "Interval":
        """Return the interval with its sign reversed, for indicators where a lower value is better."""
        return Interval(-self.upper, -self.lower)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is known about a value: its ends, either of which may be unknown (None), or that it does not apply.

    >>> Quantity(lower=95).within(Interval(0, 100))
    Interval(lower=95, upper=100)
    """

    lower: int | None = None
    upper: int | None = None
    applies: bool = True

    @property
    def is_unknown(self) -> bool:
        """True if nothing at all is known."""
        return self.applies and self.lower is None and self.upper is None

    def within(self, domain: Interval) -> Interval:
        """Return the closed interval that contains the value, given its indicator's domain."""
        return Interval(
            domain.lower if self.lower is None else self.lower,
            domain.upper if self.upper is None else self.upper,
        )


GROUP = 3
"""The number of digits in a group of thousands."""

UNKNOWN = Quantity()
NOT_APPLICABLE = Quantity(applies=False)


def number_pattern(decimal_sign: str) -> str:
    """Return the regular expression, anchored at both ends, of a number with this decimal sign."""
    return COMMA_NUMBER_PATTERN if decimal_sign == "," else NUMBER_PATTERN


def is_number(text: str, decimal_sign: str = ".") -> bool:
    """True if the text is a decimal number, and not a grade or anything else.

    >>> is_number("49.8"), is_number("1.400,5", ","), is_number("province")
    (True, True, False)
    """
    pattern = _COMMA_NUMBER if decimal_sign == "," else _NUMBER
    return pattern.fullmatch(text) is not None


def may_be_grouped(text: str) -> bool:
    """True if the separators in a number could all be those of thousands.

    >>> may_be_grouped("1.400"), may_be_grouped("1,400,000"), may_be_grouped("26,5"), may_be_grouped("0,125")
    (True, True, False, False)
    """
    return _GROUPED.fullmatch(text) is not None


def with_point(text: str) -> str:
    """Return a number with a decimal comma as one with a decimal point; any other text unchanged.

    >>> with_point("26,5"), with_point("province")
    ('26.5', 'province')
    """
    match = _WITH_COMMA.fullmatch(text)
    return f"{match[1]}.{match[2]}" if match else text


def integer_from_text(text: str, decimals: int, decimal_sign: str = ".") -> int:
    """Return the integer that a decimal text stands for, scaled by ``decimals``.

    With ``decimal_sign=","`` the comma is the decimal sign and points group thousands.

    Raises:
        QuantityRefused: ``not_a_number`` or ``too_many_decimals``.

    >>> integer_from_text("49.8", 2)
    4980
    >>> integer_from_text("1.400,5", 1, decimal_sign=",")
    14005
    """
    if len(text) > LONGEST_NUMBER or not is_number(text, decimal_sign):
        raise QuantityRefused(DiagnosticKind.NOT_A_NUMBER, found=text[:LONGEST_NUMBER], sign=decimal_sign)
    plain = text.replace(".", "").replace(",", ".") if decimal_sign == "," else text
    whole, _, fraction = plain.partition(".")
    if len(fraction.rstrip("0")) > decimals:
        raise QuantityRefused(DiagnosticKind.TOO_MANY_DECIMALS, found=text, decimals=str(decimals))
    return int(whole + fraction.rstrip("0").ljust(decimals, "0"))


def text_from_integer(value: int, decimals: int) -> str:
    """Return the decimal text of an integer scaled by ``decimals``, without exponent or trailing zeros.

    >>> text_from_integer(4980, 2), text_from_integer(-5, 1), text_from_integer(6000, 0)
    ('49.8', '-0.5', '6000')
    """
    if decimals == 0:
        return str(value)
    sign = "-" if value < 0 else ""
    digits = str(abs(value)).rjust(decimals + 1, "0")
    whole, fraction = digits[:-decimals], digits[-decimals:].rstrip("0")
    return f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"


def quantity_from_text(text: str, read: Callable[[str], int]) -> Quantity:
    """Read a quantity in any of its text forms; ``read`` turns a single number or grade id into an integer.

    Raises:
        QuantityRefused: the text has none of these forms, or the range runs downwards.

    >>> quantity_from_text("> 95", lambda text: integer_from_text(text, 2))
    Quantity(lower=9500, upper=None, applies=True)
    """
    text = text.strip()
    if text in {"", UNKNOWN_WORD}:
        return UNKNOWN
    if text == NOT_APPLICABLE_WORD:
        return NOT_APPLICABLE
    if bound := _BOUND.fullmatch(text):
        end = read(bound[2])
        return Quantity(lower=end) if bound[1].startswith(">") else Quantity(upper=end)
    lower_text, dots, upper_text = text.partition("..")
    if not dots:
        value = read(text)
        return Quantity(value, value)
    lower, upper = read(lower_text.strip()), read(upper_text.strip())
    if lower > upper:
        raise QuantityRefused(DiagnosticKind.RANGE_RUNS_DOWNWARDS, found=text)
    return Quantity(lower, upper)


def text_from_quantity(quantity: Quantity, write: Callable[[int], str]) -> str:
    """Return the text form of a quantity; reading it gives the same quantity again."""
    if not quantity.applies:
        return NOT_APPLICABLE_WORD
    if quantity.lower is None:
        return UNKNOWN_WORD if quantity.upper is None else f"<= {write(quantity.upper)}"
    if quantity.upper is None:
        return f">= {write(quantity.lower)}"
    if quantity.lower == quantity.upper:
        return write(quantity.lower)
    return f"{write(quantity.lower)}..{write(quantity.upper)}"
