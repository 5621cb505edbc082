"""Running the worked cases of a law: what was expected and what came out."""

from collections.abc import Iterator
from dataclasses import dataclass

from classifier.assessing import Assessor
from classifier.assessment import Assessment
from criteria.cases import Case, Expected


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Where a case came out otherwise than expected: of the standard, criterion or ``total``."""

    case: str
    subject: str
    expected: Expected
    found: Expected


def mismatches(assessor: Assessor, case: Case) -> list[Mismatch]:
    """Judge a case; what differs from what it expects."""
    assessment = assessor.assess(
        case.municipality, case.measured, case.type, case.as_of, case.reading, surroundings=case.surroundings
    )
    return [
        Mismatch(case.id, subject, expected, found)
        for subject, expected, found in _compared(case, assessment)
        if not _agrees(expected, found)
    ]


def _compared(case: Case, assessment: Assessment) -> Iterator[tuple[str, Expected, Expected]]:
    standards = {assessed.standard.code: assessed for assessed in assessment.standards}
    for code, expected in case.standards.items():
        score = standards[code].score
        yield code, expected, Expected(score.lower.points, score.upper.points, score.status.value)
    criteria = {assessed.criterion.id: assessed for assessed in assessment.criteria}
    for identifier, expected in case.criteria.items():
        criterion = criteria[identifier]
        yield identifier, expected, Expected(criterion.lower, criterion.upper, criterion.verdict.value)
    if case.total is not None:
        yield "total", case.total, Expected(assessment.lower, assessment.upper, assessment.verdict.value)


def _agrees(expected: Expected, found: Expected) -> bool:
    pairs = ((expected.lower, found.lower), (expected.upper, found.upper), (expected.word, found.word))
    return all(wanted is None or wanted == came for wanted, came in pairs)
