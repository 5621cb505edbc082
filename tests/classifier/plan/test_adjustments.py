"""What rules change about the steps of a standard, by hand; all values as a plan has them: better is higher."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.plan.adjustments import Adjustments, RequiredLevels, StepEnds, unknown_steps
from criteria.condition import Holds
from criteria.quantity import Interval
from criteria.rule import Action, Grant, Rule, ScaleSteps
from criteria.standard import UNVERIFIED
from criteria.sureness import NO_DEMAND, VERIFIED
from tests.support.strategies import CITATION, NAME

DOMAIN = Interval(0, 1000)


def rule(*actions: Action, name: str = "eased", basis: str = "signed-off") -> Rule:
    """A rule that applies."""
    return Rule(name, NAME, Holds("municipality.region", frozenset({"hills"})), actions, CITATION, basis)


def adjustments(*rules: Rule, verified_only: bool = False) -> Adjustments:
    """What rules that all surely hold change about the standard `it`."""
    return Adjustments("it", rules, frozenset(known.id for known in rules), VERIFIED if verified_only else NO_DEMAND)


def scaled(percent: int | None, narrows: bool = False) -> ScaleSteps:
    """Return the action that scales the steps of `it` to this percentage."""
    return ScaleSteps(("it",), None if percent is None else (percent, 100), narrows)


def steps(
    *rules: Rule,
    minimum: int = 20,
    maximum: int = 40,
    start: int | None = None,
    step: int | None = None,
    verified_only: bool = False,
) -> RequiredLevels:
    """What steps from 20 to 40 ask after these rules."""
    if minimum is None or maximum is None:
        return unknown_steps(start, step, DOMAIN)
    ends = StepEnds(minimum, maximum, start, step, higher_is_better=True)
    return adjustments(*rules, verified_only=verified_only).in_steps(ends, DOMAIN)


def test_steps_that_no_rule_scales_stay() -> None:
    """Without a rule the steps are those of the law; without a first value the whole domain earns the base."""
    assert RequiredLevels(20, 40, sure_floor=0, possible_floor=0, step=5) == steps(step=5)


def test_the_first_value_is_the_floor() -> None:
    """From their first value on steps earn the base."""
    assert RequiredLevels(20, 40, sure_floor=10, possible_floor=10) == steps(start=10)


def test_scaled_steps_begin_at_a_share() -> None:
    """At 50 % the base reaches up to 10 instead of 20; the steps above it are as wide as before."""
    assert RequiredLevels(10, 30, sure_floor=0, possible_floor=0, step=5, scaled_by="eased") == steps(
        rule(scaled(50)), step=5
    )


def test_the_first_value_is_scaled_too() -> None:
    """At 50 % steps from 10, with more above 20, are steps from 5 with more above 10."""
    assert RequiredLevels(10, 30, sure_floor=5, possible_floor=5, scaled_by="eased") == steps(
        rule(scaled(50)), start=10
    )


def test_steps_may_be_as_much_narrower() -> None:
    """At 50 % of start and steps everything is half: the steps of 4 are 2 wide and the cap is reached at 20."""
    asked = steps(rule(scaled(50, narrows=True)), start=10, step=4)

    assert RequiredLevels(10, 20, sure_floor=5, possible_floor=5, step=2, scaled_by="eased") == asked


def test_a_fraction_makes_the_values_finer() -> None:
    """30 % of 8 units is 2.4: in fifths of a unit the steps begin at 12, and 10 units further the cap is at 62."""
    asked = steps(rule(scaled(30)), minimum=8, maximum=18, step=1)

    assert RequiredLevels(12, 62, sure_floor=0, possible_floor=0, step=5, refinement=5, scaled_by="eased") == asked


def test_where_less_is_better_steps_are_divided() -> None:
    """Falling from 15 to 5, at 50 %, the steps fall from 30 to 20: a value twice as high is enough."""
    found = adjustments(rule(scaled(50))).in_steps(StepEnds(-15, -5, -20, None, False), DOMAIN.mirrored())

    assert RequiredLevels(-30, -20, sure_floor=-40, possible_floor=-40, scaled_by="eased") == found


def test_shares_of_percentages_are_exact() -> None:
    """Eight steps of 5 % above 20 %, with points from 15 % on, are at 30 % eight of 5 % above 6 %, from 4.5 % on."""
    domain = Interval(0, 10_000)

    asked = adjustments(rule(scaled(30))).in_steps(StepEnds(2000, 6000, 1500, 500, True), domain)

    assert (450, 600, 4600, 500) == (asked.sure_floor, asked.minimum, asked.maximum, asked.step)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_the_most_favourable_scale_counts(order: tuple[int, int]) -> None:
    """Scales do not add up: of 30 % and 75 %, the 30 % counts, whichever comes first."""
    rules = [rule(scaled(30), name="border"), rule(scaled(75), name="mountain")]

    asked = steps(*(rules[place] for place in order))

    assert (6, 26, "border") == (asked.minimum, asked.maximum, asked.scaled_by)


@pytest.mark.parametrize("start", [None, 10])
def test_a_scale_that_is_not_known_leaves_the_steps_open(start: int | None) -> None:
    """If the percentage is unknown, the steps are no harder than without the rule, and may be easier."""
    assert replace(steps(start=start, step=5), may_be_easier=True) == steps(rule(scaled(None)), start=start, step=5)


def test_an_unverified_scale_is_not_known_where_only_the_verified_counts() -> None:
    """With the unverified unknown an unverified percentage is as good as none."""
    doubtful = rule(scaled(30), basis=UNVERIFIED)

    assert steps(rule(scaled(None)), verified_only=True) == steps(doubtful, verified_only=True)
    assert 6 == steps(doubtful).minimum


def test_rules_on_other_standards_change_nothing() -> None:
    """A scale or a grant touches the standards that it names."""
    other = rule(replace(scaled(30), standards=("other",)), Grant(("other",)))

    assert steps() == steps(other)
    assert not adjustments(other).is_granted


@given(
    st.integers(1, 100),
    st.booleans(),
    st.integers(0, 500),
    st.integers(0, 500),
    st.none() | st.integers(0, 500),
    st.none() | st.integers(1, 20),
    st.booleans(),
)
def test_a_scale_never_makes_steps_harder(
    percent: int, narrows: bool, minimum: int, span: int, back: int | None, step: int | None, higher: bool
) -> None:
    """Scaled steps begin no later, reach their cap no later, and earn the base no later than those of the law."""
    sign, domain = (1, DOMAIN) if higher else (-1, DOMAIN.mirrored())
    minimum = sign * minimum
    start = None if back is None else minimum - back
    if start is not None and not higher and start < domain.lower:
        start = domain.lower

    ends = StepEnds(minimum, minimum + span, start, step, higher)
    asked = adjustments(rule(scaled(percent, narrows))).in_steps(ends, domain)

    assert asked.minimum is not None
    assert asked.maximum is not None
    assert asked.sure_floor is not None
    by = asked.refinement
    assert asked.minimum <= minimum * by
    assert asked.maximum <= (minimum + span) * by
    assert asked.sure_floor <= max(domain.lower, start if start is not None else domain.lower) * by


# --- granted ---

ASKED = RequiredLevels(20, 40, 10, 5)


def test_what_is_granted_is_reached_by_any_value() -> None:
    """Where points are surely granted the maximum level is the worst value there is."""
    assert RequiredLevels(0, 0, 0, 0) == adjustments(rule(Grant(("it",)))).granted(ASKED, DOMAIN)


def test_what_may_be_granted_is_open_below_the_maximum() -> None:
    """Where a grant is not sure what was asked counts at worst, and at best everything is given."""
    doubtful = rule(Grant(("it",)), basis=UNVERIFIED)

    assert replace(ASKED, may_be_easier=True) == adjustments(doubtful, verified_only=True).granted(ASKED, DOMAIN)
    assert replace(ASKED, may_be_easier=True) == Adjustments("it", [doubtful], frozenset(), NO_DEMAND).granted(
        ASKED, DOMAIN
    )


def test_one_sure_grant_is_enough() -> None:
    """A verified grant counts whatever the basis of another."""
    both = rule(Grant(("it",)), name="sure"), rule(Grant(("it",)), name="doubtful", basis=UNVERIFIED)

    assert adjustments(*both, verified_only=True).is_granted
