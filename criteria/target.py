"""Targets of a programme: the type that each municipality is to reach, with a citation."""

from dataclasses import dataclass

from criteria.bilingual import BilingualText


@dataclass(frozen=True, slots=True)
class Target:
    """The type that one municipality is to reach.

    Attributes:
        municipality: its id in the data.
        family: the family of laws that decides whether it qualifies.
        to: a type of the law of that family in force on the day of the assessment.
        citation: where the programme states it.
    """

    municipality: str
    family: str
    to: str
    text: BilingualText
    citation: str
