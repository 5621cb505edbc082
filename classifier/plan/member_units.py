"""What the law asks of the units of an urban area, with what is known of them, as integers.

An area may consist of one unit or of several, and the law asks something else of each. Where it is not known which it
is, there are two ways: what is asked surely holds if it holds in both, and possibly if it may hold in one of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from criteria.indicator import Indicator, Indicators
from criteria.municipality import Municipality, Subject, Unit
from criteria.quantity import UNKNOWN, Interval
from criteria.rulebook import MemberUnitsRequirement
from criteria.standard import POINT_DECIMALS
from criteria.sureness import NO_DEMAND, Demand, Doubt

URBAN_AREA = "urban-area"
"""The kind of an urban area that is no unit itself but is made up of one unit or of several."""


@dataclass(frozen=True, slots=True)
class UnitPoints:
    """Bounds on the points of one unit, in ten-thousandths."""

    municipality: Municipality
    lower: int
    upper: int

    @property
    def is_exact(self) -> bool:
        """True if the points are known."""
        return self.lower == self.upper


@dataclass(frozen=True, slots=True)
class AskedOfUnits:
    """One requirement on the units of an area.

    Attributes:
        indicator: the points of a unit.
        required: the points required; None if they are unknown.
        units: the units on file.
        is_every_unit: False if the area has units that are not on file.
    """

    requirement: MemberUnitsRequirement
    indicator: Indicator
    required: int | None
    units: tuple[UnitPoints, ...]
    is_every_unit: bool


Way = tuple[AskedOfUnits, ...]
"""What is asked of the units together if the area is made up in one of the ways that are possible."""

AskedWays = tuple[tuple[Way, ...], ...]
"""The ways in which the area may be made up, for each set of kinds that are units; what each set asks counts."""


def asked_of_units(
    requirements: Iterable[MemberUnitsRequirement],
    target: str,
    subject: Subject,
    indicators: Indicators,
    demand: Demand = NO_DEMAND,
) -> AskedWays:
    """Return what is asked of the units of a subject for a type; empty if nothing is.

    A municipality that is itself a unit is its own only unit, unless it is part of an urban area, or of something that
    is not on file: that may have others.
    Any other with several units on file is made up of these. With fewer on file it may be of one unit or of several.
    If its kind is not stated it may be either. A part whose kind is not stated may be a unit, so that not every unit is
    known.

    Args:
        demand: how sure the required points must be; less sure ones count as unknown.
    """
    groups: dict[frozenset[str], list[MemberUnitsRequirement]] = {}
    for requirement in requirements:
        if target in requirement.points:
            groups.setdefault(requirement.unit_kinds, []).append(requirement)
    kind = subject.municipality.kind
    return tuple(
        tuple(
            way
            for is_unit in ([kind in kinds] if kind else [True, False])
            for way in _ways(kinds, is_unit, members, target, subject, indicators, demand)
        )
        for kinds, members in groups.items()
    )


def _ways(
    kinds: frozenset[str],
    is_unit: bool,
    requirements: Iterable[MemberUnitsRequirement],
    target: str,
    subject: Subject,
    indicators: Indicators,
    demand: Demand,
) -> Iterator[Way]:
    municipality, whole = subject.municipality, subject.surroundings.whole
    members = () if is_unit else subject.surroundings.units
    units = [unit for unit in members if unit.municipality.kind in kinds]
    is_every = all(unit.municipality.kind for unit in members)
    if is_unit:
        units = [Unit(municipality, subject.measured)]
    is_of_area = whole.kind == URBAN_AREA if whole and whole.kind else municipality.part_of is not None
    may_be_several = not is_unit or is_of_area
    for of_one_unit, is_possible in ((True, len(units) <= 1), (False, may_be_several)):
        if not is_possible:
            continue
        asked = (known for known in requirements if known.of_one_unit == of_one_unit)
        yield tuple(
            AskedOfUnits(
                requirement=requirement,
                indicator=(indicator := indicators[requirement.points[target]]),
                required=requirement.required.value
                if demand.admits(Doubt.POINTS, requirement.required.basis)
                else None,
                units=tuple(_points(unit, indicator) for unit in units),
                is_every_unit=is_every and (len(units) == 1 if of_one_unit else len(units) > 1),
            )
            for requirement in asked
        )


def _points(unit: Unit, indicator: Indicator) -> UnitPoints:
    """Return bounds on the points of a unit; the indicator's whole domain if they are not stated."""
    measurement = unit.measured.get(indicator.id)
    quantity = measurement.quantity if measurement else UNKNOWN
    bounds = in_points(indicator, quantity.within(indicator.domain))
    return UnitPoints(unit.municipality, bounds.lower, bounds.upper)


def in_points(indicator: Indicator, interval: Interval) -> Interval:
    """Return values of an indicator that counts points in ten-thousandths of a point."""
    factor = 10 ** (POINT_DECIMALS - indicator.decimals)
    return Interval(interval.lower * factor, interval.upper * factor)
