"""Points as exact fractions: a value against levels and against steps, and what is unknown as a span."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

ROUNDING_STEP = Fraction(1, 100)
"""No article states it; published dossiers print the points of a criterion to two decimals (19.50, 4.89, 5.01)."""

Number = Fraction | int | str
"""A number as the tables write it; texts hold decimals exactly."""


@dataclass(frozen=True)
class Span:
    """The fewest and the most points that what is unknown leaves open."""

    lower: Fraction
    upper: Fraction

    def __add__(self, other: "Span") -> "Span":
        return Span(self.lower + other.lower, self.upper + other.upper)


def exactly(points: Number) -> Span:
    """Return the span of one value."""
    return Span(Fraction(points), Fraction(points))


def total(spans: Iterable[Span]) -> Span:
    """Return the sum of spans."""
    return sum(spans, exactly(0))


def rounded(points: Fraction) -> Fraction:
    """Round half up to 0.01 point."""
    return floor(points / ROUNDING_STEP + Fraction(1, 2)) * ROUNDING_STEP


def reached(span: Span, mark: Fraction) -> str:
    """Return the verdict of points against the mark that they must reach."""
    if span.lower >= mark:
        return "met"
    return "not_met" if span.upper < mark else "undetermined"


def all_of(verdicts: Iterable[str]) -> str:
    """Return the verdict of several demands that must all be met."""
    found = set(verdicts)
    if "not_met" in found:
        return "not_met"
    return "undetermined" if "undetermined" in found else "met"


@dataclass(frozen=True)
class Relief:
    """How far the minimum level of one standard falls."""

    known: Fraction = Fraction(1)
    """The share of the level that is enough; the most favourable of those that apply."""
    unknown: bool = False
    """True if a reduction of a size that is not on file may apply besides."""
    counts_works: bool = False
    """True if the standard counts works (111, Article 9.4.b): 1 stays 1, more is reduced and rounded, never under 1."""

    def enough(self, minimum: Fraction) -> Fraction:
        """Return the least value that is surely enough for the minimum points."""
        if not self.counts_works or self.known == 1:
            return minimum * self.known
        return min(minimum, Fraction(max(1, floor(minimum * self.known + Fraction(1, 2)))))

    def fails_surely(self, value: Fraction, minimum: Fraction) -> bool:
        """Return True if no reduction makes this value, below what is surely enough, earn anything."""
        if not self.unknown:
            return True
        if self.counts_works:
            return value < 1 or minimum <= 1
        return value == 0


NO_RELIEF = Relief()


@dataclass(frozen=True)
class Levels:
    """The minimum and the maximum level of a number of which more is better; None: not on file."""

    minimum: Fraction | None
    maximum: Fraction | None

    def points(self, value: Fraction, least: Fraction, most: Fraction, relief: Relief = NO_RELIEF) -> Span:
        """Return what a value earns between ``least`` points, at the minimum, and ``most``, at the maximum."""
        if self.minimum is None:
            return self._without_minimum(value, least, most)
        if value < self.minimum:
            if value >= relief.enough(self.minimum):
                return exactly(least)
            return exactly(0) if relief.fails_surely(value, self.minimum) else Span(Fraction(0), least)
        if self.maximum is None:
            return Span(least, most)
        if value >= self.maximum:
            return exactly(most)
        if value == self.minimum:
            return exactly(least)
        return exactly(rounded(least + (most - least) * (value - self.minimum) / (self.maximum - self.minimum)))

    def _without_minimum(self, value: Fraction, least: Fraction, most: Fraction) -> Span:
        if self.maximum is None:
            return Span(Fraction(0), most)
        if value >= self.maximum:
            return exactly(most)
        # The lowest minimum that there can be is 0.
        return Span(Fraction(0), rounded(least + (most - least) * value / self.maximum))

    def is_reached(self, value: Fraction, relief: Relief = NO_RELIEF) -> str:
        """Return whether a value is at the minimum level, which some readings make compulsory."""
        if self.minimum is None:
            return "met" if self.maximum is not None and value >= self.maximum else "undetermined"
        if value >= relief.enough(self.minimum):
            return "met"
        return "not_met" if relief.fails_surely(value, self.minimum) else "undetermined"


@dataclass(frozen=True)
class GradeLevels:
    """The grades for the minimum and the maximum points on a ladder from worst to best; None: not on file."""

    ladder: Sequence[str]
    minimum: str | None
    maximum: str | None

    def points(self, grade: str, least: Fraction, most: Fraction) -> Span:
        """Return what a grade earns. Grades are never reduced."""
        rank = self.ladder.index(grade)
        if self.maximum is not None and rank >= self.ladder.index(self.maximum):
            return exactly(most)
        if self.minimum is not None and rank < self.ladder.index(self.minimum):
            return exactly(0)
        lower = Fraction(0) if self.minimum is None else least
        return Span(lower, most if self.maximum is None else least)
