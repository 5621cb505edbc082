"""Numbers as text: one grammar for rules, data and workbooks, and integers with a fixed number of decimals."""

import re
from fractions import Fraction

from criteria.diagnostic_kinds import DiagnosticKind
from criteria.quantity import Number, QuantityRefused

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


GROUP = 3
"""The number of digits in a group of thousands."""


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
    number = number_from_text(text, decimals, decimal_sign)
    if isinstance(number, Fraction):
        raise QuantityRefused(DiagnosticKind.TOO_MANY_DECIMALS, found=text, decimals=str(decimals))
    return number


def number_from_text(text: str, decimals: int, decimal_sign: str = ".") -> Number:
    """Return the exact number that a decimal text stands for, in units of the last of ``decimals``.

    Raises:
        QuantityRefused: ``not_a_number``.

    >>> number_from_text("49.8", 2), number_from_text("49.805", 2)
    (4980, Fraction(9961, 2))
    """
    whole, _, fraction = plain_number(text, decimal_sign).partition(".")
    digits = fraction.rstrip("0")
    if len(digits) > decimals:
        return Fraction(int(whole + digits), 10 ** (len(digits) - decimals))
    return int(whole + digits.ljust(decimals, "0"))


def plain_number(text: str, decimal_sign: str) -> str:
    """Return a number as written with a decimal point.

    Raises:
        QuantityRefused: ``not_a_number``.
    """
    if len(text) > LONGEST_NUMBER or not is_number(text, decimal_sign):
        raise QuantityRefused(DiagnosticKind.NOT_A_NUMBER, found=text[:LONGEST_NUMBER], sign=decimal_sign)
    return text.replace(".", "").replace(",", ".") if decimal_sign == "," else text


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


def text_from_number(number: Number, decimals: int) -> str:
    """Return the decimal text of a number in units of the last of ``decimals``.

    >>> text_from_number(4980, 2), text_from_number(Fraction(9961, 2), 2)
    ('49.8', '49.805')
    """
    while isinstance(number, Fraction):
        tenfold = number * 10
        number, decimals = tenfold.numerator if tenfold.denominator == 1 else tenfold, decimals + 1
    return text_from_integer(number, decimals)
