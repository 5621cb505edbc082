"""What the law requires of the units that make up an urban area, judged on bounds and without division.

The results are reported beside the verdict and are never part of it. Points are integers in ten-thousandths.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from classifier.plan.judgement import Verdict, verdict_of
from criteria.indicator import Indicator, Indicators
from criteria.municipality import Municipality, Subject, Unit
from criteria.quantity import UNKNOWN, Interval
from criteria.rulebook import MemberUnitsRequirement, ReachedBy
from criteria.standard import POINT_DECIMALS


@dataclass(frozen=True, slots=True)
class UnitPoints:
    """Bounds on the points of one unit."""

    municipality: Municipality
    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class MemberUnitsResult:
    """The result of one member-unit requirement.

    Attributes:
        lower, upper: bounds on the points that are compared with the required points: those of the weakest unit if
            every unit must reach them, of the strongest if one must, or the average. The average is rounded down to a
            ten-thousandth, so that rounding never makes it reach the required points.
        units: the units on file, which may not be all there are.
    """

    requirement: MemberUnitsRequirement
    verdict: Verdict
    lower: int
    upper: int
    units: tuple[UnitPoints, ...]


def smallest_step(requirement: MemberUnitsRequirement, indicators: Indicators) -> int:
    """Return the smallest difference between the points of units, in ten-thousandths."""
    return int(10 ** (POINT_DECIMALS - max(indicators[known].decimals for known in requirement.points.values())))


def possible_points(requirement: MemberUnitsRequirement, indicators: Indicators) -> Interval:
    """Return the interval in which the points of units lie, for any type."""
    domains = [_in_points(indicators[known], indicators[known].domain) for known in requirement.points.values()]
    return Interval(min(domain.lower for domain in domains), max(domain.upper for domain in domains))


def judge_member_units(
    requirements: Iterable[MemberUnitsRequirement],
    target: str,
    subject: Subject,
    indicators: Indicators,
) -> tuple[MemberUnitsResult, ...]:
    """Judge the requirements that apply to a type and to the number of units on file.

    A municipality that is itself such a unit is its own only unit. For any other, some units may not be on file. So
    with one unit on file the requirements for several units are reported too, and with none every requirement is
    reported; these are undetermined.
    """
    return tuple(_results(requirements, target, subject, indicators))


def _results(
    requirements: Iterable[MemberUnitsRequirement], target: str, subject: Subject, indicators: Indicators
) -> Iterator[MemberUnitsResult]:
    for requirement in requirements:
        if target not in requirement.points:
            continue
        is_unit = subject.municipality.kind in requirement.unit_kinds
        members = [Unit(subject.municipality, subject.measured)] if is_unit else subject.surroundings.units
        units = [unit for unit in members if unit.municipality.kind in requirement.unit_kinds]
        if requirement.of_one_unit and len(units) > 1:
            continue
        if is_unit and not requirement.of_one_unit:
            continue
        indicator = indicators[requirement.points[target]]
        points = tuple(_points(unit, indicator) for unit in units)
        if not units or (len(units) == 1 and not requirement.of_one_unit):
            domain = _in_points(indicator, indicator.domain)
            yield MemberUnitsResult(requirement, Verdict.UNDETERMINED, domain.lower, domain.upper, points)
        else:
            yield _result(requirement, points)


def _points(unit: Unit, indicator: Indicator) -> UnitPoints:
    """Return bounds on the points of a unit; the indicator's whole domain if they are not stated."""
    measurement = unit.measured.get(indicator.id)
    quantity = measurement.quantity if measurement else UNKNOWN
    bounds = _in_points(indicator, quantity.within(indicator.domain))
    return UnitPoints(unit.municipality, bounds.lower, bounds.upper)


def _in_points(indicator: Indicator, interval: Interval) -> Interval:
    factor = 10 ** (POINT_DECIMALS - indicator.decimals)
    return Interval(interval.lower * factor, interval.upper * factor)


def _result(requirement: MemberUnitsRequirement, units: Sequence[UnitPoints]) -> MemberUnitsResult:
    lowers, uppers = [unit.lower for unit in units], [unit.upper for unit in units]
    verdict = verdict_of(surely=_reach(requirement, lowers), possibly=_reach(requirement, uppers))
    return MemberUnitsResult(
        requirement, verdict, _shown(requirement, lowers), _shown(requirement, uppers), tuple(units)
    )


def _reach(requirement: MemberUnitsRequirement, points: Sequence[int]) -> bool:
    """True if these points, one for each unit, meet the requirement."""
    required = requirement.required.value
    match requirement.reached_by:
        case ReachedBy.EVERY:
            return all(value >= required for value in points)
        case ReachedBy.ONE:
            return any(value >= required for value in points)
        case ReachedBy.AVERAGE:
            return sum(points) >= required * len(points)


def _shown(requirement: MemberUnitsRequirement, points: Sequence[int]) -> int:
    match requirement.reached_by:
        case ReachedBy.EVERY:
            return min(points)
        case ReachedBy.ONE:
            return max(points)
        case ReachedBy.AVERAGE:
            return sum(points) // len(points)
