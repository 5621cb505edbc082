"""Targets of a programme: which municipality is to become what, and where the programme says so."""

from dataclasses import dataclass

from criteria.bilingual import BilingualText


@dataclass(frozen=True, slots=True)
class Target:
    """What a municipality is to become.

    Attributes:
        municipality: its id in the data.
        family: the family of laws that answers whether it is fit to be that.
        to: the type asked for, of the law of the family that is in force on the day.
        citation: where the programme says so.
    """

    municipality: str
    family: str
    to: str
    text: BilingualText
    citation: str
