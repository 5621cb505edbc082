"""Rules that hold together must keep the points of a criterion: that each alone keeps them the reader has seen."""

from classifier.plan.plan import Holding, Plan
from criteria.diagnostic import Complaint, Place, UnsoundRules
from criteria.rulebook import Rulebook
from criteria.standard import added_up


def refuse_lost_points(rulebook: Rulebook, plan: Plan, kind: str | None, held: Holding) -> None:
    """Refuse a plan whose standards no longer add up to the points of their criterion.

    Args:
        kind: the kind of municipality for which the plan was compiled.
        held: the rules under which it was.

    Raises:
        UnsoundRules: the rules that hold together lose points of a criterion, or add some.
    """
    for criterion, planned in zip(rulebook.for_type(plan.type, kind).criteria, plan.criteria, strict=True):
        # Points that a rule gave to a standard which another says does not apply are lost too.
        there = [standard for standard in planned.standards if standard.applies]
        least = added_up((standard.alternative, standard.points_minimum) for standard in there)
        most = added_up((standard.alternative, standard.points_maximum) for standard in there)
        keeps_minimum = least == planned.points_minimum or not criterion.asks_minimum
        if not criterion.is_counted and not (keeps_minimum and most == planned.points_maximum):
            details = {"criterion": criterion.id, "rules": ", ".join(sorted(held.surely))}
            raise UnsoundRules([Complaint(Place(rulebook.law.id), "rules_together_lose_points", details)])
