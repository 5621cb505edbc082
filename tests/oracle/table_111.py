"""Table 2A, Appendix II of Resolution 111/2025, typed from the fact file: 23 standards in 3 criteria, types II and III.

A row: its code, what is measured, the points for the minimum and the maximum level, and both levels for II and for III.
"""

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle.exact import Number
from tests.oracle.table_1210 import CENTRES, HUBS, REGULATIONS, Pair

TYPES = ("II", "III")

CRITERIA = {"I": ("11.5", 15), "II": ("15.5", 20), "III": (48, 65)}
"""The minimum and the maximum points of each criterion; together 75 and 100."""
PASS_MARK = 75


@dataclass(frozen=True)
class Row111:
    """A standard."""

    code: str
    indicator: str
    least: Fraction
    most: Fraction
    levels: tuple[Pair, Pair]
    ladder: tuple[str, ...] = ()
    counts_works: bool = False
    landscape: bool = False
    """True in group III.3, space, architecture and landscape."""

    def of(self, type_: str) -> Pair:
        """Return the levels for a type."""
        return self.levels[TYPES.index(type_)]

    @property
    def criterion(self) -> str:
        """Return the number of its criterion: II of 2A.II.04."""
        return self.code.split(".")[1]


def row(
    code: str,
    indicator: str,
    points: tuple[Number, Number],
    two: Pair,
    three: Pair,
    *,
    ladder: tuple[str, ...] = (),
    counts_works: bool = False,
) -> Row111:
    """Return a row."""
    least, most = map(Fraction, points)
    return Row111(code, indicator, least, most, (two, three), ladder, counts_works, landscape=code >= "2A.III.20")


ROWS = (
    row("2A.I.01", "urban-role", ("5.5", 7), ("province", "region"), ("commune", "province"), ladder=CENTRES),
    row("2A.I.02", "central-place-role", (6, 8), ("province", "region"), ("commune", "province"), ladder=CENTRES),
    row("2A.II.03", "population", ("5.5", 7), (200_000, 500_000), (20_000, 200_000)),
    row("2A.II.04", "population-density", ("4.5", 6), (1_000, 1_500), (500, 1_000)),
    row("2A.II.05", "non-agricultural-labour", ("5.5", 7), (65, 95), (55, 65)),
    row("2A.III.06", "transport-hub", (3, 4), ("province", "inter-province"), ("commune", "province"), ladder=HUBS),
    row("2A.III.07", "road-density", (4, 5), (6, 8), (4, 6)),
    row("2A.III.08", "piped-water-coverage", (2, 3), (90, 100), (85, 95)),
    row("2A.III.09", "drainage-density", (2, 3), ("3.5", "4.5"), (3, "3.5")),
    row("2A.III.10", "wastewater-plant-utilisation", ("0.75", 1), (60, 80), (50, 70)),
    row("2A.III.11", "solid-waste-treated", (2, 3), (80, 90), (70, 80)),
    row("2A.III.12", "cemetery-planned", (2, 3), (60, 80), (50, 70)),
    # Type III: "có dự án", a project at least, which is no number of homes.
    row("2A.III.13", "funeral-homes", ("2.5", 3), (1, 2), (None, 1), counts_works=True),
    row("2A.III.14", "hospital-beds", ("3.75", 5), (35, 40), (30, 35)),
    row("2A.III.15", "education-facilities", ("3.75", 5), (10, 25), (1, 10), counts_works=True),
    row("2A.III.16", "cultural-works", ("3.75", 5), (10, 20), (2, 10), counts_works=True),
    row("2A.III.17", "sports-works", (3, 4), (5, 10), (2, 5), counts_works=True),
    row("2A.III.18", "commercial-works", (2, 3), (5, 10), (2, 5), counts_works=True),
    row("2A.III.19", "urban-services-land", (2, 3), (2, 3), ("1.5", 2)),
    row("2A.III.20", "large-public-green-spaces", (3, 4), (2, 4), (1, 2), counts_works=True),
    row("2A.III.21", "green-space-ratio", (2, 3), (25, 35), (25, 35)),
    row("2A.III.22", "public-green-land-per-person", ("2.5", 3), (6, 8), ("2.5", 7)),
    row("2A.III.23", "architecture-regulation", (4, 5), ("in-force-1-year", "in-force-3-years"),
        ("in-force-1-year", "in-force-3-years"), ladder=REGULATIONS),
)  # fmt: skip
