"""Trying the worked cases for `dothi.workbench.lint`, which knows nothing of judging."""

import contextlib
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from classifier.assessment.assessor import Assessor
from dothi.workbench.case_tests.compare import TOTAL, Found, mismatches
from classifier.assessment.assessors import Judges
from criteria.cases import Case, Expected
from criteria.diagnostic import NotOnFile, Unsound
from dothi.workbench.lint.rules.case_does_not_match import Difference
from dothi.workbench.lint.finding import Outcome
from criteria.rule_files.library import Library
from criteria.rulebook import Law


class CaseJudge:
    """Judges the cases of the laws of a library, as a context manager; each law is compiled once."""

    def __init__(self, library: Library) -> None:
        self._opened = contextlib.ExitStack()
        self._judges = self._opened.enter_context(Judges(library.rulebook_in_force))
        self._library = library
        self._assessors: dict[str, Assessor] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def differences(self, law: Law, case: Case) -> Sequence[Difference]:
        """Where a case comes out otherwise than it expects; where it cannot be judged at all, what stops it.

        A case that is only proposed counts for nothing.
        """
        if case.is_proposed:
            return []
        try:
            found = mismatches(self._assessor(law), case)
        except (NotOnFile, Unsound) as refused:
            return [Difference(None, case.place, Outcome(), refused)]
        return [
            Difference(
                None if one.subject == TOTAL else one.subject,
                one.expected.place,
                _outcome(one.expected),
                _outcome(one.found),
            )
            for one in found
        ]

    def _assessor(self, law: Law) -> Assessor:
        if law.id not in self._assessors:
            assessor = Assessor(self._library.rulebook(law), find_judge=self._judges.find)
            self._assessors[law.id] = self._opened.enter_context(assessor)
        return self._assessors[law.id]


def _outcome(given: Expected | Found) -> Outcome:
    return Outcome(given.lower, given.upper, given.word)
