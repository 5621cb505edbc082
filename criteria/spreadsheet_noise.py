"""The noise of a spreadsheet's binary numbers: 6.399999999999999 is the 6.4 that the spreadsheet shows."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from criteria.number_text import is_number, plain_number

NOISE_DIGITS = 15
"""A spreadsheet keeps and shows this many significant digits; further ones are noise of its binary numbers."""

_DIGITS_OF_A_NUMBER = 12
"""Noise is told from a computed fraction by what it leaves: a number with at most this many significant digits."""

_PARTS = re.compile(r"\.\.|[<>=\s]+")


def without_noise(text: str, decimal_sign: str = ".") -> str:
    """Return a number without the noise of a spreadsheet's binary numbers: the number that the spreadsheet shows.

    >>> without_noise("6.399999999999999"), without_noise("0.30000000000000004"), without_noise("55.55555555555556")
    ('6.4', '0.3', '55.55555555555556')
    """
    if len(text) <= NOISE_DIGITS or decimal_sign not in text or not is_number(text, decimal_sign):
        return text
    number = Decimal(plain_number(text, decimal_sign))
    if len(number.as_tuple().digits) <= NOISE_DIGITS:
        return text
    rounded = Context(prec=NOISE_DIGITS, rounding=ROUND_HALF_UP).plus(number).normalize()
    if len(rounded.as_tuple().digits) > _DIGITS_OF_A_NUMBER:
        return text
    return format(rounded, "f").replace(".", decimal_sign)


def has_noise(text: str, decimal_sign: str = ".") -> bool:
    """True if a number of a text form has noise that is left out.

    >>> has_noise(">= 6.399999999999999"), has_noise("55.55555555555556")
    (True, False)
    """
    if len(text) <= NOISE_DIGITS:
        return False
    return any(without_noise(part, decimal_sign) != part for part in _PARTS.split(text))
