"""What `check` tells of published and office cases beside the verdict: points, facts, sentences, what to measure."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.case_tables import read_case
from tests.support.paths import REAL_CASES, TRA_VINH
from tests.support.real_cases import checked, run

UNITS = ("--family", "administrative-unit")
DAY_OF_111 = "2026-11-28"
FORMATION = "cách thành lập đơn vị (formation)"


def with_changes(folder: Path, data: str, unit: str, day: str, **changes: str) -> str:
    """Return the path of a case with other cells and values of one unit; ``_`` stands for ``-`` in indicators."""
    return str(read_case(REAL_CASES / data).changed(unit, changes, day).write_long(folder / "case.json"))


def standards(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the standards by code."""
    return {one["code"]: one for criterion in found["criteria"] for one in criterion["standards"]}


def fact(found: dict[str, Any], column: str, attribute: str | None = None) -> dict[str, Any]:
    """Return what is told of an unknown fact."""
    (known,) = [one for one in found["unknown_facts"] if (one["column"], one["attribute"]) == (column, attribute)]
    return dict(known)


@pytest.mark.parametrize(
    ("data", "unit", "to", "day", "article"),
    [
        ("a01-phuc-yen", "phuc-yen", "city", "2018-02-07", "Điều 31 khoản 1 điểm d"),
        ("a02-go-cong", "go-cong", "city", "2024-03-19", "Điều 31 khoản 1 điểm d"),
        ("a03-sa-pa", "sa-pa", "town", "2019-09-11", "Điều 31 khoản 1 điểm e"),
        ("a03-sa-pa", "sa-pa-mt", "town", "2019-09-11", "Điều 31 khoản 1 điểm e"),
        ("a04-feb-2023", "thuan-thanh", "town", "2023-02-13", "Điều 31 khoản 1 điểm d"),
    ],
)
def test_the_way_of_forming_that_opened_the_way_is_named(data: str, unit: str, to: str, day: str, article: str) -> None:
    """The way of forming is the fact to state: with its article, what each answer gives, and among what to collect."""
    data = f"published/{data}"
    known = fact(checked(data, unit, to, day, *UNITS), "formation")
    assert (True, "met") == (article in known["citation"].split("; "), known["would_give"]["special-need"])
    assert "not_met" not in known["would_give"].values()
    asked = ("check", unit, "--to", to, "--data", str(REAL_CASES / data), "--as-of", day, *UNITS)
    why, _, collect = run(*asked)[1].partition("Cần thu thập tiếp")
    assert (True, True) == (article in " ".join(why.split()), FORMATION in collect)


@pytest.mark.parametrize(
    ("data", "unit", "to", "day", "points"),
    [
        ("a10-bac-ninh-I", "bac-ninh", "I", "2017-12-01", {"2": "4.89", "3": "5.01", "4": "6"}),
        ("a13-dong-xoai", "dong-xoai", "II", "2022-06-01", {"2": "6", "3": "4.5", "4": "4.5"}),
        (
            "a07b-bac-ninh-province",
            "bac-ninh-p",
            "class-II",
            "2019-03-25",
            {"12.1": "23.6", "12.2": "10", "12.3": "3.5"},
        ),
    ],
)
def test_points_of_criteria_are_those_published(
    data: str, unit: str, to: str, day: str, points: dict[str, str]
) -> None:
    """The criteria of units that were really judged have exactly the points that were published."""
    family = UNITS if to.startswith("class") else ()
    found = checked(f"published/{data}", unit, to, day, *family)
    criteria = {one["id"]: (one["points"]["lower"], one["points"]["upper"]) for one in found["criteria"]}
    assert {name: (value, value) for name, value in points.items()} == {name: criteria[name] for name in points}


def test_the_published_total_of_a_province_is_possible() -> None:
    """The 20.5 and 0 points of which no data are published lie within what is open, and 57.6 within the total."""
    found = checked("published/a07b-bac-ninh-province", "bac-ninh-p", "class-II", "2019-03-25", *UNITS)
    open_points = {one["id"]: one["points"] for one in found["criteria"]}
    for published, points in (
        (20.5, open_points["12.4"]),
        (0, open_points["12.5"]),
        (57.6, found["points"]),
    ):
        assert float(points["lower"]) <= published <= float(points["upper"])


def test_levels_that_a_citys_table_gives() -> None:
    """The levels of type II that Đồng Xoài published are on file, each as sure as its sources make it."""
    found = standards(checked("published/a13-dong-xoai", "dong-xoai", "II", "2022-06-01"))
    two, one = "two-sources", "one-source"
    expected = {
        **{code: (text, two) for code, text in (("2.1", "200000"), ("2.2", "100000"), ("3.1", "1800"))},
        **{code: (text, two) for code, text in (("3.2", "8000"), ("4.1", "65"), ("4.2", "80"))},
        **{code: (text, one) for code, text in (("1.2.1", "balanced"), ("1.2.2", "1.4"), ("1.2.3", "on-target"))},
        **{code: (text, one) for code, text in (("1.2.4", "6.5"), ("1.2.6", "1.4"), ("5A.01", "26.5"))},
        "1.2.5": (None, None),
    }
    levels = {code: found[code]["levels"] for code in expected}
    assert expected == {code: (known["minimum"], known["basis"]["minimum"]) for code, known in levels.items()}
    assert ("7", "1.8") == (levels["1.2.4"]["maximum"], levels["1.2.6"]["maximum"])


def test_a_recognition_that_speaks_against_a_minimum_is_told() -> None:
    """Bắc Ninh was recognised with 4.89 of 6 points needed: the verdict is provisional, the third reading told."""
    found = checked("published/a10-bac-ninh-I", "bac-ninh", "I", "2017-12-01", "--lang", "en")
    readings = {one["id"]: one["verdict"] for one in found["other_readings"]}
    assert ("not_met", True, "undetermined") == (found["verdict"], found["provisional"], readings["no-zero"])
    assert any("“no criterion at zero” differs" in reason["text"] for reason in found["reasons"])


def test_standards_that_failed_can_be_stated_without_their_levels(tmp_path: Path) -> None:
    """Of Gò Dầu, exactly the six standards fail that were named, four of them by statement alone."""
    stated = dict.fromkeys(
        ("wastewater-treated", "funeral-homes", "public-green-land-per-person", "civilised-streets"), "fails IV"
    )
    data = with_changes(tmp_path, "published/a12-go-dau", "go-dau", "2021-12-31", **stated)
    found = standards(checked(data, "go-dau", "IV", "2022-06-01"))
    failing = {code for code, one in found.items() if one["verdict"] == "fail"}
    assert {"2.1", "5A.13", "5A.26", "5A.30", "5A.33", "5A.35"} == failing


@pytest.mark.parametrize(
    ("data", "unit", "to", "day", "changes", "expected"),
    [
        ("a12-go-dau", "go-dau", "IV", "2022-06-01", {}, {"2.1": "fail"}),
        ("a12-go-dau", "go-dau-n", "IV", "2022-06-01", {}, {"2.1": "fail"}),
        ("a14-nhon-trach", "nhon-trach", "III", "2023-06-01", {}, {"3.1": "fail"}),
        ("a15-hong-ngu-III", "hong-ngu", "III", "2018-12-31", {}, {"3.1": "pass"}),
        (
            "a17-112-special",
            "xa-bg",
            "commune",
            "2026-03-01",
            {"attributes": "border;none"},
            {"commune.1": "pass", "commune.2": "pass"},
        ),
        (
            "a17-112-special",
            "tinh-x",
            "province",
            "2026-03-01",
            {"attributes": "mountain;none"},
            {"province.1": "pass"},
        ),
    ],
)
def test_standards_that_decide(
    tmp_path: Path, data: str, unit: str, to: str, day: str, changes: dict[str, str], expected: dict[str, str]
) -> None:
    """Fewer than 50,000 people, 726 and 829 people/km², 9,000 people and 40 km² at a border, a million in mountains."""
    path = with_changes(tmp_path, f"published/{data}", unit, day, **changes)
    found = standards(checked(path, unit, to, day, *(UNITS if data.startswith("a17") else ())))
    assert expected == {code: found[code]["verdict"] for code in expected}


def test_an_area_in_hectares_can_be_stated(tmp_path: Path) -> None:
    """37,677.9 ha are 376.779 km², more decimals than an area shows: kept, shown, and told how to be written."""
    data, day = "published/a14-nhon-trach", "2023-03-10"
    path = with_changes(tmp_path, data, "nhon-trach", day, **{"natural-area": "376.7790"})
    area = standards(checked(path, "nhon-trach", "town", "2023-06-01", *UNITS))["6.2"]
    assert ("376.779", "pass") == (area["measured"]["text"], area["verdict"])
    path = with_changes(tmp_path, data, "nhon-trach", day, **{"natural-area": "376.779"})
    code, _, err = run("check", "nhon-trach", "--to", "town", "--data", path, "--as-of", "2023-06-01", *UNITS)
    assert (5, True) == (code, "viết 376779, hoặc 376.7790" in err)


def test_terrain_decides_the_population_of_a_province() -> None:
    """One million people are enough in the mountains (900,000) and not elsewhere (1,400,000): terrain is asked."""
    found = checked("published/a17-112-special", "tinh-x", "province", "2026-03-01", *UNITS)
    assert {"yes", "no"} == fact(found, "attributes", "mountain")["would_give"].keys()


def test_formed_in_the_ordinary_way_two_million_people_are_too_few() -> None:
    """A central city of 2.0 of 2.5 million people fails unless the way of forming, which is not stated, lowers that."""
    found = checked("published/a17-112-special", "tp-y", "central-city", "2026-03-01", *UNITS)
    gives = fact(found, "formation")["would_give"]
    assert {"ordinary"} == {way for way, verdict in gives.items() if verdict == "not_met"}


@pytest.mark.parametrize("name", ["hp-31", "x", "hue", "tp-ho-chi-minh", "31"])
def test_the_id_of_a_city_does_not_matter(tmp_path: Path, name: str) -> None:
    """Hải Phòng stays type I under Article 15, and everything said of it is the same whatever its id is."""
    data, day = "published/a16-transition-id", "2026-03-01"
    known = checked(data, "hai-phong", "I", day)
    others = read_case(REAL_CASES / data)
    alone = type(others)(
        tuple(row for row in others.municipalities if row["id"] == "hai-phong"),
        tuple(row for row in others.measurements if row["municipality"] == "hai-phong"),
    )
    text = json.dumps({"municipalities": alone.municipalities, "measurements": alone.measurements})
    (tmp_path / "case.json").write_text(text.replace('"hai-phong"', f'"{name}"'), encoding="utf-8")
    found = checked(str(tmp_path / "case.json"), name, "I", day)
    for one, unit in ((known, "hai-phong"), (found, name)):
        assert unit == one["municipality"].pop("id")
        del one["data"]
    assert {"from": "I", "to": "I", "article": "Điều 15"} == known["transition"]
    assert json.dumps(known).replace('"hai-phong"', f'"{name}"') == json.dumps(found)


@pytest.mark.parametrize(
    ("day", "transition"),
    [
        ("", {"from": "III", "to_possible": ["II", "III"], "article": "Điều 15"}),
        ("2021-11-11", {"from": "III", "to": "II", "article": "Điều 15"}),
        ("2026-05-05", None),
    ],
)
def test_a_type_of_the_law_is_not_carried_again(tmp_path: Path, day: str, transition: dict[str, object] | None) -> None:
    """Type III of May 2026 is Resolution 111's own; of 2021 it has become II; of an unknown day, either."""
    data = with_changes(tmp_path, "inspector/base-111-iii", "phu-hai", "2025-12-31", type_as_of=day)
    found = checked(data, "phu-hai", "II", DAY_OF_111)
    assert transition == found.get("transition")
    assert (not day) == any("type_as_of" in warning for warning in found["warnings"])


@pytest.mark.parametrize(
    ("case", "to", "exit_code", "sentence"),
    [
        ("w1.json", "II", 1, "Bảng 2A: ĐẠT; điểm Bảng 2B của các đơn vị không đạt."),
        ("base-111-iii", "III", 3, "Bảng 2A: ĐẠT; còn thiếu điểm Bảng 2B của Phường Phú Hải."),
    ],
)
def test_the_headline_says_both_verdicts(case: str, to: str, exit_code: int, sentence: str) -> None:
    """Where Table 2A is met and Article 6 is not, or is open, the headline says both, the exit code that of the law."""
    unit = "t" if case.endswith(".json") else "phu-hai"
    data = str(REAL_CASES / "inspector" / case)
    code, out, _ = run("check", unit, "--to", to, "--data", data, "--as-of", DAY_OF_111, "--exit-code")
    assert (exit_code, True) == (code, sentence in out.splitlines()[:3])


def test_the_points_that_are_missing_are_to_be_measured() -> None:
    """Article 6 leaves a complete ward open: its points on Table 2B come first among what to collect."""
    found = checked("inspector/base-111-iii", "phu-hai", "III", DAY_OF_111)
    assert {
        "indicator": "unit-table-2b-points-type-III",
        "points": {"lower": "0", "upper": "100"},
        "could_decide": "met",
        "unit": {"id": "phu-hai", "name": "Phường Phú Hải"},
    } == found["measure_next"][0]
    (asked,) = found["member_units"]
    assert ("one-unit", "undetermined", True) == (asked["id"], asked["verdict"], "Điều 6" in asked["article"])


def test_a_project_of_a_funeral_home_is_to_be_stated() -> None:
    """Without a home and with nothing said of a project, the project is named with the 2.5 points that it can earn."""
    found = checked("inspector/w7b.json", "t", "III", DAY_OF_111)
    (project,) = [one for one in found["measure_next"] if one["indicator"] == "funeral-home-project"]
    assert {"lower": "0", "upper": "2.5"} == project["points"]


def test_no_project_lifts_a_criterion_that_lacks_more() -> None:
    """w7: with a project, criterion III has 47.7 of 48 points at best."""
    found = checked("inspector/w7.json", "t", "III", DAY_OF_111)
    third = found["criteria"][2]["points"]
    assert ("47.7", "48") == (third["upper"], third["minimum"])


@pytest.mark.parametrize("case", ["w10", "w10b"])
def test_what_a_fact_would_give_counts_the_units(case: str) -> None:
    """No answer about attributes can give a firm verdict as long as the ward's points of Table 2B are unknown."""
    found = checked(f"inspector/{case}.json", "t", "III", DAY_OF_111)
    gives = {known["attribute"]: known["would_give"] for known in found["unknown_facts"]}
    assert {"yes": "undetermined", "no": "undetermined"} == gives["heritage"]
    assert ("mountain" in gives) == (case == "w10")


@pytest.mark.slow
@pytest.mark.parametrize("day", ["2021-11-11", "2023-06-01", DAY_OF_111])
def test_targets_say_what_check_says(day: str) -> None:
    """Every target that can be judged on a day has the law, the verdict and the points of `check`."""
    _, out, _ = run("targets", "--data", str(TRA_VINH), "--as-of", day, "--format", "json")
    judged = [target for target in json.loads(out)["targets"] if target["verdict"]]
    assert judged
    for target in judged:
        asked = target["municipality"]["id"], target["target"], day, "--law", target["law"]
        found = checked(str(TRA_VINH), *asked)
        assert (found["verdict"], found["points"]["lower"], found["points"]["upper"]) == (
            target["verdict"],
            target["points"]["lower"],
            target["points"]["upper"],
        )
