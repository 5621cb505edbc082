"""Laws of which it is not known whether one factor counts for each standard or for the whole unit."""

import pytest

from tests.support.real_cases import batched, checked

HERITAGE, ISLAND = "one-factor/heritage", "one-factor/island"
DAY_OF_111, DAY_OF_27 = "2026-03-01", "2023-06-01"
UNITS = ("--family", "administrative-unit")
ONE_FACTOR = ("--reading", "one-factor")


def test_a_heritage_town_needs_a_factor_for_each_standard() -> None:
    """With 30 % of the people and 64 % of the labour asked, a region's and heritage's factor are needed together.

    By one factor for the whole town, criterion II has 11.5 points at most: 6 for density, 5.5 for labour.
    """
    found = checked(HERITAGE, "di-san", "III", DAY_OF_111)
    (other,) = found["other_readings"]
    assert ("undetermined", "one-factor", "not_met") == (found["verdict"], other["id"], other["verdict"])
    assert other["provisional"]
    assert ["II", "2A.II.03"] == [reason["subject"] for reason in other["reasons"]]


def test_the_best_factor_is_shown_where_one_is_for_the_town() -> None:
    """Under the reading, heritage is the factor used: it alone is named, and only the people fall short."""
    found = checked(HERITAGE, "di-san", "III", DAY_OF_111, *ONE_FACTOR)
    second = found["criteria"][1]
    assert ("not_met", "11.5") == (found["verdict"], second["points"]["upper"])
    assert ["fail", "pass", "pass"] == [standard["verdict"] for standard in second["standards"]]
    assert [("reading", "one-factor")] == [(one["kind"], one["subject"]) for one in found["provisional_because"]]


@pytest.mark.parametrize("wide", [False, True])
def test_the_batch_has_a_column_for_the_reading(wide: bool) -> None:
    """The verdict by one factor stands beside that by a factor for each standard."""
    row = batched(HERITAGE, "III", DAY_OF_111, wide=wide)["di-san"]
    assert ("undetermined", "not_met", "17") == (row["verdict"], row["verdict_one-factor"], row["cII_upper"])


@pytest.mark.parametrize("wide", [False, True])
def test_the_batch_judges_by_the_reading(wide: bool) -> None:
    """Where it is in force, points and reason are those by the best factor."""
    row = batched(HERITAGE, "III", DAY_OF_111, *ONE_FACTOR, wide=wide)["di-san"]
    assert ("not_met", "undetermined", "11.5") == (row["verdict"], row["verdict_points"], row["cII_upper"])
    assert "II" in row["reason"]


@pytest.mark.parametrize(("unit", "expected"), [("xa-dao", "met"), ("xa-dao-nho", "not_met")])
def test_on_islands_of_the_delta_the_readings_agree(unit: str, expected: str) -> None:
    """The 20 % of islands covers people and area, so the 70 % of the Red River delta adds nothing: 6 km² are needed."""
    found = checked(ISLAND, unit, "commune", DAY_OF_27, *UNITS)
    (other,) = found["other_readings"]
    assert (expected, expected) == (found["verdict"], other["verdict"])
    assert expected == checked(ISLAND, unit, "commune", DAY_OF_27, *UNITS, *ONE_FACTOR)["verdict"]


def test_the_batch_agrees_on_islands_of_the_delta() -> None:
    """Both verdicts of each unit are the same in the batch as well."""
    rows = batched(ISLAND, "commune", DAY_OF_27, *UNITS)
    assert {"xa-dao": ("met", "met"), "xa-dao-nho": ("not_met", "not_met")} == {
        unit: (row["verdict"], row["verdict_one-factor"]) for unit, row in rows.items()
    }
