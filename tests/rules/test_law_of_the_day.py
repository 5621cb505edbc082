import shutil
from pathlib import Path

import pytest

from tests.support.real_cases import REAL_CASES, batched, checked, run

DECREE = "published/a07-decree-307"
UNITS = ("--family", "administrative-unit")


@pytest.mark.parametrize("day", ["2025-12-20", "2026-02-01"])
def test_a_province_without_reliefs_is_not_of_the_first_class(tmp_path: Path, day: str) -> None:
    """20 points and the 50 not on file are under 75, in the mountains 24.17; at a border, whose relief is unknown, not.

    In the mountains the row of population starts at 1,500,000, so that 2,000,000 people have 10 + 0.5 x 500/60 points.
    """
    for attributes, verdict in (("none", "not_met"), ("mountain;none", "not_met"), ("border;none", "undetermined")):
        folder = tmp_path / attributes
        shutil.copytree(REAL_CASES / DECREE, folder)
        towns = folder / "municipalities.csv"
        text = towns.read_text(encoding="utf-8")
        assert 1 == text.count("Tỉnh Y,province,,Y,,,")
        towns.write_text(text.replace("Tỉnh Y,province,,Y,,,", f"Tỉnh Y,province,,Y,,{attributes},"), encoding="utf-8")
        assert verdict == checked(str(folder), "tinh-y", "class-I", day, *UNITS)["verdict"]
        for wide in (False, True):
            assert verdict == batched(str(folder), "class-I", day, *UNITS, wide=wide)["tinh-y"]["verdict"]


@pytest.mark.parametrize(
    ("to", "day", "law"),
    [
        ("class-I", "2025-11-26", "nq-27-2022"),
        ("class-I", "2025-11-27", "nd-307-2025"),
        ("province", "2025-11-27", "nq-27-2022"),
        ("province", "2025-12-31", "nq-27-2022"),
        ("province", "2026-01-01", "nq-112-2025"),
        ("class-I", "2026-01-01", "nd-307-2025"),
    ],
)
def test_classing_and_forming_have_their_own_days(to: str, day: str, law: str) -> None:
    """On each day the law of a unit's class and the law of its forming are found each by its own days."""
    assert law == checked(DECREE, "tinh-y", to, day, *UNITS)["law"]["id"]


def test_a_law_that_has_ended_for_a_type_is_said_not_to_be_in_force() -> None:
    """A law chosen by id that is in force for other types only is warned about."""
    found = checked(DECREE, "tinh-y", "class-I", "2025-12-20", "--law", "nq-27-2022")
    assert any("không có hiệu lực vào ngày 20/12/2025" in warning for warning in found["warnings"])


def test_a_type_that_no_law_of_the_day_has_is_refused_with_the_types_there_are() -> None:
    """A district is formed by no law of 2026, and the refusal names the days on which one did."""
    code, _, err = run("check", "tra-vinh-province", "--to", "district", *UNITS, "--as-of", "2026-02-01")
    assert (2, True) == (code, "nq-27-2022 (01/01/2023 – 31/12/2025" in err)


def test_a_batch_of_every_type_asks_for_one_law() -> None:
    """If several laws of the family are in force, a batch for all types names them and their types."""
    code, _, err = run("batch", "--to", "all", *UNITS, "--as-of", "2025-12-20")
    assert (2, True) == (code, "nd-307-2025 (class-special, class-I, class-II, class-III)" in err)


def test_a_batch_of_every_type_of_a_law_judges_those_in_force() -> None:
    """A batch for all types of a named law leaves out the types for which it has ended."""
    rows = batched(DECREE, "all", "2025-12-20", "--law", "nq-27-2022")
    assert {"nq-27-2022"} == {row["law"] for row in rows.values()}
    assert not {row["target"] for row in rows.values()} & {"class-I", "class-II", "class-III"}
