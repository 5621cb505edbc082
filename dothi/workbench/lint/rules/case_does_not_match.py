"""L901: a worked case that comes out otherwise than it says. Judging is not known here: whoever lints passes it in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from criteria.cases import Case
from criteria.diagnostic import NotOnFile, Place, Unsound
from dothi.workbench.lint.finding import Detail, Found, Lint, Outcome, Severity
from dothi.workbench.lint.survey import Survey
from criteria.rulebook import Law


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a case came out otherwise than it says.

    Attributes:
        subject: the standard (by code), the criterion or the unit test; None: the whole.
        place: where the case says what it expects.
        found: what came out, or what stopped the case from being judged.
    """

    subject: str | None
    place: Place
    expected: Outcome
    found: Outcome | NotOnFile | Unsound


Judge = Callable[[Law, Case], Sequence[Difference]]
"""Judges a case; what differs from what it expects."""


def differing_cases(survey: Survey, judge: Judge) -> Iterator[Found]:
    """The cases of the laws asked about that do not come out as they say."""
    for law in survey.laws:
        for case, _ in survey.cases(law):
            for difference in judge(law.law, case):
                details: dict[str, Detail] = {"case": case.id, "subject": difference.subject}
                details |= {"expected": difference.expected, "found": difference.found}
                yield Found(difference.place, details)


LINT = Lint("L901-case-does-not-match", Severity.ERROR)
