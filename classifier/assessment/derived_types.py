"""A standard that asks for a type: where none was measured, the municipality is judged by the law on types.

So a district that is to become a town (thị xã) is first judged as an urban area of type III or IV (Article 6.4 of
Resolution 1211/2016), by the law in force on the day.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from classifier.assessment.result import Assessment, DerivedType, Fact, Statement
from classifier.plan.judgement import Verdict
from criteria.diagnostic import UnsoundData
from criteria.indicator import Indicator
from criteria.municipality import ALONE, Measured, Municipality, Surroundings
from criteria.quantity import UNKNOWN, Quantity
from criteria.rulebook import Rulebook


class Judge(Protocol):
    """What assesses a municipality for a type, as `classifier.assessment.assessor.Assessor` does."""

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


FindAssessor = Callable[[str, datetime.date], Judge | None]
"""The judge by the law of a family in force on a day; None: no law of it is."""


def derived_type(
    indicator: Indicator,
    judge: Judge,
    municipality: Municipality,
    measured: Measured,
    as_of: datetime.date,
    verified_only: bool,
    surroundings: Surroundings,
) -> DerivedType:
    """Judge a municipality for every type that is a grade of the indicator.

    A type that it has already counts as reached. A verdict that is provisional counts as open once the unverified does.

    Raises:
        criteria.diagnostic.UnsoundData: the law on types needs an attribute that is not stated.
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
    return DerivedType(assessments, quantity(met, open_or_met), verified)


def derived_types(
    rulebook: Rulebook,
    find_assessor: FindAssessor | None,
    municipality: Municipality,
    measured: Measured,
    as_of: datetime.date,
    verified_only: bool,
    surroundings: Surroundings,
) -> Mapping[str, DerivedType]:
    """The types that the standards of a rulebook ask for and that nobody measured, by indicator.

    Where the law on types needs a column that is empty, nothing is known of the type.
    """
    judged = {}
    for identifier in dict.fromkeys(standard.indicator for standard in rulebook.standards):
        indicator = rulebook.indicators[identifier]
        is_measured = identifier in measured and not measured[identifier].quantity.is_unknown
        if indicator.judged_by is None or is_measured:
            continue
        judged[identifier] = NOT_JUDGED
        if (judge := find_assessor and find_assessor(indicator.judged_by, as_of)) is None:
            continue
        try:
            judged[identifier] = derived_type(
                indicator, judge, municipality, measured, as_of, verified_only, surroundings
            )
        except UnsoundData as refusal:
            columns = dict.fromkeys(diagnostic.details["column"] for diagnostic in refusal.diagnostics)
            judged[identifier] = replace(NOT_JUDGED, missing=tuple(columns))
    return judged


def underived_types(rulebook: Rulebook, judged: Mapping[str, DerivedType]) -> Iterator[Statement]:
    """A warning for each type that could not be judged because a column is empty."""
    for identifier, found in judged.items():
        if found.missing:
            facts: dict[str, Fact] = {"indicator": rulebook.indicators[identifier].name, "columns": found.missing}
            yield Statement("type_cannot_be_judged", identifier, facts)


NOT_JUDGED = DerivedType((), UNKNOWN, UNKNOWN)
"""No law on types is in force on the day."""
