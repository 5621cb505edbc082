"""Reliefs whose wording is not on file may waive whole standards, grades among them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from criteria.rule import Exempt
from criteria.rule_files.library import Library
from dothi.workbench.lint.action_effects import covers
from tests.support.paths import REAL_RULES
from tests.support.real_cases import batched, checked

UNITS = ("--family", "administrative-unit")
CITY = {
    "population": "3000000",
    "natural-area": "3000",
    "wards-share": "50",
    "central-city-urbanisation-rate": "60",
    "urban-type": "II",
    "industry-services-share": "90",
    "central-budget-support": "none",
}
WARD = {"population": "30000", "natural-area": "10", "ward-infrastructure": "no"}


def _data(folder: Path, kind: str, formation: str, values: Mapping[str, str]) -> str:
    """Write a unit formed in this way, without special character; return the path of the data."""
    folder.mkdir()
    town = f"id,name,kind,formation,attributes,region\nit,It,{kind},{formation},none,southeast\n"
    (folder / "municipalities.csv").write_text(town, encoding="utf-8")
    rows = [f"it,{indicator},{value},2019-01-01,x\n" for indicator, value in values.items()]
    head = "municipality,indicator,value,as_of,source\n"
    (folder / "measurements.csv").write_text(head + "".join(rows), encoding="utf-8")
    return str(folder)


@pytest.mark.parametrize(
    ("kind", "day", "formation", "verdict"),
    [
        ("central-city", "2026-03-01", "", "undetermined"),
        ("central-city", "2026-03-01", "special-need", "undetermined"),
        ("central-city", "2026-03-01", "whole-merger", "undetermined"),
        ("central-city", "2026-03-01", "ordinary", "not_met"),
        ("ward", "2019-06-01", "like-units", "undetermined"),
        ("ward", "2019-06-01", "whole-merger", "undetermined"),
        ("ward", "2019-06-01", "ordinary", "not_met"),
        ("ward", "2024-06-01", "like-units", "met"),
        ("ward", "2024-06-01", "whole-merger", "undetermined"),
        ("ward", "2024-06-01", "one-unit", "not_met"),
        ("ward", "2024-06-01", "ordinary", "not_met"),
    ],
)
def test_a_grade_that_may_be_waived_fails_no_unit(
    tmp_path: Path, kind: str, day: str, formation: str, verdict: str
) -> None:
    """Only where the text on file waives nothing does a grade below its level fail a unit, in check and in batch."""
    data = _data(tmp_path / "data", kind, formation, CITY if kind == "central-city" else WARD)
    found = checked("", "it", kind, day, *UNITS, "--data", data)
    rows = batched("", kind, day, *UNITS, "--data", data)
    assert (verdict, verdict) == (found["verdict"], rows["it"]["verdict"])


def test_what_passes_only_if_it_is_waived_is_told(tmp_path: Path) -> None:
    """A stated way of forming whose relief is not on file is the reason why the urban type is undetermined."""
    data = _data(tmp_path / "data", "central-city", "whole-merger", CITY)
    found = checked("", "it", "central-city", "2026-03-01", *UNITS, "--data", data)
    assert ["central-city.5"] == [r["subject"] for r in found["reasons"] if r["kind"] == "standard_only_if_waived"]


def test_the_text_on_file_is_not_overlaid() -> None:
    """Of the rules about forming that 27/2022 takes over, none is unverified: its own Article 31.1 is on file."""
    library = Library(REAL_RULES)
    (law,) = [law for law in library.register.laws if law.id == "nq-27-2022"]
    rules = [rule for rule in library.rulebook(law).rules if "municipality.formation" in repr(rule.when)]
    assert {"one-source"} == {rule.basis for rule in rules}


@pytest.mark.parametrize(("gives", "asks", "expected"), [(True, False, True), (False, True, False)])
def test_a_waiver_that_is_not_known_makes_no_waiver_redundant(gives: bool, asks: bool, expected: bool) -> None:
    """A sure waiver covers one that is not known; not the other way round."""
    assert expected is covers(Exempt(("a",), is_known=gives), Exempt(("a",), is_known=asks))
