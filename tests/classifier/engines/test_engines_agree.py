"""durable_rules and the definition come to the same result, always; where they would not it is killed."""

import datetime
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from classifier.assessment.disagreement import EnginesDisagree, refuse_disagreement
from classifier.engines.forward_chaining import ForwardChaining
from classifier.engines.reference import judge
from classifier.engines.rule_conditions import RuleConditions
from classifier.plan.applied_rules import AppliedRules, applied_rules
from classifier.plan.compiler import compile_plan
from classifier.plan.judgement import Judgement, Outcome, Score, StandardScore, Status
from classifier.plan.plan import Plan, ReadingPlan, StandardPlan
from criteria.condition import FieldWords, Holds, field_words
from criteria.indicator import Indicator
from criteria.municipality import TYPES, Dataset, Municipality
from criteria.quantity import NOT_APPLICABLE, UNKNOWN, Interval, Quantity
from criteria.rule import ReduceMinimum, Rule
from criteria.rule_files.library import Library
from criteria.rulebook import Rulebook
from criteria.stated import only
from criteria.sureness import NO_DEMAND, VERIFIED
from criteria.vocabulary import Vocabulary
from tests.classifier.engines.test_reference import plan_of, standard
from tests.support.strategies import (
    CITATION,
    NAME,
    VOCABULARY,
    Situation,
    assessed_types,
    conditions,
    landmarks,
    quantities,
    rulebooks,
    situations,
    words_of_fields,
)

pytestmark = pytest.mark.slow


def inferred(plan: Plan, case: Situation) -> Judgement:
    """The judgement by durable_rules."""
    with closing(ForwardChaining(plan)) as chaining:
        return chaining.infer(case.intervals(plan))[0]


# --- random laws ---


@given(situations(), st.booleans())
def test_random_towns_before_random_laws(case: Situation, verified_only: bool) -> None:
    """For any law, type, town and data both engines give equal judgements."""
    plan = case.plan(verified_only)

    assert judge(plan, case.intervals(plan)) == inferred(plan, case)


@given(situations(rulebooks(most_criteria=1, most_standards=1)))
def test_a_single_standard(case: Situation) -> None:
    """The smallest laws are judged alike, whatever their only standard is."""
    plan = case.plan()

    assert judge(plan, case.intervals(plan)) == inferred(plan, case)


@settings(max_examples=settings.default.max_examples // 5)
@given(situations(rulebooks(most_criteria=3, most_standards=25, most_rules=2)))
def test_more_standards_than_one_rule_can_join(case: Situation) -> None:
    """Criteria of more standards than durable_rules joins are added up alike."""
    plan = case.plan()

    assert judge(plan, case.intervals(plan)) == inferred(plan, case)


LEVELS = st.none() | st.integers(0, 10)
FLOORS = st.integers(-2, 10)
NOT_EXEMPT, PERHAPS_EXEMPT, EXEMPT = (False, False), (False, True), (True, True)


@settings(max_examples=settings.default.max_examples * 2)
@given(
    st.tuples(LEVELS, LEVELS),
    st.tuples(FLOORS, FLOORS),
    st.sampled_from([NOT_EXEMPT, PERHAPS_EXEMPT, EXEMPT]),
    st.tuples(st.booleans(), st.sampled_from([None, "points", "strict"])),
    st.tuples(st.integers(0, 30_000), st.integers(0, 30_000)),
    st.sampled_from([1, 7, 100]),
)
@example((5, 5), (10, 10), NOT_EXEMPT, (False, None), (10_000, 20_000), 100)  # found: both levels one
@example((4, 5), (10, 10), NOT_EXEMPT, (False, None), (10_000, 20_000), 100)
@example((0, 10), (-2, -2), PERHAPS_EXEMPT, (True, "strict"), (11_250, 15_000), 100)
def test_every_value_of_a_standard(
    levels: tuple[int | None, int | None],
    floors: tuple[int, int],
    exempt: tuple[bool, bool],
    shape: tuple[bool, str | None],
    points: tuple[int, int],
    step: int,
) -> None:
    """Every range there can be, against whatever levels, reductions and exemptions, scores alike.

    Graded or not, mandatory or not: in a reading that is certain, or in one that is not.
    """
    minimum, maximum = levels
    sure_floor, possible_floor = floors
    if minimum is not None and maximum is not None:
        minimum, maximum = sorted((minimum, maximum))
    sure = None if minimum is None else min(sure_floor, minimum)
    it = standard(
        minimum,
        maximum,
        (min(points), max(points)),
        sure_floor=sure,
        possible_floor=None if sure is None else min(sure, possible_floor),
        exempt=exempt,
        is_graded=shape[0],
        domain=(0, 10),
        mandatory_in=shape[1],
    )
    readings = (ReadingPlan("points", True), ReadingPlan("strict", False))
    plan = replace(plan_of([it], needs=[0], pass_mark=min(points), readings=readings), rounding_step=step)
    ranges = [Interval(lower, upper) for lower in range(11) for upper in range(lower, 11)]

    with closing(ForwardChaining(plan)) as chaining:
        differing = [r for r in ranges if judge(plan, {"it": r}) != chaining.infer({"it": r})[0]]

    assert [] == differing


@given(situations(), st.data())
def test_one_rule_base_judges_town_after_town(case: Situation, data: st.DataObject) -> None:
    """A compiled plan leaves nothing of one town behind for the next."""
    plan = case.plan()
    others = [
        case.with_quantities({name: data.draw(quantities(i)) for name, i in case.rulebook.indicators.items()})
        for _ in range(2)
    ]
    towns = [case, *others, case]

    with closing(ForwardChaining(plan)) as chaining:
        judgements = [chaining.infer(town.intervals(plan))[0] for town in towns]

    assert [judge(plan, town.intervals(plan)) for town in towns] == judgements


# --- which rules hold ---


def rulebook_with(rulebook: Rulebook, *when: object) -> Rulebook:
    """The law with these conditions, one a rule, and no other rules."""
    action = ReduceMinimum((rulebook.standards[0].id,), (1, 2))
    rules = [Rule(f"rule-{n}", NAME, condition, (action,), CITATION, "seed") for n, condition in enumerate(when)]
    return replace(rulebook, rules=tuple(rules), vocabulary=VOCABULARY)


def inferred_holding(rulebook: Rulebook, words: FieldWords) -> AppliedRules:
    """Which rules hold, by durable_rules."""
    with closing(RuleConditions(rulebook)) as applicability:
        return applicability.applied_rules(words)[0]


@given(when=st.lists(conditions, min_size=1, max_size=8), words=words_of_fields())
def test_random_conditions(toy_rulebook: Rulebook, when: list[object], words: FieldWords) -> None:
    """Both engines find the same rules to apply, surely and possibly, whatever is unknown about a town."""
    rulebook = rulebook_with(toy_rulebook, *when)

    assert applied_rules(rulebook, words) == inferred_holding(rulebook, words)


@given(situations())
def test_the_rules_of_random_laws(case: Situation) -> None:
    """Which rules of a random law hold for a random town is concluded alike."""
    assert case.held == inferred_holding(case.rulebook, case.words)


@given(attributes=st.frozensets(st.sampled_from(sorted(VOCABULARY.attributes))))
def test_forty_rules_that_hold_at_once(toy_rulebook: Rulebook, attributes: frozenset[str]) -> None:
    """Many rules may ask about one town."""
    asked = [Holds("municipality.attributes", frozenset({word})) for word in VOCABULARY.attributes] * 10
    rulebook = rulebook_with(toy_rulebook, *asked)
    words = {"municipality.attributes": only(*attributes)}

    assert applied_rules(rulebook, words) == inferred_holding(rulebook, words)


# --- the law that is shipped ---


@pytest.fixture(scope="module", params=["SPECIAL", "I", "II", "III", "IV", "V"])
def compiled(
    request: pytest.FixtureRequest, shipped_rulebook: Rulebook
) -> Iterator[dict[tuple[AppliedRules, bool], tuple[Plan, ForwardChaining]]]:
    """Every plan of the shipped law for one type: with and without zones, verified only or not."""
    plans = {}
    for kind, zones, attributes in [
        ("town", True, ()),
        ("township", False, ()),
        ("central-city", True, ("heritage",)),
        ("town", True, ("island", "mountain")),
    ]:
        town = Municipality("a", "A", kind, attributes=only(*attributes), inner_area=zones, outer_area=zones)
        held = applied_rules(shipped_rulebook, field_words(town))
        for verified_only in (False, True):
            plan = compile_plan(shipped_rulebook, request.param, held, VERIFIED if verified_only else NO_DEMAND)
            plans[held, verified_only] = (plan, ForwardChaining(plan))
    yield plans
    for _, chaining in plans.values():
        chaining.close()


@settings(max_examples=settings.default.max_examples // 5)
@given(data=st.data())
def test_the_shipped_law_on_random_data(
    compiled: dict[tuple[AppliedRules, bool], tuple[Plan, ForwardChaining]],
    shipped_rulebook: Rulebook,
    data: st.DataObject,
) -> None:
    """All 59 standards of 1210 are judged alike on random data, for each type, verified only or not."""
    indicators = shipped_rulebook.indicators
    used = sorted({standard.indicator for standard in shipped_rulebook.standards})
    known = {
        name: data.draw(quantities(indicators[name], landmarks(shipped_rulebook, name)), label=name) for name in used
    }
    differing = []
    for (held, verified_only), (plan, chaining) in compiled.items():
        intervals = {s.id: s.interval(known[s.indicator]) for s in plan.standards}
        if judge(plan, intervals) != chaining.infer(intervals)[0]:
            differing.append((held, verified_only))

    assert [] == differing


@pytest.mark.parametrize("quantity", [UNKNOWN, NOT_APPLICABLE], ids=["unknown", "not applicable"])
def test_the_shipped_law_on_no_data(
    compiled: dict[tuple[AppliedRules, bool], tuple[Plan, ForwardChaining]], quantity: object
) -> None:
    """A town about which nothing is known, or to which nothing is stated to apply, is judged alike."""
    for plan, chaining in compiled.values():
        intervals = {s.id: s.interval(quantity) for s in plan.standards}

        assert judge(plan, intervals) == chaining.infer(intervals)[0]


def test_the_example_data(
    compiled: dict[tuple[AppliedRules, bool], tuple[Plan, ForwardChaining]],
    shipped_rulebook: Rulebook,
    example_data: Dataset,
) -> None:
    """Every town of the shipped example is judged alike by every plan that is its own; with blank zones, by both."""
    day = datetime.date(2021, 11, 11)
    judged = 0
    towns = [
        replace(town, inner_area=zones, outer_area=zones)
        for town in example_data.municipalities.values()
        for zones in ((True, False) if town.inner_area is None else (town.inner_area,))
    ]
    for town in towns:
        held = applied_rules(shipped_rulebook, field_words(town))
        measured = example_data.measured(town.id, day)
        for verified_only in (False, True):
            if (held, verified_only) not in compiled:
                continue
            plan, chaining = compiled[held, verified_only]
            intervals = {
                s.id: s.interval(measured[s.indicator].quantity if s.indicator in measured else UNKNOWN)
                for s in plan.standards
            }
            assert judge(plan, intervals) == chaining.infer(intervals)[0]
            judged += 1

    assert 58 == judged  # 16 municipalities, of 13 of which zones are unknown; verified only or not


def random_town(random: Random, vocabulary: Vocabulary) -> Municipality:
    """Return a random town about which everything is stated."""
    attributes = sorted(vocabulary.attributes)
    return Municipality(
        id=random.choice(["somewhere", "hue"]),
        name="Somewhere",
        kind=random.choice(sorted(vocabulary.kinds)),
        current_type=random.choice(TYPES),
        region=random.choice(sorted(vocabulary.regions)),
        formation=random.choice(sorted(vocabulary.formations)),
        attributes=only(*random.sample(attributes, random.choice([0, 1, 3]))),
        inner_area=random.choice([True, False]),
        outer_area=random.choice([True, False]),
        budget_level=random.choice([True, False]),
        has_commune_units=random.choice([True, False]),
    )


def random_quantity(random: Random, indicator: Indicator, near: list[int]) -> Quantity:
    """Something that may be known of an indicator, often near a level."""
    domain = indicator.domain
    points = [at + step for at in near for step in (-1, 0, 1)] + [random.randint(domain.lower, domain.upper)]
    ends = sorted(min(max(random.choice(points), domain.lower), domain.upper) for _ in range(2))
    return random.choice(
        [UNKNOWN, NOT_APPLICABLE, Quantity(*ends), Quantity(lower=ends[0]), Quantity(ends[0], ends[0])]
    )


def test_every_law_that_is_shipped(shipped_library: Library) -> None:
    """Every law in the rules folder, for every type that it assesses, is judged alike by both engines."""
    random = Random(111)
    differing, judged = [], 0
    for law in shipped_library.register.laws:
        rulebook = shipped_library.rulebook(law)
        for target, verified_only in product(assessed_types(rulebook), (False, True)):
            town, whole = (random_town(random, rulebook.vocabulary) for _ in range(2))
            words = field_words(town, whole)
            held = inferred_holding(rulebook, words)
            plan = compile_plan(rulebook, target, held, VERIFIED if verified_only else NO_DEMAND)
            with closing(ForwardChaining(plan)) as chaining:
                for _ in range(5):
                    known = {
                        name: random_quantity(random, indicator, landmarks(rulebook, name))
                        for name, indicator in rulebook.indicators.items()
                    }
                    intervals = {s.id: s.interval(known[s.indicator]) for s in plan.standards}
                    if applied_rules(rulebook, words) != held or judge(plan, intervals) != chaining.infer(intervals)[0]:
                        differing.append((law.id, target, verified_only))
                    judged += 1

    assert [] == differing
    assert judged >= 150


# --- a disagreement is killed ---


@pytest.fixture
def plan() -> Plan:
    """Two criteria of two standards."""
    rows: list[StandardPlan] = [standard(identifier=name) for name in ("a", "b", "c", "d")]
    return plan_of(rows[:2], rows[2:], needs=[20_000, 20_000], pass_mark=40_000)


@pytest.fixture
def judgement(plan: Plan) -> Judgement:
    """A judgement of them."""
    return judge(plan, {name: Interval(70, 70) for name in "abcd"})


def refused(defined: Judgement, other: Judgement) -> tuple[str, ...]:
    """The subjects on which two judgements are said to disagree."""
    with pytest.raises(EnginesDisagree) as disagreement:
        refuse_disagreement(defined, other)
    return disagreement.value.subjects


def test_equal_judgements_are_let_through(plan: Plan, judgement: Judgement) -> None:
    """Engines that agree raise nothing."""
    again = judge(plan, {name: Interval(70, 70) for name in "abcd"})

    assert refuse_disagreement(judgement, again) is None


def test_a_standard_on_which_engines_differ_is_named(judgement: Judgement) -> None:
    """A ten-thousandth of a point on one standard is a disagreement, and names the standard."""
    other = Score(15_001, True, Status.BETWEEN)
    changed = replace(judgement, standards={**judgement.standards, "b": StandardScore(other, other)})

    assert ("b",) == refused(judgement, changed)


def test_a_status_on_which_engines_differ_is_named(judgement: Judgement) -> None:
    """The same points with another status are a disagreement too."""
    other = Score(15_000, True, Status.MAXIMUM)
    changed = replace(judgement, standards={**judgement.standards, "c": StandardScore(other, other)})

    assert ("c",) == refused(judgement, changed)


def test_a_standard_that_an_engine_forgot_is_named(judgement: Judgement) -> None:
    """A standard that one engine did not judge is a disagreement."""
    changed = replace(judgement, standards={name: s for name, s in judgement.standards.items() if name != "d"})

    assert ("d",) == refused(judgement, changed)


def test_a_criterion_on_which_engines_differ_is_named(judgement: Judgement) -> None:
    """Equal standards, added up differently: the criterion is named with its reading."""
    criteria = {"points": {**judgement.criteria["points"], "2": Outcome(0, 0, False, False)}}

    assert ("points/2",) == refused(judgement, replace(judgement, criteria=criteria))


def test_a_total_on_which_engines_differ_is_named(judgement: Judgement) -> None:
    """Equal criteria, another whole: the total is named with its reading."""
    assert ("points/total",) == refused(judgement, replace(judgement, total={"points": Outcome(0, 0, False, False)}))


def test_a_standard_too_many_is_a_disagreement(judgement: Judgement) -> None:
    """An engine that judges a standard that is not in the law disagrees as well."""
    changed = replace(judgement, standards={**judgement.standards, "z": judgement.standards["a"]})

    assert ("the standards on file",) == refused(judgement, changed)


def test_a_disagreement_says_on_what(judgement: Judgement) -> None:
    """The message of a disagreement names its subjects."""
    changed = replace(judgement, standards={})

    with pytest.raises(EnginesDisagree, match="the evaluators disagree on a, b, c, d"):
        refuse_disagreement(judgement, changed)
