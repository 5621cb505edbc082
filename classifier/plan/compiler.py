"""Rulebook × type × rules applied → plan: the law compiled into the integers that engines judge by."""

from collections.abc import Mapping, Sequence

from classifier.plan.adjustments import Adjustments, RequiredLevels, StepEnds, unknown_steps
from classifier.plan.applied_rules import AppliedRules
from classifier.plan.claims import with_claims
from classifier.plan.open_points import (
    StandardPoints,
    most_of,
    open_minimum,
    open_points_of,
    opened_points,
)
from classifier.plan.plan import CriterionPlan, Plan, ReadingPlan, StandardPlan
from criteria.diagnostic import Diagnostic, Location, UnsoundRules
from criteria.diagnostic_kinds import DiagnosticKind
from criteria.law import Law, Reading
from criteria.quantity import Interval
from criteria.rule import (
    Action,
    LowerPassMark,
    NotApplicable,
    NotCounted,
    ReplaceLevels,
    ScalePoints,
    SetPoints,
    SetRequired,
)
from criteria.rulebook import PointsFrame, Rulebook
from criteria.standard import ONE_POINT, Known, Level, Standard, added_up
from criteria.sureness import NO_DEMAND, Demand, Doubt


def compile_plan(
    rulebook: Rulebook, target: str, applied: AppliedRules, demand: Demand = NO_DEMAND, kind: str | None = None
) -> Plan:
    """Compile the plan of a law for one type and the municipalities to which these rules apply.

    Args:
        demand: how sure levels, points, minima, the rounding step, reductions and readings must be; whatever is less
            sure is unknown. Only where the points of standards go is taken from the rules however sure they are.
        kind: the kind of municipality; None for any.

    Raises:
        criteria.diagnostic.NotOnFile: the law has no such type, or no criteria of it apply to the kind.
    """
    rulebook = rulebook.for_type(target, kind)
    frame = rulebook.frame(target)
    rules = [rule for rule in rulebook.rules if rule.id in applied.possibly]
    sure_actions = [action for rule in rules if rule.id in applied.surely for action in rule.then]
    levels = effective_levels(rulebook, target, applied, demand)
    points = {s.id: (s.points.minimum.value, s.points.maximum.value) for s in rulebook.standards}
    open_points = open_points_of(rulebook, demand)
    not_applicable: set[str] = set()
    for action in sure_actions:
        _move_points(action, points, not_applicable)
        for ends in open_points:
            _move_points(action, ends, set())
    not_counted = {s for action in sure_actions if isinstance(action, NotCounted) for s in action.standards}
    lost = {criterion.id: _lost(criterion.standards, points, not_counted) for criterion in rulebook.criteria}
    points |= dict.fromkeys(not_counted, (0, 0))
    planned = {
        known: StandardPoints(
            *own, None if known in not_applicable | not_counted else opened_points(own, known, open_points)
        )
        for known, own in points.items()
    }
    criteria = tuple(
        CriterionPlan(
            criterion.id,
            criterion.points.minimum.value,
            criterion.points.maximum.value - lost[criterion.id],
            tuple(
                with_claims(
                    _standard_plan(
                        standard,
                        rulebook,
                        levels[standard.id],
                        planned[standard.id],
                        standard.id not in not_applicable | not_counted,
                        Adjustments(standard.id, rules, applied.surely, demand),
                        demand,
                    ),
                    standard,
                    rulebook,
                    target,
                )
                for standard in criterion.standards
            ),
            open_minimum(criterion, rulebook, demand),
            most_of(criterion, rulebook, demand)
            if open_points[0].keys() & {s.id for s in criterion.standards}
            else None,
        )
        for criterion in rulebook.criteria
    )
    law = rulebook.law
    return Plan(
        law=law.id,
        type=target,
        pass_mark=_pass_mark(frame.pass_mark, frame, target, sure_actions),
        points_maximum=frame.maximum - sum(lost.values()),
        rounding_step=law.rounding_step.value if demand.admits(Doubt.ROUNDING, law.rounding_step.basis) else 0,
        criteria=criteria,
        readings=tuple(_reading_plan(reading, law, demand) for reading in law.readings),
        open_pass_mark=_open_pass_mark(rulebook, frame, target, sure_actions, demand),
        cap=frame.maximum if open_points[0] else None,
    )


def _reading_plan(reading: Reading, law: Law, demand: Demand) -> ReadingPlan:
    """Return a reading; one that is not sure enough may turn out to be any reading of the law."""
    if demand.admits(Doubt.READING, reading.basis):
        return ReadingPlan(reading.id, True, (not reading.is_above_zero,) * 2)
    any_points_may_do = any(known.is_above_zero for known in law.readings)
    return ReadingPlan(reading.id, False, (True, not any_points_may_do))


def _lost(standards: Sequence[Standard], points: Mapping[str, tuple[int, int]], not_counted: set[str]) -> int:
    """Return the points lost because some standards are not counted, after what other rules made of them."""
    every = [(standard, (standard.alternative, points[standard.id][1])) for standard in standards]
    counted = [pair for standard, pair in every if standard.id not in not_counted]
    return added_up(pair for _, pair in every) - added_up(counted)


def effective_levels(
    rulebook: Rulebook, target: str, applied: AppliedRules, demand: Demand = NO_DEMAND
) -> dict[str, Level]:
    """Return the level of each standard for a type, after the rules that replace levels."""
    levels = {standard.id: standard.levels[target] for standard in rulebook.standards}
    for rule in rulebook.rules:
        for action in rule.then if rule.id in applied.surely else ():
            if isinstance(action, ReplaceLevels) and target in action.levels and action.standard in levels:
                is_known = demand.admits(Doubt.ADJUSTMENT, rule.basis)
                levels[action.standard] = action.levels[target] if is_known else Level(None, None)
    return levels


def _open_pass_mark(
    rulebook: Rulebook, frame: PointsFrame, target: str, actions: Sequence[Action], demand: Demand
) -> tuple[int, int] | None:
    """Return what a type needs at worst and at best; None if it is known."""
    known = rulebook.law.type(target)
    basis = (known.required or known.pass_mark or rulebook.law.pass_mark).basis
    if demand.admits(Doubt.POINTS, basis):
        return None
    return _pass_mark(frame.maximum, frame, target, actions), 0


def _pass_mark(needed: int, frame: PointsFrame, target: str, actions: Sequence[Action]) -> int:
    """Return what a type needs, after the rules that set or lower it."""
    for action in actions:
        match action:
            case SetRequired(known, count) if known == target:
                needed = count * ONE_POINT
            case LowerPassMark(by) if not frame.is_counted:
                needed = max(0, needed - by)
            case _:
                pass
    return needed


def _move_points(action: Action, points: dict[str, tuple[int, int]], not_applicable: set[str]) -> None:
    """Apply what an action changes about standards' points, and about which standards apply."""
    match action:
        case NotApplicable(standards):
            not_applicable |= set(standards)
            points |= dict.fromkeys(standards, (0, 0))
        case SetPoints(standard, minimum, maximum):
            points[standard] = (minimum, maximum)
        case ScalePoints(standards, numerator, denominator):
            for standard in (known for known in standards if known in points):
                minimum, maximum = points[standard]
                points[standard] = (minimum * numerator // denominator, maximum * numerator // denominator)
        case _:
            pass


def _standard_plan(
    standard: Standard,
    rulebook: Rulebook,
    level: Level,
    points: StandardPoints,
    applies: bool,
    adjustments: Adjustments,
    demand: Demand,
) -> StandardPlan:
    indicator = rulebook.indicators[standard.indicator]
    higher = indicator.higher_is_better
    domain = indicator.domain if higher else indicator.domain.mirrored()

    def known(number: Known | None) -> int | None:
        if number is None or not demand.admits(Doubt.LEVEL, number.basis):
            return None
        return number.value if higher else -number.value

    minimum, maximum = known(level.minimum), known(level.maximum)
    asked = RequiredLevels(minimum, maximum, minimum, minimum)
    if standard.steps is not None:
        whole = rulebook.law.whole_steps or standard.steps.only_whole
        start = None if standard.steps.start is None else standard.steps.start * (1 if higher else -1)
        step = standard.steps.each if whole else None
        if minimum is None or maximum is None:
            asked = unknown_steps(start, step, domain)
        else:
            asked = adjustments.in_steps(StepEnds(minimum, maximum, start, step, higher), domain)
    elif minimum is not None and not indicator.is_graded:
        asked = adjustments.reduced(minimum, maximum, domain, higher)
    domain = Interval(domain.lower * asked.refinement, domain.upper * asked.refinement)
    asked = adjustments.granted(asked, domain)
    return StandardPlan(
        id=standard.id,
        code=standard.code,
        criterion=standard.criterion,
        indicator=standard.indicator,
        higher_is_better=higher,
        is_graded=indicator.is_graded,
        domain=domain,
        applies=applies,
        minimum=asked.minimum,
        maximum=asked.maximum,
        sure_floor=asked.sure_floor,
        possible_floor=asked.possible_floor,
        reduced_by=asked.reduced_by,
        points_minimum=points.minimum,
        points_maximum=points.maximum,
        open_points=points.opened,
        mandatory_in=standard.mandatory.in_reading if standard.mandatory else None,
        is_surely_exempt=adjustments.is_surely_exempt,
        is_possibly_exempt=adjustments.is_possibly_exempt,
        step=asked.step,
        alternative=standard.alternative,
        refinement=asked.refinement,
        scaled_by=asked.scaled_by,
        may_be_easier=asked.may_be_easier,
        open_reduction=asked.open_reduction,
        counts_works=adjustments.counts_works,
    )


def refuse_lost_points(rulebook: Rulebook, plan: Plan, kind: str | None, applied: AppliedRules) -> None:
    """Refuse a plan whose standards no longer add up to the points of their criterion.

    Rules applied together must preserve each criterion's total; the loader has already checked each rule alone.

    Args:
        kind: the kind of municipality for which the plan was compiled.
        applied: the rules with which it was compiled.

    Raises:
        UnsoundRules: together, the rules take points from a criterion or add some.
    """
    for criterion, planned in zip(rulebook.for_type(plan.type, kind).criteria, plan.criteria, strict=True):
        # Points that one rule gives to a standard which another rule removes are lost too.
        there = [standard for standard in planned.standards if standard.applies]
        least = added_up((standard.alternative, standard.points_minimum) for standard in there)
        most = added_up((standard.alternative, standard.points_maximum) for standard in there)
        keeps_minimum = least == planned.points_minimum or not criterion.asks_minimum
        if not criterion.is_counted and not (keeps_minimum and most == planned.points_maximum):
            details = {"criterion": criterion.id, "rules": ", ".join(sorted(applied.surely))}
            raise UnsoundRules(
                [Diagnostic(Location(rulebook.law.id), DiagnosticKind.RULES_TOGETHER_LOSE_POINTS, details)]
            )
