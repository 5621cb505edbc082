"""What is asked about a subject: for which type, on which day, and how the law is to be read."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one subject.

    Attributes:
        target: the id of the type asked for.
        day: the day of the assessment.
        reading: the id of the reading of the law to apply; None for the law's default.
        verified_only: judge as if every unverified level, reduction and reading were unknown.
    """

    target: str
    day: datetime.date
    reading: str | None = None
    verified_only: bool = False
