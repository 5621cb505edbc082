"""The results of worked cases compared with what the cases expect."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from classifier.assessment.assessor import Assessor
from classifier.assessment.member_units import MemberUnitsResult
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment
from criteria.cases import Case, Expected

TOTAL = "total"
"""The subject of an expectation about the total."""

TABLE = "table_verdict"
"""The subject of an expectation about the verdict of the standards alone."""


@dataclass(frozen=True, slots=True)
class Observed:
    """The points and the status or verdict that a case actually gets. Points are in ten-thousandths."""

    lower: int
    upper: int
    word: str


OF_NOTHING = Observed(0, 0, "not_asked")
"""The result of a member-unit requirement that does not apply to an area with this number of units."""


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A difference between an expectation and a result.

    Attributes:
        case: The id of the case.
        subject: The code of a standard, the id of a criterion or member-unit requirement, ``total`` or
            ``table_verdict``.
    """

    case: str
    subject: str
    expected: Expected
    found: Observed


def mismatches(assessor: Assessor, case: Case) -> list[Mismatch]:
    """Judge a case and return every difference from what it expects."""
    return differences(case, assessed(assessor, case))


def assessed(assessor: Assessor, case: Case) -> Assessment:
    """Return the assessment of the municipality of a case."""
    return assessor.assess(case.subject, Question(case.type, case.as_of, case.reading))


def differences(case: Case, assessment: Assessment) -> list[Mismatch]:
    """Return every difference between an assessment and what its case expects."""
    return [*_differing(case, _compared(case, assessment)), *member_unit_differences(case, assessment.member_units)]


def member_unit_differences(case: Case, results: Iterable[MemberUnitsResult]) -> Iterator[Mismatch]:
    """Yield every difference between member-unit results and what a case expects of them."""
    found = {result.requirement.id: Observed(result.lower, result.upper, result.verdict.value) for result in results}
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
    if case.table is not None:
        yield TABLE, case.table, Observed(assessment.lower, assessment.upper, assessment.table_verdict.value)
