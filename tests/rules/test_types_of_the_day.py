import csv
import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from criteria.municipality import Municipality
from criteria.rule_files.library import Library
from criteria.stated import only
from criteria.type_of_day import next_types, type_of_day
from tests.support.paths import REAL_RULES
from tests.support.real_cases import REAL_CASES, checked, run

CASE = "published/a16-transition-id"
LAW = Library(REAL_RULES).register.law("nq-111-2025")
BEFORE, AFTER = datetime.date(2021, 11, 11), datetime.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("kind", "stated", "as_of", "types"),
    [
        ("central-city", "I", None, ("I",)),
        ("central-city", "I", BEFORE, ("I",)),
        ("city", "I", BEFORE, ("II",)),
        ("city", "I", AFTER, ("I",)),
        ("city", "I", None, ("I", "II")),
        ("city", "III", BEFORE, ("II",)),
        ("city", "III", AFTER, ("III",)),
        ("city", "III", None, ("II", "III")),
        ("city", "II", None, ("II",)),
        ("town", "IV", None, ("III",)),
        ("town", "IV", AFTER, ("III",)),
        ("township", "V", BEFORE, ("III",)),
        ("central-city", "SPECIAL", None, ("SPECIAL",)),
        ("town", "none", None, ("III",)),
        ("commune", "none", None, ("none",)),
        ("commune", None, None, None),
    ],
)
def test_a_type_is_carried_once(
    kind: str, stated: str | None, as_of: datetime.date | None, types: tuple[str, ...] | None
) -> None:
    """Article 15 carries types of before 2026; of an unknown day, both are possible where both can be."""
    found = type_of_day(LAW, Municipality("a", "A", kind, stated, attributes=only(), type_as_of=as_of), None)
    assert types == (found and found.types)


def test_a_transition_that_is_not_certain_names_what_is_possible() -> None:
    """If the day of the type is unknown, the JSON lists both types, and a warning names the column."""
    found = checked(CASE, "go-cong", "II", "2026-03-01")
    assert {"from": "III", "to_possible": ["II", "III"], "article": "Điều 15"} == found["transition"]
    assert any("type_as_of" in warning for warning in found["warnings"])


TOWNS = [
    ("tinh", "city", "I", "2021-11-11", ["I"]),
    ("moi", "city", "III", "2026-05-05", ["II"]),
    ("cu", "city", "III", "2021-11-11", ["I"]),
    ("ngay-chua-ro", "city", "III", "", ["I", "II"]),
    ("thi-tran", "township", "V", "", ["II"]),
    ("thi-xa", "town", "none", "", ["II"]),
    ("xa", "commune", "none", "", ["III"]),
    ("hue", "central-city", "I", "", []),
    ("ha-noi", "central-city", "SPECIAL", "", []),
    ("chua-ro", "ward", "", "", ["I", "II", "III"]),
]


def _written(folder: Path, wide: bool) -> Iterator[str]:
    folder.mkdir()
    path = folder / ("wide.csv" if wide else "municipalities.csv")
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["id", "name", "kind", "current_type", "type_as_of"])
        writer.writerows([town, town, kind, stated, day] for town, kind, stated, day, _ in TOWNS)
    yield str(path if wide else folder)


@pytest.mark.parametrize("wide", [False, True])
def test_the_next_type_starts_from_the_type_of_the_day(tmp_path: Path, wide: bool) -> None:
    """The next type is the one above what Article 15 made of each type; where several are possible, all are judged."""
    (data,) = _written(tmp_path / "data", wide)
    output = tmp_path / "next.json"
    code, _, err = run("batch", "--to", "next", "--data", data, "--as-of", "2026-11-28", "--output", str(output))
    assert 0 == code, err
    rows = json.loads(output.read_text("utf-8"))
    found = {town: sorted(row["target"] for row in rows if row["municipality"] == town) for town, *_ in TOWNS}
    assert {town: targets for town, *_, targets in TOWNS} == found


def test_a_malformed_day_of_a_type_is_refused_in_both_forms(tmp_path: Path) -> None:
    """The day of a type is written as year-month-day; another form is refused with its place."""
    (tmp_path / "municipalities.csv").write_text("id,name,kind,type_as_of\na,A,town,31/12/2025\n", "utf-8")
    code, _, err = run("check", "a", "--to", "III", "--data", str(tmp_path), "--as-of", "2026-11-28")
    assert (5, True) == (code, "municipalities.csv:2:" in err)


@pytest.mark.parametrize(
    ("kind", "stated", "as_of", "types"),
    [
        ("town", "IV", BEFORE, ("II",)),
        ("city", "III", AFTER, ("II",)),
        ("city", "III", None, ("I", "II")),
        ("city", "II", AFTER, ("I",)),
        ("commune", "none", None, ("III",)),
        ("commune", None, None, ("I", "II", "III")),
        ("central-city", "I", None, ()),
        ("central-city", "SPECIAL", None, ()),
    ],
)
def test_the_next_type_stands_above_what_the_law_made_of_the_type(
    kind: str, stated: str | None, as_of: datetime.date | None, types: tuple[str, ...]
) -> None:
    """The next type is the one above the type of the day; every one that is possible if that is not known."""
    town = Municipality("x", "X", kind, current_type=stated, type_as_of=as_of)
    assert types == next_types(LAW, town, None)


@pytest.mark.parametrize(
    ("unit", "day", "code", "said"),
    [
        ("go-cong", "2026-11-28", 2, "Loại kế tiếp có thể là I, II"),
        ("sg", "2026-11-28", 2, "đã ở loại cao nhất"),
        ("go-cong", "2021-11-11", 0, "đô thị loại II"),
    ],
)
def test_check_asks_for_the_next_type(unit: str, day: str, code: int, said: str) -> None:
    """``--to next`` judges for the one type that is next, or says why that is not one."""
    ended, out, err = run("check", unit, "--to", "next", "--as-of", day, "--data", str(REAL_CASES / CASE))
    assert code == ended
    assert said in " ".join((out + err).split())
