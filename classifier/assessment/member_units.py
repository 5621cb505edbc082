"""What the law requires of the units that make up an urban area, as results to report and to measure next.

Points are integers in ten-thousandths.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from classifier.engines.units_reference import judge_asked, whole_outcome
from classifier.plan.judgement import Outcome, Verdict, in_either_way
from classifier.plan.member_units import AskedOfUnits, AskedWays, UnitPoints, asked_of_units, in_points
from criteria.indicator import Indicator, Indicators
from criteria.municipality import Municipality, Subject
from criteria.quantity import Interval
from criteria.rulebook import MemberUnitsRequirement, ReachedBy
from criteria.standard import POINT_DECIMALS


@dataclass(frozen=True, slots=True)
class MemberUnitsResult:
    """The result of one member-unit requirement.

    Attributes:
        lower, upper: bounds on the points that are compared with the required points: those of the weakest unit if
            every unit must reach them, of the strongest if one must, or the average. The average is rounded down to a
            ten-thousandth, so that rounding never makes it reach the required points.
        units: the units on file, which may not be all there are.
        indicator: the points of a unit.
    """

    requirement: MemberUnitsRequirement
    verdict: Verdict
    lower: int
    upper: int
    units: tuple[UnitPoints, ...]
    indicator: Indicator

    @property
    def missing(self) -> tuple[UnitPoints, ...]:
        """The units on file whose points are not known exactly."""
        return tuple(unit for unit in self.units if not unit.is_exact)


@dataclass(frozen=True, slots=True)
class OpenUnit:
    """Points of a unit that could change the verdict of the law as a whole.

    Attributes:
        municipality: the unit; None if no unit of the area is on file.
        could_decide: the verdict that these points alone could bring about; None if they alone decide nothing.
    """

    indicator: Indicator
    municipality: Municipality | None
    lower: int
    upper: int
    could_decide: Verdict | None


def smallest_step(requirement: MemberUnitsRequirement, indicators: Indicators) -> int:
    """Return the smallest difference between the points of units, in ten-thousandths."""
    return int(10 ** (POINT_DECIMALS - max(indicators[known].decimals for known in requirement.points.values())))


def possible_points(requirement: MemberUnitsRequirement, indicators: Indicators) -> Interval:
    """Return the interval in which the points of units lie, for any type."""
    domains = [in_points(indicators[known], indicators[known].domain) for known in requirement.points.values()]
    return Interval(min(domain.lower for domain in domains), max(domain.upper for domain in domains))


def judge_member_units(
    requirements: Iterable[MemberUnitsRequirement],
    target: str,
    subject: Subject,
    indicators: Indicators,
) -> tuple[MemberUnitsResult, ...]:
    """Judge the requirements that apply to a type and to the ways in which the area may be made up."""
    return results_of(asked_of_units(requirements, target, subject, indicators))


def results_of(asked: AskedWays) -> tuple[MemberUnitsResult, ...]:
    """Return the result of each requirement that applies; one that is asked in several ways is open if they differ."""
    found: dict[str, MemberUnitsResult] = {}
    for result in (_result(one) for ways in asked for way in ways for one in way):
        known = found.setdefault(result.requirement.id, result)
        if known is not result:
            found[result.requirement.id] = _combined(known, result)
    return tuple(found.values())


def _combined(one: MemberUnitsResult, other: MemberUnitsResult) -> MemberUnitsResult:
    return replace(
        one,
        verdict=in_either_way(one.verdict, other.verdict),
        lower=min(one.lower, other.lower),
        upper=max(one.upper, other.upper),
        units=one.units or other.units,
    )


def _result(asked: AskedOfUnits) -> MemberUnitsResult:
    requirement, units = asked.requirement, asked.units
    if asked.is_every_unit:
        lower, upper = (
            _shown(requirement, points) for points in zip(*((u.lower, u.upper) for u in units), strict=True)
        )
    else:
        domain = in_points(asked.indicator, asked.indicator.domain)
        lower, upper = domain.lower, domain.upper
    return MemberUnitsResult(requirement, judge_asked(asked), lower, upper, units, asked.indicator)


def _shown(requirement: MemberUnitsRequirement, points: Sequence[int]) -> int:
    match requirement.reached_by:
        case ReachedBy.EVERY:
            return min(points)
        case ReachedBy.ONE:
            return max(points)
        case ReachedBy.AVERAGE:
            return sum(points) // len(points)


def open_units(asked: AskedWays, total: Outcome) -> tuple[OpenUnit, ...]:
    """Return the points of units that could change the verdict; none if it is decided. Those that decide it come first.

    Args:
        total: the outcome of the standards.
    """
    if whole_outcome(total, asked).verdict is not Verdict.UNDETERMINED:
        return ()
    found: dict[tuple[str, str | None], OpenUnit] = {}
    for one in (one for ways in asked for way in ways for one in way):
        if judge_asked(one) is not Verdict.UNDETERMINED:
            continue
        for unit in one.units:
            if not unit.is_exact:
                key = (one.indicator.id, unit.municipality.id)
                decides = _could_decide(asked, total, one.indicator, unit)
                found[key] = OpenUnit(one.indicator, unit.municipality, unit.lower, unit.upper, decides)
        if not one.units:
            domain = in_points(one.indicator, one.indicator.domain)
            found[one.indicator.id, None] = OpenUnit(one.indicator, None, domain.lower, domain.upper, None)
    return tuple(sorted(found.values(), key=lambda known: known.could_decide is None))


def _could_decide(asked: AskedWays, total: Outcome, indicator: Indicator, unit: UnitPoints) -> Verdict | None:
    """Return the verdict that the points of one unit could bring about: met at best, else not met at worst."""
    for points, verdict in ((unit.upper, Verdict.MET), (unit.lower, Verdict.NOT_MET)):
        if whole_outcome(total, _with_points(asked, indicator, unit, points)).verdict is verdict:
            return verdict
    return None


def _with_points(asked: AskedWays, indicator: Indicator, unit: UnitPoints, points: int) -> AskedWays:
    """Return what is asked, with these points for one unit."""
    exact = replace(unit, lower=points, upper=points)

    def known(one: AskedOfUnits) -> AskedOfUnits:
        if one.indicator.id != indicator.id:
            return one
        same = unit.municipality.id
        return replace(one, units=tuple(exact if u.municipality.id == same else u for u in one.units))

    return tuple(tuple(tuple(known(one) for one in way) for way in ways) for ways in asked)
