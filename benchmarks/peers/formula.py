"""A standard as a formula that every peer can state in its own language."""

from dataclasses import dataclass

from benchmarks.peers.task import PeerTask
from classifier.plan.plan import StandardPlan


@dataclass(frozen=True, slots=True)
class Formula:
    """One standard as a formula that any language can state: which values earn how many points.

    Attributes:
        top, bottom: the values that earn the maximum and the minimum points, as written, or None if unknown.
        line: the value from which points lie on a line, or None if there is no line.
        slope, offset, divisor, step: on the line the points are ``(slope · value + offset) // divisor · step``.
        is_clipped: True if rounded points may leave the interval of the standard's points and must be clipped.
    """

    name: str
    higher_is_better: bool
    top: int | None
    bottom: int | None
    most: int
    least: int
    line: int | None
    slope: int
    offset: int
    divisor: int
    step: int
    is_clipped: bool


def formula_of(task: PeerTask, standard: StandardPlan) -> Formula:
    """Return the formula of a standard."""
    sign = 1 if standard.higher_is_better else -1
    top = None if standard.maximum is None else sign * standard.maximum
    floor = standard.sure_floor if standard.minimum is not None else None
    bottom = None if floor is None else sign * floor
    has_line = top is not None and standard.minimum is not None and not standard.is_graded
    slope = offset = 0
    divisor = step = 1
    line = None
    is_clipped = False
    if has_line and standard.maximum is not None and standard.minimum is not None:
        span = standard.maximum - standard.minimum
        rise = standard.points_maximum - standard.points_minimum
        step = task.plan.rounding_step
        slope = 2 * rise * sign
        offset = 2 * (standard.points_minimum * span - rise * standard.minimum) + span * step
        divisor = max(1, 2 * span * step)
        is_clipped = bool(standard.points_minimum % step or standard.points_maximum % step)
        # A value exactly at the minimum level earns the minimum points, even if they are no multiple of the step.
        line = sign * (standard.minimum + 1)
    return Formula(
        task.names[standard.id],
        standard.higher_is_better,
        top,
        bottom,
        standard.points_maximum,
        standard.points_minimum,
        line,
        slope,
        offset,
        divisor,
        step,
        is_clipped,
    )
