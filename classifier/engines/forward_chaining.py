"""From measured facts to the verdict by forward chaining: the plan compiled into durable_rules.

Two kinds of rule bases are chained. The first hold the thresholds: for each standard a rule for each pair of places
in which its worst and its best value may stand, which concludes the standard's points at its bounds, and rules that
add standards up. The last holds the minima of the criteria under each reading and the pass mark, and concludes the
verdict.

This engine shares with `classifier.engines.reference` the plan and the form of a judgement, and no arithmetic:
thresholds are
tested by durable_rules, points are exact fractions.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby, islice
from typing import Any

from classifier.engines.durable import LARGEST_JOIN, Conclude, Definition, Fact, Firing, RuleBase
from classifier.plan.judgement import Judgement, Outcome, Score, StandardScore, Status
from classifier.plan.plan import Intervals, Plan, StandardPlan

LARGEST_SHARD = 64
"""Standards whose thresholds share one rule base."""

Opposites = tuple[Any, Any]
"""A condition and its opposite."""


@dataclass(frozen=True, slots=True)
class _Band:
    """A stretch of values, from ``lower`` up to but without ``upper`` (None: without end), that score alike."""

    label: str
    lower: int | None
    upper: int | None
    status: Status
    passes: bool
    points: Callable[[int], int]

    def contains(self, name: str) -> list[Any]:
        """The condition that the property ``name`` lies in this band."""
        conditions: list[Any] = []
        if self.lower is not None:
            conditions.append({"$gte": {name: self.lower}})
        if self.upper is not None:
            conditions.append({"$lt": {name: self.upper}})
        return conditions


def _bands(standard: StandardPlan, step: int, at_best: bool) -> list[_Band]:
    """How values of a standard score, from the worst band to the best, levels not known taken at worst or at best."""
    least, most = standard.points_minimum, standard.points_maximum
    minimum, maximum = standard.minimum, standard.maximum
    is_exempt = standard.is_possibly_exempt if at_best else standard.is_surely_exempt
    nothing = (Status.EXEMPT, True, lambda _: least) if is_exempt else (Status.BELOW, False, lambda _: 0)
    open_band = (Status.MAXIMUM, True, lambda _: most)
    floor = standard.possible_floor if at_best else standard.sure_floor
    starts: list[tuple[str, int | None, Status, bool, Callable[[int], int]]] = []
    if at_best and standard.may_be_easier:
        return [_Band("may-be-easier", None, None, *open_band)]
    if minimum is None and at_best:
        starts.append(("level-unknown", None, *open_band))
    else:
        label = "level-unknown" if minimum is None else "exempt" if is_exempt else "below"
        starts.append((label, None, *nothing))
        if floor is not None and (minimum is None or floor < minimum):
            starts.append(("reduced-minimum", floor, Status.MINIMUM, True, lambda _: least))
    if minimum is not None:
        if maximum is None and at_best:
            starts.append(("level-unknown", minimum, *open_band))
        elif maximum is None or minimum < maximum:
            starts.append(("minimum", minimum, Status.MINIMUM, True, lambda _: least))
        if maximum is not None and minimum < maximum:
            starts.append(("between", minimum + 1, Status.BETWEEN, True, _line(standard, minimum, maximum, step)))
    if maximum is not None:
        starts.append(("maximum", maximum, Status.MAXIMUM, True, lambda _: most))
    ends = [start for _, start, *_ in starts[1:]] + [None]
    return [
        _Band(label, start, end, status, passes, points)
        for (label, start, status, passes, points), end in zip(starts, ends, strict=True)
        if start is None or end is None or start < end
    ]


def _line(standard: StandardPlan, minimum: int, maximum: int, step: int) -> Callable[[int], int]:
    """Points between the levels, in exact fractions: a derivation of its own beside that of ``scoring``."""

    def points(value: int) -> int:
        if standard.is_graded:
            return standard.points_minimum
        risen = value - minimum
        if standard.step is not None:
            risen -= risen % standard.step
        share = Fraction(risen, maximum - minimum)
        exact = standard.points_minimum + share * (standard.points_maximum - standard.points_minimum)
        steps = exact / step + Fraction(1, 2)
        rounded = steps.numerator // steps.denominator * step
        return sorted((standard.points_minimum, rounded, standard.points_maximum))[1]

    return points


def _standard_rules(place: int, standard: StandardPlan, step: int) -> Iterator[tuple[str, Definition]]:
    """A rule for each pair of bands in which the worst and the best value may lie."""
    worst_bands, best_bands = _bands(standard, step, at_best=False), _bands(standard, step, at_best=True)
    for worst in worst_bands:
        for best in best_bands:
            if worst.lower is not None and best.upper is not None and best.upper <= worst.lower:
                continue  # the best value is never below the worst
            conditions = [{"kind": "measured"}, {"standard": place}]
            conditions += worst.contains("lower") + best.contains("upper")
            name = f"{standard.code}/{worst.label}..{best.label}"
            yield name, Definition(({"$and": conditions},), _scored(place, worst, best))
    yield (
        f"{standard.code}/not-applicable",
        Definition(
            ({"$and": [{"kind": "not-applicable"}, {"standard": place}]},),
            lambda _: _standard_fact(
                place,
                Score(0, False, Status.NOT_APPLICABLE),
                Score(standard.points_maximum if standard.alternative is None else 0, True, Status.NOT_APPLICABLE),
            ),
        ),
    )


def _scored(place: int, worst: _Band, best: _Band) -> Conclude:
    def conclude(premises: Sequence[Fact]) -> Fact:
        lower, upper = premises[0]["lower"], premises[0]["upper"]
        return _standard_fact(
            place,
            Score(worst.points(lower), worst.passes, worst.status),
            Score(best.points(upper), best.passes, best.status),
        )

    return conclude


def _standard_fact(place: int, lower: Score, upper: Score) -> Fact:
    return {
        "kind": "standard",
        "standard": place,
        "lower": lower.points,
        "upper": upper.points,
        "lower_status": lower.status.value,
        "upper_status": upper.status.value,
        "lower_passes": int(lower.passes),
        "upper_passes": int(upper.passes),
    }


def _chunks(items: Sequence[Any], size: int) -> Iterator[list[Any]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, size)):
        yield chunk


def _sum_rules(
    name: str, leaves: list[Any], summed: Sequence[str], concluded: Fact
) -> Iterator[tuple[str, Definition]]:
    """Rules that add facts up, a dozen at a time, until one fact holds the sums."""
    level = 0
    while len(leaves) > LARGEST_JOIN:
        sums = []
        for number, chunk in enumerate(_chunks(leaves, LARGEST_JOIN)):
            partial = f"{name}/{level}.{number}"
            yield f"sum {partial}", Definition(tuple(chunk), _added({"kind": "sum", "sum": partial}, summed))
            sums.append({"$and": [{"kind": "sum"}, {"sum": partial}]})
        leaves, level = sums, level + 1
    yield f"sum {name}", Definition(tuple(leaves), _added(concluded, summed))


def _added(fact: Fact, summed: Sequence[str]) -> Conclude:
    def conclude(premises: Sequence[Fact]) -> Fact:
        return fact | {key: sum(premise[key] for premise in premises) for key in summed}

    return conclude


@dataclass(frozen=True, slots=True)
class _Part:
    """Standards of one criterion that are added up by one rule."""

    criterion: int
    number: int
    standards: tuple[int, ...]


class ForwardChaining:
    """A plan as rule bases; judges any number of municipalities, one after the other."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._standards = plan.standards
        self._parts = self._divided()
        self._shards: list[tuple[RuleBase, list[int]]] = []
        shards = _chunks([part for part in self._parts if part.standards], LARGEST_SHARD // LARGEST_JOIN)
        for number, parts in enumerate(shards):
            members = [place for part in parts for place in part.standards]
            self._shards.append((RuleBase(f"standards{number}", self._shard_rules(parts)), members))
        self._verdict = RuleBase("verdict", dict(self._verdict_rules()))

    def infer(self, intervals: Intervals) -> tuple[Judgement, list[Firing]]:
        """Judge a municipality; also every firing that led to the verdict."""
        firings: list[Firing] = []
        for base, members in self._shards:
            firings += base.run(self._measured(place, intervals) for place in members)
        subtotals = [firing.conclusion for firing in firings if firing.conclusion["kind"] == "subtotal"]
        subtotals += [self._nothing(part) for part in self._parts if not part.standards]
        firings += self._verdict.run(subtotals)
        return self._judgement(firings), firings

    def close(self) -> None:
        """Give the memory of the rule bases back."""
        for base, _ in self._shards:
            base.close()
        self._verdict.close()

    def _divided(self) -> list[_Part]:
        places = {standard.id: place for place, standard in enumerate(self._standards)}
        parts = []
        for number, criterion in enumerate(self.plan.criteria):
            # Alternatives stand side by side, so that one rule adds them up.
            ordered = sorted(criterion.standards, key=lambda standard: standard.alternative or "")
            members = [places[standard.id] for standard in ordered if standard.applies]
            chunks = list(self._joined(members)) or [[]]
            parts += [_Part(number, place, tuple(chunk)) for place, chunk in enumerate(chunks)]
        return parts

    def _joined(self, members: Sequence[int]) -> Iterator[list[int]]:
        """Members a dozen at a time at the most; alternatives are never parted."""
        chunk: list[int] = []
        for _, some in groupby(members, key=lambda place: self._standards[place].alternative or place):
            alternatives = list(some)
            if chunk and len(chunk) + len(alternatives) > LARGEST_JOIN:
                yield chunk
                chunk = []
            chunk += alternatives
        if chunk:
            yield chunk

    def _measured(self, place: int, intervals: Intervals) -> Fact:
        interval = intervals[self._standards[place].id]
        if interval is None:
            return {"kind": "not-applicable", "standard": place}
        return {"kind": "measured", "standard": place, "lower": interval.lower, "upper": interval.upper}

    @property
    def _summed(self) -> list[str]:
        counts = [f"{end}_{place}" for place in range(len(self.plan.readings)) for end in ("worst", "best")]
        return ["lower", "upper", *counts]

    def _nothing(self, part: _Part) -> Fact:
        """The sums of a criterion of which no standard applies."""
        return {"kind": "subtotal", "criterion": part.criterion, "part": part.number} | dict.fromkeys(self._summed, 0)

    def _shard_rules(self, parts: Sequence[_Part]) -> dict[str, Definition]:
        rules: dict[str, Definition] = {}
        for part in parts:
            for place in part.standards:
                rules |= _standard_rules(place, self._standards[place], self.plan.rounding_step)
            conditions = tuple({"$and": [{"kind": "standard"}, {"standard": place}]} for place in part.standards)
            name = f"sum {self.plan.criteria[part.criterion].id}.{part.number}"
            rules[name] = Definition(conditions, self._subtotal(part), is_final=True)
        return rules

    def _subtotal(self, part: _Part) -> Conclude:
        """Points of a part, and how many of its mandatory standards fail at worst and at best, for each reading."""
        nothing = self._nothing(part)
        standards = [self._standards[place] for place in part.standards]

        def conclude(premises: Sequence[Fact]) -> Fact:
            sums = dict(nothing)
            best: dict[tuple[str, str], int] = {}
            for standard, fact in zip(standards, premises, strict=True):
                for end in ("lower", "upper"):
                    # An alternative adds only what it is worth more than those before it.
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
            yield from _sum_rules(f"criterion {criterion.id}", leaves, self._summed, concluded)
            for place, reading in enumerate(self.plan.readings):
                known = [{"kind": "criterion"}, {"criterion": number}]
                judged = {"kind": "judged", "criterion": number, "reading": place}
                yield from _threshold_rules(
                    f"criterion {criterion.id}/{reading.id}",
                    known,
                    criterion.points_minimum,
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
            yield from _sum_rules(f"total/{reading.id}", leaves, summed, {"kind": "total", "reading": place})
            yield from _threshold_rules(
                f"verdict/{reading.id}",
                [{"kind": "total"}, {"reading": place}],
                self.plan.pass_mark,
                surely=({"surely": every}, {"$lt": {"surely": every}}),
                possibly=({"possibly": every}, {"$lt": {"possibly": every}}),
                judged={"kind": "verdict", "reading": place},
                is_final=True,
            )

    def _judgement(self, firings: Sequence[Firing]) -> Judgement:
        facts: dict[str, list[Fact]] = {}
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


def _threshold_rules(
    name: str,
    known: list[Any],
    needed: int,
    surely: Opposites,
    possibly: Opposites,
    judged: Fact,
    is_final: bool = False,
) -> Iterator[tuple[str, Definition]]:
    """Five rules of which exactly one fires.

    ``surely`` and ``possibly`` are the conditions, each with its opposite, that what is compulsory beside the points
    holds at worst and at best.
    """
    enough_at_worst, enough_at_best = {"$gte": {"lower": needed}}, {"$gte": {"upper": needed}}
    (all_at_worst, some_fail_at_worst), (all_at_best, some_fail_at_best) = surely, possibly
    cases: tuple[tuple[str, list[Any], int, int], ...] = (
        ("too-few-points", [{"$lt": {"upper": needed}}], 0, 0),
        ("a-part-fails", [enough_at_best, some_fail_at_best], 0, 0),
        ("points-open", [enough_at_best, all_at_best, {"$lt": {"lower": needed}}], 0, 1),
        ("a-part-open", [enough_at_worst, all_at_best, some_fail_at_worst], 0, 1),
        ("met", [enough_at_worst, all_at_worst], 1, 1),
    )
    for case, conditions, is_sure, is_possible in cases:
        yield (
            f"{name}/{case}",
            Definition(({"$and": known + conditions},), _judged(judged, is_sure, is_possible), is_final),
        )


def _judged(fact: Fact, surely: int, possibly: int) -> Conclude:
    def conclude(premises: Sequence[Fact]) -> Fact:
        (sums,) = premises
        return fact | {"lower": sums["lower"], "upper": sums["upper"], "surely": surely, "possibly": possibly}

    return conclude


def _score_from(fact: Fact) -> StandardScore:
    return StandardScore(
        Score(fact["lower"], bool(fact["lower_passes"]), Status(fact["lower_status"])),
        Score(fact["upper"], bool(fact["upper_passes"]), Status(fact["upper_status"])),
    )


def _outcome_from(fact: Fact) -> Outcome:
    return Outcome(fact["lower"], fact["upper"], bool(fact["surely"]), bool(fact["possibly"]))
