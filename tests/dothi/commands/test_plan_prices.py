from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from classifier.plan.judgement import Verdict
from cli import app
from criteria.diagnostic import UnsoundData
from criteria.diagnostic_kinds import DiagnosticKind
from dothi.planner.curves import joined_curves
from tests.dothi.commands.test_plan import DAY, WARD, planned, verdict_with

HEAD = "kind: prices\nunit: {vi: đồng, en: dong}\n"
ROADS = """projects:
  - {id: roads, name: {vi: Đường, en: Roads}, amount: 10, months: 50,
     raises: [{indicator: road-density, to: 8}, {indicator: cemetery-planned, to: 60}]}
"""


def ward_with(tmp_path: Path, prices: str, to: str, *more: str) -> tuple[str, ...]:
    """Return the arguments that plan for the ward with a file of prices."""
    costs = tmp_path / "costs.yaml"
    costs.write_text(HEAD + prices, encoding="utf-8")
    of_ward = ("plan", "sample-ward", "--data", str(WARD), "--as-of", DAY, "--to", to)
    return (*of_ward, "--costs", str(costs), "--lang", "en", *more)


@pytest.fixture
def with_roads(tmp_path: Path) -> dict[str, Any]:
    """The plan of the ward with a project on file."""
    return planned(*ward_with(tmp_path, ROADS, "II", "--curve"))


def test_a_project_takes_as_long_as_it_says(with_roads: dict[str, Any]) -> None:
    """The months of a project that is done count as those of a step do."""
    assert ["roads"] == [project["id"] for project in with_roads["projects"]]
    assert 50 == with_roads["months"]


def test_what_is_not_computed_with_projects_is_said(with_roads: dict[str, Any]) -> None:
    """A curve that was asked for does not vanish without a word."""
    assert [] == with_roads["curve"]
    assert any("With projects, the curve" in told for told in with_roads["assumptions"])


def test_the_bound_is_computed_apart_from_the_cost(with_roads: dict[str, Any], tmp_path: Path) -> None:
    """The bound of Lagrange never exceeds the cost, and is not merely the cost."""
    for plan in (with_roads, planned(*ward_with(tmp_path, "prices: []\n", "II"))):
        assert 0 < plan["proof"]["lower_bound"] <= plan["cost"]["upper"]
    assert with_roads["proof"]["lower_bound"] < with_roads["cost"]["upper"]


def test_a_project_may_raise_what_must_be_raised(tmp_path: Path) -> None:
    """What a project raises is raised, although nothing more is done about it."""
    plan = planned(*ward_with(tmp_path, ROADS, "II", "--fix", "2A.III.07"))
    assert "optimal" == plan["status"]
    assert "8" == next(step["to"] for step in plan["steps"] if step["standard"] == "2A.III.07")


def test_a_project_that_raises_units_is_refused(tmp_path: Path) -> None:
    """What no plan takes into account is refused, and not called the cheapest without it."""
    of_units = ROADS.replace("cemetery-planned", "unit-table-2b-points-type-II")
    ended = CliRunner().invoke(app, list(ward_with(tmp_path, of_units, "II")))
    assert isinstance(ended.exception, UnsoundData)
    assert [DiagnosticKind.PROJECT_RAISES_UNITS] == [found.kind for found in ended.exception.diagnostics]


@pytest.mark.parametrize("more", [(), ("--margin", "1")])
def test_what_is_met_is_met_although_something_costs_nothing(tmp_path: Path, more: tuple[str, ...]) -> None:
    """Where the type is met with the points to spare, nothing needs to be done, not even for nothing."""
    plan = planned(*ward_with(tmp_path, "prices:\n  - {indicator: road-density, amount: 0}\n", "III", *more))
    assert ("already_met", []) == (plan["status"], plan["steps"])


def test_only_what_is_needed_is_raised_for_nothing(tmp_path: Path) -> None:
    """Where everything is for nothing, no step of the plan can be left out."""
    steps = planned(*ward_with(tmp_path, "effort: 0\n", "II"))["steps"]
    assert Verdict.MET == verdict_with(WARD, "sample-ward", steps)
    for place in range(len(steps)):
        assert Verdict.MET != verdict_with(WARD, "sample-ward", steps[:place] + steps[place + 1 :])


def test_of_equal_totals_the_cheaper_is_kept() -> None:
    """Goals that reach the same total at different costs leave one point on the curve."""
    assert ((75, 10), (85, 20)) == joined_curves([[(75, 10), (85, 30)], [(75, 12), (85, 20)]])
