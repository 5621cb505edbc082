"""The rules that add facts up and compare the sums with what is needed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from classifier.engines.durable import LARGEST_JOIN, AssertedFact, Conclude, Definition

Opposites = tuple[Any, Any]
"""A condition and its opposite."""


@dataclass(frozen=True, slots=True)
class Needed:
    """The points needed at worst and at best, and the most there can be; no ``cap`` if sums cannot exceed it."""

    at_worst: int
    at_best: int
    cap: int | None


def chunks(items: Sequence[Any], size: int) -> Iterator[list[Any]]:
    """Yield the items in lists of ``size``, the last of which may be shorter."""
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk


def sum_rules(
    name: str, leaves: list[Any], summed: Sequence[str], concluded: AssertedFact
) -> Iterator[tuple[str, Definition]]:
    """Yield rules that add facts up, `LARGEST_JOIN` at a time, until one fact holds the sums."""
    level = 0
    while len(leaves) > LARGEST_JOIN:
        sums = []
        for number, chunk in enumerate(chunks(leaves, LARGEST_JOIN)):
            partial = f"{name}/{level}.{number}"
            yield f"sum {partial}", Definition(tuple(chunk), _added({"kind": "sum", "sum": partial}, summed))
            sums.append({"$and": [{"kind": "sum"}, {"sum": partial}]})
        leaves, level = sums, level + 1
    yield f"sum {name}", Definition(tuple(leaves), _added(concluded, summed))


def _added(fact: AssertedFact, summed: Sequence[str]) -> Conclude:
    def conclude(premises: Sequence[AssertedFact]) -> AssertedFact:
        return fact | {key: sum(premise[key] for premise in premises) for key in summed}

    return conclude


def threshold_rules(
    name: str,
    known: list[Any],
    needed: Needed,
    surely: Opposites,
    possibly: Opposites,
    judged: AssertedFact,
    is_final: bool = False,
) -> Iterator[tuple[str, Definition]]:
    """Yield five rules, exactly one of which fires.

    Args:
        known: the conditions that select the facts to judge.
        needed: the points needed.
        surely, possibly: the conditions that everything compulsory besides the points holds at worst and at best.
    """
    enough_at_worst, enough_at_best = {"$gte": {"lower": needed.at_worst}}, {"$gte": {"upper": needed.at_best}}
    (all_at_worst, some_fail_at_worst), (all_at_best, some_fail_at_best) = surely, possibly
    cases: tuple[tuple[str, list[Any], int, int], ...] = (
        ("too-few-points", [{"$lt": {"upper": needed.at_best}}], 0, 0),
        ("a-part-fails", [enough_at_best, some_fail_at_best], 0, 0),
        ("points-open", [enough_at_best, all_at_best, {"$lt": {"lower": needed.at_worst}}], 0, 1),
        ("a-part-open", [enough_at_worst, all_at_best, some_fail_at_worst], 0, 1),
        ("met", [enough_at_worst, all_at_worst], 1, 1),
    )
    for case, conditions, is_sure, is_possible in cases:
        yield (
            f"{name}/{case}",
            Definition(({"$and": known + conditions},), _judged(judged, is_sure, is_possible, needed.cap), is_final),
        )


def _judged(fact: AssertedFact, surely: int, possibly: int, cap: int | None) -> Conclude:
    def conclude(premises: Sequence[AssertedFact]) -> AssertedFact:
        (sums,) = premises
        upper = sums["upper"] if cap is None else min(sums["upper"], cap)
        return fact | {"lower": sums["lower"], "upper": upper, "surely": surely, "possibly": possibly}

    return conclude
