import csv
from pathlib import Path

import pytest

from criteria.data_files import read_dataset
from criteria.rule_files.library import Library
from tests.support.paths import REAL_RULES
from tests.support.real_cases import REAL_CASES, batched, checked

UNITS = ("--family", "administrative-unit")
PUBLISHED = [
    ("published/a01-phuc-yen", "phuc-yen", "city", "2018-02-07"),
    ("published/a02-go-cong", "go-cong", "city", "2024-03-19"),
    ("published/a03-sa-pa", "sa-pa-mt", "town", "2019-09-11"),
    ("published/a04-feb-2023", "thuan-thanh", "town", "2023-02-13"),
]


def _with_formation(folder: str, target: Path, formation: str) -> str:
    """Copy a case, with a formation stated for every unit; return the path of the copy."""
    target.mkdir()
    source = REAL_CASES / folder
    (target / "measurements.csv").write_bytes((source / "measurements.csv").read_bytes())
    with (source / "municipalities.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [row | {"formation": formation, "attributes": ""} for row in csv.DictReader(lines)]
    with (target / "municipalities.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return str(target)


@pytest.mark.parametrize(
    ("formation", "verdicts"),
    [
        ("ordinary", ["undetermined", "undetermined", "undetermined", "undetermined"]),
        ("one-unit", ["undetermined", "undetermined", "undetermined", "undetermined"]),
        ("special-need", ["met", "met", "met", "met"]),
    ],
)
def test_a_stated_formation_is_judged_as_the_articles_say(tmp_path: Path, formation: str, verdicts: list[str]) -> None:
    """A special need exempts from every standard; other ways leave open what the appendix and the character decide."""
    found = []
    for number, (folder, unit, to, day) in enumerate(PUBLISHED):
        data = _with_formation(folder, tmp_path / str(number), formation)
        found.append(checked(folder, unit, to, day, *UNITS, "--data", data)["verdict"])
    assert verdicts == found


def test_a_unit_formed_from_one_unit_needs_half_the_area(tmp_path: Path) -> None:
    """Since 2023, 101.69 km² are enough for a city formed from one unit: half of 150 km² is 75."""
    data = _with_formation("published/a02-go-cong", tmp_path / "data", "one-unit")
    found = checked("published/a02-go-cong", "go-cong", "city", "2024-03-19", *UNITS, "--data", data)
    standards = {s["code"]: s["verdict"] for criterion in found["criteria"] for s in criterion["standards"]}
    assert "pass" == standards["5.2"]


def test_tags_of_before_are_read_on_with_a_note() -> None:
    """A tag that has a column now is read as that column, and the note says so."""
    library = Library(REAL_RULES)
    data = read_dataset(REAL_CASES / "published/a02-go-cong", library.vocabulary, library.indicators)
    assert "one-unit" == data.municipalities["go-cong-dd"].formation
    assert [("attribute_has_a_column", "formed-from-one-unit", "formation", "one-unit")] == [
        (note.kind, note.details["found"], note.details["column"], note.details["word"]) for note in data.notes
    ]


@pytest.mark.parametrize("wide", [False, True])
def test_tags_of_before_are_read_on_in_both_forms(wide: bool) -> None:
    """A batch judges by the old tag as by the column, in the long and in the wide form."""
    rows = batched("published/a02-go-cong", "city", "2024-03-19", *UNITS, wide=wide)
    assert rows["go-cong-dd"] | {"municipality": "", "name": ""} != rows["go-cong"] | {"municipality": "", "name": ""}
