"""Properties of judging that hold for every law and every town, on random rulebooks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from classifier.engines.reference import judge
from classifier.plan.applied_rules import applied_rules
from classifier.plan.compiler import compile_plan
from classifier.plan.judgement import Judgement, Outcome, StandardScore
from criteria.condition import Condition, FieldWords, truth
from criteria.quantity import Quantity
from criteria.rule import ReduceMinimum, Rule
from criteria.rulebook import Rulebook
from criteria.standard import UNVERIFIED, Criterion, added_up
from criteria.sureness import NO_DEMAND, VERIFIED
from tests.support.strategies import (
    ALL_OF_IT,
    CITATION,
    NAME,
    Situation,
    best,
    better,
    completed,
    conditions,
    exact_within,
    landmarks,
    narrower,
    other_points,
    rulebooks,
    situations,
    told_everything,
    with_sure_points,
    without_unverified,
    words_of_field,
    words_of_fields,
    worst,
)

pytestmark = pytest.mark.slow


def judged(case: Situation, verified_only: bool = False) -> Judgement:
    """The judgement by the definition."""
    plan = case.plan(verified_only)
    return judge(plan, case.intervals(plan))


def outcomes(judgement: Judgement) -> Iterator[tuple[str, Outcome]]:
    """Every outcome of a judgement, with its name."""
    for reading, criteria in judgement.criteria.items():
        for criterion, outcome in criteria.items():
            yield f"{reading}/{criterion}", outcome
    for reading, outcome in judgement.total.items():
        yield f"{reading}/total", outcome


def standard_bounds(score: StandardScore) -> tuple[int, int, bool, bool]:
    """Points and passing of a standard at its worst and at its best."""
    return score.lower.points, score.upper.points, score.lower.passes, score.upper.passes


def bounds(judgement: Judgement) -> Mapping[str, tuple[int, int, bool, bool]]:
    """Return, for everything judged, the bounds on points and whether it surely or possibly passes."""
    found = {name: standard_bounds(score) for name, score in judgement.standards.items()}
    return found | {name: (o.lower, o.upper, o.surely, o.possibly) for name, o in outcomes(judgement)}


def lowered(before: Judgement, after: Judgement) -> list[str]:
    """Return what has fewer points, or passes less surely, after than before."""
    old, new = bounds(before), bounds(after)
    return [name for name in old if any(a < b for a, b in zip(new[name], old[name], strict=True))]


def outside(inner: Judgement, outer: Judgement) -> list[str]:
    """What in ``inner`` lies outside the bounds of ``outer``, or decides what ``outer`` decides in the opposite way."""
    found, allowed = bounds(inner), bounds(outer)
    return [
        name
        for name, (lower, upper, surely, possibly) in found.items()
        if lower < allowed[name][0]
        or upper > allowed[name][1]
        or (allowed[name][2] and not surely)
        or (possibly and not allowed[name][3])
    ]


# --- the shape of a judgement ---


@given(situations())
def test_bounds_run_upwards(case: Situation) -> None:
    """The worst end never has more points than the best, and what surely passes also possibly passes."""
    found = bounds(judged(case))

    assert [] == [name for name, (lower, upper, *_) in found.items() if not 0 <= lower <= upper]
    assert [] == [name for name, (*_, surely, possibly) in found.items() if surely > possibly]


@given(situations())
def test_a_criterion_stays_within_its_points(case: Situation) -> None:
    """No criterion ever has more points than its standards have together, of alternatives the largest."""
    plan, judgement = case.plan(), judged(case)

    for criterion in plan.criteria:
        most = added_up((s.alternative, s.points_maximum) for s in criterion.standards if s.applies)
        assert all(judgement.criteria[reading.id][criterion.id].upper <= most for reading in plan.readings)


# --- better, narrower, complete ---


@given(situations(), st.data())
def test_better_measurements_never_lower_anything(case: Situation, data: st.DataObject) -> None:
    """A town that is better in every indicator has no fewer points anywhere and no worse a verdict."""
    improved = {
        name: data.draw(better(case.rulebook.indicators[name], known), label=name)
        for name, known in case.quantities.items()
    }

    assert [] == lowered(judged(case), judged(case.with_quantities(improved)))


@given(situations(), st.data())
def test_one_better_measurement_never_lowers_anything(case: Situation, data: st.DataObject) -> None:
    """A town that is better in one indicator alone has no fewer points anywhere and no worse a verdict."""
    name = data.draw(st.sampled_from(sorted(case.quantities)))
    improved = {name: data.draw(better(case.rulebook.indicators[name], case.quantities[name]))}

    assert [] == lowered(judged(case), judged(case.with_quantities(improved)))


@given(situations(), st.data())
def test_knowing_more_never_widens_the_result(case: Situation, data: st.DataObject) -> None:
    """Narrower measurements give narrower bounds; what was decided stays decided, and in the same way."""
    known = {
        name: data.draw(narrower(case.rulebook.indicators[name], quantity, landmarks(case.rulebook, name)), label=name)
        for name, quantity in case.quantities.items()
    }

    assert [] == outside(judged(case.with_quantities(known)), judged(case))


@given(situations(), st.data())
def test_every_completion_of_the_data_lies_within_the_bounds(case: Situation, data: st.DataObject) -> None:
    """Whatever the unknown values turn out to be, the result lies within the bounds that were given before."""
    exact = {
        name: data.draw(exact_within(case.rulebook.indicators[name], quantity, landmarks(case.rulebook, name)))
        for name, quantity in case.quantities.items()
    }

    assert [] == outside(judged(case.with_quantities(exact)), judged(case))


@given(situations(), st.data())
def test_a_value_for_what_was_stated_not_to_apply_lies_within_the_bounds(case: Situation, data: st.DataObject) -> None:
    """Where "not applicable" was stated without a rule, any value that is measured after all lies within the bounds.

    Only of alternatives one that does not apply is worth nothing: there the statement itself decides.
    """
    among_others = {standard.indicator for standard in case.standards if standard.alternative}
    measured = {
        name: data.draw(exact_within(case.rulebook.indicators[name], Quantity()))
        for name, quantity in case.quantities.items()
        if not quantity.applies and name not in among_others
    }

    assert [] == outside(judged(case.with_quantities(measured)), judged(case))


@given(situations(), st.data())
def test_every_completion_of_the_law_lies_within_the_bounds(case: Situation, data: st.DataObject) -> None:
    """Whatever the missing levels and reductions turn out to be, the result lies within the bounds."""
    told = replace(case, rulebook=data.draw(completed(case.rulebook)))

    assert [] == outside(judged(told), judged(case))


@given(situations(), st.data())
def test_every_completion_of_the_town_lies_within_the_bounds(case: Situation, data: st.DataObject) -> None:
    """Whatever the unstated region, type or areas turn out to be, the result lies within the bounds."""
    told = data.draw(told_everything(case))

    assert [] == outside(judged(told), judged(case))


@given(situations(), st.data())
def test_every_completion_of_everything_lies_within_the_bounds(case: Situation, data: st.DataObject) -> None:
    """Data, law and town completed at once still lie within the bounds."""
    exact = {
        name: data.draw(exact_within(case.rulebook.indicators[name], quantity))
        for name, quantity in case.quantities.items()
    }
    told = replace(data.draw(told_everything(case)), rulebook=data.draw(completed(case.rulebook)), quantities=exact)

    assert [] == outside(judged(told), judged(case))


known_laws = situations(rulebooks(levels_may_be_null=False), may_not_apply=False)
"""Towns before laws that say everything."""


@given(known_laws, st.data())
def test_the_worst_completion_reaches_the_lower_bounds(case: Situation, data: st.DataObject) -> None:
    """With all levels known the lower bounds are those of the town that is as bad as the data allow."""
    case = data.draw(told_everything(case))
    exact = {name: worst(case.rulebook.indicators[name], quantity) for name, quantity in case.quantities.items()}
    reached, given_before = bounds(judged(case.with_quantities(exact))), bounds(judged(case))

    assert {name: (lower, surely) for name, (lower, _, surely, _) in given_before.items()} == {
        name: (upper, possibly) for name, (_, upper, _, possibly) in reached.items()
    }


@given(known_laws, st.data())
def test_the_best_completion_reaches_the_upper_bounds(case: Situation, data: st.DataObject) -> None:
    """With all levels known the upper bounds are those of the town that is as good as the data allow."""
    case = data.draw(told_everything(case))
    exact = {name: best(case.rulebook.indicators[name], quantity) for name, quantity in case.quantities.items()}
    reached, given_before = bounds(judged(case.with_quantities(exact))), bounds(judged(case))

    assert {name: (upper, possibly) for name, (_, upper, _, possibly) in given_before.items()} == {
        name: (lower, surely) for name, (lower, _, surely, _) in reached.items()
    }


@given(known_laws, st.data())
def test_a_town_of_which_everything_is_known_is_decided(case: Situation, data: st.DataObject) -> None:
    """With every value, level, rule and reading known each bound is one number and no verdict is open."""
    case = data.draw(told_everything(case))
    exact = {name: best(case.rulebook.indicators[name], quantity) for name, quantity in case.quantities.items()}

    for lower, upper, surely, possibly in bounds(judged(case.with_quantities(exact))).values():
        assert (lower, surely) == (upper, possibly)


# --- the unverified as unknown ---


@given(situations())
def test_the_verified_judgement_contains_the_full_one(case: Situation) -> None:
    """The bounds with the unverified unknown contain those with it known, for every standard, criterion and whole.

    So what is verified alone decides, the full judgement decides in the same way: never met against not met.
    """
    assert [] == outside(judged(case), judged(case, verified_only=True))


@given(situations())
def test_unverified_means_never_written(case: Situation) -> None:
    """`verified_only` judges exactly as if the unverified levels and adjustments were missing from the law."""
    assume(not any(_reduces_to_nothing(rule) for rule in case.rulebook.rules))
    case = replace(case, rulebook=with_sure_points(case.rulebook))
    silent = replace(case, rulebook=without_unverified(case.rulebook))

    assert judged(silent) == judged(case, verified_only=True)


@given(situations(), st.data())
def test_whatever_the_unverified_turns_out_to_be_lies_within_the_verified_bounds(
    case: Situation, data: st.DataObject
) -> None:
    """Should unverified numbers prove wrong, the true result still lies within the verified bounds."""
    corrected = data.draw(completed(without_unverified(case.rulebook)))

    assert [] == outside(judged(replace(case, rulebook=corrected)), judged(case, verified_only=True))


@given(situations(), st.data())
def test_what_an_unverified_reading_demands_lies_within_the_verified_bounds(
    case: Situation, data: st.DataObject
) -> None:
    """Should an unverified reading make other standards mandatory, its result lies within the verified bounds."""
    readings = {reading.id: reading.basis == UNVERIFIED for reading in case.rulebook.law.readings}
    dropped = data.draw(st.sets(st.sampled_from([standard.id for standard in case.standards])))

    def told(criterion: Criterion) -> Criterion:
        return replace(
            criterion,
            standards=tuple(
                replace(s, mandatory=None)
                if s.id in dropped and s.mandatory and readings[s.mandatory.in_reading]
                else s
                for s in criterion.standards
            ),
        )

    other = replace(case, rulebook=replace(case.rulebook, criteria=tuple(map(told, case.rulebook.criteria))))

    assert [] == outside(judged(other), judged(case, verified_only=True))


@given(situations(), st.data())
def test_whatever_unverified_points_turn_out_to_be_lies_within_the_verified_bounds(
    case: Situation, data: st.DataObject
) -> None:
    """Should points, minima, the pass mark or the rounding step prove wrong, the true result lies within the bounds."""
    corrected = data.draw(other_points(case.rulebook))

    assert [] == outside(judged(replace(case, rulebook=corrected)), judged(case, verified_only=True))


# --- adjustments ---


def without_reductions(rulebook: Rulebook) -> Rulebook:
    """The law without its reduced minima."""
    rules = (
        replace(rule, then=tuple(action for action in rule.then if not isinstance(action, ReduceMinimum)))
        for rule in rulebook.rules
    )
    return replace(rulebook, rules=tuple(rules))


@given(situations())
def test_adjustments_never_make_a_standard_harder(case: Situation) -> None:
    """With its reduced minima a law gives no fewer points anywhere and no worse a verdict than without them."""
    plain = replace(case, rulebook=without_reductions(case.rulebook))

    assert [] == lowered(judged(plain), judged(case))


@given(situations(), conditions, st.none() | st.integers(0, ALL_OF_IT), st.sampled_from(["seed", UNVERIFIED]))
def test_one_more_adjustment_never_lowers_anything(
    case: Situation, when: Condition, share: int | None, basis: str
) -> None:
    """A further reduction, known or not, holding or not, takes nothing away."""
    percent = None if share is None else (share, ALL_OF_IT)
    everything = ReduceMinimum(tuple(standard.id for standard in case.rulebook.standards), percent)
    rule = Rule("one-more", NAME, when, (everything,), CITATION, basis)
    eased = replace(case, rulebook=replace(case.rulebook, rules=(*case.rulebook.rules, rule)))

    assert [] == lowered(judged(case), judged(eased))


@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_adjustments_is_irrelevant(case: Situation, random: Random) -> None:
    """Reductions do not add up, so it is all one in which order the law names them."""
    reducing = [r for r in case.rulebook.rules if all(isinstance(action, ReduceMinimum) for action in r.then)]
    others = [r for r in case.rulebook.rules if r not in reducing]
    random.shuffle(reducing)
    shuffled = replace(case, rulebook=replace(case.rulebook, rules=(*reducing, *others)))

    assert judged(case) == judged(shuffled)


@given(situations())
def test_adjustments_leave_the_upper_end_alone(case: Situation) -> None:
    """A reduced minimum moves only the lower end: what a value at or above the minimum earns stays what it was."""
    plain = replace(case, rulebook=without_reductions(case.rulebook))
    for name, indicator in case.rulebook.indicators.items():
        at_best = case.with_quantities({name: best(indicator, Quantity())})
        for standard in case.standards:
            if standard.indicator == name:
                expected = judged(replace(plain, quantities=at_best.quantities)).standards[standard.id]
                assert expected == judged(at_best).standards[standard.id]


# --- order and repetition ---


@given(situations(), st.randoms(use_true_random=False))
def test_the_order_of_measurements_is_irrelevant(case: Situation, random: Random) -> None:
    """It is all one in which order the values of a town are given."""
    names = list(case.quantities)
    random.shuffle(names)
    shuffled = replace(case, quantities={name: case.quantities[name] for name in names})

    assert judged(case) == judged(shuffled)


@given(situations(), st.booleans())
def test_a_plan_compiled_twice_is_equal(case: Situation, verified_only: bool) -> None:
    """Compiling the same law for the same town gives the same plan."""
    first = compile_plan(case.rulebook, case.target, case.held, VERIFIED if verified_only else NO_DEMAND)
    second = compile_plan(
        case.rulebook,
        case.target,
        applied_rules(case.rulebook, dict(case.words)),
        VERIFIED if verified_only else NO_DEMAND,
    )

    assert first == second
    assert hash(first) == hash(second)


# --- which rules hold ---


@given(conditions, words_of_fields(), st.data())
def test_a_condition_that_is_decided_stays_decided(when: Condition, words: FieldWords, data: st.DataObject) -> None:
    """A condition that is true or false of a partly known town stays so whatever the rest turns out to be."""
    told = {field: data.draw(words_of_field(field)) if known is None else known for field, known in words.items()}
    before = truth(when, words)

    assert before in {None, truth(when, told)}


@given(situations(), st.data())
def test_rules_that_surely_hold_go_on_holding(case: Situation, data: st.DataObject) -> None:
    """When more is known of a town, rules that surely applied still do, and rules that could not still cannot."""
    held = data.draw(told_everything(case)).held

    assert case.held.surely <= held.surely <= case.held.possibly
    assert held.surely <= held.possibly <= case.held.possibly


def _reduces_to_nothing(rule: Rule) -> bool:
    """True if an unverified rule reduces a minimum to nothing, which an unknown factor never does."""
    return rule.basis == UNVERIFIED and any(
        isinstance(action, ReduceMinimum) and action.percent is not None and action.percent[0] == 0
        for action in rule.then
    )
