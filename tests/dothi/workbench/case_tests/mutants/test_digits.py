"""Mutants of numbers."""

from hypothesis import given
from hypothesis import strategies as st

from criteria.quantity import Interval
from dothi.workbench.case_tests.mutants.digits import mutate_number

PERCENT = Interval(0, 10_000)


def test_a_unit_more_and_a_unit_less_are_mutants() -> None:
    """One unit of the last decimal more and less are always mutants."""
    assert {6499, 6501} <= set(mutate_number(6500, 2, 1, PERCENT))


def test_a_digit_may_be_left_out_or_typed_twice() -> None:
    """65 is typed as 6, 5, 665 or 655."""
    assert {6, 5, 665, 655} <= set(mutate_number(65, 0, 1, Interval(0, 1000)))


def test_two_digits_may_be_turned_round() -> None:
    """65 is typed as 56."""
    assert 56 in mutate_number(65, 0, 1, Interval(0, 100))


def test_the_decimal_point_may_slip() -> None:
    """26.5 is typed as 2.65 and as 265."""
    assert {265, 26500} <= set(mutate_number(2650, 2, 1, Interval(0, 100_000)))


def test_a_number_beside_it_may_be_typed() -> None:
    """The number of the adjacent type is a mutant."""
    assert 5500 in mutate_number(6500, 2, 1, PERCENT, [5500])


@given(st.integers(0, 10_000), st.integers(0, 3), st.integers(1, 100))
def test_a_mutant_is_another_number_that_may_stand_there(value: int, decimals: int, unit: int) -> None:
    """Mutants differ from the number, are allowed, and are unique."""
    found = mutate_number(value, decimals, unit, PERCENT)
    assert value not in found
    assert all(0 <= other <= 10_000 for other in found)
    assert len(set(found)) == len(found)
