"""The ways in which a person mistypes a number."""

from collections.abc import Iterable, Iterator

from criteria.quantity import Interval, QuantityRefused, integer_from_text, text_from_integer


def mutate_number(
    value: int, decimals: int, unit: int, allowed: Interval, others: Iterable[int] = ()
) -> tuple[int, ...]:
    """Other numbers that a person may type for a number, in a fixed order, each once.

    One unit more or less; a digit left out, typed twice, or two of them turned round; the decimal point a place further
    left or right; another number of the same row.

    Args:
        value: an integer at so many decimals, as are the results.
        allowed: what a number may be here at all: what is outside is refused when the file is read.
        others: the numbers beside it.

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
    """A number as text with one slip of the fingers."""
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
