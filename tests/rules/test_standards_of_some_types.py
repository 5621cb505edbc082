import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.real_cases import REAL_CASES, checked

DAY = "2026-11-28"
HOMES, PROJECT = "2A.III.13", "2A.III.13.2"


def _table_verdict(found: dict[str, Any]) -> str:
    """Return the verdict on the table, which is not yet that of the law as a whole."""
    return str(found.get("table_verdict", found["verdict"]))


def _unit(name: str) -> str:
    data = json.loads((REAL_CASES / "inspector" / name).read_text("utf-8"))
    return str(data["municipalities"][0]["id"])


def _codes(found: dict[str, Any]) -> set[str]:
    return {standard["code"] for criterion in found["criteria"] for standard in criterion["standards"]}


def test_no_funeral_home_leaves_at_best_the_project() -> None:
    """Without a funeral home, criterion III earns at most 47.7 of 48 points: the table is not met."""
    found = checked("inspector/w7.json", _unit("w7.json"), "III", DAY)
    (criterion,) = [known for known in found["criteria"] if known["id"] == "III"]
    assert ("not_met", "47.7") == (_table_verdict(found), criterion["points"]["upper"])


@pytest.mark.parametrize(
    ("project", "verdict", "lower", "upper"),
    [("yes", "met", "75", "75"), (None, "undetermined", "72.5", "75"), ("no", "not_met", "72.5", "72.5")],
)
def test_a_project_earns_the_minimum_points(
    tmp_path: Path, project: str | None, verdict: str, lower: str, upper: str
) -> None:
    """With a project the ward has exactly 75 points; while nobody says, it has 72.5 to 75."""
    data = json.loads((REAL_CASES / "inspector" / "w7b.json").read_text("utf-8"))
    unit = data["municipalities"][0]["id"]
    data["measurements"] = [row for row in data["measurements"] if row["indicator"] != "funeral-home-project"]
    if project is not None:
        row = {"municipality": unit, "indicator": "funeral-home-project", "value": project, "as_of": "2025-12-31"}
        data["measurements"].append(row)
    path = tmp_path / "data.json"
    path.write_text(json.dumps(data), "utf-8")
    found = checked("", unit, "III", DAY, "--data", str(path))
    assert (verdict, lower, upper) == (_table_verdict(found), found["points"]["lower"], found["points"]["upper"])


@pytest.mark.parametrize(("to", "asked"), [("II", {HOMES}), ("III", {HOMES, PROJECT})])
def test_a_project_is_not_asked_of_type_ii(to: str, asked: set[str]) -> None:
    """Type II asks for funeral homes; only type III accepts a project instead."""
    found = checked("inspector/w7.json", _unit("w7.json"), to, DAY)
    assert asked == _codes(found) & {HOMES, PROJECT}
