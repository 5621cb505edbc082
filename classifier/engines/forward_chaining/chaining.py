"""A plan as rule bases, and the judgement read off what they conclude."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from classifier.engines.durable import LARGEST_JOIN, AssertedFact, Conclude, Definition, Firing, RuleBase
from classifier.engines.forward_chaining.standard_rules import standard_rules
from classifier.engines.forward_chaining.verdict_rules import Needed, chunks, sum_rules, threshold_rules
from classifier.plan.judgement import Judgement, Outcome, Score, StandardScore, Status
from classifier.plan.plan import Intervals, Plan

LARGEST_SHARD = 64
"""The number of standards whose thresholds share one rule base."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Standards of one criterion, by position, that one rule adds up."""

    criterion: int
    number: int
    standards: tuple[int, ...]


class ForwardChaining:
    """A plan compiled into rule bases, which judge any number of municipalities one after the other."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._standards = plan.standards
        self._parts = self._divided()
        self._shards: list[tuple[RuleBase, list[int]]] = []
        shards = chunks([part for part in self._parts if part.standards], LARGEST_SHARD // LARGEST_JOIN)
        for number, parts in enumerate(shards):
            members = [place for part in parts for place in part.standards]
            self._shards.append((RuleBase(f"standards{number}", self._shard_rules(parts)), members))
        self._verdict = RuleBase("verdict", dict(self._verdict_rules()))

    def infer(self, intervals: Intervals) -> tuple[Judgement, list[Firing]]:
        """Judge a municipality; return the judgement and every firing that led to it."""
        firings: list[Firing] = []
        for base, members in self._shards:
            firings += base.run(self._measured(place, intervals) for place in members)
        subtotals = [firing.conclusion for firing in firings if firing.conclusion["kind"] == "subtotal"]
        subtotals += [self._nothing(part) for part in self._parts if not part.standards]
        firings += self._verdict.run(subtotals)
        return self._judgement(firings), firings

    def close(self) -> None:
        """Release the memory of the rule bases."""
        for base, _ in self._shards:
            base.close()
        self._verdict.close()

    def _divided(self) -> list[_Part]:
        places = {standard.id: place for place, standard in enumerate(self._standards)}
        parts = []
        for number, criterion in enumerate(self.plan.criteria):
            # Alternatives are placed side by side, so that one rule adds them up.
            ordered = sorted(criterion.standards, key=lambda standard: standard.alternative or "")
            members = [places[standard.id] for standard in ordered if standard.applies]
            chunks = list(self._joined(members)) or [[]]
            parts += [_Part(number, place, tuple(chunk)) for place, chunk in enumerate(chunks)]
        return parts

    def _joined(self, members: Sequence[int]) -> Iterator[list[int]]:
        """Yield members in chunks of `LARGEST_JOIN` at most; alternatives are never separated."""
        chunk: list[int] = []
        for _, some in groupby(members, key=lambda place: self._standards[place].alternative or place):
            alternatives = list(some)
            if chunk and len(chunk) + len(alternatives) > LARGEST_JOIN:
                yield chunk
                chunk = []
            chunk += alternatives
        if chunk:
            yield chunk

    def _measured(self, place: int, intervals: Intervals) -> AssertedFact:
        interval = intervals[self._standards[place].id]
        if interval is None:
            return {"kind": "not-applicable", "standard": place}
        fact: AssertedFact = {"standard": place, "lower": interval.lower, "upper": interval.upper}
        if interval.passes is not None:
            return fact | {"kind": "claimed", "passes": int(interval.passes)}
        return fact | {"kind": "measured"}

    @property
    def _summed(self) -> list[str]:
        counts = [f"{end}_{place}" for place in range(len(self.plan.readings)) for end in ("worst", "best")]
        return ["lower", "upper", *counts]

    def _nothing(self, part: _Part) -> AssertedFact:
        """Return the sums of a part without any standard that applies."""
        return {"kind": "subtotal", "criterion": part.criterion, "part": part.number} | dict.fromkeys(self._summed, 0)

    def _shard_rules(self, parts: Sequence[_Part]) -> dict[str, Definition]:
        rules: dict[str, Definition] = {}
        for part in parts:
            for place in part.standards:
                rules |= standard_rules(place, self._standards[place], self.plan.rounding_step)
            conditions = tuple({"$and": [{"kind": "standard"}, {"standard": place}]} for place in part.standards)
            name = f"sum {self.plan.criteria[part.criterion].id}.{part.number}"
            rules[name] = Definition(conditions, self._subtotal(part), is_final=True)
        return rules

    def _subtotal(self, part: _Part) -> Conclude:
        """Sum the points of a part, and count per reading the mandatory standards that fail at worst and at best."""
        nothing = self._nothing(part)
        standards = [self._standards[place] for place in part.standards]

        def conclude(premises: Sequence[AssertedFact]) -> AssertedFact:
            sums = dict(nothing)
            best: dict[tuple[str, str], int] = {}
            for standard, fact in zip(standards, premises, strict=True):
                for end in ("lower", "upper"):
                    # An alternative adds only what it earns beyond the best of those before it.
                    key = (end, standard.alternative or standard.id)
                    sums[end] += max(0, fact[end] - best.get(key, 0))
                    best[key] = max(fact[end], best.get(key, 0))
                for place, reading in enumerate(self.plan.readings):
                    if standard.mandatory_in is None:
                        continue
                    if standard.mandatory_in == reading.id or not reading.is_certain:
                        sums[f"worst_{place}"] += 1 - fact["lower_passes"]
                    if standard.mandatory_in == reading.id and reading.is_certain:
                        sums[f"best_{place}"] += 1 - fact["upper_passes"]
            return sums

        return conclude

    def _verdict_rules(self) -> Iterator[tuple[str, Definition]]:
        for number, criterion in enumerate(self.plan.criteria):
            leaves = [
                {"$and": [{"kind": "subtotal"}, {"criterion": number}, {"part": part.number}]}
                for part in self._parts
                if part.criterion == number
            ]
            concluded = {"kind": "criterion", "criterion": number}
            yield from sum_rules(f"criterion {criterion.id}", leaves, self._summed, concluded)
            for place, reading in enumerate(self.plan.readings):
                known = [{"kind": "criterion"}, {"criterion": number}]
                judged = {"kind": "judged", "criterion": number, "reading": place}
                yield from threshold_rules(
                    f"criterion {criterion.id}/{reading.id}",
                    known,
                    Needed(criterion.needed(reading, False), criterion.needed(reading, True), criterion.cap),
                    surely=({f"worst_{place}": 0}, {"$gt": {f"worst_{place}": 0}}),
                    possibly=({f"best_{place}": 0}, {"$gt": {f"best_{place}": 0}}),
                    judged=judged,
                )
        every = len(self.plan.criteria)
        for place, reading in enumerate(self.plan.readings):
            leaves = [
                {"$and": [{"kind": "judged"}, {"reading": place}, {"criterion": number}]} for number in range(every)
            ]
            summed = ["lower", "upper", "surely", "possibly"]
            yield from sum_rules(f"total/{reading.id}", leaves, summed, {"kind": "total", "reading": place})
            yield from threshold_rules(
                f"verdict/{reading.id}",
                [{"kind": "total"}, {"reading": place}],
                Needed(self.plan.needed(at_best=False), self.plan.needed(at_best=True), self.plan.cap),
                surely=({"surely": every}, {"$lt": {"surely": every}}),
                possibly=({"possibly": every}, {"$lt": {"possibly": every}}),
                judged={"kind": "verdict", "reading": place},
                is_final=True,
            )

    def _judgement(self, firings: Sequence[Firing]) -> Judgement:
        facts: dict[str, list[AssertedFact]] = {}
        for firing in firings:
            facts.setdefault(firing.conclusion["kind"], []).append(firing.conclusion)
        scores = {self._standards[fact["standard"]].id: _score_from(fact) for fact in facts.get("standard", [])}
        nowhere = Score(0, True, Status.NOT_APPLICABLE)
        criteria: dict[str, dict[str, Outcome]] = {reading.id: {} for reading in self.plan.readings}
        for fact in facts.get("judged", []):
            reading = self.plan.readings[fact["reading"]].id
            criteria[reading][self.plan.criteria[fact["criterion"]].id] = _outcome_from(fact)
        return Judgement(
            {s.id: scores[s.id] if s.applies else StandardScore(nowhere, nowhere) for s in self._standards},
            {
                reading: {criterion.id: outcomes[criterion.id] for criterion in self.plan.criteria}
                for reading, outcomes in criteria.items()
            },
            {self.plan.readings[fact["reading"]].id: _outcome_from(fact) for fact in facts.get("verdict", [])},
        )


def _score_from(fact: AssertedFact) -> StandardScore:
    return StandardScore(
        Score(fact["lower"], bool(fact["lower_passes"]), Status(fact["lower_status"])),
        Score(fact["upper"], bool(fact["upper_passes"]), Status(fact["upper_status"])),
    )


def _outcome_from(fact: AssertedFact) -> Outcome:
    return Outcome(fact["lower"], fact["upper"], bool(fact["surely"]), bool(fact["possibly"]))
