"""The answer of a law that counts standards speaks of standards, not of points."""

from dothi.reports.explanation import print_explanation
from dothi.reports.texts import texts_in
from tests.support.paths import COUNTING_DATA, COUNTING_RULES
from tests.support.toy_assessments import assess, plain, table


def answer(town: str) -> str:
    """The table of a town under the counting law."""
    return table(assess(town, "COUNTED", data=COUNTING_DATA, rules=COUNTING_RULES))


def test_nothing_is_said_of_points() -> None:
    """Neither sentences nor tables speak of points where standards are counted."""
    said = answer("two-of-four").replace("percentage points", "%")
    assert "oints" not in said


def test_how_many_are_met_and_needed() -> None:
    """The reading line says how many standards are met of how many, and how many are needed."""
    assert "Reading: by count. Standards met: 2 of 4 (3 needed)." in answer("two-of-four")


def test_a_standard_has_one_level() -> None:
    """The level that a standard must reach is shown once."""
    rows = [" ".join(line.split()) for line in answer("two-of-four").splitlines()]
    assert "✗ 1.2 Poverty 20% [1] 10%° 10 percentage points Annex, row 1.2" in rows


def test_a_transition() -> None:
    """The answer says what the law makes of the earlier type of a town, and by which article."""
    assert "Under Article 9, areas classified type IV before 2020 are now type counted." in answer("all-met")


def test_an_exempt_standard_counts() -> None:
    """On an island two are enough, and the level of centre is not considered."""
    assert "Island MEETS" in answer("island")


def test_an_exempt_standard_is_marked() -> None:
    """A standard that passes below its level has a sign, and the legend names the rule that exempts it."""
    lines = answer("island").splitlines()
    row = next(line for line in lines if line.startswith("✓  2.1"))
    assert "§" in row
    assert "§ passes even below its level, by: Islands (Article 3; one source)." in lines
    assert "§" not in answer("all-met")


def test_what_to_measure_next_is_counted_in_standards() -> None:
    """The column of what an open indicator may add is headed by standards."""
    assert "Indicator" in answer("count-open")
    head = next(line for line in answer("count-open").splitlines() if line.startswith("Indicator"))
    assert ["Indicator", "Standards", "Could decide alone"] == [part.strip() for part in head.split("  ") if part]


def test_the_explanation_speaks_of_standards() -> None:
    """The tree of what was concluded says how many standards are met, and of points nothing."""
    assessment = assess("two-of-four", "COUNTED", data=COUNTING_DATA, rules=COUNTING_RULES)
    tree = plain(lambda console: print_explanation(assessment, texts_in("en"), console))
    assert "not met (standards met: 2, 3 needed)" in tree
    assert " points" not in tree
