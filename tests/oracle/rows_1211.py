"""The kinds of row that Articles 12 to 20 of Resolution 1211/2016 are made of, and what each earns."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from tests.oracle.exact import Number, Span, exactly, rounded
from tests.oracle.unit import Unit


@dataclass(frozen=True)
class Reading:
    """What the row is read with."""

    share: Fraction = Fraction(1)
    """The share of the floor that is left: "áp dụng mức 30%" moves where steps begin, not how wide they are."""


class Row(Protocol):
    """A row of an article."""

    def points(self, unit: Unit, reading: Reading) -> Span:
        """Return what the unit earns."""

    def numbers(self) -> Iterator["Steps"]:
        """Return the rows of numbers in this row, for whoever draws values."""

    def grades(self) -> dict[str, tuple[str, ...]]:
        """Return the grades that the row asks for."""


@dataclass(frozen=True)
class Steps:
    """A number that earns points step by step.

    "Từ `at` trở xuống được `base` điểm; trên `at` thì cứ thêm `each` được thêm `adds`, nhưng tối đa không quá `cap`."
    """

    indicator: str
    base: Number
    at: Number
    each: Number
    adds: Number
    cap: Number
    first: Number | None = None
    """"Có từ `first` đến `at`": below the first value nothing is earned."""
    falls: bool = False
    """"Từ `at` trở lên …; dưới `at` thì cứ giảm `each`": less is better."""

    def start(self, share: Fraction) -> Fraction:
        """Return where the steps begin."""
        return Fraction(self.at) * share

    def full(self, share: Fraction) -> Fraction:
        """Return the value at which the cap is reached."""
        width = (Fraction(self.cap) - Fraction(self.base)) / Fraction(self.adds) * Fraction(self.each)
        return self.start(share) + (-width if self.falls else width)

    def at_share(self, value: Fraction, share: Fraction) -> Fraction:
        """Return what a value earns where the steps begin at a share of the floor.

        Part of a step counts in proportion: Article 23.1a, and before 2023 the published 23.6 points of Bắc Ninh.
        """
        if self.first is not None and value < Fraction(self.first) * share:
            return Fraction(0)
        start = self.start(share)
        beyond = (start - value if self.falls else value - start) / Fraction(self.each)
        if beyond <= 0:
            return Fraction(self.base)
        return rounded(min(Fraction(self.cap), Fraction(self.base) + beyond * Fraction(self.adds)))

    def points(self, unit: Unit, reading: Reading) -> Span:
        """Return what the unit earns.

        A share of a floor of 0 is 0, and a share of a floor under which points grow would ask for more, not less: what
        the articles mean there is not known. A relief never takes points, so those without it are the fewest.
        """
        value = unit.number(self.indicator)
        if reading.share == 1 or (self.start(Fraction(1)) > 0 and not self.falls):
            return exactly(self.at_share(value, reading.share))
        return Span(self.at_share(value, Fraction(1)), Fraction(self.cap))

    def numbers(self) -> Iterator["Steps"]:
        """Return this row."""
        yield self

    def grades(self) -> dict[str, tuple[str, ...]]:
        """Return no grade."""
        return {}


@dataclass(frozen=True)
class Has:
    """A fact that earns points where it is so. A share of yes has no meaning: yes stays yes."""

    indicator: str
    worth: Number

    def points(self, unit: Unit, reading: Reading) -> Span:
        """Return what the unit earns."""
        return exactly(self.worth if unit.grade(self.indicator) == "yes" else 0)

    def numbers(self) -> Iterator[Steps]:
        """Return nothing."""
        yield from ()

    def grades(self) -> dict[str, tuple[str, ...]]:
        """Return the one grade."""
        return {self.indicator: ("no", "yes")}


@dataclass(frozen=True)
class HasOrElse:
    """A fact that earns points, and steps for those without it: "Trường hợp chưa tự cân đối được …, nếu …"."""

    indicator: str
    worth: Number
    otherwise: Steps

    def points(self, unit: Unit, reading: Reading) -> Span:
        """Return what the unit earns."""
        if unit.grade(self.indicator) == "yes":
            return exactly(self.worth)
        return self.otherwise.points(unit, reading)

    def numbers(self) -> Iterator[Steps]:
        """Return the steps of those that have it not."""
        yield self.otherwise

    def grades(self) -> dict[str, tuple[str, ...]]:
        """Return the one grade."""
        return {self.indicator: ("no", "yes")}


@dataclass(frozen=True)
class ShareOrElse:
    """Article 12.4.a: "Trường hợp không có tỷ lệ điều tiết … về ngân sách trung ương, nếu …"; no share is 0 %."""

    share: Steps
    otherwise: Steps

    def points(self, unit: Unit, reading: Reading) -> Span:
        """Return what the unit earns."""
        row = self.share if unit.number(self.share.indicator) > 0 else self.otherwise
        return row.points(unit, reading)

    def numbers(self) -> Iterator[Steps]:
        """Return both."""
        yield self.share
        yield self.otherwise

    def grades(self) -> dict[str, tuple[str, ...]]:
        """Return no grade."""
        return {}


@dataclass(frozen=True)
class Bracket:
    """Articles 19.4.a, 20.4.a: "từ 10% đến 20% … được tính 0,5 điểm; trên 20% thì được tính 1 điểm"."""

    steps: Steps

    def points(self, unit: Unit, reading: Reading) -> Span:
        """Return what the unit earns."""
        value, steps = unit.number(self.steps.indicator), self.steps
        if steps.first is not None and value < Fraction(steps.first):
            return exactly(0)
        return exactly(steps.cap if value > Fraction(steps.at) else steps.base)

    def numbers(self) -> Iterator[Steps]:
        """Return the bounds of the bracket as steps."""
        yield self.steps

    def grades(self) -> dict[str, tuple[str, ...]]:
        """Return no grade."""
        return {}


@dataclass(frozen=True)
class Terrain:
    """Points for the highlands and for the mountains, told by attributes: "vùng cao … miền núi …"."""

    mountain: Number
    highland: Number

    def points(self, unit: Unit, reading: Reading) -> Span:
        """Return what the unit earns."""
        if "highland" in unit.attributes:
            return exactly(self.highland)
        return exactly(self.mountain if "mountain" in unit.attributes else 0)

    def numbers(self) -> Iterator[Steps]:
        """Return nothing."""
        yield from ()

    def grades(self) -> dict[str, tuple[str, ...]]:
        """Return no grade: attributes tell the terrain."""
        return {}


@dataclass(frozen=True)
class Article:
    """An article of Chapter II: a clause each on population, area, units, development and special factors."""

    number: int
    population: tuple[Row, ...]
    area: tuple[Row, ...]
    development: tuple[Row, ...]
    special: tuple[Row, ...]
    units: tuple[Row, ...] = ()
    """Commune-level kinds have no such clause."""

    def subjects(self) -> tuple[str, ...]:
        """Return the names of the clauses that the article has, in its order."""
        names = ("population", "area", "units", "development", "special")
        return tuple(name for name in names if self.clause(name))

    def clause(self, subject: str) -> tuple[Row, ...]:
        """Return the rows of a clause."""
        rows: tuple[Row, ...] = getattr(self, subject)
        return rows

    def rows(self) -> Iterator[Row]:
        """Return all rows."""
        for subject in self.subjects():
            yield from self.clause(subject)
