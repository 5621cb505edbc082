"""Readings by which a municipality uses one of several alternatives for everything, in all engines."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from classifier.assessment.assessor import Assessor
from classifier.assessment.question import Question
from classifier.engines.columnar.result_columns import failing_column, reading_column
from classifier.engines.columnar.standards import TooLargeForColumns
from classifier.engines.columnar.verdicts import LOWER, UPPER, VERDICT
from classifier.engines.reference import judge
from classifier.plan.applied_rules import EASING, AppliedRules, applied_rules
from classifier.plan.choices import choices_of
from classifier.plan.compiler import compile_plan, refuse_lost_points
from classifier.plan.judgement import Judgement, Outcome, Verdict
from criteria.diagnostic import UnsoundRules
from criteria.law import Reading
from criteria.municipality import Municipality
from criteria.quantity import UNKNOWN, Quantity
from criteria.rule import Exempt, ReduceMinimum, Rule
from criteria.rulebook import Rulebook
from criteria.stated import only
from tests.classifier.test_unknown_facts import (
    assert_same,
    by_both_evaluators,
    by_columns,
    every_completion,
    made_blank,
    subject_of,
)
from tests.support.strategies import Situation, laws_with_a_choice, situations

DAY = datetime.date(2024, 12, 31)
CHOOSING = "one-factor"


@st.composite
def blank_situations(draw: st.DrawFn) -> Situation:
    """A town of a law with a choice, of which some facts may be blank."""
    return draw(made_blank(draw(situations(laws_with_a_choice()))))


def in_force(case: Situation, reading: str) -> Situation:
    """The same town before the same law, but another reading is the default."""
    law = case.rulebook.law
    readings = tuple(replace(known, is_default=known.id == reading) for known in law.readings)
    return replace(case, rulebook=replace(case.rulebook, law=replace(law, readings=readings)))


def best_by_enumeration(case: Situation) -> Iterator[tuple[Judgement, Mapping[str, Outcome], Outcome]]:
    """For every completion: the judgement without a choice, and the best criteria and total by any alternative."""
    kind = case.municipality.kind if case.rulebook.asks_by_kind else None
    (choice,) = choices_of(case.rulebook)

    def judged(applied: AppliedRules) -> Judgement | None:
        plan = compile_plan(case.rulebook, case.target, applied, kind=kind)
        try:
            refuse_lost_points(case.rulebook, plan, kind, applied)
        except UnsoundRules:
            return None
        return judge(plan, case.intervals(plan))

    seen = set()
    for words in every_completion(case.rulebook, case.words):
        applied = applied_rules(case.rulebook, words)
        if applied in seen:
            continue
        seen.add(applied)
        if (plain := judged(applied)) is None:
            continue
        there = [rules for rules in choice.alternatives if rules & applied.surely]
        kept = [applied.surely - frozenset().union(*(other for other in there if other != rules)) for rules in there]
        every = [found for rules in kept if (found := judged(AppliedRules(rules, rules))) is not None]
        if len(there) < 2 or not every:
            every = [plain]
        criteria = {name: _best([one.criteria[CHOOSING][name] for one in every]) for name in plain.criteria[CHOOSING]}
        yield plain, criteria, _best([one.total[CHOOSING] for one in every])


def _best(outcomes: list[Outcome]) -> Outcome:
    return Outcome(
        max(one.lower for one in outcomes),
        max(one.upper for one in outcomes),
        any(one.surely for one in outcomes),
        any(one.possibly for one in outcomes),
    )


@pytest.fixture
def choosing_rulebook(toy_rulebook: Rulebook) -> Rulebook:
    """The toy law with a reading by which a town is either of the hills or of islands."""
    kept = [rule for rule in toy_rulebook.rules if rule.id in {"hills", "islands"}]
    water = replace(kept[0], basis="one-source", then=(ReduceMinimum(("water",), (70, 100)),))
    people = replace(kept[1], then=(ReduceMinimum(("people",), (50, 100)),))
    one_of = (("hills",), ("islands",))
    name = toy_rulebook.law.title
    reading = Reading(CHOOSING, name, False, "one-source", "Article 10", name, one_of=one_of)
    law = replace(toy_rulebook.law, readings=(*toy_rulebook.law.readings, reading))
    return replace(toy_rulebook, law=law, rules=(water, people))


def island_in_the_hills(rulebook: Rulebook, region: str | None = "hills") -> Situation:
    """A town that reaches 250 people only by the hills, 60 % of water only by islands, and all else without them."""
    town = Municipality("a", "A", "town", "V", None, region, only("island"), True, True)
    values = {"people": 250, "inner-people": 200, "water": 60_00, "poverty": 10_0, "centre": 2, "trees": 10}
    known = {name: Quantity(value, value) for name, value in values.items()}
    return Situation(rulebook, "SILVER", town, {name: known.get(name, UNKNOWN) for name in rulebook.indicators})


def test_a_town_with_two_reductions_meets_only_one_a_standard(choosing_rulebook: Rulebook) -> None:
    """With a reduction for each standard the town is of the type; with one for everything a criterion always fails."""
    found = by_both_evaluators(island_in_the_hills(choosing_rulebook))
    assert Outcome(152_500, 152_500, True, True) == found.judgement.total["points"]
    assert Outcome(137_500, 137_500, False, False) == found.judgement.total[CHOOSING]
    assert {"1": Verdict.MET, "2": Verdict.MET} == {
        name: outcome.verdict for name, outcome in found.judgement.criteria[CHOOSING].items()
    }


def test_the_batch_tells_the_verdict_by_each_reading(choosing_rulebook: Rulebook) -> None:
    """The column of the other reading says that the town fails by it, and the verdict that it is of the type."""
    row = by_columns(island_in_the_hills(choosing_rulebook))
    assert ("met", "not_met") == (row[VERDICT], row[reading_column(CHOOSING)])


def test_the_best_alternative_is_shown_where_it_is_in_force(choosing_rulebook: Rulebook) -> None:
    """With islands alone the town has most points, so its people are below the level and its water is not."""
    case = in_force(island_in_the_hills(choosing_rulebook), CHOOSING)
    found, row = by_both_evaluators(case), by_columns(case)
    assert ("below", "minimum") == tuple(found.judgement.standards[name].status for name in ("people", "water"))
    assert ("not_met", 137_500, 137_500) == (row[VERDICT], row[LOWER], row[UPPER])
    assert (True, False) == (row[failing_column("people")], row[failing_column("water")])


def test_an_unknown_region_is_judged_both_ways(choosing_rulebook: Rulebook) -> None:
    """If it is unknown whether the town is of the hills, people may pass by one a standard, never by one for all."""
    found = by_both_evaluators(island_in_the_hills(choosing_rulebook, region=None))
    assert Verdict.UNDETERMINED is found.judgement.total["points"].verdict
    assert Verdict.NOT_MET is found.judgement.total[CHOOSING].verdict


def test_one_alternative_changes_nothing(choosing_rulebook: Rulebook) -> None:
    """A town to which one alternative applies is judged by every reading as if there were no choice."""
    found = by_both_evaluators(island_in_the_hills(choosing_rulebook, region="plain"))
    assert found.judgement.total["points"] == found.judgement.total[CHOOSING]
    assert {} == found.every.chosen


def test_the_reasons_are_those_of_the_best_alternative(choosing_rulebook: Rulebook) -> None:
    """What the other reading lacks is told of the alternative with most points: islands, by which people fail."""
    with Assessor(choosing_rulebook) as assessor:
        case = island_in_the_hills(choosing_rulebook)
        found = assessor.assess(subject_of(case), Question("SILVER", DAY))
    (other,) = (known for known in found.other_readings if known.reading.id == CHOOSING)
    assert ["1.1"] == [reason.subject for reason in other.reasons if reason.kind == "standard_fails"]
    assert "1" in {reason.subject for reason in other.reasons}


@given(blank_situations())
def test_the_best_alternative_is_judged_every_way(case: Situation) -> None:
    """Verdict and bounds contain those by the best alternative in every completion, and a firm verdict is theirs."""
    every = list(best_by_enumeration(case))
    found = by_both_evaluators(case)
    assume(every and found is not None)
    total = found.judgement.total[CHOOSING]
    for _, criteria, best in every:
        assert total.lower <= best.lower <= best.upper <= total.upper
        assert total.verdict in {best.verdict, Verdict.UNDETERMINED}
        for name, told in criteria.items():
            outcome = found.judgement.criteria[CHOOSING][name]
            assert outcome.lower <= told.lower <= told.upper <= outcome.upper
            assert outcome.verdict in {told.verdict, Verdict.UNDETERMINED}


@pytest.mark.slow
@given(blank_situations(), st.booleans())
def test_the_columns_choose_the_same(case: Situation, chooses: bool) -> None:
    """The columnar engine agrees with the evaluators under every reading, whether the choosing one is in force."""
    case = in_force(case, CHOOSING) if chooses else case
    found = by_both_evaluators(case)
    assume(found is not None)
    try:
        row, reading = by_columns(case), found.reading.id
    except TooLargeForColumns:
        return
    assert_same(found, row)
    for other in found.rulebook.law.readings:
        if other.id != reading:
            assert found.judgement.total[other.id].verdict.value == row[reading_column(other.id)]


def only_easing(case: Situation) -> Situation:
    """The same town before a law whose rules do nothing but ease standards."""

    def eased(rule: Rule) -> Rule:
        actions = tuple(action for action in rule.then if isinstance(action, EASING))
        return replace(rule, then=actions or (Exempt((case.rulebook.standards[0].id,)),))

    return replace(case, rulebook=replace(case.rulebook, rules=tuple(map(eased, case.rulebook.rules))))


@given(blank_situations().map(only_easing))
def test_one_alternative_is_never_better_than_all(case: Situation) -> None:
    """Where rules only ease, one alternative gives no more points than all of them, and no better verdict."""
    found = by_both_evaluators(case)
    assume(found is not None)
    one, law = found.judgement.total[CHOOSING], found.rulebook.law
    for reading in law.readings:
        every = found.judgement.total[reading.id]
        if not reading.is_above_zero and not _makes_mandatory(found.rulebook, reading):
            assert one.lower <= every.lower
            assert one.upper <= every.upper
            assert (one.surely, one.possibly) <= (every.surely, every.possibly)


def _makes_mandatory(rulebook: Rulebook, reading: Reading) -> bool:
    return any(known.mandatory and known.mandatory.in_reading == reading.id for known in rulebook.standards)


@given(blank_situations(), st.booleans(), st.sampled_from([None, "seed"]))
def test_an_assessment_with_a_choice_can_be_explained(case: Situation, chooses: bool, sure: str | None) -> None:
    """Under every reading there are reasons unless the verdict is met, however sure the law must be."""
    case = in_force(case, CHOOSING) if chooses else case
    with Assessor(case.rulebook) as assessor:
        try:
            found: Any = assessor.assess(subject_of(case), Question(case.target, DAY, None, sure))
        except UnsoundRules:
            return
    assert found.verdict is found.judgement.outcome(found.reading.id).verdict
    assert found.reasons
    assert all(other.reasons for other in found.other_readings)
