"""Sign-offs: who compared which numbers of a law with the official text, when, and with which document."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from criteria.number_text import is_number


@dataclass(frozen=True, slots=True)
class SignOff:
    """One comparison with the official text.

    Attributes:
        by: the offices that compared.
        document: the document compared with, such as an issue of the gazette.
        numbers: the numbers found there, by their names within the entry.
        words: fingerprints of the words that the numbers depend on, or that were compared themselves; see
            `criteria.rule_files.fingerprint`.
    """

    by: tuple[str, ...]
    date: datetime.date
    document: str
    numbers: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)


def same_number(one: str | None, other: str | None) -> bool:
    """True if two texts state the same number or the same grade; ``1.50`` is ``1.5``.

    >>> same_number("1.50", "1.5"), same_number("province", "district"), same_number(None, "0")
    (True, False, False)
    """
    if one is None or other is None:
        return one is other
    if is_number(one) and is_number(other):
        return Decimal(one) == Decimal(other)
    return one == other
