"""How sure a number of the law is: the bases in order, the surest first."""

from dataclasses import dataclass
from enum import StrEnum

from criteria.standard import UNVERIFIED

SEED = "seed"
"""The least sure basis that is not ``unverified``."""

SURENESS = ("signed-off", "official-text", "two-sources", "one-source", SEED, UNVERIFIED)
"""The bases from the surest to the least sure."""

VERIFIED_ONLY = "one-source"
"""The basis that the option ``--verified-only`` stands for."""

_RANKS = {basis: rank for rank, basis in enumerate(SURENESS)}


def is_sure(basis: str, sure: str | None) -> bool:
    """True if a number with a basis is at least as sure as is asked; every number is if nothing is asked.

    >>> is_sure("two-sources", "one-source"), is_sure("seed", "one-source"), is_sure("unverified", None)
    (True, False, True)
    """
    return sure is None or _RANKS[basis] <= _RANKS[sure]


class Doubt(StrEnum):
    """What of a law may not be sure enough."""

    ROUNDING = "rounding"
    LEVEL = "level"
    ADJUSTMENT = "adjustment"
    READING = "reading"
    POINTS = "points"


EVERYTHING = frozenset(Doubt)
"""Every kind of number and reading."""


@dataclass(frozen=True, slots=True)
class Demand:
    """How sure what a judgement uses must be; whatever is less sure counts as unknown.

    Attributes:
        basis: the least sure basis that is used; None to use everything.
        of: the kinds of numbers of which it is demanded.
    """

    basis: str | None = None
    of: frozenset[Doubt] = EVERYTHING

    def admits(self, doubt: Doubt, basis: str) -> bool:
        """True if a number of a kind with a basis may be used."""
        return doubt not in self.of or is_sure(basis, self.basis)


NO_DEMAND = Demand()
"""Everything is used, however sure it is."""

VERIFIED = Demand(SEED)
"""Everything that is unverified counts as unknown."""
