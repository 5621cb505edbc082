"""What the units of an urban area reach, as the reports show it."""

import json
from pathlib import Path

import pytest

from dothi.reports.assessment_json import assessment_data
from dothi.reports.texts import texts_in
from tests.support.paths import REAL_RULES, TRA_VINH
from tests.support.toy_assessments import LATER_DAY, LATER_LAW, assess, demo, table

DUYEN_HAI = assess("duyen-hai", "III", data=TRA_VINH, rules=REAL_RULES, as_of=LATER_DAY, real_law=LATER_LAW)


def test_member_units_in_json() -> None:
    """Each member-unit requirement has its points, its units with bounds, and its article."""
    average, _ = assessment_data(DUYEN_HAI, texts_in("en"))["member_units"]
    text = "Urban area of several commune-level units, their average on section III of Table 2B"
    assert {
        "id": "average-of-the-units",
        "text": text,
        "verdict": "undetermined",
        "required": "48",
        "lower": "0",
        "upper": "100",
        "units": [
            {"id": "dan-thanh", "name": "Xã Dân Thành", "lower": "0", "upper": "100"},
            {"id": "truong-long-hoa", "name": "Xã Trường Long Hòa", "lower": "0", "upper": "100"},
        ],
        "article": "Điều 6 khoản 2 điểm b; Điều 9 khoản 3 điểm b",
    } == average


@pytest.mark.parametrize(
    ("language", "title", "sentence"),
    [
        (
            "vi",
            "Các đơn vị hành chính tạo nên đô thị (là một phần của kết luận)",
            "chưa xác định; 0 – 100 điểm, cần 75",
        ),
        (
            "en",
            "Units that make up the urban area (part of the verdict)",
            "0 – 100 points, 75 needed",
        ),
    ],
)
def test_member_units_in_the_table(language: str, title: str, sentence: str) -> None:
    """The table has a section of them that says it is part of the verdict."""
    text = table(DUYEN_HAI, language, width=300)
    assert title in text
    assert sentence in text


@pytest.mark.parametrize(("language", "by"), [("vi", "Theo 2 đơn vị có trong số liệu: "), ("en", "2 units on file: ")])
def test_by_how_many_units_it_is_judged(language: str, by: str) -> None:
    """A member-unit requirement says by how many units it was judged: there may be more than are on file."""
    assert f"{by}Xã Dân Thành" in table(DUYEN_HAI, language, width=300)


def test_units_that_are_not_on_file_are_missed() -> None:
    """Where no unit is on file the table says so."""
    tra_vinh = assess("tra-vinh", "II", data=TRA_VINH, rules=REAL_RULES, as_of=LATER_DAY, real_law=LATER_LAW)
    assert 3 == table(tra_vinh, "en", width=300).count("No unit of this urban area is on file.")


def test_one_unit_on_file_may_not_be_all(tmp_path: Path) -> None:
    """With one unit on file, a requirement of one unit is judged by it; one of several units says that it is open."""
    city = {
        "id": "city",
        "name": "City",
        "kind": "city",
        "current_type": "II",
        "inner_area": "yes",
        "outer_area": "yes",
    }
    ward = {"id": "ward", "name": "Ward", "kind": "ward", "part_of": "city"}
    data = tmp_path / "data.json"
    data.write_text(json.dumps({"municipalities": [city, ward], "measurements": []}), encoding="utf-8")
    found = assess("city", "II", data=data, rules=REAL_RULES, as_of=LATER_DAY, real_law=LATER_LAW)
    text = table(found, "en", width=300)
    assert 1 == text.count("1 unit on file: Ward: 0 – 100.")
    assert 2 == text.count("One unit is on file, and it is not known whether there are others: Ward: 0 – 100.")


def test_a_law_without_member_units_says_nothing_of_them() -> None:
    """Where the law asks nothing of units, the reports have no section of them."""
    assert "member_units" not in assessment_data(demo(), texts_in("en"))
