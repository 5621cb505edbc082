"""The rules that score one standard."""

from collections.abc import Iterator, Sequence

from classifier.engines.durable import AssertedFact, Conclude, Definition
from classifier.engines.forward_chaining.bands import Band, bands
from classifier.plan.judgement import Score, Status
from classifier.plan.plan import StandardPlan


def standard_rules(place: int, standard: StandardPlan, step: int) -> Iterator[tuple[str, Definition]]:
    """Yield a rule for each pair of bands in which the worst and the best value may lie."""
    worst_bands, best_bands = bands(standard, step, at_best=False), bands(standard, step, at_best=True)
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
                Score(standard.most(at_best=True) if standard.alternative is None else 0, True, Status.NOT_APPLICABLE),
            ),
        ),
    )

    if standard.fails_if or standard.passes_if:
        lowest = next(band for band in worst_bands if band.holds(standard.domain.lower))
        highest = next(band for band in best_bands if band.holds(standard.domain.upper))
        claimed = {"$and": [{"kind": "claimed"}, {"standard": place}]}
        yield f"{standard.code}/claimed", Definition((claimed,), _claimed(place, standard, lowest, highest))


def _claimed(place: int, standard: StandardPlan, lowest: Band, highest: Band) -> Conclude:
    """Conclude what is certain of a standard that was stated to pass or to fail, whatever its value."""

    def failing(is_exempt: bool) -> Score:
        if is_exempt:
            return Score(standard.points_minimum, True, Status.EXEMPT)
        return Score(0, False, Status.BELOW)

    def conclude(premises: Sequence[AssertedFact]) -> AssertedFact:
        (fact,) = premises
        if not fact["passes"]:
            return _standard_fact(place, failing(standard.is_surely_exempt), failing(standard.is_possibly_exempt))
        worst = Score(lowest.points(fact["lower"]), True, lowest.status)
        if not lowest.passes:
            worst = Score(standard.points_minimum, True, Status.MINIMUM)
        return _standard_fact(place, worst, Score(highest.points(fact["upper"]), highest.passes, highest.status))

    return conclude


def _scored(place: int, worst: Band, best: Band) -> Conclude:
    def conclude(premises: Sequence[AssertedFact]) -> AssertedFact:
        lower, upper = premises[0]["lower"], premises[0]["upper"]
        return _standard_fact(
            place,
            Score(worst.points(lower), worst.passes, worst.status),
            Score(best.points(upper), best.passes, best.status),
        )

    return conclude


def _standard_fact(place: int, lower: Score, upper: Score) -> AssertedFact:
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
