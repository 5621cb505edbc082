"""Actions of rules compared by their effects."""

from fractions import Fraction

from criteria.rule import (
    Action,
    Exempt,
    Grant,
    NotApplicable,
    NotCounted,
    ReduceMinimum,
    ReplaceLevels,
    ScaleSteps,
    SetPoints,
    SetRequired,
)


def _share(percent: tuple[int, int]) -> Fraction:
    return Fraction(*percent)


def covers(does: Action, action: Action) -> bool:
    """True if one action makes a second one redundant. Actions do not add up: the most favourable counts."""
    match does, action:
        case ReduceMinimum(there, gives, counted), ReduceMinimum(here, asks, also_counted):
            if gives is None or asks is None:
                return False
            return set(here) <= set(there) and set(counted) <= set(also_counted) and _share(gives) <= _share(asks)
        case ScaleSteps(there, gives, narrows), ScaleSteps(here, asks, also_narrows):
            if gives is None or asks is None or narrows is not also_narrows:
                return False
            return set(here) <= set(there) and _share(gives) <= _share(asks)
        case Exempt(there, is_known), Exempt(here, also_known):
            return set(here) <= set(there) and (is_known or not also_known)
        case (
            (Grant(there), Grant(here) | Exempt(here) | ReduceMinimum(here) | ScaleSteps(here))
            | (NotApplicable(there), NotApplicable(here))
            | (NotCounted(there), NotCounted(here))
        ):
            return set(here) <= set(there)
        case (SetPoints(), SetPoints()) | (ReplaceLevels(), ReplaceLevels()) | (SetRequired(), SetRequired()):
            return does == action
        case _:
            return False


def overwrites(later: Action, earlier: Action) -> bool:
    """True if a later action replaces everything that an earlier one states."""
    match later, earlier:
        case ReplaceLevels(there, levels), ReplaceLevels(here, stated):
            return here == there and stated.keys() <= levels.keys()
        case (SetPoints(there), SetPoints(here)) | (SetRequired(there), SetRequired(here)):
            return here == there
        case _:
            return False
