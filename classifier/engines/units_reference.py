"""The reference for what the law asks of units, and for the verdict of the law as a whole; without division."""

from collections.abc import Sequence
from dataclasses import replace

from classifier.plan.judgement import Judgement, Outcome, Verdict, by_requirement, verdict_of
from classifier.plan.member_units import AskedOfUnits, AskedWays
from criteria.rulebook import ReachedBy


def judge_asked(asked: AskedOfUnits) -> Verdict:
    """Judge one requirement; it is open if units or the required points are unknown."""
    if not asked.is_every_unit or asked.required is None:
        return Verdict.UNDETERMINED
    return verdict_of(
        surely=_reach(asked.requirement.reached_by, asked.required, [unit.lower for unit in asked.units]),
        possibly=_reach(asked.requirement.reached_by, asked.required, [unit.upper for unit in asked.units]),
    )


def _reach(reached_by: ReachedBy, required: int, points: Sequence[int]) -> bool:
    """True if these points, one for each unit, meet the requirement."""
    match reached_by:
        case ReachedBy.EVERY:
            return all(value >= required for value in points)
        case ReachedBy.ONE:
            return any(value >= required for value in points)
        case ReachedBy.AVERAGE:
            return sum(points) >= required * len(points)


def units_surely(asked: AskedWays) -> bool:
    """True if all that is asked of the units surely holds, in every way in which the area may be made up."""
    return all(judge_asked(one) is Verdict.MET for ways in asked for way in ways for one in way)


def units_possibly(asked: AskedWays) -> bool:
    """True if all that is asked of the units may hold, in some way in which the area may be made up."""
    return all(any(all(judge_asked(one) is not Verdict.NOT_MET for one in way) for way in ways) for ways in asked)


def whole_outcome(total: Outcome, asked: AskedWays) -> Outcome:
    """Judge the law as a whole: the standards and the units must both hold. The points are those of the standards."""
    return replace(
        total,
        surely=total.surely and units_surely(asked),
        possibly=total.possibly and units_possibly(asked),
    )


def judge_whole(judgement: Judgement, asked: AskedWays) -> Judgement:
    """Add what is concluded of the units, and of the law as a whole, to a judgement of the standards."""
    return replace(
        judgement,
        units=by_requirement((one.requirement.id, judge_asked(one)) for ways in asked for way in ways for one in way),
        whole={reading: whole_outcome(total, asked) for reading, total in judgement.total.items()},
    )
