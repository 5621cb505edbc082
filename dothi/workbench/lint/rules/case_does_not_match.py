"""L901: a worked case whose results differ from its expectations. The caller passes in the judge."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from classifier.assessment.assessor import Assessor
from classifier.assessment.assessors import Assessors
from criteria.cases import Case, Expected
from criteria.diagnostic import Location, NotOnFile, Unsound
from criteria.law import Law
from criteria.rule_files.library import Library
from dothi.workbench.case_tests import compare
from dothi.workbench.case_tests.compare import TOTAL, mismatches
from dothi.workbench.lint.finding import CaseOutcome, Detail, Lint, Severity, Violation
from dothi.workbench.lint.survey import Survey


@dataclass(frozen=True, slots=True)
class CaseMismatch:
    """A difference between an expectation of a case and the result.

    Attributes:
        subject: The code of a standard, the id of a criterion or member-unit requirement, or None for the total.
        location: Where the case states the expectation.
        found: The result, or the error that kept the case from being judged.
    """

    subject: str | None
    location: Location
    expected: CaseOutcome
    found: CaseOutcome | NotOnFile | Unsound


JudgeCase = Callable[[Law, Case], Sequence[CaseMismatch]]
"""Judges a case and returns its mismatches."""


def differing_cases(survey: Survey, judge: JudgeCase) -> Iterator[Violation]:
    """Yield the mismatches of the cases of the laws asked about."""
    for law in survey.laws:
        for case, _ in survey.cases(law):
            for difference in judge(law.law, case):
                details: dict[str, Detail] = {"case": case.id, "subject": difference.subject}
                details |= {"expected": difference.expected, "found": difference.found}
                yield Violation(difference.location, details)


LINT = Lint("L901-case-does-not-match", Severity.ERROR)


class CaseJudge:
    """Judges the cases of the laws of a library, as a context manager. Each law is compiled once."""

    def __init__(self, library: Library) -> None:
        self._opened = contextlib.ExitStack()
        self._judges = self._opened.enter_context(Assessors(library.rulebook_in_force))
        self._library = library
        self._assessors: dict[str, Assessor] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def differences(self, law: Law, case: Case) -> Sequence[CaseMismatch]:
        """Return the mismatches of a case, or the error that keeps it from being judged.

        A case that is only proposed is not judged.
        """
        if case.is_proposed:
            return []
        try:
            found = mismatches(self._assessor(law), case)
        except (NotOnFile, Unsound) as refused:
            return [CaseMismatch(None, case.location, CaseOutcome(), refused)]
        return [
            CaseMismatch(
                None if one.subject == TOTAL else one.subject,
                one.expected.location,
                _outcome(one.expected),
                _outcome(one.found),
            )
            for one in found
        ]

    def _assessor(self, law: Law) -> Assessor:
        if law.id not in self._assessors:
            assessor = Assessor(self._library.rulebook(law), find_assessor=self._judges.find)
            self._assessors[law.id] = self._opened.enter_context(assessor)
        return self._assessors[law.id]


def _outcome(given: Expected | compare.Observed) -> CaseOutcome:
    return CaseOutcome(given.lower, given.upper, given.word)
