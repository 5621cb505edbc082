"""The score of a standard in pieces, and the values at which two laws disagree, for random laws."""

from hypothesis import given
from hypothesis import strategies as st

from classifier.engines.reference import score_standard
from classifier.plan.applied_rules import AppliedRules
from classifier.plan.compiler import compile_plan
from classifier.plan.judgement import StandardScore
from classifier.plan.plan import StandardPlan
from criteria.quantity import Interval
from criteria.rulebook import Rulebook
from dothi.workbench.impact.score_function import disagreements, pieces
from tests.support.strategies import assessed_types, small_laws

NO_RULE = AppliedRules(frozenset(), frozenset())


def planned(rulebook: Rulebook) -> list[StandardPlan]:
    """The standards of a law for its highest type, of any municipality."""
    kinds = [kind for criterion in rulebook.criteria for kind in criterion.kinds or ()]
    target = next(
        (known for known in assessed_types(rulebook) if any(known in c.types for c in rulebook.criteria)), None
    )
    if target is None or kinds:
        return []
    return list(compile_plan(rulebook, target, NO_RULE).standards)


def written_values(standard: StandardPlan) -> range:
    """Every value that can be written, better being higher."""
    by = standard.refinement
    return range(-(-standard.domain.lower // by), standard.domain.upper // by + 1)


def scored(standard: StandardPlan, value: int, step: int) -> StandardScore:
    """The score of one value by the definition."""
    value *= standard.refinement
    return score_standard(standard, Interval(value, value), step)


@given(small_laws())
def test_pieces_are_the_score_of_every_value(rulebook: Rulebook) -> None:
    """One after the other they hold every value that can be written, each with its score."""
    step = rulebook.law.rounding_step.value
    for standard in planned(rulebook):
        found = {
            value: piece.score
            for piece in pieces(standard, step)
            for value in range(piece.values.lower, piece.values.upper + 1)
        }
        assert {value: scored(standard, value, step) for value in written_values(standard)} == found


@given(small_laws(), small_laws(), st.data())
def test_laws_disagree_exactly_where_their_scores_differ(
    first: Rulebook, second: Rulebook, data: st.DataObject
) -> None:
    """Of every value: it lies in a stretch when the scores differ, and in none when they are the same."""
    pairs = [
        (before, after)
        for before in planned(first)
        for after in planned(second)
        if (before.domain, before.higher_is_better, before.refinement, after.refinement)
        == (after.domain, after.higher_is_better, 1, 1)
    ]
    if not pairs:
        return
    before, after = data.draw(st.sampled_from(pairs))
    steps = first.law.rounding_step.value, second.law.rounding_step.value
    sign = 1 if before.higher_is_better else -1
    differing = {
        sign * value
        for value in written_values(before)
        if scored(before, value, steps[0]) != scored(after, value, steps[1])
    }
    told = {
        value
        for stretch in disagreements(before, after, steps)
        for value in range(stretch.values.lower, stretch.values.upper + 1)
    }
    assert differing == told
