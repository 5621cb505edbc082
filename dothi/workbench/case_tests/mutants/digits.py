"""Mutants of numbers: the ways in which a person mistypes them."""

from collections.abc import Iterable, Iterator

from criteria.number_text import integer_from_text, text_from_integer
from criteria.quantity import Interval, QuantityRefused


def mutate_number(
    value: int, decimals: int, unit: int, allowed: Interval, others: Iterable[int] = ()
) -> tuple[int, ...]:
    """Return the numbers that a person may type in place of a number, in a fixed order and without repetition.

    They are one unit more or less; a digit left out, typed twice, or two digits exchanged; the decimal point one place
    to the left or right; and the other numbers of the same row.

    Args:
        value: The number as an integer, scaled by ``decimals``. The results are scaled alike.
        decimals: The number of decimals.
        unit: The smallest step, scaled alike.
        allowed: The numbers that the reader of the file accepts here. Others are left out.
        others: The numbers beside it.

    >>> mutate_number(65, 0, 1, Interval(0, 100), [60])
    (64, 66, 5, 6, 56, 60)
    """
    found = dict.fromkeys((value - unit, value + unit))
    for text in _texts(text_from_integer(value, decimals)):
        try:
            found[integer_from_text(text, decimals)] = None
        except QuantityRefused:
            continue
    found |= dict.fromkeys(others)
    return tuple(other for other in found if other != value and allowed.lower <= other <= allowed.upper)


def _texts(text: str) -> Iterator[str]:
    """Yield the text of a number with one typing slip."""
    digits = [place for place, letter in enumerate(text) if letter.isdigit()]
    for place in digits:
        yield text[:place] + text[place + 1 :]
    for place in digits:
        yield text[:place] + text[place] + text[place:]
    for place in digits:
        if text[place + 1 : place + 2].isdigit():
            yield text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    whole, _, fraction = text.partition(".")
    yield f"{whole}{fraction[:1] or '0'}.{fraction[1:] or '0'}"
    yield f"{whole[:-1] or '0'}.{whole[-1]}{fraction}"
