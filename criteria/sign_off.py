"""A sign-off: who compared which numbers of a law with the official text, when, and with which document."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from criteria.quantity import is_number


@dataclass(frozen=True, slots=True)
class SignOff:
    """A comparison with the official text.

    Attributes:
        by: the office or the offices that compared.
        document: what the numbers were compared with, such as an issue of the gazette.
        numbers: the numbers as they were found there, by their names within the entry.
        words: digests of the words that they rest on, or that were compared themselves; see
        `criteria.rule_files.fingerprint`.
    """

    by: tuple[str, ...]
    date: datetime.date
    document: str
    numbers: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)


def same_number(one: str | None, other: str | None) -> bool:
    """Whether two texts say the same number (or the same grade); ``1.50`` is ``1.5``.

    >>> same_number("1.50", "1.5"), same_number("province", "district"), same_number(None, "0")
    (True, False, False)
    """
    if one is None or other is None:
        return one is other
    if is_number(one) and is_number(other):
        return Decimal(one) == Decimal(other)
    return one == other
