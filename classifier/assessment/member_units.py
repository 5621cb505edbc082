"""Whether the units that make up an urban area reach what the law asks of them, on bounds and without division.

Reported beside the verdict and never part of it. Points are integers in ten-thousandths.
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
    """The bounds of the points of one unit."""

    municipality: Municipality
    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class MemberUnitsResult:
    """What came out of one member-unit requirement.

    Attributes:
        lower, upper: bounds of what is held against the required points: the points of the weakest unit where every
            unit must reach them, of the strongest where one must, or the average. The average is rounded down to a
            ten-thousandth, by which it never passes the required points.
        units: those on file; whether these are all of them is not known.
    """

    test: MemberUnitsRequirement
    verdict: Verdict
    lower: int
    upper: int
    units: tuple[UnitPoints, ...]


def smallest_step(test: MemberUnitsRequirement, indicators: Indicators) -> int:
    """By how many ten-thousandths of a point the points of units can differ."""
    return int(10 ** (POINT_DECIMALS - max(indicators[known].decimals for known in test.points.values())))


def possible_points(test: MemberUnitsRequirement, indicators: Indicators) -> Interval:
    """Between which bounds the points of units lie, for any type."""
    domains = [_in_points(indicators[known], indicators[known].domain) for known in test.points.values()]
    return Interval(min(domain.lower for domain in domains), max(domain.upper for domain in domains))


def judge_member_units(
    tests: Iterable[MemberUnitsRequirement],
    target: str,
    subject: Subject,
    indicators: Indicators,
) -> tuple[MemberUnitsResult, ...]:
    """The tests that the law asks for a type, of an urban area of as many units as are on file.

    A municipality that is itself such a unit is its own one unit. Of any other it is not known whether all its units
    are on file: of one unit the tests of several are told too, of none every test is; both undetermined.
    """
    return tuple(_results(tests, target, subject, indicators))


def _results(
    tests: Iterable[MemberUnitsRequirement], target: str, subject: Subject, indicators: Indicators
) -> Iterator[MemberUnitsResult]:
    for test in tests:
        if target not in test.points:
            continue
        is_unit = subject.municipality.kind in test.unit_kinds
        members = [Unit(subject.municipality, subject.measured)] if is_unit else subject.surroundings.units
        units = [unit for unit in members if unit.municipality.kind in test.unit_kinds]
        if test.of_one_unit and len(units) > 1:
            continue
        if is_unit and not test.of_one_unit:
            continue
        indicator = indicators[test.points[target]]
        points = tuple(_points(unit, indicator) for unit in units)
        if not units or (len(units) == 1 and not test.of_one_unit):
            domain = _in_points(indicator, indicator.domain)
            yield MemberUnitsResult(test, Verdict.UNDETERMINED, domain.lower, domain.upper, points)
        else:
            yield _result(test, points)


def _points(unit: Unit, indicator: Indicator) -> UnitPoints:
    """The bounds of a unit's points; whatever the indicator may be, where they are not stated."""
    measurement = unit.measured.get(indicator.id)
    quantity = measurement.quantity if measurement else UNKNOWN
    bounds = _in_points(indicator, quantity.within(indicator.domain))
    return UnitPoints(unit.municipality, bounds.lower, bounds.upper)


def _in_points(indicator: Indicator, interval: Interval) -> Interval:
    factor = 10 ** (POINT_DECIMALS - indicator.decimals)
    return Interval(interval.lower * factor, interval.upper * factor)


def _result(test: MemberUnitsRequirement, units: Sequence[UnitPoints]) -> MemberUnitsResult:
    lowers, uppers = [unit.lower for unit in units], [unit.upper for unit in units]
    verdict = verdict_of(surely=_reach(test, lowers), possibly=_reach(test, uppers))
    return MemberUnitsResult(test, verdict, _shown(test, lowers), _shown(test, uppers), tuple(units))


def _reach(test: MemberUnitsRequirement, points: Sequence[int]) -> bool:
    """Whether these points, one for each unit, are enough."""
    required = test.required.value
    match test.reached_by:
        case ReachedBy.EVERY:
            return all(value >= required for value in points)
        case ReachedBy.ONE:
            return any(value >= required for value in points)
        case ReachedBy.AVERAGE:
            return sum(points) >= required * len(points)


def _shown(test: MemberUnitsRequirement, points: Sequence[int]) -> int:
    match test.reached_by:
        case ReachedBy.EVERY:
            return min(points)
        case ReachedBy.ONE:
            return max(points)
        case ReachedBy.AVERAGE:
            return sum(points) // len(points)
