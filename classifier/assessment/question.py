"""What is asked about a subject: for which type, on which day, and how the law is to be read."""

import datetime
from dataclasses import dataclass

from criteria.sureness import Demand


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one subject.

    Attributes:
        target: the id of the type asked for.
        day: the day of the assessment.
        reading: the id of the reading of the law to apply; None for the law's default.
        sure: the least sure basis to judge by, as if everything less sure were unknown; None to use everything.
    """

    target: str
    day: datetime.date
    reading: str | None = None
    sure: str | None = None

    @property
    def demand(self) -> Demand:
        """How sure what the judgement uses must be."""
        return Demand(self.sure)
