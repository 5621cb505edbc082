"""Appendix 1 of Resolution 1210/2016, typed from the fact file: 59 standards in 5 criteria, six types.

A row: its code, what is measured, the points for the minimum and the maximum level, and both levels for each type from
the special one down to V. None: not on file.
"""

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.exact import Number

TYPES = ("SPECIAL", "I", "II", "III", "IV", "V")

Pair = tuple[Number | None, Number | None]
OPEN: Pair = (None, None)

CRITERIA = {"1": (15, 20), "2": (6, 8), "3": ("4.5", 6), "4": ("4.5", 6), "5": (45, 60)}
"""The minimum and the maximum points of each criterion; together 75 and 100."""
PASS_MARK = 75

CENTRES = ("none", "commune", "district", "province", "region", "national")
BALANCES = ("deficit", "balanced", "surplus")
TARGETS = ("behind", "on-target", "ahead")
HUBS = ("none", "commune", "district", "inter-district", "province", "inter-province", "national", "international")
REGULATIONS = ("none", "issued", "in-force-1-year", "in-force-3-years")
LANDMARKS = ("none", "district", "province", "national", "international")


@dataclass(frozen=True)
class Row1210:
    """A standard."""

    code: str
    indicator: str
    least: Fraction
    most: Fraction
    levels: tuple[Pair, ...]
    ladder: tuple[str, ...] = ()
    """The grades from worst to best, of a standard that is a grade."""

    def of(self, type_: str) -> Pair:
        """Return the levels for a type."""
        return self.levels[TYPES.index(type_)]


def row(
    code: str, indicator: str, points: tuple[Number, Number], *levels: Pair, ladder: tuple[str, ...] = ()
) -> Row1210:
    """Return a row; one pair of levels holds for every type, none leaves all open."""
    pairs = levels or (OPEN,)
    if len(pairs) == 1:
        pairs *= len(TYPES)
    assert len(pairs) == len(TYPES), code
    return Row1210(code, indicator, Fraction(points[0]), Fraction(points[1]), pairs, ladder)


ONE: tuple[Number, Number] = ("0.75", 1)
TWO: tuple[Number, Number] = ("1.5", 2)
THREE: tuple[Number, Number] = ("2.25", 3)
OUTER: tuple[Number, Number] = ("1.125", "1.5")

ROWS = (
    row("1.1", "urban-role", ("3.75", 5), OPEN, ("province", "national"), OPEN, (None, "province"),
        ("district", "province"), OPEN, ladder=CENTRES),
    row("1.2.1", "budget-balance", TWO, ("balanced", "surplus"), ladder=BALANCES),
    row("1.2.2", "income-ratio", THREE),
    row("1.2.3", "economic-restructuring", THREE, ("on-target", "ahead"), ladder=TARGETS),
    row("1.2.4", "economic-growth", TWO),
    row("1.2.5", "poverty-rate", TWO),
    row("1.2.6", "population-growth", THREE),
    # Articles 3 to 8 name the minima of 2.1 to 4.2.
    row("2.1", "population", TWO, (5_000_000, 6_000_000), (500_000, 1_000_000), (200_000, 500_000), (100_000, 200_000),
        (50_000, 100_000), (4_000, 50_000)),
    row("2.2", "inner-population", ("4.5", 6), (3_000_000, 4_000_000), (200_000, 500_000), (100_000, 200_000),
        (50_000, 100_000), (20_000, 50_000), OPEN),
    row("3.1", "population-density", (1, "1.5"), (3_000, None), (2_000, 3_000), (1_800, 2_000), (1_400, 1_800),
        (1_200, 1_400), (1_000, 1_200)),
    row("3.2", "built-up-density", ("3.5", "4.5"), (12_000, 15_000), (10_000, 12_000), (8_000, 10_000), (7_000, 8_000),
        (6_000, 7_000), (5_000, 6_000)),
    row("4.1", "non-agricultural-labour", (1, "1.5"), (70, 80), (65, 75), (65, 75), (60, 70), (55, 65), (55, 65)),
    row("4.2", "inner-non-agricultural-labour", ("3.5", "4.5"), (90, 95), (85, 90), (80, 85), (75, 80), (70, 75), OPEN),
    row("5A.01", "floor-area-per-person", ONE, ("26.5", 29)),
    row("5A.02", "permanent-housing", ONE),
    row("5A.03", "civil-land-per-person", ONE),
    row("5A.04", "urban-services-land", ONE),
    row("5A.05", "neighbourhood-services-land", ONE),
    row("5A.06", "hospital-beds", ONE),
    row("5A.07", "education-facilities", ONE, OPEN, OPEN, OPEN, OPEN, OPEN, (1, 2)),
    row("5A.08", "cultural-works", ONE, OPEN, OPEN, OPEN, (4, 6), (2, 4), (1, 2)),
    row("5A.09", "sports-works", ONE, OPEN, OPEN, OPEN, (3, 5), (2, 3), (1, 2)),
    row("5A.10", "commercial-works", ONE, OPEN, OPEN, (7, 10), (4, 7), (2, 4), (1, 2)),
    row("5A.11", "transport-hub", TWO, ("national", "international"), ("national", "international"),
        ("inter-province", "national"), ("province", "inter-province"), ("inter-district", "province"),
        ("district", "inter-district"), ladder=HUBS),
    row("5A.12", "traffic-land-ratio", ONE, (18, 26), (16, 24), (15, 22), (13, 19), (12, 17), (11, 16)),
    row("5A.13", "road-density", ONE, OPEN, OPEN, OPEN, (7, 10), (6, 8), (6, 8)),
    row("5A.14", "traffic-land-per-person", ONE, (15, None), (13, 15), (11, 13), (9, 11), (7, 9), (5, 7)),
    row("5A.15", "public-transport-share", ONE, OPEN, (15, 20), (10, 15), (6, 10), (3, 5), (1, 2)),
    row("5A.16", "household-electricity", ONE, (1_000, 1_100), (850, 1_000), (700, 850), (500, 700), (350, 500),
        (250, 350)),
    row("5A.17", "main-street-lighting", ONE, OPEN, (95, 100), (95, 100), (90, 95), (90, 95), (80, 90)),
    row("5A.18", "alley-lighting", ONE, OPEN, OPEN, (80, 90), (70, 85), (60, 80), (50, 70)),
    row("5A.19", "water-supply", TWO, (120, 130), (120, 130), (120, 125), (110, 120), (100, 110), (80, 100)),
    row("5A.20", "clean-water-coverage", ONE, (95, 100), (95, 100), (95, 100), (90, 95), (90, 95), (80, 90)),
    row("5A.21", "internet-subscriptions", ONE, (25, 30), (25, 30), (20, 25), (15, 20), (15, 20), (15, 20)),
    row("5A.22", "mobile-coverage", ONE, (95, 100), (95, 100), (95, 100), (90, 95), (90, 95), (90, 95)),
    row("5A.23", "drainage-density", TWO, OPEN, ("4.5", 5), (4, "4.5"), ("3.5", 4), (3, "3.5"), ("2.5", 3)),
    row("5A.24", "flooding-managed", ONE),
    row("5A.25", "hazardous-waste-treated", ONE),
    row("5A.26", "wastewater-treated", ONE),
    row("5A.27", "solid-waste-collected", ONE, OPEN, OPEN, OPEN, (80, 90), (80, 90), (70, 80)),
    row("5A.28", "solid-waste-treated", ONE, OPEN, OPEN, OPEN, (70, 80), OPEN, (65, 70)),
    row("5A.29", "medical-waste-treated", ONE),
    row("5A.30", "funeral-homes", ONE),
    row("5A.31", "cremation-rate", ONE),
    row("5A.32", "green-land-per-person", TWO),
    row("5A.33", "public-green-land-per-person", TWO),
    row("5A.34", "architecture-regulation", TWO, ladder=REGULATIONS),
    row("5A.35", "civilised-streets", TWO),
    row("5A.36", "renewal-projects", TWO),
    row("5A.37", "public-spaces", TWO),
    row("5A.38", "landmark-works", TWO, ladder=LANDMARKS),
    *(
        row(f"5B.{number:02}", indicator, OUTER)
        for number, indicator in enumerate(
            ("outer-schools", "outer-culture", "outer-markets", "outer-housing", "outer-roads", "outer-electricity",
             "outer-environment", "outer-planning"), 1)
    ),
)  # fmt: skip

ADDITIONS: dict[tuple[str, str], Pair] = {
    ("1.2.2", "II"): ("1.4", None),  # "từ 1,4 lần"
    ("1.2.4", "II"): ("6.5", 7),
    ("1.2.6", "II"): ("1.4", "1.8"),
    ("5A.02", "I"): (90, None),  # Decision 1351/QĐ-UBND, programme of Vũng Tàu
}
"""Levels found later, in the table of Đồng Xoài where nothing else is said, by code and type."""

CENTRAL_CITY_TYPE_I: dict[str, Pair] = {
    "2.1": (1_000_000, 5_000_000),
    "2.2": (500_000, 3_000_000),
}
"""Article 4: a centrally run city of type I needs more people than the type I column, which is a provincial city's."""
