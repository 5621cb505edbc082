import datetime
import json
import re
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

import dothi.planner.find_path
from classifier.assessment.assessor import Assessor
from classifier.assessment.question import Question
from classifier.plan.judgement import Verdict
from cli import app
from criteria.data_files import read_dataset
from criteria.diagnostic import UnsoundData
from criteria.municipality import Measurement
from criteria.rule_files.library import Library
from dothi.planner.path import PlanRefuted
from tests.support.areas import best_values
from tests.support.paths import REAL_RULES, ROOT, TRA_VINH

WARD = ROOT / "examples" / "sample-ward"
COSTS = WARD / "costs.yaml"
DAY = "2026-11-28"
OF_WARD = ("plan", "sample-ward", "--to", "II", "--as-of", DAY, "--data", str(WARD), "--costs", str(COSTS))
WHOLE, SECTION = "unit-table-2b-points-type-III", "unit-table-2b-section-III-points-type-III"
OF_DUYEN_HAI = ("plan", "duyen-hai", "--to", "III", "--data", str(TRA_VINH))


def run(*arguments: str) -> tuple[int, str]:
    """Run the command in this process; return its exit code and what it printed."""
    ended = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "80"})
    return ended.exit_code, ended.stdout


def planned(*arguments: str) -> dict[str, Any]:
    """Return the JSON of a plan."""
    code, printed = run(*arguments, "--format", "json")
    assert 0 == code
    found: dict[str, Any] = json.loads(printed)
    return found


@pytest.fixture(scope="module")
def ward() -> dict[str, Any]:
    """The plan of the ward."""
    return planned(*OF_WARD)


def verdict_with(data: Path, municipality: str, steps: list[dict[str, Any]]) -> Verdict:
    """Judge a municipality with the values of steps, as they stand in the JSON, by both evaluators."""
    library, day = Library(REAL_RULES), datetime.date.fromisoformat(DAY)
    dataset = read_dataset(data, library.words_of_data, library.indicators)
    rows = [
        Measurement(
            step["municipality"], step["indicator"], library.indicators[step["indicator"]].measured(step["to"]), day
        )
        for step in steps
    ]
    law = library.register.law("nq-111-2025")
    subject = type(dataset)(dataset.municipalities, (*dataset.measurements, *rows)).subject(municipality, day)
    target = "II" if municipality == "sample-ward" else "III"
    with Assessor(library.rulebook(law)) as assessor:
        return assessor.assess(subject, Question(target, day)).verdict


def test_a_plan_is_met_when_its_values_are_measured(ward: dict[str, Any]) -> None:
    """The values to reach, as a data file takes them, let the law be met; without any one of them it is not."""
    assert ("optimal", sum(step["cost"] for step in ward["steps"])) == (ward["status"], ward["cost"]["upper"])
    assert Verdict.MET is verdict_with(WARD, "sample-ward", ward["steps"])
    for place in range(len(ward["steps"])):
        assert Verdict.MET is not verdict_with(WARD, "sample-ward", ward["steps"][:place] + ward["steps"][place + 1 :])


def test_a_plan_holds_whatever_is_unknown() -> None:
    """Duyên Hải, of which little is known, has a plan under Resolution 111 that surely meets it, and a lower bound."""
    found = planned(*OF_DUYEN_HAI, "--as-of", DAY)
    assert ("optimal", True) == (found["status"], found["cost"]["lower"] < found["cost"]["upper"])
    assert Verdict.MET is verdict_with(TRA_VINH, "duyen-hai", found["steps"])
    assert {"duyen-hai", "dan-thanh", "truong-long-hoa"} == {step["municipality"] for step in found["steps"]}
    assert found["measure_first"]


@pytest.mark.parametrize("costs", [(), ("--costs", str(ROOT / "examples" / "tra-vinh-costs" / "costs.yaml"))])
def test_no_section_of_a_table_exceeds_the_table(costs: tuple[str, ...]) -> None:
    """A unit has at least as many points on all of Table 2B as on its section III, and the sections reach 96."""
    found = planned(*OF_DUYEN_HAI, "--as-of", DAY, *costs)
    reached = {
        (step["municipality"], step["indicator"]): float(step["to"])
        for step in found["steps"]
        if step["indicator"] in {WHOLE, SECTION}
    }
    sections = {unit: to for (unit, indicator), to in reached.items() if indicator == SECTION}
    assert 96 == sum(sections.values())
    assert [] == [unit for unit, to in sections.items() if reached[unit, WHOLE] < to]


def test_missing_levels_are_never_reached() -> None:
    """Under Resolution 1210 no plan is sure: the standards without levels are named, the others are reached."""
    found = planned(*OF_DUYEN_HAI, "--as-of", "2021-11-11")
    assert ("undetermined", [], None) == (found["status"], found["steps"], found["cost"]["upper"])
    assert {"5A.24", "5B.01"} <= set(found["blocked_by"])
    reached = {step["standard"]: step["to"] for step in found["partial_steps"]}
    assert ("60", "75") == (reached["4.1"], reached["4.2"])
    assert reached.keys().isdisjoint(found["blocked_by"])
    assert [step for step in found["partial_steps"] if step["actors"]]


def test_wishes_cost_more(ward: dict[str, Any]) -> None:
    """A margin, a standard that must be raised and one that cannot be never make the plan cheaper."""
    least = ward["cost"]["upper"]
    margin = planned(*OF_WARD, "--margin", "3.5")
    assert (True, True) == (margin["cost"]["upper"] > least, float(margin["points_after"]["lower"]) >= 78.5)
    fixed = planned(*OF_WARD, "--fix", "2A.III.21")
    assert fixed["cost"]["upper"] > least
    assert "2A.III.21" in {step["standard"] for step in fixed["steps"]}
    without = planned(*OF_WARD, "--without", "2A.III.14")
    assert without["cost"]["upper"] > least
    assert "2A.III.14" not in {step["standard"] for step in without["steps"]}


def test_an_unknown_standard_may_have_to_be_raised() -> None:
    """A standard of which nothing is known can be asked for, although it may be at its best already."""
    found = planned(*OF_DUYEN_HAI, "--as-of", DAY, "--fix", "2A.III.08")
    assert ("optimal", True) == (found["status"], "2A.III.08" in {step["standard"] for step in found["steps"]})


def test_the_curve_starts_with_the_plan_and_rises(ward: dict[str, Any]) -> None:
    """The least cost of the pass mark is that of the plan; more points never cost less, and the margin agrees."""
    curve = planned(*OF_WARD, "--curve")["curve"]
    costs = [one["cost"] for one in curve]
    assert (ward["cost"]["upper"], sorted(set(costs))) == (costs[0], costs)
    with_margin = planned(*OF_WARD, "--margin", "4")["cost"]["upper"]
    assert with_margin == min(one["cost"] for one in curve if float(one["points"]) >= 79)


def test_the_next_best_plans_cost_no_less(ward: dict[str, Any]) -> None:
    """Other plans raise other standards, in order of cost."""
    others = planned(*OF_WARD, "--top", "3")["alternatives"]
    sets = [frozenset(step["standard"] for step in one["steps"]) for one in (ward, *others)]
    costs = [ward["cost"]["upper"], *(one["cost"] for one in others)]
    assert (4, sorted(costs)) == (len(set(sets)), costs)


@pytest.mark.parametrize(
    ("wish", "status", "code", "blocked"),
    [
        (("--budget", "1000"), "infeasible", 1, ["budget"]),
        (("--budget", "140000"), "undetermined", 3, ["budget"]),
        (("--budget", "200000"), "optimal", 0, []),
        (("--without", "2A.III.07", "--margin", "23"), "infeasible", 1, ["total"]),
        (("--without", "2A.I.02"), "infeasible", 1, ["I"]),
    ],
)
def test_what_is_in_the_way_is_named(wish: tuple[str, ...], status: str, code: int, blocked: list[str]) -> None:
    """A budget, a criterion whose best is too low, and the total are named; the exit code tells as well."""
    found = planned(*OF_WARD, *wish)
    assert (status, blocked) == (found["status"], found["blocked_by"])
    assert code == run(*OF_WARD, *wish, "--exit-code")[0]


def test_a_plan_that_is_not_met_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the programme forgot a step, judging again ends in an error instead of an answer."""
    original = dothi.planner.find_path.judged_after
    monkeypatch.setattr(
        dothi.planner.find_path, "judged_after", lambda a, q, s, decisions: original(a, q, s, tuple(decisions)[1:])
    )
    ended = CliRunner().invoke(app, list(OF_WARD))
    assert (True, "") == (isinstance(ended.exception, PlanRefuted), ended.stdout)


@pytest.mark.parametrize(
    "wrong",
    [
        ("plan", "--to", "II"),
        ("plan", "sample-ward", "--all", "--to", "II"),
        (*OF_WARD, "--margin", "-1"),
        (*OF_WARD, "--margin", "x"),
        (*OF_WARD, "--fix", "2A.XX"),
        (*OF_WARD, "--fix", "2A.III.21", "--without", "2A.III.21"),
        (*OF_WARD, "--output", str(COSTS), "--force"),
        (*OF_WARD, "--margin", "1,500"),
        (*OF_WARD, "--output", "plan.xlsx"),
        (*OF_WARD, "--template", "--output", "prices.xlsx"),
        (*OF_WARD, "--template", "--format", "json"),
        ("plan", "--all", "--format", "json", "--output", "plans.xlsx"),
        ("plan", "--all", "--exit-code"),
        ("plan", "--all", "--template"),
    ],
)
def test_wrong_usage_is_refused(wrong: tuple[str, ...]) -> None:
    """What cannot be asked ends with exit code 2, before anything is planned."""
    assert (2, "") == run(*wrong)


def test_a_type_that_is_met_needs_nothing() -> None:
    """A ward that meets type III already is told so, at no cost; a margin may still ask for something."""
    of_type_iii = ("plan", "sample-ward", "--to", "III", "--as-of", DAY, "--data", str(WARD))
    found = planned(*of_type_iii)
    assert ("already_met", [], 0, 0) == (
        found["status"],
        found["steps"],
        *(found["cost"][end] for end in ("lower", "upper")),
    )
    assert "optimal" == planned(*of_type_iii, "--margin", "20")["status"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_form_fits_80_columns(lang: str) -> None:
    """No line of the table is wider than a terminal, in either language."""
    code, printed = run(*OF_WARD, "--lang", lang, "--curve", "--top", "2", "--margin", "1")
    assert (0, True) == (code, max(map(len, printed.splitlines())) <= 80)


def test_a_budget_is_spent_on_most_towns(tmp_path: Path) -> None:
    """The towns chosen are the cheapest ones that fit, in the table, the JSON and the workbook alike."""
    asked = ("plan", "--all", "--as-of", DAY, "--data", str(TRA_VINH), "--budget", "600000")
    found = planned(*asked)
    costs = sorted(town["cost"]["upper"] for town in found["towns"] if town["status"] == "optimal")
    assert (2, sum(costs[:2])) == (len(found["chosen"]), found["spent"])
    assert sum(costs[:3]) > 600000
    file = tmp_path / "plans.xlsx"
    assert 0 == run(*asked, "--output", str(file))[0]
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_index(0).to_python()
    assert len(found["towns"]) + 2 == len(rows)
    assert "2 trên 15" in run(*asked)[1].replace("\n", " ")


def in_one_line(*arguments: str) -> str:
    """Return what a command prints, without its line breaks."""
    return " ".join(run(*arguments)[1].split())


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("vi", "chắc chắn đạt cần 152.200 triệu đồng; nếu mọi điều chưa biết ở mức tốt nhất thì chỉ cần 134.200."),
        ("en", "152,200 million VND are needed to be sure, and 134,200 if everything unknown is at its best."),
    ],
)
def test_a_budget_between_the_bounds_is_told_both(lang: str, sentence: str) -> None:
    """A budget that is enough at best and not at worst is told both costs; one below both only the least."""
    assert sentence in in_one_line(*OF_WARD, "--budget", "140000", "--lang", lang)
    least = in_one_line(*OF_WARD, "--budget", "1000", "--lang", lang)
    assert (True, False) == (any(cost in least for cost in ("134.200", "134,200")), "152" in least)


@pytest.mark.parametrize(
    ("lang", "wish", "sentence"),
    [
        ("vi", ("--without", "2A.I.02"), "Vướng ở: tiêu chí I (Vai trò, vị trí"),
        ("en", ("--without", "2A.I.02"), "In the way: criterion I (Role, location"),
        ("vi", ("--without", "2A.III.07", "--margin", "23"), "Vướng ở: tổng điểm"),
        ("en", ("--without", "2A.III.07", "--margin", "23"), "In the way: the score"),
        ("vi", (), "Chưa biết, và có thể làm thay đổi chi phí: Đô thị ở vùng khác"),
        ("en", (), "Not known, and may change the cost: Urban area in another region"),
        ("vi", (), "0,01 điểm kế tiếp: thêm"),
        ("vi", ("--curve",), "dòng; tất cả có trong JSON)"),
        ("en", ("--curve",), "rows; JSON has all of them)"),
        ("en", (), "depend on the same figure (people)"),
    ],
)
def test_a_plan_speaks_in_words(lang: str, wish: tuple[str, ...], sentence: str) -> None:
    """What is in the way, what is not known, and what else is told stands in words, and no id with it."""
    printed = in_one_line(*OF_WARD, *wish, "--lang", lang)
    assert (True, False) == (sentence in printed, "one-unit" in printed)


def test_what_is_asked_of_units_cannot_be_excluded() -> None:
    """A requirement on units, which the JSON names by its id, is told apart from a name that does not exist."""
    for option in ("--fix", "--without"):
        ended = CliRunner().invoke(app, [*OF_WARD, option, "one-unit"])
        assert (2, True) == (ended.exit_code, "“one-unit” là yêu cầu đối với đơn vị" in ended.stderr)


def test_a_margin_may_have_a_decimal_comma() -> None:
    """Points to spare are read with a decimal comma as with a point."""
    assert planned(*OF_WARD, "--margin", "3.5") == planned(*OF_WARD, "--margin", "3,5")


def test_a_count_of_standards_is_no_score() -> None:
    """A law that counts standards is told the price of one more standard, not of a hundredth of a point."""
    printed = in_one_line("plan", "sample-ward", "--to", "I", "--as-of", DAY, "--data", str(WARD))
    assert "Sau khi làm: chắc chắn đạt 12 tiêu chuẩn (cần 12)." in printed
    assert (True, False) == ("Đạt thêm một tiêu chuẩn nữa: thêm 10.000" in printed, "điểm kế tiếp" in printed)


def test_parts_of_a_listed_town_are_told() -> None:
    """Communes of a town that is planned as well are named, in the table and in the JSON."""
    asked = ("plan", "--all", "--as-of", DAY, "--data", str(TRA_VINH))
    wholes = {town["municipality"]: town["part_of"] for town in planned(*asked)["towns"]}
    assert "duyen-hai" == wholes["dan-thanh"]
    assert "(thuộc Thị xã Duyên Hải)" in in_one_line(*asked)


def test_every_key_of_the_json_is_described(ward: dict[str, Any]) -> None:
    """docs/reference/plan.md names every key."""
    page = (ROOT / "docs" / "reference" / "plan.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_0-9]+)`", page)) | {"path", "understood", "text", "document"}

    def keys(data: Any) -> set[str]:
        if isinstance(data, dict):
            return set(data) | {key for value in data.values() for key in keys(value)}
        return {key for value in data for key in keys(value)} if isinstance(data, list) else set()

    found = keys(ward) | keys(planned(*OF_DUYEN_HAI, "--as-of", "2021-11-11"))
    assert set() == found - named


def area_of_two_wards(folder: Path, values: dict[str, str], most: tuple[str, str]) -> tuple[str, ...]:
    """Write a town of two wards that meets Table 2A, and prices of section III; return the arguments of its plan."""
    library = Library(REAL_RULES)
    rows = [("t", name, text) for name, text in best_values(library).items()]
    rows += [(ward, indicator, text) for ward in "ab" for indicator, text in values.items()]
    lines = [f'{town},{name},"{text}",2025-12-31' for town, name, text in rows]
    (folder / "measurements.csv").write_text("municipality,indicator,value,as_of\n" + "\n".join(lines), "utf-8")
    (folder / "municipalities.csv").write_text(
        "id,name,kind,region,attributes,inner_area,outer_area,part_of\n"
        "t,Thị xã T,town,southeast,none,yes,yes,\na,Phường A,ward,southeast,none,,,t\n"
        "b,Phường B,ward,southeast,none,,,t\n",
        "utf-8",
    )
    prices = [
        f"  - {{indicator: {SECTION}, municipality: {ward}, amount: {amount}, most: {top}}}\n"
        for ward, amount, top in zip("ab", (10, 100), most, strict=True)
    ]
    (folder / "costs.yaml").write_text("kind: prices\nunit: {vi: đồng, en: dong}\nprices:\n" + "".join(prices), "utf-8")
    return ("plan", "t", "--to", "III", "--as-of", DAY, "--data", str(folder), "--costs", str(folder / "costs.yaml"))


@pytest.mark.parametrize(
    ("most", "cost", "blocked"),
    [
        (("47.5", "100"), 155, []),
        (("48.2", "47.9"), 92, []),
        (("48.0999", "47.9"), None, ["average-of-the-units"]),
    ],
)
def test_the_average_of_units_is_reached_at_the_least_cost(
    most: tuple[str, str], cost: int | None, blocked: list[str], tmp_path: Path
) -> None:
    """Values between whole points count; only the requirement that fails with every unit at its best is named."""
    found = planned(*area_of_two_wards(tmp_path, {WHOLE: "80", SECTION: "47"}, most))
    assert ("infeasible" if blocked else "optimal", cost, blocked) == (
        found["status"],
        found["cost"]["upper"],
        found["blocked_by"],
    )


def test_a_plan_that_is_not_proved_is_undetermined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the values of units are too many to try, no plan is called the cheapest and none impossible."""
    monkeypatch.setattr("dothi.planner.cheapest_points.MOST_CHOICES", 0)
    asked = area_of_two_wards(tmp_path, {WHOLE: "80", SECTION: "47"}, ("47.5", "100"))
    found = planned(*asked)
    assert ("undetermined", ["too_many_values"]) == (found["status"], found["blocked_by"])
    assert "Vướng ở: điểm của các đơn vị có thể đạt theo quá nhiều cách" in in_one_line(*asked)
    assert "In the way: the points of the units can be reached in too many ways" in in_one_line(*asked, "--lang", "en")


def test_too_many_unknown_facts_leave_a_plan_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where what is unknown can turn out in too many ways, nothing is called cheapest, and a sentence says why."""
    monkeypatch.setattr("classifier.plan.completions.MOST_COMPLETIONS", 1)
    data = tmp_path / "towns.csv"
    data.write_text("id,name,kind,population\nt,T,town,50000\n", encoding="utf-8")
    asked = ("plan", "t", "--to", "III", "--as-of", "2021-11-11", "--data", str(data))
    found = planned(*asked)
    assert ("undetermined", ["unknown_facts"], []) == (found["status"], found["blocked_by"], found["steps"])
    assert "Vướng ở: có quá nhiều điều chưa biết về đô thị" in in_one_line(*asked)
    assert "In the way: too much is unknown about the town" in in_one_line(*asked, "--lang", "en")


@pytest.mark.parametrize("asked", [("a",), ("--all",)])
def test_a_blank_kind_is_refused(asked: tuple[str, ...], tmp_path: Path) -> None:
    """A plan for a municipality of an unknown kind is none: unsound data, at the place of the cell."""
    data = tmp_path / "towns.csv"
    data.write_text("id,name,kind,population\na,A,,50000\n", encoding="utf-8")
    ended = CliRunner().invoke(
        app, ["plan", *asked, "--to", "III", "--as-of", "2026-11-28", "--data", str(data)], env={"COLUMNS": "80"}
    )
    assert isinstance(ended.exception, UnsoundData)
    assert ["kind_is_blank"] == [one.kind for one in ended.exception.diagnostics]
