"""What a batch is asked: by which law, for which types."""

import datetime
from dataclasses import dataclass

from classifier.columnar.judging import (
    LOWER,
    MISSING,
    PROVISIONAL,
    UPPER,
    VERDICT,
    criterion_columns,
    reading_column,
)
from classifier.columnar.law import LawColumns
from criteria.municipality import TYPES

NEXT, ALL = "next", "all"
"""The targets that are no type: the type above the current one, and every type of the law."""

MUNICIPALITY, NAME, LAW, TARGET = "municipality", "name", "law", "target"


@dataclass(frozen=True)
class Question:
    """A law, and the type asked for (or ``next``, or ``all``).

    Raises:
        criteria.complaint.NotOnFile: the law has no such type, or never assesses it.
    """

    law: LawColumns
    to: str
    as_of: datetime.date

    def __post_init__(self) -> None:
        if self.to not in {NEXT, ALL}:
            self.law.rulebook.for_type(self.to)

    @property
    def targets(self) -> tuple[str, ...]:
        """The types that municipalities are judged for, highest first."""
        return self.law.types if self.to in {NEXT, ALL} else (self.to,)

    def current_type_below(self, target: str) -> str | None:
        """The current type of municipalities for which a type is the next; None: of none."""
        if target not in TYPES[:-1]:
            return None
        return TYPES[TYPES.index(target) + 1]

    @property
    def points_columns(self) -> tuple[str, ...]:
        """The columns that hold points."""
        criteria = dict.fromkeys(
            criterion.id
            for target in self.targets
            for criterion in self.law.rulebook.for_type(target).criteria
        )
        return (LOWER, UPPER, *(name for criterion in criteria for name in criterion_columns(criterion)))

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the result, in order."""
        readings = self.law.rulebook.law.readings
        others = [reading_column(reading.id) for reading in readings if reading.id != self.law.reading]
        _, _, *criteria = self.points_columns
        head = (MUNICIPALITY, NAME, LAW, TARGET, VERDICT, PROVISIONAL, LOWER, UPPER)
        return (*head, *others, *criteria, MISSING)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that are asked for."""
        return tuple(
            dict.fromkeys(
                standard.indicator
                for target in self.targets
                for standard in self.law.rulebook.for_type(target).standards
            )
        )
