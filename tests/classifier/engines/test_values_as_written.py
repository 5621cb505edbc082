"""Values as they were written: strict bounds, more decimals than the indicator has, and claims, by the definition."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.engines.reference import score, score_standard
from classifier.plan.judgement import Score, Status
from classifier.plan.plan import StandardPlan
from criteria.quantity import Claim, Form, Interval, Quantity, Written
from tests.classifier.engines.test_reference import standard

LEVELS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)
INSIDE = st.tuples(st.integers(0, 19), st.fractions(Fraction(1, 1000), Fraction(999, 1000)))
STEP = 100


def scale(minimum: int, maximum: int, higher_is_better: bool = True, **more: object) -> StandardPlan:
    """A standard on values from 0 to 20, worth 1 to 2 points."""
    shift = 1 if higher_is_better else -1
    ends = sorted((minimum * shift, maximum * shift))
    domain = (0, 20) if higher_is_better else (-20, 0)
    return standard(*ends, (10_000, 20_000), domain=domain, higher_is_better=higher_is_better, **more)


def between(value: Fraction) -> Quantity:
    """A value with more decimals than its indicator."""
    return Quantity(value // 1, value // 1 + 1, written=Written(Form.EXACT, (value,)))


@given(LEVELS, INSIDE, st.booleans())
def test_more_decimals_are_never_rounded_across_a_level(
    levels: list[int], value: tuple[int, Fraction], higher: bool
) -> None:
    """Whether a value with more decimals passes is decided, as of the exact value, and its points lie in the bounds."""
    it = scale(*levels, higher_is_better=higher)
    exact = value[0] + value[1]
    truth = score(it, exact if higher else -exact, STEP, at_best=True)  # type: ignore[arg-type]
    found = score_standard(it, it.interval(between(exact)), STEP)

    assert (truth.passes, truth.passes) == (found.lower.passes, found.upper.passes)
    assert found.lower.points <= truth.points <= found.upper.points


@pytest.mark.parametrize(("value", "verdict"), [("64.996", False), ("65.004", True)])
def test_beside_a_level(value: str, verdict: bool) -> None:
    """64.996 misses a level of 65 and 65.004 reaches it, at two decimals."""
    it = standard(6500, 7500, domain=(0, 10_000))
    found = score_standard(it, it.interval(between(Fraction(value) * 100)), STEP)

    assert (verdict, verdict) == (found.lower.passes, found.upper.passes)


@given(st.integers(1, 19), st.booleans())
def test_strict_and_closed_bounds_differ_at_a_level(level: int, higher: bool) -> None:
    """On the worse side of a level a strict bound fails and a closed one may pass; on the better side both pass."""
    it = scale(level, level, higher_is_better=higher)
    closed = Quantity(upper=level) if higher else Quantity(lower=level)
    strict = Quantity(upper=level - 1) if higher else Quantity(lower=level + 1)

    assert score_standard(it, it.interval(closed), STEP).upper.passes
    assert not score_standard(it, it.interval(strict), STEP).upper.passes


ZERO = Score(0, False, Status.BELOW)
LEAST = Score(10_000, True, Status.MINIMUM)
MOST = Score(20_000, True, Status.MAXIMUM)


@pytest.mark.parametrize(
    ("known", "worst", "best"),
    [
        (None, ZERO, MOST),
        (False, ZERO, ZERO),
        (True, LEAST, MOST),
    ],
)
@pytest.mark.parametrize("levels", [(None, None), (5, 10), (None, 10), (5, None)])
def test_what_a_claim_makes_certain(
    known: bool | None, worst: Score, best: Score, levels: tuple[int | None, int | None]
) -> None:
    """A standard stated to fail earns nothing, one stated to pass at least its minimum, whatever the levels."""
    it = standard(*levels, (10_000, 20_000), domain=(0, 20))
    found = score_standard(it, Interval(0, 20, known), STEP)

    assert (worst, best) == (found.lower, found.upper)


def test_a_claim_settles_the_types_of_the_plan_only() -> None:
    """Nothing follows from a claim about a type that the plan does not name."""
    it = replace(scale(5, 10), fails_if=frozenset({"IV", "V"}), passes_if=frozenset({"IV", "III"}))
    answers = {
        (known, passes): it.settled_by(Claim(known, passes)) for known in ("III", "IV", "V") for passes in (True, False)
    }

    assert {
        ("III", True): True,
        ("III", False): None,
        ("IV", True): True,
        ("IV", False): False,
        ("V", True): None,
        ("V", False): False,
    } == answers
