"""Which of two plans asks no more than the other: the same but for minimum levels that are lowered or waived."""

from collections.abc import Sequence
from dataclasses import replace

from classifier.plan.plan import Plan, StandardPlan


def ask_no_more(one: Sequence[Plan], other: Sequence[Plan]) -> bool:
    """True if each of some plans asks no more than the plan in its place: whoever is judged scores no less by it."""
    return all(_asks_no_more(*pair) for pair in zip(one, other, strict=True))


def _asks_no_more(one: Plan, other: Plan) -> bool:
    if replace(one, criteria=()) != replace(other, criteria=()) or len(one.criteria) != len(other.criteria):
        return False
    return all(
        replace(first, standards=()) == replace(second, standards=())
        and all(_is_no_harder(*pair) for pair in zip(first.standards, second.standards, strict=True))
        for first, second in zip(one.criteria, other.criteria, strict=True)
    )


def _is_no_harder(one: StandardPlan, other: StandardPlan) -> bool:
    if one == other:
        return True
    is_the_same_otherwise = other == replace(
        one,
        sure_floor=other.sure_floor,
        possible_floor=other.possible_floor,
        is_surely_exempt=other.is_surely_exempt,
        is_possibly_exempt=other.is_possibly_exempt,
        # What only explains the floors.
        reduced_by=other.reduced_by,
        open_reduction=other.open_reduction,
        counts_works=other.counts_works,
    )
    return (
        is_the_same_otherwise
        and one.is_surely_exempt >= other.is_surely_exempt
        and one.is_possibly_exempt >= other.is_possibly_exempt
        and all(_is_no_higher(one.floor(at_best), other.floor(at_best)) for at_best in (False, True))
    )


def _is_no_higher(one: int | None, other: int | None) -> bool:
    return one == other if one is None or other is None else one <= other
