"""Two assessments of one municipality side by side: a row for each standard, what moved first."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from classifier.assessment.result import Assessment, StandardAssessment
from criteria.rulebook import Rulebook
from dothi.workbench.diff.matching import matched_standards


class Moved(StrEnum):
    """What differs between the two answers on a standard."""

    STATUS = "status"
    POINTS = "points"
    VALUE = "value"


class ComparedBy(StrEnum):
    """What sets the two answers apart."""

    ASSUMPTIONS = "assumptions"
    LAWS = "laws"


@dataclass(frozen=True, slots=True)
class ComparedStandard:
    """One standard in both answers.

    Attributes:
        first, second: the standard in each answer; None where the law of that answer does not ask for it.
        moved: what differs; empty if nothing does, or if only one law has the standard.
    """

    first: StandardAssessment | None
    second: StandardAssessment | None
    moved: tuple[Moved, ...] = ()

    @property
    def shown(self) -> StandardAssessment:
        """The standard by which the row is named: that of the second answer, or the only one there is."""
        shown = self.second or self.first
        assert shown is not None
        return shown

    @property
    def is_in_both(self) -> bool:
        """True if the laws of both answers ask for the standard."""
        return self.first is not None and self.second is not None

    @property
    def is_assumed(self) -> bool:
        """True if its value in the second answer is assumed."""
        return self.second is not None and self.second.is_assumed

    @property
    def distance(self) -> int:
        """How far the points moved, at worst and at best together."""
        if self.first is None or self.second is None:
            return 0
        before, after = self.first.score, self.second.score
        return abs(after.lower.points - before.lower.points) + abs(after.upper.points - before.upper.points)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two assessments of one municipality.

    Attributes:
        by: what sets them apart. Of assumptions, the first answer is that of the data on file.
        standards: what moved first, then what only one law asks for, then the rest.
    """

    by: ComparedBy
    first: Assessment
    second: Assessment
    standards: tuple[ComparedStandard, ...]

    @property
    def moved(self) -> tuple[ComparedStandard, ...]:
        """The standards on which the answers differ, or whose value is assumed."""
        return tuple(one for one in self.standards if one.moved or one.is_assumed)


def compared(by: ComparedBy, first: Assessment, second: Assessment) -> Comparison:
    """Compare two assessments of one municipality, standard by standard."""
    rows = list(_rows(first, second))
    order = {status: place for place, status in enumerate(Moved)}

    def rank(row: ComparedStandard) -> tuple[int, int]:
        if row.moved:
            return order[row.moved[0]], -row.distance
        return len(order) + (0 if row.is_assumed else 1 if not row.is_in_both else 2), 0

    return Comparison(by, first, second, tuple(sorted(rows, key=rank)))


def _rows(first: Assessment, second: Assessment) -> Iterator[ComparedStandard]:
    """Yield a row for each standard: in the order of the second law, then those that only the first has."""
    earlier = {known.standard.id: known for known in first.standards}
    partner = _partners(first.rulebook, second.rulebook)
    for after in second.standards:
        before = earlier.pop(partner.get(after.standard.id, ""), None)
        if before is None:
            yield ComparedStandard(None, after)
        else:
            yield ComparedStandard(before, after, tuple(_moved(before, after)))
    yield from (ComparedStandard(before, None) for before in earlier.values())


def _partners(first: Rulebook, second: Rulebook) -> dict[str, str]:
    """Return the id of the standard of the first law that a standard of the second law corresponds to."""
    if first.law.id == second.law.id:
        return {standard.id: standard.id for standard in second.standards}
    return {after.id: before.id for before, after in matched_standards(first, second).pairs}


def _moved(before: StandardAssessment, after: StandardAssessment) -> Iterator[Moved]:
    if before.score.status is not after.score.status:
        yield Moved.STATUS
    if _points(before) != _points(after):
        yield Moved.POINTS
    if before.quantity != after.quantity:
        yield Moved.VALUE


def _points(assessed: StandardAssessment) -> tuple[int, int]:
    return assessed.score.lower.points, assessed.score.upper.points
