"""The class of an administrative unit: Chapter II of Resolution 1211/2016, since 2023 as amended by 27/2022."""

from fractions import Fraction

from tests.oracle.exact import Span, exactly, reached, total
from tests.oracle.rows_1211 import Article, Reading
from tests.oracle.table_1211 import ARTICLES, COMMUNE, DISTRICT, PROVINCE, TOWNSHIP, WARD
from tests.oracle.unit import Expected, Unit

ORIGINAL, AMENDED = "nq-1211-2016", "nq-27-2022"
LAWS = (ORIGINAL, AMENDED)

PASS_MARKS = {
    "class-I": 75,  # Article 23.2
    "class-II": 50,  # Article 23.3
    "class-III": 0,  # Article 23.4: every unit that reaches neither
}
TYPES = tuple(PASS_MARKS)

RURAL = (PROVINCE, DISTRICT, COMMUNE)
WITH_BORDER_CLAUSES = (COMMUNE, WARD, TOWNSHIP)
MOUNTAIN_SHARE = Fraction(75, 100)  # Articles 12, 13, 14, clause 1.b
BORDER_SHARE = Fraction(30, 100)  # Articles 14.1.c, 14.3.c, 19.1.b, 19.3.e, 20.1.b, 20.3.e
ISLAND_SHARE = Fraction(30, 100)  # Article 21.1
UNITS_OF_AN_ISLAND_WITHOUT_COMMUNES = 10  # Article 21.2, of district-level units
SPECIAL_FACTORS_OF_AN_ISLAND = 5  # Article 21.3
BUDGET_POINTS = 10  # Article 23.3a


def share_of(unit: Unit, article: Article, subject: str) -> Fraction:
    """Return the share of the floors that is left for one clause; several do not add up, the best counts."""
    shares = [Fraction(1)]
    if subject == "population" and article in RURAL and unit.attributes & {"mountain", "highland"}:
        shares.append(MOUNTAIN_SHARE)
    if subject in {"population", "development"} and article in WITH_BORDER_CLAUSES and "border" in unit.attributes:
        shares.append(BORDER_SHARE)
    if subject != "special" and "island" in unit.attributes:
        shares.append(ISLAND_SHARE)
    return min(shares)


def _clause(unit: Unit, article: Article, subject: str, law: str) -> Span:
    on_island = "island" in unit.attributes
    if subject == "special" and on_island:
        return exactly(SPECIAL_FACTORS_OF_AN_ISLAND)
    district_level = unit.kind in {"district", "urban-district", "city", "town"}
    if subject == "units" and on_island and district_level and not unit.has_commune_units:
        return exactly(UNITS_OF_AN_ISLAND_WITHOUT_COMMUNES)
    rows = article.clause(subject)
    if subject == "development" and not unit.budget_level and law == AMENDED:
        rows = rows[1:]  # the first row is the one on the budget, which Article 23.3a leaves out
    reading = Reading(share_of(unit, article, subject))
    return total(row.points(unit, reading) for row in rows)


def judge(unit: Unit, type_: str, law: str) -> Expected:
    """Return the points and the verdict of a unit for a class."""
    article = ARTICLES[unit.kind]
    criteria = {
        f"{article.number}.{clause}": _clause(unit, article, subject, law)
        for clause, subject in enumerate(article.subjects(), 1)
    }
    mark = Fraction(PASS_MARKS[type_])
    if not unit.budget_level and law == AMENDED:
        mark = max(Fraction(0), mark - BUDGET_POINTS)
    points = total(criteria.values())
    return Expected(points=points, criteria=criteria, verdict=reached(points, mark), pass_mark=mark)
