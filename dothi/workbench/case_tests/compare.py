"""Running the worked cases of a law: what was expected and what came out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from classifier.assessment.assessor import Assessor
from classifier.assessment.member_units import MemberUnitsResult
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment
from criteria.cases import Case, Expected
from criteria.municipality import Subject

TOTAL = "total"
"""The subject of what a case expects of the whole."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What came out of what a case expects: bounds of the points, and the status or verdict."""

    lower: int
    upper: int
    word: str


OF_NOTHING = Observed(0, 0, "not_asked")
"""What comes out of a member-unit requirement that the law does not ask of an area of so many units."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Where a case differs from what it expects: a standard, criterion, member-unit requirement or ``total``."""

    case: str
    subject: str
    expected: Expected
    found: Observed


def mismatches(assessor: Assessor, case: Case) -> list[Mismatch]:
    """Judge a case; what differs from what it expects."""
    return differences(case, assessed(assessor, case))


def assessed(assessor: Assessor, case: Case) -> Assessment:
    """The assessment of the municipality of a case."""
    subject = Subject(case.municipality, case.measured, case.surroundings)
    return assessor.assess(subject, Question(case.type, case.as_of, case.reading))


def differences(case: Case, assessment: Assessment) -> list[Mismatch]:
    """What of an assessment differs from what its case expects."""
    return [*_differing(case, _compared(case, assessment)), *member_unit_differences(case, assessment.member_units)]


def member_unit_differences(case: Case, results: Iterable[MemberUnitsResult]) -> Iterator[Mismatch]:
    """What of member-unit requirements differs from what a case expects of them."""
    found = {result.test.id: Observed(result.lower, result.upper, result.verdict.value) for result in results}
    return _differing(
        case, ((test, expected, found.get(test, OF_NOTHING)) for test, expected in case.member_units.items())
    )


Compared = tuple[str, Expected, Observed]


def _differing(case: Case, compared: Iterable[Compared]) -> Iterator[Mismatch]:
    for subject, expected, found in compared:
        if not expected.agrees_with(found.lower, found.upper, found.word):
            yield Mismatch(case.id, subject, expected, found)


def _compared(case: Case, assessment: Assessment) -> Iterator[Compared]:
    standards = {known.standard.code: known.score for known in assessment.standards}
    for code, expected in case.standards.items():
        score = standards[code]
        yield code, expected, Observed(score.lower.points, score.upper.points, score.status.value)
    criteria = {known.criterion.id: known for known in assessment.criteria}
    for identifier, expected in case.criteria.items():
        criterion = criteria[identifier]
        yield identifier, expected, Observed(criterion.lower, criterion.upper, criterion.verdict.value)
    if case.total is not None:
        yield TOTAL, case.total, Observed(assessment.lower, assessment.upper, assessment.verdict.value)
