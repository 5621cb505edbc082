"""Plans compiled from a rulebook, a type and the rules applied, checked by hand."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.plan.applied_rules import AppliedRules, applied_rules
from classifier.plan.compiler import compile_plan, effective_levels
from classifier.plan.completions import residual, undecided_rules
from classifier.plan.plan import CriterionPlan, Plan, ReadingPlan, StandardPlan
from criteria.condition import AllOf, AnyOf, Holds, field_words, fields_of
from criteria.diagnostic import NotOnFile
from criteria.municipality import Municipality
from criteria.quantity import Interval, Quantity
from criteria.rule import (
    Action,
    Exempt,
    LowerPassMark,
    NotApplicable,
    ReduceMinimum,
    ReplaceLevels,
    Rule,
    ScalePoints,
    SetPoints,
    SetRequired,
)
from criteria.rule_files.library import Library
from criteria.rulebook import Rulebook
from criteria.standard import UNVERIFIED, Known, Level
from criteria.sureness import VERIFIED
from tests.support.strategies import CITATION, NAME


def held(*surely: str, possibly: tuple[str, ...] = ()) -> AppliedRules:
    """Rules that surely hold, and others that may."""
    return AppliedRules(frozenset(surely), frozenset(surely) | frozenset(possibly))


NOTHING = held()


def row(plan: Plan, identifier: str) -> StandardPlan:
    """One standard of a plan."""
    return next(standard for standard in plan.standards if standard.id == identifier)


def compiled(rulebook: Rulebook, standard: str, *surely: str, target: str = "SILVER", **options: bool) -> StandardPlan:
    """One standard of the plan under rules that surely hold."""
    return row(compile_plan(rulebook, target, held(*surely), **options), standard)


def with_rule(rulebook: Rulebook, *actions: Action, basis: str = "one-source", name: str = "more") -> Rulebook:
    """The law with one more rule."""
    when = Holds("municipality.region", frozenset({"hills"}))
    rule = Rule(name, NAME, when, actions, CITATION, basis)
    return replace(rulebook, rules=(*rulebook.rules, rule))


# --- integers ---


def test_levels_are_integers_at_the_indicators_decimals(toy_rulebook: Rulebook) -> None:
    """80 % and 90 % of clean water, at two decimals, are 8000 and 9000."""
    water = compiled(toy_rulebook, "water")

    assert (8000, 9000) == (water.minimum, water.maximum)


def test_points_are_ten_thousandths(toy_rulebook: Rulebook) -> None:
    """2.25 to 3 points are 22500 to 30000; the pass mark is 150000 and the step of 0.01 is 100."""
    plan = compile_plan(toy_rulebook, "SILVER", NOTHING)
    trees = row(plan, "trees")

    assert (22_500, 30_000) == (trees.points_minimum, trees.points_maximum)
    assert (150_000, 100) == (plan.pass_mark, plan.rounding_step)
    assert [(60_000, 80_000), (87_500, 120_000)] == [(c.points_minimum, c.points_maximum) for c in plan.criteria]


def test_less_is_better_is_mirrored(toy_rulebook: Rulebook) -> None:
    """At most 10 % poor households, 5 % for the maximum, are -100 and -50 of -1000 to 0 when better is higher."""
    poverty = compiled(toy_rulebook, "poverty")

    assert (-100, -50, Interval(-1000, 0)) == (poverty.minimum, poverty.maximum, poverty.domain)
    assert 100 == poverty.plain(-100)


def test_grades_are_places_on_the_ladder(toy_rulebook: Rulebook) -> None:
    """Village and city are the second and the third of three grades."""
    centre = compiled(toy_rulebook, "centre")

    assert (1, 2, Interval(0, 2), True) == (centre.minimum, centre.maximum, centre.domain, centre.is_graded)


def test_levels_are_those_of_the_type(toy_rulebook: Rulebook) -> None:
    """For another type other levels hold."""
    assert (9000, 9500) == (
        compiled(toy_rulebook, "water", target="GOLD").minimum,
        compiled(toy_rulebook, "water", target="GOLD").maximum,
    )


def test_standards_keep_the_order_of_the_law(toy_rulebook: Rulebook) -> None:
    """A plan lists the standards as the law does."""
    plan = compile_plan(toy_rulebook, "SILVER", NOTHING)

    assert ["1.1", "1.2", "2.1", "2.2", "2.3", "2.4"] == [standard.code for standard in plan.standards]


def test_mandatory_standards_name_their_reading(toy_rulebook: Rulebook) -> None:
    """The population rows are mandatory in the strict reading, the others in none."""
    plan = compile_plan(toy_rulebook, "SILVER", NOTHING)

    assert ["strict", "strict", None, None, None, None] == [standard.mandatory_in for standard in plan.standards]


def test_standards_without_levels_are_open(toy_rulebook: Rulebook) -> None:
    """The trees of type gold have no levels; they are what keeps that type open."""
    gold, silver = (compile_plan(toy_rulebook, target, NOTHING) for target in ("GOLD", "SILVER"))

    assert (["2.4"], []) == ([s.code for s in gold.open_standards], [s.code for s in silver.open_standards])


def test_standards_that_do_not_apply_are_not_open(toy_rulebook: Rulebook) -> None:
    """A missing level does not matter where the standard does not apply."""
    assert () == compile_plan(toy_rulebook, "GOLD", held("no-outer-area")).open_standards


def test_a_type_that_the_law_lacks(toy_rulebook: Rulebook) -> None:
    """A type that is not in the law is refused with the types that are."""
    with pytest.raises(NotOnFile) as refusal:
        compile_plan(toy_rulebook, "BRONZE", NOTHING)

    assert ("type", "BRONZE", ("GOLD", "SILVER")) == (
        refusal.value.kind,
        refusal.value.name,
        refusal.value.known,
    )


@pytest.mark.parametrize("target", ["GOLD", "SILVER"])
def test_a_law_loaded_twice_gives_one_plan(toy_library: Library, toy_rulebook: Rulebook, target: str) -> None:
    """Reading the rule files again changes nothing in the plan."""
    again = Library(toy_library.folder)
    rulebook = again.rulebook(again.register.law("toy-law"))

    assert compile_plan(toy_rulebook, target, held("islands")) == compile_plan(rulebook, target, held("islands"))


# --- measured quantities ---


def test_an_interval_of_what_should_be_high(toy_rulebook: Rulebook) -> None:
    """At least 80 of clean water ends at the domain's end."""
    assert Interval(8000, 10_000) == compiled(toy_rulebook, "water").interval(Quantity(lower=8000))


def test_an_interval_of_what_should_be_low(toy_rulebook: Rulebook) -> None:
    """4 to 12 % poor households are -120 to -40 when better is higher."""
    assert Interval(-120, -40) == compiled(toy_rulebook, "poverty").interval(Quantity(40, 120))


def test_at_most_of_what_should_be_low(toy_rulebook: Rulebook) -> None:
    """At most 5 of what should be low ends at the best there can be."""
    assert Interval(-50, 0) == compiled(toy_rulebook, "poverty").interval(Quantity(upper=50))


def test_not_applicable_is_no_interval(toy_rulebook: Rulebook) -> None:
    """What was stated not to apply lies nowhere."""
    assert compiled(toy_rulebook, "water").interval(Quantity(applies=False)) is None


# --- which standards apply, and their points ---


def test_a_rule_takes_a_standard_away_and_moves_its_points(toy_rulebook: Rulebook) -> None:
    """Without an inner area the row for it does not apply, and the whole-town row carries 6 to 8 points."""
    plan = compile_plan(toy_rulebook, "SILVER", held("no-inner-area"))

    assert (False, 0, 0) == (
        row(plan, "inner-people").applies,
        row(plan, "inner-people").points_minimum,
        row(plan, "inner-people").points_maximum,
    )
    assert (60_000, 80_000) == (row(plan, "people").points_minimum, row(plan, "people").points_maximum)


def test_points_stay_where_no_rule_moves_them(toy_rulebook: Rulebook) -> None:
    """A rule for the inner area leaves the works alone."""
    assert compiled(toy_rulebook, "water") == compiled(toy_rulebook, "water", "no-inner-area")


def test_points_are_scaled(shipped_rulebook: Rulebook) -> None:
    """Without an outer area the 0.75 to 1 points of a 5A row become 0.9375 to 1.25, and 5B is gone."""
    plan = compile_plan(shipped_rulebook, "III", held("no-outer-area"))

    assert (9375, 12_500) == (row(plan, "alley-lighting").points_minimum, row(plan, "alley-lighting").points_maximum)
    assert not any(standard.applies for standard in plan.standards if standard.code.startswith("5B"))


@pytest.mark.parametrize("zones", [(), ("no-inner-area",), ("no-outer-area",), ("no-inner-area", "no-outer-area")])
def test_moved_points_still_add_up(shipped_rulebook: Rulebook, zones: tuple[str, ...]) -> None:
    """Whatever zones a town lacks, the standards of each criterion of 1210 add up to it at both ends."""
    plan = compile_plan(shipped_rulebook, "III", held(*zones))

    for criterion in plan.criteria:
        assert (criterion.points_minimum, criterion.points_maximum) == (
            sum(standard.points_minimum for standard in criterion.standards),
            sum(standard.points_maximum for standard in criterion.standards),
        )


def test_actions_follow_one_another(toy_rulebook: Rulebook) -> None:
    """A rule's actions are applied in their order: set to 6 to 8, then halved, is what it was."""
    law = with_rule(toy_rulebook, SetPoints("water", 60_000, 80_000), ScalePoints(("water",), 1, 2))

    assert (30_000, 40_000) == (
        compiled(law, "water", "more").points_minimum,
        compiled(law, "water", "more").points_maximum,
    )


def test_a_rule_that_only_may_hold_moves_nothing(toy_rulebook: Rulebook) -> None:
    """The points of a rule that only possibly applies stay; such a town is refused before it is judged."""
    plan = compile_plan(toy_rulebook, "SILVER", held(possibly=("no-inner-area",)))

    assert compile_plan(toy_rulebook, "SILVER", NOTHING) == plan


# --- replaced levels ---


def test_levels_are_replaced(toy_rulebook: Rulebook) -> None:
    """For a city of type gold 3,000 to 4,000 people are asked."""
    people = compiled(toy_rulebook, "people", "cities", target="GOLD")

    assert (3000, 4000) == (people.minimum, people.maximum)


def test_levels_of_other_types_stay(toy_rulebook: Rulebook) -> None:
    """What is replaced for gold is not replaced for silver."""
    assert compiled(toy_rulebook, "people") == compiled(toy_rulebook, "people", "cities")


def test_the_effective_level_keeps_its_basis(toy_rulebook: Rulebook) -> None:
    """A replaced level comes with its own basis, for the report."""
    level = effective_levels(toy_rulebook, "GOLD", held("cities"))["people"]

    assert Level(Known(3000, "one-source"), Known(4000, "one-source")) == level


def test_the_last_replacement_counts(toy_rulebook: Rulebook) -> None:
    """If two rules replace a level, the later one counts."""
    later = ReplaceLevels("people", {"GOLD": Level(Known(7, "seed"), Known(9, "seed"))})
    law = with_rule(toy_rulebook, later)

    assert (7, 9) == (
        compiled(law, "people", "cities", "more", target="GOLD").minimum,
        compiled(law, "people", "cities", "more", target="GOLD").maximum,
    )


# --- reduced minima ---


def test_a_minimum_is_reduced(toy_rulebook: Rulebook) -> None:
    """On an island half of 500 people is enough; the minimum itself stays, and the rule is named."""
    people = compiled(toy_rulebook, "people", "islands")

    assert (500, 250, 250, "islands") == (people.minimum, people.sure_floor, people.possible_floor, people.reduced_by)


def test_without_a_reduction_the_floor_is_the_minimum(toy_rulebook: Rulebook) -> None:
    """Where nothing is reduced the floor is the minimum, by no rule."""
    people = compiled(toy_rulebook, "people")

    assert (500, 500, None) == (people.sure_floor, people.possible_floor, people.reduced_by)


def test_reductions_do_not_add_up(toy_rulebook: Rulebook) -> None:
    """On an island in the hills 50 % and 80 % are not 40 %: the most favourable one counts."""
    people = compiled(toy_rulebook, "people", "hills", "islands")

    assert (250, "islands") == (people.sure_floor, people.reduced_by)


def test_a_reduction_that_may_hold_is_only_possible(toy_rulebook: Rulebook) -> None:
    """If it is unknown whether the town lies in hills, 400 people may be enough, and 500 surely are."""
    plan = compile_plan(toy_rulebook, "SILVER", held(possibly=("hills",)))
    people = row(plan, "people")

    assert (500, 400, None) == (people.sure_floor, people.possible_floor, people.reduced_by)


def test_a_sure_reduction_beside_a_possible_one(toy_rulebook: Rulebook) -> None:
    """In sure hills on what may be an island, 400 is surely enough and 250 perhaps."""
    people = row(compile_plan(toy_rulebook, "SILVER", held("hills", possibly=("islands",))), "people")

    assert (400, 250, "hills") == (people.sure_floor, people.possible_floor, people.reduced_by)


@pytest.mark.parametrize(
    ("percent", "floor"), [(500_000, 250), (333_333, 167), (999_999, 500), (1, 1), (0, 0), (1_000_000, 500)]
)
def test_a_share_of_a_level_is_rounded_up(toy_rulebook: Rulebook, percent: int, floor: int) -> None:
    """A third of 500 people is 166.67, so 167 are needed: the least whole number of at least that share."""
    law = with_rule(toy_rulebook, ReduceMinimum(("people",), (percent, 10**6)))

    assert floor == compiled(law, "people", "more").sure_floor


@pytest.mark.parametrize(("percent", "at_most"), [(500_000, 200), (700_000, 142), (1_000_000, 100), (0, 1000)])
def test_relaxing_what_should_be_low_divides(toy_rulebook: Rulebook, percent: int, at_most: int) -> None:
    """10 % at most, relaxed to 50 %, is 20 % at most; to 70 %, 14.2 %; to nothing, anything."""
    law = with_rule(toy_rulebook, ReduceMinimum(("poverty",), (percent, 10**6)))

    assert -at_most == compiled(law, "poverty", "more").sure_floor


@pytest.mark.parametrize("value", [-500, -1])
def test_a_negative_minimum_is_not_made_stricter(toy_rulebook: Rulebook, value: int) -> None:
    """Half of -5 % growth would be -2.5 %, which is stricter: the level stays as it is."""
    indicator = replace(toy_rulebook.indicators["people"], domain=Interval(-1000, 1000))
    level = ReplaceLevels("people", {"SILVER": Level(Known(value, "seed"), Known(0, "seed"))})
    law = with_rule(toy_rulebook, level, ReduceMinimum(("people",), (500_000, 10**6)))
    law = replace(law, indicators={**law.indicators, "people": indicator})

    assert (value, None) == (compiled(law, "people", "more").sure_floor, compiled(law, "people", "more").reduced_by)


def test_grades_are_not_reduced(toy_rulebook: Rulebook) -> None:
    """A reduction that names a row of grades leaves it alone."""
    law = with_rule(toy_rulebook, ReduceMinimum(("centre",), (500_000, 10**6)))

    assert compiled(toy_rulebook, "centre", target="GOLD") == compiled(law, "centre", "more", target="GOLD")


def test_a_reduction_by_nobody_knows_how_much(toy_rulebook: Rulebook) -> None:
    """A reduction of unknown percentage leaves something above zero; only the minimum is surely enough."""
    people = compiled(with_rule(toy_rulebook, ReduceMinimum(("people",), None)), "people", "more")

    assert (500, 1, None) == (people.sure_floor, people.possible_floor, people.reduced_by)


def test_a_reduced_minimum_keeps_the_maximum(toy_rulebook: Rulebook) -> None:
    """A reduction moves only the lower end."""
    assert compiled(toy_rulebook, "people").maximum == compiled(toy_rulebook, "people", "islands").maximum


def test_a_minimum_that_is_not_known_cannot_be_reduced(toy_rulebook: Rulebook) -> None:
    """If the minimum is unknown, so is half of it."""
    law = with_rule(toy_rulebook, ReduceMinimum(("trees",), (500_000, 10**6)))
    trees = compiled(law, "trees", "more", target="GOLD")

    assert (None, None, None) == (trees.sure_floor, trees.possible_floor, trees.reduced_by)


@given(
    minimum=st.integers(0, 1000),
    shares=st.lists(st.integers(0, 10**6), min_size=1, max_size=4),
    is_higher_better=st.booleans(),
)
def test_the_floor_is_the_easiest_of_all(
    toy_rulebook: Rulebook, minimum: int, shares: list[int], is_higher_better: bool
) -> None:
    """A value reaches the floor exactly where it is enough under one of the reductions, by the arithmetic of shares."""
    name = "people" if is_higher_better else "poverty"
    indicator = replace(toy_rulebook.indicators[name], domain=Interval(0, 1000))
    level = ReplaceLevels(name, {"SILVER": Level(Known(minimum, "seed"), None)})
    law = with_rule(toy_rulebook, level, *(ReduceMinimum((name,), (share, 10**6)) for share in shares))
    law = replace(law, indicators={**law.indicators, name: indicator})
    plan = compiled(law, name, "more")

    def is_enough(value: int) -> bool:
        if is_higher_better:
            return value >= minimum or any(value * 10**6 >= minimum * share for share in shares)
        return value <= minimum or any(value * share <= minimum * 10**6 for share in shares)

    assert plan.sure_floor is not None
    for value in (0, minimum, minimum // 2, minimum * 2 // 3, 1000, abs(plan.sure_floor), abs(plan.sure_floor) - 1):
        reaches = (value if is_higher_better else -value) >= plan.sure_floor
        assert 0 > value or value > 1000 or is_enough(value) is reaches


# --- exempt standards, counted works ---


def test_a_standard_from_which_a_rule_exempts(toy_rulebook: Rulebook) -> None:
    """A rule that surely applies exempts its standards surely, and leaves the others alone."""
    law = with_rule(toy_rulebook, Exempt(("people",)))

    assert (True, True) == exemption(compiled(law, "people", "more"))
    assert (False, False) == exemption(compiled(law, "inner-people", "more"))


def test_an_exemption_that_may_hold(toy_rulebook: Rulebook) -> None:
    """A rule that may hold exempts possibly."""
    plan = compile_plan(with_rule(toy_rulebook, Exempt(("people",))), "SILVER", held(possibly=("more",)))

    assert (False, True) == exemption(row(plan, "people"))


def test_an_exemption_that_is_not_known(toy_rulebook: Rulebook) -> None:
    """A rule that surely applies, of which nobody knows whether it waives, exempts only possibly."""
    law = with_rule(toy_rulebook, Exempt(("people",), is_known=False))
    assert (False, True) == exemption(compiled(law, "people", "more"))


def test_an_unverified_exemption_is_uncertain(toy_rulebook: Rulebook) -> None:
    """Where the unverified counts as unknown an unverified exemption is only possible."""
    law = with_rule(toy_rulebook, Exempt(("people",)), basis=UNVERIFIED)

    assert (True, True) == exemption(compiled(law, "people", "more"))
    assert (False, True) == exemption(compiled(law, "people", "more", demand=VERIFIED))


def exemption(plan: StandardPlan) -> tuple[bool, bool]:
    """Return whether a standard is surely, and whether it is possibly, exempt."""
    return plan.is_surely_exempt, plan.is_possibly_exempt


@pytest.mark.parametrize(
    ("works", "percent", "enough"),
    [(1, 500_000, 1), (2, 500_000, 1), (3, 500_000, 2), (5, 500_000, 3), (4, 100_000, 1), (10, 700_000, 7), (1, 0, 1)],
)
def test_a_reduced_number_of_works(toy_rulebook: Rulebook, works: int, percent: int, enough: int) -> None:
    """A minimum of 1 stays 1; half of 3 works is 1.5, rounded 2; and there is never none."""
    level = ReplaceLevels("trees", {"SILVER": Level(Known(works, "seed"), None)})
    law = with_rule(toy_rulebook, level, ReduceMinimum(("trees",), (percent, 10**6), counted_works=("trees",)))

    assert enough == compiled(law, "trees", "more").sure_floor


def test_works_reduced_by_nobody_knows_how_much(toy_rulebook: Rulebook) -> None:
    """If the percentage is unknown, a single work may be enough."""
    law = with_rule(toy_rulebook, ReduceMinimum(("trees",), None, counted_works=("trees",)))

    assert (10, 1) == (compiled(law, "trees", "more").sure_floor, compiled(law, "trees", "more").possible_floor)


# --- laws that count, types that are conferred ---


def test_a_type_that_counts_needs_so_many_standards(counting_rulebook: Rulebook) -> None:
    """Three of four standards are needed, each worth one point; and one of two in each group."""
    plan = compile_plan(counting_rulebook, "COUNTED", NOTHING)

    assert (30_000, [10_000, 10_000]) == (plan.pass_mark, [criterion.points_minimum for criterion in plan.criteria])
    assert {(10_000, 10_000)} == {(s.points_minimum, s.points_maximum) for s in plan.standards}


def test_a_rule_may_change_how_many_are_needed(counting_rulebook: Rulebook) -> None:
    """On islands two are enough, and the centre is exempt."""
    plan = compile_plan(counting_rulebook, "COUNTED", held("islands"))

    assert (20_000, (True, True)) == (plan.pass_mark, exemption(row(plan, "centre")))


def test_a_conferred_type_is_not_assessed(counting_rulebook: Rulebook) -> None:
    """A type that is conferred is refused with those that are assessed."""
    with pytest.raises(NotOnFile) as refusal:
        compile_plan(counting_rulebook, "CROWN", NOTHING)

    assert ("designated_type", ("COUNTED",)) == (refusal.value.kind, refusal.value.known)


@pytest.mark.parametrize(("target", "criteria"), [("I", 3), ("II", 3)])
def test_criteria_are_those_of_the_type(shipped_library: Library, target: str, criteria: int) -> None:
    """Resolution 111 counts for type I and gives points for type II: each type has its own criteria."""
    rulebook = shipped_library.rulebook(shipped_library.register.law("nq-111-2025"))
    plan = compile_plan(rulebook, target, NOTHING)

    assert criteria == len(plan.criteria)
    assert {code.startswith("1.") for code in (s.code for s in plan.standards)} == {target == "I"}


def test_a_missing_maximum_without_points_is_not_open(toy_rulebook: Rulebook) -> None:
    """A maximum that would earn no more than the minimum is not missed."""
    level = ReplaceLevels("water", {"SILVER": Level(Known(8000, "seed"), None)})
    law = with_rule(toy_rulebook, level, SetPoints("water", 35_000, 35_000), SetPoints("poverty", 15_000, 35_000))

    assert () == compile_plan(law, "SILVER", held("more")).open_standards


# --- the unverified as unknown ---


def test_unverified_levels_become_unknown(toy_rulebook: Rulebook) -> None:
    """Of 500 from one source and 1,000 unverified the maximum is forgotten, the minimum kept."""
    people = compiled(toy_rulebook, "people", demand=VERIFIED)

    assert (500, None) == (people.minimum, people.maximum)


def test_unverified_reductions_become_unknown(toy_rulebook: Rulebook) -> None:
    """The island's 50 % is unverified: 500 is surely enough, and anything above zero may be."""
    people = compiled(toy_rulebook, "people", "islands", demand=VERIFIED)

    assert (500, 1, None) == (people.sure_floor, people.possible_floor, people.reduced_by)


def test_verified_reductions_stay(toy_rulebook: Rulebook) -> None:
    """The hills' 80 % has a source and stays, also beside an unverified one."""
    people = compiled(toy_rulebook, "people", "hills", "islands", demand=VERIFIED)

    assert (400, 1, "hills") == (people.sure_floor, people.possible_floor, people.reduced_by)


def test_levels_replaced_by_an_unverified_rule_become_unknown(toy_rulebook: Rulebook) -> None:
    """Where the rule that replaces levels is unverified, neither the old nor the new levels are known."""
    new = ReplaceLevels("people", {"SILVER": Level(Known(7, "one-source"), Known(9, "one-source"))})
    people = compiled(with_rule(toy_rulebook, new, basis=UNVERIFIED), "people", "more", demand=VERIFIED)

    assert (None, None) == (people.minimum, people.maximum)


def test_levels_replaced_by_a_verified_rule_stay(toy_rulebook: Rulebook) -> None:
    """Levels that a rule with a source puts in place of others are known."""
    people = compiled(toy_rulebook, "people", "cities", target="GOLD", demand=VERIFIED)

    assert (3000, 4000) == (people.minimum, people.maximum)


def test_where_points_go_stays_though_unverified(toy_rulebook: Rulebook) -> None:
    """The unverified rule for towns without an outer area moves points all the same."""
    water = compiled(toy_rulebook, "water", "no-outer-area", demand=VERIFIED)

    assert (52_500, 70_000) == (water.points_minimum, water.points_maximum)


def test_unverified_readings_become_uncertain(toy_rulebook: Rulebook) -> None:
    """A reading whose basis is unverified is uncertain, but only where the unverified is to count as unknown."""
    points, strict = toy_rulebook.law.readings
    law = replace(toy_rulebook, law=replace(toy_rulebook.law, readings=(points, replace(strict, basis=UNVERIFIED))))

    assert [True, False] == [r.is_certain for r in compile_plan(law, "SILVER", NOTHING, demand=VERIFIED).readings]
    assert [True, True] == [r.is_certain for r in compile_plan(law, "SILVER", NOTHING).readings]


# --- what must be known of a town before it can be judged ---


def missing(rulebook: Rulebook, **known: object) -> tuple[str, ...]:
    """The fields without which a town cannot be judged."""
    facts = {"kind": "town", "inner_area": True, "outer_area": True} | known
    words = field_words(Municipality("x", "X", **facts))  # type: ignore[arg-type]
    undecided = undecided_rules(rulebook, "SILVER", words, applied_rules(rulebook, words))
    left = [residual(rule.when, words) for rule in rulebook.rules if rule.id in undecided]
    return tuple(sorted({field for one in left if not isinstance(one, bool) for field in fields_of(one)}))


@pytest.mark.parametrize(
    ("known", "fields"),
    [
        ({}, ()),
        ({"inner_area": None}, ("municipality.inner_area",)),
        ({"outer_area": None}, ("municipality.outer_area",)),
        ({"inner_area": None, "outer_area": None}, ("municipality.inner_area", "municipality.outer_area")),
        ({"region": None}, ()),
    ],
)
def test_what_decides_which_standards_apply_must_be_known(
    toy_rulebook: Rulebook, known: dict[str, object], fields: tuple[str, ...]
) -> None:
    """Zones must be stated, since they decide which rows apply; the region, which only may ease, need not."""
    assert fields == missing(toy_rulebook, **known)


STRUCTURAL: dict[str, Callable[[], Action]] = {
    "not applicable": lambda: NotApplicable(("water",)),
    "other points": lambda: SetPoints("water", 0, 0),
    "scaled points": lambda: ScalePoints(("water",), 1, 1),
    "a required count": lambda: SetRequired("SILVER", 1),
    "replaced levels": lambda: ReplaceLevels("water", {"SILVER": Level(None, None)}),
}


@pytest.mark.parametrize("action", STRUCTURAL)
def test_every_action_that_changes_what_is_asked_needs_an_answer(toy_rulebook: Rulebook, action: str) -> None:
    """Whatever a rule changes about standards, points or levels, it must be known whether it applies."""
    assert ("municipality.region",) == missing(with_rule(toy_rulebook, STRUCTURAL[action]()))


def test_a_rule_on_standards_of_another_type_needs_no_answer(toy_rulebook: Rulebook) -> None:
    """If a rule changes no standard of the type, it need not be known whether it applies."""
    law = with_rule(toy_rulebook, NotApplicable(("water",)))
    other = replace(law, criteria=tuple(c for c in law.criteria if all(s.id != "water" for s in c.standards)))

    assert other.criteria
    assert () == missing(other)


def test_a_lowered_pass_mark_matters_where_points_are_needed(toy_rulebook: Rulebook) -> None:
    """A pass mark is of points: a type that counts standards needs no answer on the rule that lowers it."""
    law = with_rule(toy_rulebook, LowerPassMark(10_000))
    types = tuple(replace(t, required=Known(20_000, "one-source")) for t in law.law.types)

    assert ("municipality.region",) == missing(law)
    assert () == missing(replace(law, law=replace(law.law, types=types)))


def test_a_field_that_no_longer_matters_need_not_be_known(toy_rulebook: Rulebook) -> None:
    """Where another field decides a condition already, the unknown one is not asked for."""
    rule = Rule(
        "both",
        NAME,
        AllOf((Holds("municipality.kind", frozenset({"city"})), Holds("municipality.region", frozenset({"hills"})))),
        (NotApplicable(("water",)),),
        CITATION,
        "seed",
    )
    law = replace(toy_rulebook, rules=(rule,))

    assert () == missing(law, kind="town")
    assert ("municipality.region",) == missing(law, kind="city")


def test_each_field_is_asked_for_once(toy_rulebook: Rulebook) -> None:
    """Two rules that wait for the same fields ask for each of them once."""
    either = AnyOf(
        (Holds("municipality.region", frozenset({"hills"})), Holds("municipality.inner_area", frozenset({"no"})))
    )
    rules = tuple(Rule(f"r{n}", NAME, either, (NotApplicable(("water",)),), CITATION, "seed") for n in range(2))

    assert ("municipality.inner_area", "municipality.region") == missing(
        replace(toy_rulebook, rules=rules), inner_area=None
    )


@pytest.mark.parametrize(
    "action",
    [SetRequired("GOLD", 1), ReplaceLevels("water", {"GOLD": Level(None, None)}), NotApplicable(("no-such-row",))],
)
def test_a_rule_of_another_type_asks_for_nothing(toy_rulebook: Rulebook, action: Action) -> None:
    """What a rule changes only for other types need not be known to judge this one."""
    assert () == missing(with_rule(toy_rulebook, action))


@pytest.mark.parametrize(("minimum", "needed"), [(0, [1, 0]), (50_000, [50_000, 1])])
def test_an_uncertain_reading_asks_the_harder_at_worst(minimum: int, needed: list[int]) -> None:
    """Where any points above zero may be enough, at worst the more of the two is asked, at best the less."""
    criterion, reading = CriterionPlan("1", minimum, 100_000, ()), ReadingPlan("loose", False, (True, False))
    assert needed == [criterion.needed(reading, at_best) for at_best in (False, True)]
