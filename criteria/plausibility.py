"""Values that are allowed but look like slips: shares written as 0..1, people in thousands, contradicting densities.

They are told and never refused: the value is judged as it is stated.
"""

import itertools
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from criteria.indicator import Indicator, Indicators
from criteria.municipality import Measured, Measurement
from criteria.quantity import Quantity
from criteria.rulebook import Rulebook

POPULATION, AREA, DENSITY = COMPARED = ("population", "natural-area", "population-density")
"""The indicators that contradict each other if people divided by area are far from the density."""

TENFOLD = 10
THOUSAND = 1000
LEAST_OF_PEOPLE, MOST_OF_PEOPLE = (4, 5), (8, 1)
"""The density may be this much below, or above, people divided by area: it may be of a part of the area only."""

_PERCENT, _PEOPLE = "%", "people"


class SlipKind(StrEnum):
    """The likely slips."""

    SHARE_OF_ONE = "share_of_one"
    PEOPLE_IN_THOUSANDS = "people_in_thousands"
    DENSITY_CONTRADICTS = "density_contradicts"
    JUMP_BETWEEN_DAYS = "jump_between_days"


@dataclass(frozen=True, slots=True)
class Slip:
    """A likely slip.

    Attributes:
        measurements: the value in question, first, and those that contradict it.
        meant: what was likely meant; None if that cannot be told.
    """

    kind: SlipKind
    indicator: Indicator
    measurements: tuple[Measurement, ...]
    meant: Quantity | None = None


def least_levels(rulebook: Rulebook) -> Mapping[str, int]:
    """Return the least level of each indicator that a law states for any type, better being higher."""
    found: dict[str, int] = {}
    for standard in rulebook.standards:
        for level in standard.levels.values():
            for known in (level.minimum, level.maximum):
                if known is not None:
                    found[standard.indicator] = min(found.get(standard.indicator, known.value), known.value)
    return found


def may_be_share_of_one(indicator: Indicator, least_level: int | None) -> bool:
    """True if a value of at most one percent is likely a share of 0..1: the law asks for shares of several percent."""
    is_percent = indicator.unit is not None and indicator.unit.en == _PERCENT
    one = 10**indicator.decimals
    is_whole_share = indicator.domain.upper == 100 * one and indicator.higher_is_better
    return is_percent and is_whole_share and (least_level is None or least_level >= TENFOLD * one)


def may_be_thousands_of_people(indicator: Indicator, least_level: int | None) -> bool:
    """True if fewer than a thousand people are likely thousands: the law asks for thousands."""
    is_people = indicator.unit is not None and indicator.unit.en == _PEOPLE and indicator.decimals == 0
    return is_people and (least_level is None or least_level >= THOUSAND)


def likely_slips(
    measured: Measured, on_file: Collection[Measurement], indicators: Indicators, levels: Mapping[str, int]
) -> Iterator[Slip]:
    """Yield the likely slips in what was measured of a municipality.

    Args:
        measured: what counts.
        on_file: every measurement of the municipality.
        levels: the least level of each indicator; see `least_levels`.
    """
    for name, measurement in measured.items():
        indicator, value = indicators[name], _value(measurement)
        if value is None or value <= 0:
            continue
        if value <= 10**indicator.decimals and may_be_share_of_one(indicator, levels.get(name)):
            yield Slip(SlipKind.SHARE_OF_ONE, indicator, (measurement,), _times(value, 100))
        elif value < THOUSAND and may_be_thousands_of_people(indicator, levels.get(name)):
            yield Slip(SlipKind.PEOPLE_IN_THOUSANDS, indicator, (measurement,), _times(value, THOUSAND))
    yield from _contradictions(measured, indicators)
    yield from _jumps(on_file, indicators)


def _value(measurement: Measurement | None) -> int | None:
    """Return the value of a measurement, cut off after the indicator's decimals; None if it is not one value."""
    return measurement.quantity.lower if measurement is not None and measurement.quantity.is_one_value else None


def _times(value: int, factor: int) -> Quantity:
    return Quantity(value * factor, value * factor)


def _contradictions(measured: Measured, indicators: Indicators) -> Iterator[Slip]:
    """Yield the density that people and area contradict."""
    names = (DENSITY, POPULATION, AREA)
    if not all(name in measured and name in indicators for name in names):
        return
    density, people, area = (_value(measured[name]) for name in names)
    if density is None or not people or not area:
        return
    scales = [10 ** indicators[name].decimals for name in names]
    # density / scale against people / scale / (area / scale), without division
    of_density, of_people = density * area * scales[1], people * scales[0] * scales[2]
    (least, of_least), (most, of_most) = LEAST_OF_PEOPLE, MOST_OF_PEOPLE
    if of_density * of_least < of_people * least or of_density * of_most > of_people * most:
        expected = people * scales[0] * scales[2] // (area * scales[1])
        found = tuple(measured[name] for name in names)
        yield Slip(SlipKind.DENSITY_CONTRADICTS, indicators[DENSITY], found, Quantity(expected, expected))


def _jumps(on_file: Collection[Measurement], indicators: Indicators) -> Iterator[Slip]:
    """Yield the values that are tenfold, or a tenth of, that of the day before."""
    series: dict[str, list[Measurement]] = {}
    for measurement in sorted(on_file, key=lambda known: known.as_of):
        if not indicators[measurement.indicator].is_graded and (_value(measurement) or 0) > 0:
            series.setdefault(measurement.indicator, []).append(measurement)
    for name, rows in series.items():
        for earlier, later in itertools.pairwise(rows):
            before, after = _value(earlier) or 0, _value(later) or 0
            if max(before, after) >= TENFOLD * min(before, after):
                yield Slip(SlipKind.JUMP_BETWEEN_DAYS, indicators[name], (earlier, later))
