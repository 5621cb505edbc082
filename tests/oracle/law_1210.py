"""The type of an urban area by Resolution 1210/2016."""

from collections.abc import Mapping
from fractions import Fraction

from tests.oracle.exact import (
    GradeLevels,
    Levels,
    Number,
    Relief,
    Span,
    all_of,
    exactly,
    reached,
    total,
)
from tests.oracle.table_1210 import ADDITIONS, CENTRAL_CITY_TYPE_I, CRITERIA, PASS_MARK, ROWS, TYPES, Pair, Row1210
from tests.oracle.unit import Expected, Unit

LAW = "nq-1210-2016"
LAWS = (LAW,)

__all__ = ["LAW", "LAWS", "TYPES", "judge"]

PERCENT_OF_POPULATION_AND_DENSITY = {"mountain": 50, "highland": 50, "border": 50, "island": 20, "heritage": 50,
                                     "tourism": 50, "science": 50, "education": 50}  # fmt: skip
"""Article 9: the share of the minimum levels in criteria 2 and 3."""
PERCENT_OF_THE_OTHERS = {"mountain": 70, "highland": 70, "border": 70, "island": 50}
"""Article 9: the share in criteria 1, 4 and 5; recognised characters leave these as they are."""

COMPULSORY = ("2.1", "2.2", "3.1", "3.2", "4.1", "4.2")
"""The minima that Articles 3 to 8 name, each compulsory under the strict reading."""


def _relief(row: Row1210, unit: Unit) -> Relief:
    percents = PERCENT_OF_POPULATION_AND_DENSITY if row.code[0] in "23" else PERCENT_OF_THE_OTHERS
    return Relief(min([Fraction(1), *(Fraction(percents[name], 100) for name in unit.attributes if name in percents)]))


def levels_of(row: Row1210, type_: str, kind: str) -> Pair:
    """Return the levels of a row for a type and a kind of municipality."""
    if kind == "central-city" and type_ == "I" and row.code in CENTRAL_CITY_TYPE_I:
        return CENTRAL_CITY_TYPE_I[row.code]
    if (row.code, type_) in ADDITIONS:
        return ADDITIONS[row.code, type_]
    return row.of(type_)


def points_of(row: Row1210, unit: Unit) -> tuple[Fraction, Fraction] | None:
    """Return the points at both levels, or None where the row does not apply to the unit.

    Without an inner area the row of the whole area carries criterion 2, or 4, alone (Tuần Giáo: 8,534 people, 6.2
    points).
    Without an outer area 5A carries the 12 points of 5B as well, by a factor of 60/48.
    """
    if not unit.inner_area:
        if row.code in {"2.2", "4.2"}:
            return None
        if row.code in {"2.1", "4.1"}:
            least, most = CRITERIA[row.code[0]]
            return Fraction(least), Fraction(most)
    if not unit.outer_area:
        if row.code.startswith("5B"):
            return None
        if row.code.startswith("5A"):
            return row.least * Fraction(60, 48), row.most * Fraction(60, 48)
    return row.least, row.most


def _number(level: Number | None) -> Fraction | None:
    return None if level is None else Fraction(level)


def _row(row: Row1210, unit: Unit, type_: str) -> tuple[Span, str]:
    """Return the points of a row, and whether the unit is at its minimum level."""
    points = points_of(row, unit)
    if points is None:
        return exactly(0), "met"
    least, most = points
    minimum, maximum = levels_of(row, type_, unit.kind)
    if row.ladder:
        lowest, highest = (None if level is None else str(level) for level in (minimum, maximum))
        span = GradeLevels(row.ladder, lowest, highest).points(unit.grade(row.indicator), least, most)
        return span, "met"  # no grade is compulsory
    levels, relief, value = Levels(_number(minimum), _number(maximum)), _relief(row, unit), unit.number(row.indicator)
    return levels.points(value, least, most, relief), levels.is_reached(value, relief)


def judge(unit: Unit, type_: str, law: str = LAW) -> Expected:
    """Return the points of a unit for a type, and its verdict under each reading of the law."""
    assert law == LAW
    rows = {row.code: _row(row, unit, type_) for row in ROWS}
    criteria = {number: total(span for code, (span, _) in rows.items() if code[0] == number) for number in CRITERIA}
    points = total(criteria.values())
    enough = reached(points, Fraction(PASS_MARK))
    at_minima = [reached(span, Fraction(CRITERIA[number][0])) for number, span in criteria.items()]
    readings: Mapping[str, str] = {
        "strict": all_of([enough, *at_minima, *(rows[code][1] for code in COMPULSORY)]),
        "no-zero": all_of([enough, *(_above_zero(span) for span in criteria.values())]),
    }
    return Expected(points, criteria, all_of([enough, *at_minima]), Fraction(PASS_MARK), readings)


def _above_zero(span: Span) -> str:
    if span.lower > 0:
        return "met"
    return "undetermined" if span.upper > 0 else "not_met"
