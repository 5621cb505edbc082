"""The type of an urban area by Table 2A and Article 6 of Resolution 111/2025, types II and III."""

from fractions import Fraction

from tests.oracle.exact import GradeLevels, Levels, Number, Relief, Span, all_of, exactly, reached, total
from tests.oracle.table_111 import CRITERIA, PASS_MARK, ROWS, TYPES, Row111
from tests.oracle.unit import Expected, Unit

LAW = "nq-111-2025"
LAWS = (LAW,)

__all__ = ["LAW", "LAWS", "TYPES", "judge"]

HERITAGE_SHARE = Fraction(1, 2)  # Article 8.2.d
EXEMPT_FOR_HERITAGE = "2A.II.04"  # Article 8.2.d: density is not considered
REGIONAL = ("2A.II.03", "2A.II.04")  # Article 8: factors by region, of a size that is not on file
TERRAIN = frozenset({"mountain", "highland", "border", "island"})  # Article 8.2.c, likewise
PROJECT = "funeral-home-project"

COMMUNE_LEVEL = ("ward", "commune", "township", "special-zone")
UNIT_MARK = 75  # Article 9.3.c: points of Table 2B
AVERAGE_MARK = 48  # Article 9.3.b: points of section III of Table 2B


def unit_points(type_: str) -> str:
    """Return the indicator of a unit's points on Table 2B, for a type."""
    return f"unit-table-2b-points-type-{type_}"


def section_points(type_: str) -> str:
    """Return the indicator of a unit's points on section III of Table 2B, for a type."""
    return f"unit-table-2b-section-III-points-type-{type_}"


def _relief(row: Row111, unit: Unit) -> Relief:
    """Return how far a minimum falls: the reductions do not add up (Article 8.3), the most favourable counts."""
    heritage = "heritage" in unit.attributes and not row.landscape and row.code != EXEMPT_FOR_HERITAGE
    unknown = row.code in REGIONAL or bool(unit.attributes & TERRAIN)
    return Relief(HERITAGE_SHARE if heritage else Fraction(1), unknown, row.counts_works)


def _number(level: Number | None) -> Fraction | None:
    return None if level is None else Fraction(level)


def _row(row: Row111, unit: Unit, type_: str) -> Span:
    minimum, maximum = row.of(type_)
    if row.ladder:
        levels = GradeLevels(row.ladder, str(minimum), str(maximum))
        return levels.points(unit.grade(row.indicator), row.least, row.most)
    value = unit.number(row.indicator)
    if row.code == EXEMPT_FOR_HERITAGE and "heritage" in unit.attributes and value < Fraction(minimum or 0):
        return exactly(row.least)  # Article 9.4.a: a standard that is not considered earns its minimum points
    if minimum is None and value < Fraction(maximum or 0):
        return exactly(row.least if unit.facts.get(PROJECT) == "yes" else 0)
    return Levels(_number(minimum), _number(maximum)).points(value, row.least, row.most, _relief(row, unit))


def _stated(unit: Unit, indicator: str) -> Span:
    return exactly(unit.number(indicator)) if indicator in unit.facts else Span(Fraction(0), Fraction(100))


def _units(unit: Unit, type_: str) -> str:
    """Return whether the units reach what Article 6.2 asks: clause a of one unit, clause b of several.

    A commune-level unit is its own only one. Of any other, one unit on file may be the only one or one of several, and
    what units that are not on file earn leaves both clauses open.
    """
    if unit.kind in COMMUNE_LEVEL:
        return reached(_stated(unit, unit_points(type_)), Fraction(UNIT_MARK))
    if len(unit.members) < 2:
        return "undetermined"
    whole = [_stated(member, unit_points(type_)) for member in unit.members]
    best = Span(max(span.lower for span in whole), max(span.upper for span in whole))
    sections = total(_stated(member, section_points(type_)) for member in unit.members)
    return all_of([reached(best, Fraction(UNIT_MARK)), reached(sections, Fraction(AVERAGE_MARK * len(unit.members)))])


def judge(unit: Unit, type_: str, law: str = LAW) -> Expected:
    """Return the points and the verdict of Table 2A, and the verdict with that of Article 6."""
    assert law == LAW
    spans = {row: _row(row, unit, type_) for row in ROWS}
    criteria = {number: total(span for row, span in spans.items() if row.criterion == number) for number in CRITERIA}
    points = total(criteria.values())
    at_minima = [reached(span, Fraction(CRITERIA[number][0])) for number, span in criteria.items()]
    table = all_of([reached(points, Fraction(PASS_MARK)), *at_minima])
    verdict = all_of([table, _units(unit, type_)])
    return Expected(points, criteria, verdict, Fraction(PASS_MARK), table_verdict=table)
