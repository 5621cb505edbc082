"""What the cells of a row state of an indicator: one value, or in a wide table its two ends in columns of their own."""

from collections.abc import Callable, Iterator, Mapping

from criteria.diagnostic_kinds import DiagnosticKind
from criteria.indicator import Indicator
from criteria.quantity import UNKNOWN, Claim, Form, Number, Quantity, QuantityRefused, Written

VALUE, LOWER, UPPER = "value", "lower", "upper"
"""The cells of a row of measurements that hold what was measured; a row has the first, or one of the others or both."""

Report = Callable[[str, DiagnosticKind, Mapping[str, str]], None]
"""Is told of the cell in which something is wrong, the kind, and the details."""


def stating_cells(cells: Mapping[str, str]) -> Iterator[str]:
    """Yield the cells of a row that state what was measured.

    >>> list(stating_cells({"municipality": "a", "upper": "5"}))
    ['upper']
    """
    yield from [VALUE] if VALUE in cells else (name for name in (LOWER, UPPER) if name in cells)


def quantity_of(cells: Mapping[str, str], stated: Mapping[str, Quantity], report: Report) -> Quantity:
    """Return what the cells of a row state together.

    Args:
        stated: the quantity of each cell that states one.
        report: is told if the ends run downwards.
    """
    if VALUE in stated:
        return stated[VALUE]
    lower, upper = (stated.get(name, UNKNOWN) for name in (LOWER, UPPER))
    if lower.lower is not None and upper.upper is not None and lower.lower > upper.upper:
        found = "..".join(cells[name].strip() for name in (LOWER, UPPER))
        report(LOWER, DiagnosticKind.RANGE_RUNS_DOWNWARDS, {"found": found})
    least, most = _end(lower, 0), _end(upper, -1)
    if lower.lower_is_open or upper.upper_is_open:
        known = tuple(number for number in (least, most) if number is not None)
        form = Form.RANGE if len(known) == 2 else Form.AT_MOST if least is None else Form.AT_LEAST
        return Quantity(lower.lower, upper.upper, written=Written(form, known))
    return Quantity(lower.lower, upper.upper)


def _end(quantity: Quantity, place: int) -> Number | None:
    """Return an end as it was written if it lies between integers, else the integer; None if it is not known."""
    is_open = quantity.upper_is_open if place else quantity.lower_is_open
    if is_open and quantity.written is not None:
        return quantity.written.numbers[place]
    return quantity.upper if place else quantity.lower


def read_cells(
    cells: Mapping[str, str], sign_of: Callable[[str], str], indicator: Indicator, report: Report
) -> Iterator[tuple[str, Quantity]]:
    """Yield the cells of a row that state what was measured, each with its quantity; what is none is reported.

    Args:
        sign_of: the decimal sign of a cell.
    """
    for name in stating_cells(cells):
        text, sign = cells[name].strip(), sign_of(name)
        try:
            quantity = indicator.measured(text, sign)
            if _states_another(name, quantity):
                indicator.number(text, sign)  # which it is not
            yield name, quantity
        except QuantityRefused as refused:
            report(name, refused.kind, {"indicator": indicator.id, **refused.details})


def _states_another(cell: str, quantity: Quantity) -> bool:
    """True if the cell of an end states something, but not this end: ``n/a``, a claim, or a bound of the other end."""
    if cell == VALUE or quantity.is_unknown:
        return False
    return (quantity.lower if cell == LOWER else quantity.upper) is None


def claims_of(stated: Mapping[str, Quantity]) -> Iterator[tuple[str, Claim]]:
    """Yield the cells that hold a claim."""
    for name, quantity in stated.items():
        if quantity.claim is not None:
            yield name, quantity.claim
