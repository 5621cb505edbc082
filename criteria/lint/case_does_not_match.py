"""L901: a worked case that comes out otherwise than it says. Judging is not known here: whoever lints passes it in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from criteria.cases import Case
from criteria.lint.finding import Found, Lint, Severity
from criteria.lint.survey import Survey
from criteria.rulebook import Law


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a case came out otherwise: of a standard (by code), a criterion or the ``total``."""

    subject: str
    expected: str
    found: str


Judge = Callable[[Law, Case], Sequence[Difference]]
"""Judges a case; what differs from what it expects."""


def differing_cases(survey: Survey, judge: Judge) -> Iterator[Found]:
    """The cases of the laws asked about that do not come out as they say."""
    for law in survey.laws:
        for case, place in survey.cases(law):
            for difference in judge(law.law, case):
                details = {"case": case.id, "subject": difference.subject}
                yield Found(place, {**details, "expected": difference.expected, "found": difference.found})


LINT = Lint("L901-case-does-not-match", Severity.ERROR)
