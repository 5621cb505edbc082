"""Several rows of one indicator and day: one row if they agree, disputed if their sources do not."""

from collections.abc import Sequence
from dataclasses import replace

from criteria.municipality import Measurement
from criteria.quantity import Quantity


def merged(standing: Measurement, further: Measurement) -> Measurement | None:
    """Return one measurement for two of the same indicator and day; None if they contradict each other.

    Equal values are one row. Different values of different sources are disputed, and judged as the range they span.
    Different values of one source, or of none, are a mistake.
    """
    rows = standing.disputed or (standing,)
    if any(row.quantity == further.quantity for row in rows):
        return standing
    sources = [row.source.strip().casefold() for row in (*rows, further)]
    if "" in sources or len(set(sources)) < len(sources):
        return None
    spanned = _spanned([row.quantity for row in (*rows, further)])
    if spanned is None:
        return None
    return replace(standing, quantity=spanned, disputed=(*rows, further))


def _spanned(quantities: Sequence[Quantity]) -> Quantity | None:
    """Return the range from the least to the greatest value; None if some of them are no values."""
    if any(not quantity.applies or quantity.claim or quantity.is_unknown for quantity in quantities):
        return None
    lowers = [quantity.lower for quantity in quantities if quantity.lower is not None]
    uppers = [quantity.upper for quantity in quantities if quantity.upper is not None]
    return Quantity(
        min(lowers) if len(lowers) == len(quantities) else None,
        max(uppers) if len(uppers) == len(quantities) else None,
    )
