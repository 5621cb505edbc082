import itertools

import pytest

from dothi.comparison import ComparedBy, Comparison, Moved, compared
from tests.support.paths import REAL_RULES, TRA_VINH
from tests.support.toy_assessments import DEMO_DAY, LATER_DAY, LATER_LAW, assess, demo


def laws_compared() -> Comparison:
    """Return Duyên Hải by the law of 2021 beside the law of 2026."""
    later = assess("duyen-hai", "III", data=TRA_VINH, rules=REAL_RULES, as_of=LATER_DAY, real_law=LATER_LAW)
    return compared(ComparedBy.LAWS, demo(), later)


def test_each_standard_has_one_row() -> None:
    """Every standard of both laws stands in one row, with what its own answer says of it."""
    comparison = laws_compared()
    for side, answer in (("first", comparison.first), ("second", comparison.second)):
        there = [getattr(row, side) for row in comparison.standards if getattr(row, side) is not None]
        assert sorted(known.standard.id for known in answer.standards) == sorted(known.standard.id for known in there)
        assert all(known in answer.standards for known in there)


def test_standards_in_a_row_measure_the_same() -> None:
    """Standards of two laws are compared only if they ask for the same indicator."""
    pairs = [(row.first, row.second) for row in laws_compared().standards if row.first and row.second]
    assert pairs
    assert all(first.standard.indicator == second.standard.indicator for first, second in pairs)


def test_what_moved_stands_first() -> None:
    """What moved comes first, a status before points; then what only one law has; then the rest."""

    def rank(row: object) -> int:
        moved = row.moved  # type: ignore[attr-defined]
        return [*Moved].index(moved[0]) if moved else 3 + row.is_in_both  # type: ignore[attr-defined]

    ranks = [rank(row) for row in laws_compared().standards]
    assert all(before <= after for before, after in itertools.pairwise(ranks))
    assert {1, 3, 4} <= set(ranks)


def test_an_answer_beside_itself_does_not_move() -> None:
    """Where both answers are the same, no row moved."""
    comparison = compared(ComparedBy.LAWS, demo(), demo())
    assert () == comparison.moved
    assert 59 == len(comparison.standards)


@pytest.mark.parametrize(("reading", "moves"), [("strict", 0), ("points", 0)])
def test_a_reading_moves_no_standard(reading: str, moves: int) -> None:
    """Readings differ in what must be met, not in points."""
    other = assess("duyen-hai", "III", data=TRA_VINH, rules=REAL_RULES, as_of=DEMO_DAY, reading=reading)
    assert moves == len(compared(ComparedBy.LAWS, demo(), other).moved)
