"""The rules about units, and about the law as a whole, as one rule base that serves every law.

Each step asserts what the step before concluded: the requirements, then all requirements of a way, then the ways, then
the law as a whole under each reading.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from classifier.engines.durable import AssertedFact, Conclude, Definition, Firing, RuleBase
from classifier.plan.judgement import Judgement, Outcome, by_requirement, verdict_of
from classifier.plan.member_units import AskedOfUnits, AskedWays
from criteria.rulebook import ReachedBy

_CASES = ("met", 1, 1), ("open", 0, 1), ("not-met", 0, 0)
_REACHED = {
    ReachedBy.EVERY: ("lacking", "$lte", "$gt", 0),
    ReachedBy.ONE: ("reaching", "$gte", "$lt", 1),
    ReachedBy.AVERAGE: ("excess", "$gte", "$lt", 0),
}
"""By who must reach the points: what is counted, how it compares with a number if they are reached, and if not."""


def _definitions() -> Iterator[tuple[str, Definition]]:
    for reached_by, (counted, reached, missed, number) in _REACHED.items():
        known: list[Any] = [{"kind": "asked"}, {"reached_by": reached_by.value}]
        worst, best = f"worst_{counted}", f"best_{counted}"
        conditions = (
            [{reached: {worst: number}}],
            [{missed: {worst: number}}, {reached: {best: number}}],
            [{missed: {best: number}}],
        )
        yield from _three(f"units/{reached_by.value}", known, conditions)
    yield from _three("units/not-on-file", [{"kind": "asked"}, {"reached_by": "unknown"}], (None, [], None))
    parts: tuple[list[Any], ...] = (
        [{"unsure": 0}],
        [{"$gt": {"unsure": 0}}, {"impossible": 0}],
        [{"$gt": {"impossible": 0}}],
    )
    yield from _three("all", [{"kind": "all"}], parts)
    ways: tuple[list[Any], ...] = (
        [{"unsure": 0}],
        [{"$gt": {"unsure": 0}}, {"$gt": {"possible": 0}}],
        [{"possible": 0}],
    )
    yield from _three("ways", [{"kind": "ways"}], ways)


def _three(name: str, known: list[Any], conditions: Sequence[list[Any] | None]) -> Iterator[tuple[str, Definition]]:
    """Yield a rule for each case that has conditions; exactly one of them fires."""
    for (case, surely, possibly), asked in zip(_CASES, conditions, strict=True):
        if asked is not None:
            conclude = _concluded(surely, possibly)
            yield f"{name}/{case}", Definition(({"$and": known + asked},), conclude, is_final=True)


def _concluded(surely: int, possibly: int) -> Conclude:
    def conclude(premises: Sequence[AssertedFact]) -> AssertedFact:
        return {"kind": premises[0]["about"], "of": premises[0]["of"], "surely": surely, "possibly": possibly}

    return conclude


class WholeRules:
    """Concludes what holds of units, and of the law as a whole."""

    def __init__(self) -> None:
        self._base = RuleBase("whole", dict(_definitions()))

    def close(self) -> None:
        """Release the memory of the rule base."""
        self._base.close()

    def infer(self, judgement: Judgement, asked: AskedWays) -> tuple[Judgement, list[Firing]]:
        """Add to a judgement of the standards what follows for the whole; return every firing that led to it."""
        firings: list[Firing] = []

        def hold(about: str, facts: Iterable[AssertedFact]) -> list[AssertedFact]:
            fired = self._base.run({**fact, "about": about, "of": place} for place, fact in enumerate(facts))
            firings.extend(fired)
            return sorted((firing.conclusion for firing in fired), key=lambda conclusion: conclusion["of"])

        requirements = [one for ways in asked for way in ways for one in way]
        held = dict(zip(map(id, requirements), hold("requirement", (_fact(one) for one in requirements)), strict=True))
        in_ways = iter(hold("way", (_all_of([held[id(one)] for one in way]) for ways in asked for way in ways)))
        units = hold("units", (_ways_of([next(in_ways) for _ in ways]) for ways in asked))
        readings = list(judgement.total.items())
        whole = hold("whole", (_all_of([_holds(total), *units]) for _, total in readings))
        return (
            replace(
                judgement,
                units=by_requirement(
                    (one.requirement.id, verdict_of(bool(held[id(one)]["surely"]), bool(held[id(one)]["possibly"])))
                    for one in requirements
                ),
                whole={
                    reading: Outcome(total.lower, total.upper, bool(fact["surely"]), bool(fact["possibly"]))
                    for (reading, total), fact in zip(readings, whole, strict=True)
                },
            ),
            firings,
        )


def _fact(asked: AskedOfUnits) -> AssertedFact:
    """Return what is counted of the units: how many reach and lack the points, and by how much they exceed them."""
    if asked.required is None or not asked.is_every_unit:
        return {"kind": "asked", "reached_by": "unknown"}
    fact: AssertedFact = {"kind": "asked", "reached_by": asked.requirement.reached_by.value}
    for end, points in (("worst", [u.lower for u in asked.units]), ("best", [u.upper for u in asked.units])):
        exceed = [value - asked.required for value in points]
        fact[f"{end}_reaching"] = sum(excess >= 0 for excess in exceed)
        fact[f"{end}_lacking"] = sum(excess < 0 for excess in exceed)
        fact[f"{end}_excess"] = sum(exceed)
    return fact


def _holds(total: Outcome) -> AssertedFact:
    return {"surely": int(total.surely), "possibly": int(total.possibly)}


def _all_of(parts: Sequence[AssertedFact]) -> AssertedFact:
    unsure, impossible = (sum(1 - part[end] for part in parts) for end in ("surely", "possibly"))
    return {"kind": "all", "unsure": unsure, "impossible": impossible}


def _ways_of(ways: Sequence[AssertedFact]) -> AssertedFact:
    unsure, possible = sum(1 - way["surely"] for way in ways), sum(way["possibly"] for way in ways)
    return {"kind": "ways", "unsure": unsure, "possible": possible}
