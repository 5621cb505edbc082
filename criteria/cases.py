"""Worked cases of a law: what was measured for an invented town, and the expected assessment."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from criteria.diagnostic import Location
from criteria.municipality import NOWHERE, Measurement, Municipality, Subject, Surroundings

WHOLE = "whole"
"""The id of the municipality that the municipality of a case belongs to."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a case expects for a standard, a criterion, a member-unit requirement or the total; None means anything.

    Attributes:
        lower, upper: the bounds of the points, in ten-thousandths of a point.
        word: the status of a standard, or a verdict.
        location: where the case states it.
    """

    lower: int | None
    upper: int | None
    word: str | None
    location: Location = field(default=NOWHERE, compare=False)

    def agrees_with(self, lower: int, upper: int, word: str) -> bool:
        """True if these bounds and this word are as expected."""
        return self.lower in {None, lower} and self.upper in {None, upper} and self.word in {None, word}


@dataclass(frozen=True, slots=True)
class Case:
    """One worked case.

    Attributes:
        standards: expectations by the code of a standard.
        criteria, member_units: expectations by id.
        total: the expected points, and the verdict of the law as a whole.
        table: the expected verdict of the standards alone.
        is_proposed: True if the program wrote it and nobody has confirmed it yet; it proves nothing then.
        location: where the case is written.
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
    table: Expected | None = None
    is_proposed: bool = False
    location: Location = NOWHERE

    @property
    def subject(self) -> Subject:
        """The municipality with its measurements and surroundings."""
        return Subject(self.municipality, self.measured, self.surroundings)
