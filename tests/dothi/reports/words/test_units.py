"""`dothi.reports.words.units`: one facility, two facilities."""

import pytest

from dothi.reports.words.units import singular_unit
from tests.support.paths import REAL_RULES
from tests.support.toy_assessments import library

SYMBOLS = {"%", "DWT", "ha", "kWh", "km", "km²", "m", "m²", "m² of floor", "m³"}
"""Units that have no plural."""


def test_every_counted_unit_has_a_singular() -> None:
    """Each English unit of the shipped indicators is a symbol or has a singular."""
    units = {indicator.unit.en for indicator in library(REAL_RULES).indicators.values() if indicator.unit}
    assert [] == [unit for unit in units if unit.partition("/")[0] not in SYMBOLS and singular_unit(unit) == unit]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("facilities", "facility"),
        ("people/km²", "person/km²"),
        ("beds/10,000 people", "bed/10,000 people"),
        ("ha", "ha"),
    ],
)
def test_the_singular_of_a_unit(unit: str, expected: str) -> None:
    """What is counted is in the singular; what it is measured against stays."""
    assert expected == singular_unit(unit)
