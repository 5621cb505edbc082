"""A standard that asks for a type: where none was measured, the municipality is judged by the law on types.

So a district that is to become a town (thị xã) is first judged as an urban area of type III or IV (Article 6.4 of
Resolution 1211/2016), by the law in force on the day.
"""

import datetime
from collections.abc import Callable, Iterable
from typing import Protocol

from classifier.assessment import Assessment, JudgedType
from classifier.scoring import Verdict
from criteria.indicator import Indicator
from criteria.municipality import ALONE, Measured, Municipality, Surroundings
from criteria.quantity import UNKNOWN, Quantity


class Judge(Protocol):
    """What assesses a municipality for a type, as `classifier.assessing.Assessor` does."""

    def assess(
        self,
        municipality: Municipality,
        measured: Measured,
        target: str,
        as_of: datetime.date,
        reading: str | None = None,
        verified_only: bool = False,
        surroundings: Surroundings = ALONE,
    ) -> Assessment:
        """Judge a municipality for a type."""

    @property
    def types(self) -> tuple[str, ...]:
        """The types that are assessed, highest first."""


FindJudge = Callable[[str, datetime.date], Judge | None]
"""The judge by the law of a family in force on a day; None: no law of it is."""


def judged_type(
    indicator: Indicator,
    judge: Judge,
    municipality: Municipality,
    measured: Measured,
    as_of: datetime.date,
    verified_only: bool,
    surroundings: Surroundings,
) -> JudgedType:
    """Judge a municipality for every type that is a grade of the indicator.

    A type that it has already counts as reached. A verdict that is provisional counts as open once the unverified does.

    Raises:
        criteria.complaint.UnsoundData: the law on types needs an attribute that is not stated.
    """
    grades = {grade.id: place for place, grade in enumerate(indicator.grades)}
    assessments = tuple(
        judge.assess(municipality, measured, target, as_of, None, verified_only, surroundings)
        for target in judge.types
        if target in grades
    )
    has = grades.get(municipality.current_type or "", 0)

    def quantity(sure: Iterable[Assessment], possible: Iterable[Assessment]) -> Quantity:
        lower = max([has, *(grades[known.target.id] for known in sure)])
        return Quantity(lower, max([lower, *(grades[known.target.id] for known in possible)]))

    met = [known for known in assessments if known.verdict is Verdict.MET]
    open_or_met = [known for known in assessments if known.verdict is not Verdict.NOT_MET]
    verified = quantity(
        (known for known in met if not known.is_provisional),
        (known for known in assessments if known.verdict is not Verdict.NOT_MET or known.is_provisional),
    )
    return JudgedType(assessments, quantity(met, open_or_met), verified)


NOT_JUDGED = JudgedType((), UNKNOWN, UNKNOWN)
"""No law on types is in force on the day."""
