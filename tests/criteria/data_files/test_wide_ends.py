"""The ends of a value in columns of their own mean the same for a batch as for a command that needs every row."""

from pathlib import Path

import polars as pl
import pytest

from criteria.data_files import read_dataset
from criteria.diagnostic import UnsoundData
from criteria.rule_files.library import Library
from tests.criteria.data_files.test_wide_forms import read

LOWER, UPPER = "population__lower", "population__upper"
NUMBER, GRADE, DOWNWARDS = "not_a_number", "unknown_grade", "range_runs_downwards"


def complaints(library: Library, path: Path) -> list[tuple[str, str, str]]:
    """Return the column, the kind and what was found of each mistake for which commands refuse a table."""
    names = pl.read_csv(path, infer_schema=False).columns
    try:
        read_dataset(path, library.words_of_data, library.indicators)
    except UnsoundData as refused:
        return [(names[one.location.column - 1], one.kind.value, one.details["found"]) for one in refused.diagnostics]
    return []


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [
        ("10", "5", [(LOWER, DOWNWARDS, "10..5")]),
        ("> 10", "10", [(LOWER, DOWNWARDS, "> 10..10")]),
        ("10", "n/a", [(UPPER, NUMBER, "n/a")]),
        ("n/a", "", [(LOWER, NUMBER, "n/a")]),
        ("n/a", " n/a ", [(LOWER, NUMBER, "n/a"), (UPPER, NUMBER, "n/a")]),
        ("", "fails III", [(UPPER, NUMBER, "fails III")]),
        ("passes II", "70", [(LOWER, NUMBER, "passes II")]),
        ("<= 10", "70", [(LOWER, NUMBER, "<= 10")]),
        ("10", ">= 70", [(UPPER, NUMBER, ">= 70")]),
        ("70..60", "65", [(LOWER, DOWNWARDS, "70..60")]),
        ("abc", "n/a", [(LOWER, NUMBER, "abc"), (UPPER, NUMBER, "n/a")]),
        ("", "", []),
        ("unknown", "70", []),
        (">= 10", "<= 70", []),
        ("70", "70", []),
    ],
)
def test_an_end_states_an_end(
    lower: str, upper: str, expected: list[tuple[str, str, str]], shipped_library: Library, tmp_path: Path
) -> None:
    """What is no end is refused at its cell, and ends that run downwards at the lower one."""
    path = tmp_path / "data.csv"
    pl.DataFrame({"id": ["a"], LOWER: [lower], UPPER: [upper]}).write_csv(path)
    assert expected == complaints(shipped_library, path)
    refused = read(shipped_library, path, "population").refused
    assert expected == refused.select("column", "problem", "found").rows()


def test_an_end_of_grades_is_a_grade(shipped_library: Library, tmp_path: Path) -> None:
    """In the end of a grade, what is no grade is unknown as a grade."""
    path = tmp_path / "data.csv"
    pl.DataFrame({"id": ["a"], "terrain__upper": ["n/a"]}).write_csv(path)
    expected = [("terrain__upper", GRADE, "n/a")]
    assert expected == complaints(shipped_library, path)
    assert expected == read(shipped_library, path, "terrain").refused.select("column", "problem", "found").rows()


@pytest.mark.parametrize("kind", [pl.Float64, pl.Int64, pl.Decimal(10, 2)])
def test_ends_of_numbers_run_downwards(
    kind: type[pl.DataType] | pl.DataType, shipped_library: Library, tmp_path: Path
) -> None:
    """Numbers are told without the zeros that only their type adds."""
    path = tmp_path / "data.parquet"
    pl.DataFrame({"id": ["a"], LOWER: [10], UPPER: [5]}).cast({LOWER: kind, UPPER: kind}).write_parquet(path)
    with pytest.raises(UnsoundData) as refused:
        read_dataset(path, shipped_library.words_of_data, shipped_library.indicators)
    assert ["10..5"] == [one.details["found"] for one in refused.value.diagnostics]
    assert ["10..5"] == read(shipped_library, path, "population").refused["found"].to_list()
