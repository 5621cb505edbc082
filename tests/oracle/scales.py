"""The scale each indicator is measured on: its decimals and the lowest and highest value there can be."""

from dataclasses import dataclass
from fractions import Fraction
from math import floor


@dataclass(frozen=True)
class Scale:
    """The values an indicator can have."""

    decimals: int
    lowest: int
    highest: int

    @property
    def unit(self) -> Fraction:
        """Return the least difference between two values."""
        return Fraction(1, 10**self.decimals)

    def clipped(self, value: Fraction) -> Fraction:
        """Return the value, or the end of the scale that it is beyond."""
        return max(Fraction(self.lowest), min(Fraction(self.highest), value))

    def nearest_below(self, value: Fraction) -> Fraction:
        """Return the greatest value of the scale that is not above the one given."""
        return self.clipped(floor(value / self.unit) * self.unit)


PEOPLE = Scale(0, 0, 20_000_000)
COUNT = Scale(0, 0, 10_000)
SHARE = Scale(2, 0, 100)
AMOUNT = Scale(2, 0, 1_000)
RATIO = Scale(3, 0, 100)
DIFFERENCE = Scale(2, -100, 100)
POINTS = Scale(4, 0, 100)

SCALES = {
    PEOPLE: ("permanent-population", "population", "inner-population"),
    COUNT: (
        "built-up-density",
        "commune-level-units",
        "commercial-works",
        "cultural-works",
        "district-level-units",
        "education-facilities",
        "funeral-homes",
        "household-electricity",
        "large-public-green-spaces",
        "population-density",
        "public-spaces",
        "renewal-projects",
        "sports-works",
        "wards",
        "water-supply",
    ),
    Scale(0, 0, 19): ("new-countryside-criteria",),
    Scale(2, 0, 50_000): ("natural-area",),
    AMOUNT: (
        "civil-land-per-person",
        "drainage-density",
        "floor-area-per-person",
        "green-land-per-person",
        "hospital-beds",
        "internet-subscriptions",
        "neighbourhood-services-land",
        "public-green-land-per-person",
        "road-density",
        "temporary-population-share",
        "traffic-land-per-person",
        "urban-services-land",
        "wastewater-plant-utilisation",
    ),
    RATIO: ("doctors-ratio", "hospital-beds-ratio", "income-ratio"),
    DIFFERENCE: (
        "economic-growth",
        "growth-above-national",
        "population-growth",
        "poverty-above-national",
        "trained-labour-above-national",
    ),
    POINTS: (
        "unit-table-2b-points-type-II",
        "unit-table-2b-points-type-III",
        "unit-table-2b-section-III-points-type-II",
        "unit-table-2b-section-III-points-type-III",
    ),
}
"""The indicators by scale; all others are shares of a whole."""

_BY_INDICATOR = {indicator: scale for scale, indicators in SCALES.items() for indicator in indicators}


def scale_of(indicator: str) -> Scale:
    """Return the scale of an indicator."""
    return _BY_INDICATOR.get(indicator, SHARE)
