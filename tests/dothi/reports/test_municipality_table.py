"""`dothi.reports.municipality_table` tells what is on file of each municipality."""

import re
from pathlib import Path

import pytest

from dothi.reports.municipality_table import print_municipalities
from dothi.reports.texts import texts_in
from tests.support.paths import REAL_RULES, TOWNS, TOY_DATA, TOY_RULES, TRA_VINH
from tests.support.toy_assessments import dataset, library, plain


def listed(data: Path, rules: Path = TOY_RULES, language: str = "en", width: int = 140) -> str:
    """The table of a data folder."""
    towns, vocabulary = dataset(data, rules), library(rules).vocabulary
    return plain(lambda console: print_municipalities(towns, vocabulary, texts_in(language), console), width)


def test_the_table_of_the_toy_towns() -> None:
    """A row a municipality: kind and type, areas, attributes, what it is part of, how much was measured, how lately."""
    assert [
        "Municipalities on file",
        "Id     Name   Kind  Type  Areas         Attributes             Part of  Data     Newest",
        "alpha  Alpha  town  IV    inner, outer  coastal, nothing else           5        31/12/2024",
        "beta   Beta   town  V     not divided   island, nothing else   alpha    2        31/12/2024",
        "gamma  Gamma  city        inner, outer  none                            no data",
    ] == listed(TOY_DATA).splitlines()


def test_the_table_in_vietnamese() -> None:
    """Headings, kinds, areas and attributes are Vietnamese."""
    assert [
        "Đô thị và đơn vị hành chính trong hồ sơ",
        "Mã Tên Loại đơn vị Loại đô thị Khu vực Tính chất Thuộc Số liệu Mới nhất",
        "alpha Alpha thị xã IV nội thị, ngoại thị ven biển, ngoài ra không 5 31/12/2024",
        "beta Beta thị xã V không phân khu vực hải đảo, ngoài ra không alpha 2 31/12/2024",
        "gamma Gamma thành phố nội thị, ngoại thị không có chưa có số liệu",
    ] == [" ".join(line.split()) for line in listed(TOY_DATA, language="vi").splitlines()]


def test_one_area_of_two() -> None:
    """A town without an inner area has its outer area named alone."""
    assert "outer" == re.split(r" {2,}", listed(TOWNS).splitlines()[-1])[3]


def test_several_attributes() -> None:
    """Attributes are shown by their names, in a fixed order."""
    assert "coastal, island" in listed(TOWNS)


def test_areas_that_are_not_stated() -> None:
    """Of a commune whose areas are not stated nothing is said about areas."""
    (line,) = (line for line in listed(TRA_VINH, REAL_RULES).splitlines() if line.startswith("dan-thanh "))
    assert ["dan-thanh", "Xã Dân Thành", "commune", "–", "none", "duyen-hai", "no data"] == re.split(r" {2,}", line)


def test_every_unit_of_the_example_has_its_row() -> None:
    """All sixteen units of the example are listed, each id whole at the beginning of its row."""
    first_words = [line.partition(" ")[0] for line in listed(TRA_VINH, REAL_RULES).splitlines()]
    ids = list(dataset(TRA_VINH, REAL_RULES).municipalities)
    assert ids == [word for word in first_words if word in ids]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [80, 140])
def test_nothing_is_cut(language: str, width: int) -> None:
    """Ids are there to be typed again: none is cut off with an ellipsis, on a common terminal or in a file."""
    assert "…" not in listed(TRA_VINH, REAL_RULES, language, width)


def test_no_id_is_wrapped() -> None:
    """The id of what a unit is part of is not broken over two lines either."""
    rows = {line.split()[0]: line.split() for line in listed(TRA_VINH, REAL_RULES, "vi").splitlines()}
    parts = [(town.id, town.part_of) for town in dataset(TRA_VINH, REAL_RULES).municipalities.values() if town.part_of]
    assert [] == [(unit, whole) for unit, whole in parts if whole not in rows[unit]]


def test_an_unknown_value_is_no_data(tmp_path: Path) -> None:
    """A value that is on file as unknown does not count as measured."""
    (tmp_path / "municipalities.csv").write_text("id,name,kind\nalpha,Alpha,town\n", encoding="utf-8")
    (tmp_path / "measurements.csv").write_text(
        "municipality,indicator,value,as_of\nalpha,water,unknown,2024-12-31\n", encoding="utf-8"
    )
    assert "no data" in listed(tmp_path)


def test_one_indicator_is_not_plural(tmp_path: Path) -> None:
    """One indicator is counted in the singular."""
    (tmp_path / "municipalities.csv").write_text("id,name,kind\nalpha,Alpha,town\n", encoding="utf-8")
    (tmp_path / "measurements.csv").write_text(
        "municipality,indicator,value,as_of\nalpha,water,80,2024-12-31\n", encoding="utf-8"
    )
    assert "1 indicators" not in listed(tmp_path)


@pytest.mark.parametrize(
    ("stated", "language", "expected"),
    [
        ("coastal;none", "en", "coastal, nothing else"),
        ("coastal", "en", "coastal; the rest is not known"),
        ("coastal;-island", "en", "coastal, − island; the rest is not known"),
        ("none", "en", "none"),
        ("", "en", "not known"),
        ("coastal;none", "vi", "ven biển, ngoài ra không"),
        ("coastal", "vi", "ven biển; còn lại chưa biết"),
        ("", "vi", "chưa biết"),
    ],
)
def test_what_is_stated_and_what_is_unknown_differ(tmp_path: Path, stated: str, language: str, expected: str) -> None:
    """It is told whether attributes that are not named do not apply or are not known."""
    (tmp_path / "municipalities.csv").write_text(f"id,name,kind,attributes\na,A,town,{stated}\n", "utf-8")
    assert expected == re.split(r" {2,}", listed(tmp_path, language=language).splitlines()[-1])[3]
