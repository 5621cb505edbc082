"""The answer of a law that counts standards speaks of standards, not of points."""

from tests.reports.toy import COUNTING_DATA, COUNTING_RULES, assess, table


def answer(town: str) -> str:
    """The table of a town under the counting law."""
    return table(assess(town, "COUNTED", data=COUNTING_DATA, rules=COUNTING_RULES))


def test_nothing_is_said_of_points() -> None:
    """Neither sentences nor tables speak of points where standards are counted."""
    said = answer("two-of-four").replace("percentage points", "%")
    assert "oints" not in said


def test_how_many_are_met_and_needed() -> None:
    """The reading line says how many standards are met of how many, and how many are needed."""
    assert "Reading: by count. 2 to 2 of 4 standards are met, 3 needed." in answer("two-of-four")


def test_a_standard_has_one_level() -> None:
    """The level that a standard must reach stands once."""
    rows = [" ".join(line.split()) for line in answer("two-of-four").splitlines()]
    assert "✗ 1.2 Poverty 20% [1] 10% 10 percentage points Annex, row 1.2" in rows


def test_a_transition_is_told() -> None:
    """A town of an earlier type is told what the law makes of it, and by which article."""
    assert "Transition: an urban area of type IV before is type counted under Article 9 of The counting law." in answer(
        "all-met"
    )


def test_an_exempt_standard_counts() -> None:
    """On an island two are enough, and the level of centre is not considered."""
    assert "Island MEETS" in answer("island")
