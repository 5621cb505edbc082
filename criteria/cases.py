"""Worked cases beside a law: what was measured of a made-up town, and what the law makes of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from criteria.diagnostic import Location
from criteria.municipality import NOWHERE, Measurement, Municipality, Surroundings

WHOLE = "whole"
"""The id of what the municipality of a case belongs to."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case expects of a standard, a criterion, a member-unit requirement or the whole; None: anything.

    Attributes:
        lower, upper: bounds of the points, in ten-thousandths.
        word: the status of a standard, or a verdict.
        place: where the case says so.
    """

    lower: int | None
    upper: int | None
    word: str | None
    location: Location = field(default=NOWHERE, compare=False)

    def agrees_with(self, lower: int, upper: int, word: str) -> bool:
        """Whether these points and this word are what is expected."""
        return self.lower in {None, lower} and self.upper in {None, upper} and self.word in {None, word}


@dataclass(frozen=True, slots=True)
class Case:
    """One worked case; standards by code, criteria and member-unit requirements by id.

    Attributes:
        is_proposed: the program wrote it and nobody has confirmed it yet: it counts for nothing.
        place: where it stands.
    """

    id: str
    text: str
    source: str
    type: str
    reading: str | None
    as_of: dt.date
    municipality: Municipality
    surroundings: Surroundings
    measured: Mapping[str, Measurement]
    standards: Mapping[str, Expected]
    criteria: Mapping[str, Expected]
    member_units: Mapping[str, Expected]
    total: Expected | None
    is_proposed: bool = False
    location: Location = NOWHERE
