"""The type of an urban area by Table 2A of Resolution 111/2025, types II and III."""

from fractions import Fraction

from tests.oracle import settings
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
    if minimum is None and settings.FUNERAL_HOME_PROJECT_IS_STATED and value < Fraction(maximum or 0):
        return exactly(row.least if unit.facts.get(PROJECT) == "yes" else 0)
    return Levels(_number(minimum), _number(maximum)).points(value, row.least, row.most, _relief(row, unit))


def judge(unit: Unit, type_: str, law: str = LAW) -> Expected:
    """Return the points and the verdict of Table 2A."""
    assert law == LAW
    spans = {row: _row(row, unit, type_) for row in ROWS}
    criteria = {number: total(span for row, span in spans.items() if row.criterion == number) for number in CRITERIA}
    points = total(criteria.values())
    at_minima = [reached(span, Fraction(CRITERIA[number][0])) for number, span in criteria.items()]
    verdict = all_of([reached(points, Fraction(PASS_MARK)), *at_minima])
    return Expected(points=points, criteria=criteria, verdict=verdict, pass_mark=Fraction(PASS_MARK))
