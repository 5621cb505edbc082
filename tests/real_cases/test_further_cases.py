"""Further published and office cases in `check`: what stays open, and which points are those published."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.support.real_cases import REAL_CASES, checked

UNITS = ("--family", "administrative-unit")
DAY_OF_111 = "2026-11-28"

CITY = ("undetermined", "2", "6")
"""Formed: border and formation are not stated, or only in part."""

CASES = [
    ("published/a05-dong-anh", "dong-anh", "urban-district", "2023-07-31", UNITS, ("undetermined", "3", "5")),
    ("published/a06-hong-ngu", "hong-ngu", "city", "2020-11-01", UNITS, CITY),
    ("published/a06-hong-ngu", "hong-ngu-x", "city", "2020-11-01", UNITS, CITY),
    ("published/a13-dong-xoai", "dong-xoai", "II", "2022-06-01", (), ("undetermined", "26.75", "93.5")),
    ("published/a17-112-special", "tinh-x", "province", "2026-03-01", UNITS, ("undetermined", "0", "4")),
    ("inspector/w10.json", "t", "III", DAY_OF_111, (), ("undetermined", "73.5", "75.5")),
    ("inspector/w10b.json", "t", "III", DAY_OF_111, (), ("undetermined", "73.5", "75.5")),
]


@pytest.mark.parametrize(("case", "unit", "to", "day", "more", "expected"), CASES)
def test_what_the_data_leave_open(
    case: str, unit: str, to: str, day: str, more: tuple[str, ...], expected: tuple[str, str, str]
) -> None:
    """What is not stated is unknown, and no verdict is firm that an unstated fact could change."""
    found = checked(case, unit, to, day, *more)
    assert expected == (found["verdict"], found["points"]["lower"], found["points"]["upper"])


@pytest.mark.parametrize(
    ("case", "unit", "to", "day", "points"),
    [
        ("a10-bac-ninh-I", "bac-ninh", "I", "2017-12-01", {"2": "4.89", "3": "5.01", "4": "6"}),
        ("a13-dong-xoai", "dong-xoai", "II", "2022-06-01", {"2": "6", "3": "4.5", "4": "4.5"}),
    ],
)
def test_points_of_criteria_are_those_published(
    case: str, unit: str, to: str, day: str, points: dict[str, str]
) -> None:
    """The criteria of two recognised cities have exactly the points that were published."""
    criteria = {one["id"]: one["points"] for one in checked(f"published/{case}", unit, to, day)["criteria"]}
    assert {name: (value, value) for name, value in points.items()} == {
        name: (criteria[name]["lower"], criteria[name]["upper"]) for name in points
    }


def test_a_recognition_that_speaks_against_a_minimum_is_told() -> None:
    """Bắc Ninh was recognised with 4.89 of 6 points needed: the verdict is provisional, the third reading told."""
    found = checked("published/a10-bac-ninh-I", "bac-ninh", "I", "2017-12-01", "--lang", "en")
    readings = {one["id"]: one["verdict"] for one in found["other_readings"]}
    assert ("not_met", True, "undetermined") == (found["verdict"], found["provisional"], readings["no-zero"])
    assert any("“no criterion at zero” differs" in reason["text"] for reason in found["reasons"])


def test_a_township_without_zones_cannot_have_the_points_published(tmp_path: Path) -> None:
    """Gò Dầu was filed with 85.24 points and six failing standards: without zones 83.25 is the most it can have.

    The levels of four of the six are not on file: that they fail is stated as such.
    """
    data = tmp_path / "go-dau"
    shutil.copytree(REAL_CASES / "published" / "a12-go-dau", data)
    file = data / "measurements.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",0,", ",fails IV,"), encoding="utf-8")
    with_zones, without = (checked(str(data), unit, "IV", "2022-06-01") for unit in ("go-dau", "go-dau-n"))

    failing = [one["code"] for of in with_zones["criteria"] for one in of["standards"] if one["verdict"] == "fail"]
    assert ["2.1", "5A.13", "5A.26", "5A.30", "5A.33", "5A.35"] == sorted(failing)
    assert ("undetermined", "not_met") == (with_zones["verdict"], without["verdict"])
    assert ("91", "83.25") == (with_zones["points"]["upper"], without["points"]["upper"])


@pytest.mark.parametrize(
    ("case", "unit", "day", "code", "verdict"),
    [
        ("a14-nhon-trach", "nhon-trach", "2023-06-01", "3.1", "fail"),
        ("a15-hong-ngu-III", "hong-ngu", "2018-12-31", "3.1", "pass"),
    ],
)
def test_density_of_two_areas_towards_type_three(case: str, unit: str, day: str, code: str, verdict: str) -> None:
    """726 people/km² of an area without reliefs fail; 829 at a land border, where the area was recognised, do not."""
    found: dict[str, Any] = checked(f"published/{case}", unit, "III", day)
    standards = {one["code"]: one["verdict"] for of in found["criteria"] for one in of["standards"]}
    assert ("undetermined", verdict) == (found["verdict"], standards[code])


@pytest.mark.parametrize("case", ["w10", "w10b"])
def test_what_a_fact_would_give_counts_the_units(case: str) -> None:
    """No answer about attributes can give a firm verdict as long as the ward's points of Table 2B are unknown."""
    found = checked(f"inspector/{case}.json", "t", "III", DAY_OF_111)
    gives = {fact["attribute"]: fact["would_give"] for fact in found["unknown_facts"]}
    assert {"yes": "undetermined", "no": "undetermined"} == gives["heritage"]
    assert ("mountain" in gives) == (case == "w10")


def test_terrain_decides_the_population_of_a_province() -> None:
    """One million people are enough in the mountains (900,000) and not elsewhere (1,400,000): terrain is asked."""
    found = checked("published/a17-112-special", "tinh-x", "province", "2026-03-01", *UNITS)
    assert "mountain" in {fact["attribute"] for fact in found["unknown_facts"]}


def test_formed_in_the_ordinary_way_two_million_people_are_too_few() -> None:
    """A central city of 2.0 of 2.5 million people fails unless the way of forming, which is not stated, lowers that."""
    found = checked("published/a17-112-special", "tp-y", "central-city", "2026-03-01", *UNITS)
    (formation,) = (fact for fact in found["unknown_facts"] if fact["column"] == "formation")
    assert {"not_met"} == {verdict for way, verdict in formation["would_give"].items() if way == "ordinary"}
