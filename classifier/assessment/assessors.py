"""The assessors of all laws, each opened when it is first needed to derive a type."""

import contextlib
import datetime
from collections.abc import Callable
from types import TracebackType
from typing import Self

from classifier.assessment.assessor import Assessor
from criteria.rulebook import Rulebook


class Assessors:
    """Finds the assessor for a family of laws on a day; a context manager, as assessors are.

    Args:
        rulebook_in_force: returns the rulebook of a family on a day, for one type if given; None if no law of it is in
            force.
    """

    def __init__(self, rulebook_in_force: Callable[[str, datetime.date, str | None], Rulebook | None]) -> None:
        self._rulebook_in_force = rulebook_in_force
        self._assessors: dict[str, Assessor] = {}
        self._opened = contextlib.ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._opened.close()

    def find(self, family: str, day: datetime.date, target: str | None = None) -> Assessor | None:
        """Return the assessor by the law of a family in force on a day, for one type if given; None without a law."""
        rulebook = self._rulebook_in_force(family, day, target)
        if rulebook is None:
            return None
        if rulebook.law.id not in self._assessors:
            self._assessors[rulebook.law.id] = self._opened.enter_context(Assessor(rulebook, find_assessor=self.find))
        return self._assessors[rulebook.law.id]
