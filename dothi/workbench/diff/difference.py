"""One difference between two laws."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from criteria.bilingual import BilingualText
from criteria.indicator import Indicator
from criteria.rule import Action, Rule
from criteria.rulebook import Rulebook
from criteria.standard import POINT_DECIMALS, Known


class Direction(StrEnum):
    """The effect of a difference on those who are judged."""

    ADDED = "added"
    REMOVED = "removed"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a law: a value of an indicator, points, a percentage, or a count.

    Attributes:
        value: The number as an integer, scaled by ``decimals``.
        indicator: The indicator that it is a value of, if any.
    """

    value: int
    decimals: int
    indicator: Indicator | None = None

    @property
    def exact(self) -> Fraction:
        """The exact number."""
        return Fraction(self.value, 10**self.decimals)

    @property
    def grade(self) -> str | None:
        """The id of the grade that it stands for, or None if it is a plain number."""
        return self.indicator.text(self.value) if self.indicator is not None and self.indicator.is_graded else None


@dataclass(frozen=True, slots=True)
class Word:
    """A keyword of the rule files that the catalogues translate, such as ``every`` or ``higher``."""

    key: str


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an id and a name, such as a kind, a grade or an indicator. Names are not compared."""

    id: str
    name: BilingualText = field(compare=False)


@dataclass(frozen=True, slots=True)
class Effect:
    """One action of a rule, with its law."""

    rule: Rule
    action: Action
    rulebook: Rulebook


Side = Figure | Word | tuple[Named, ...] | Effect | datetime.date | str | None
"""The content of one law: a number, words, names, an action, a date, or nothing."""

Sides = tuple[Side, Side]
"""The content of the earlier law and that of the later one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two laws.

    Attributes:
        part: What differs, as the catalogues name it: ``minimum_level``, ``pass_mark``, ``rule``, …
        subject: The code, id or type that the part belongs to; empty for the law itself.
        name: The name of the subject, if it has one.
        types: The types for which it differs; empty if it does not depend on the type.
        sides: The content of each law.
        citation: The article of the later law, or of the earlier one if the later has none.
    """

    direction: Direction
    part: str
    subject: str
    name: BilingualText | None
    types: tuple[str, ...]
    sides: Sides
    citation: str

    @property
    def by(self) -> Figure | None:
        """The increase from the earlier to the later number, or None if the sides are not two numbers."""
        before, after = self.sides
        if not isinstance(before, Figure) or not isinstance(after, Figure) or before.grade or after.grade:
            return None
        decimals = max(before.decimals, after.decimals)
        value = int((after.exact - before.exact) * 10**decimals)
        return Figure(value, decimals, after.indicator if before.decimals == after.decimals else None)


def points_figure(known: Known | None) -> Figure | None:
    """Return points as a figure."""
    return None if known is None else Figure(known.value, POINT_DECIMALS)


def value_figure(known: Known | None, indicator: Indicator) -> Figure | None:
    """Return a value of an indicator as a figure."""
    return None if known is None else Figure(known.value, indicator.decimals, indicator)


def are_same(sides: Sides) -> bool:
    """True if both sides mean the same, even with other decimals or another list of grades."""
    before, after = sides
    if isinstance(before, Figure) and isinstance(after, Figure):
        if before.grade or after.grade:
            return before.grade == after.grade
        return before.exact == after.exact
    return before == after


def direction_of(sides: Sides, more_is_harder: bool | None) -> Direction:
    """Return the direction of a change. If ``more_is_harder`` is None, neither way is harder."""
    before, after = sides
    if before is None or after is None:
        return Direction.ADDED if before is None else Direction.REMOVED
    if more_is_harder is None or not isinstance(before, Figure) or not isinstance(after, Figure):
        return Direction.CHANGED
    ranks = _rank(before, after.indicator), _rank(after, after.indicator)
    if ranks[0] is None or ranks[1] is None:
        return Direction.CHANGED
    return Direction.TIGHTENED if (ranks[1] > ranks[0]) is more_is_harder else Direction.LOOSENED


def _rank(figure: Figure, indicator: Indicator | None) -> Fraction | None:
    """Return the rank of a number, or of a grade in this indicator's list; None if the list lacks the grade."""
    is_graded = indicator is not None and indicator.is_graded
    if is_graded is not (figure.grade is not None):
        return None
    if indicator is None or figure.grade is None:
        return figure.exact
    places = [place for place, grade in enumerate(indicator.grades) if grade.id == figure.grade]
    return Fraction(places[0]) if places else None
