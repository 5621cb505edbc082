"""One difference between two laws, as facts."""

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
    """What a difference means for those who are judged."""

    ADDED = "added"
    REMOVED = "removed"
    TIGHTENED = "tightened"
    LOOSENED = "loosened"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a law: a value of an indicator, points, a percentage, or how many.

    Attributes:
        decimals: those of ``value``.
        indicator: of which it is a value; None: of none.
    """

    value: int
    decimals: int
    indicator: Indicator | None = None

    @property
    def exact(self) -> Fraction:
        """The number itself, whatever its decimals."""
        return Fraction(self.value, 10**self.decimals)

    @property
    def grade(self) -> str | None:
        """The id of the grade that it is; None: it is a number."""
        return self.indicator.text(self.value) if self.indicator is not None and self.indicator.is_graded else None


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the rule files that the catalogues put into each language: ``every``, ``higher``."""

    key: str


@dataclass(frozen=True, slots=True)
class Named:
    """What has an id and a name of its own: a kind of municipality, a grade, an indicator. Another name is the same."""

    id: str
    name: BilingualText = field(compare=False)


@dataclass(frozen=True, slots=True)
class Effect:
    """One action of a rule, and the law in which it stands."""

    rule: Rule
    action: Action
    rulebook: Rulebook


Side = Figure | Word | tuple[Named, ...] | Effect | datetime.date | str | None
"""What stands in one of the laws: a number, words, names, an action, a day, or nothing."""

Sides = tuple[Side, Side]
"""What stands in the earlier and in the later law."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two laws.

    Attributes:
        part: what differs, as the catalogues name it: ``minimum_level``, ``pass_mark``, ``rule``, …
        subject: the code, id or type of what it is a part of; empty for the law itself.
        name: its name, where it has one.
        types: the types for which it differs; none: it is the same for all, or not by type.
        sides: what stands in each law.
        citation: the article of the later law, or of the earlier where the later has none.
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
        """How much higher the number is now; None: there are not two numbers."""
        before, after = self.sides
        if not isinstance(before, Figure) or not isinstance(after, Figure) or before.grade or after.grade:
            return None
        decimals = max(before.decimals, after.decimals)
        value = int((after.exact - before.exact) * 10**decimals)
        return Figure(value, decimals, after.indicator if before.decimals == after.decimals else None)


def points_figure(known: Known | None) -> Figure | None:
    """Points as a figure."""
    return None if known is None else Figure(known.value, POINT_DECIMALS)


def value_figure(known: Known | None, indicator: Indicator) -> Figure | None:
    """A value of an indicator as a figure."""
    return None if known is None else Figure(known.value, indicator.decimals, indicator)


def are_same(sides: Sides) -> bool:
    """Whether both laws say the same; numbers of other decimals, and grades of another ladder, may."""
    before, after = sides
    if isinstance(before, Figure) and isinstance(after, Figure):
        if before.grade or after.grade:
            return before.grade == after.grade
        return before.exact == after.exact
    return before == after


def direction_of(sides: Sides, more_is_harder: bool | None) -> Direction:
    """What it means that a number is another; ``more_is_harder`` None: neither way is harder."""
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
    """Where a number, or a grade on the ladder of this indicator, stands; None: the ladder has no such grade."""
    is_graded = indicator is not None and indicator.is_graded
    if is_graded is not (figure.grade is not None):
        return None
    if indicator is None or figure.grade is None:
        return figure.exact
    places = [place for place, grade in enumerate(indicator.grades) if grade.id == figure.grade]
    return Fraction(places[0]) if places else None
