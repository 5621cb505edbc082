"""A batch gives the same answers as ``check``, whatever the forms of its data and results."""

import datetime
import itertools
import json
from pathlib import Path

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from classifier.assessment.assessor import Assessor
from classifier.assessment.assessors import Assessors
from classifier.assessment.question import Question
from classifier.assessment.result import Assessment
from criteria.diagnostic import NotOnFile, UnsoundData
from criteria.municipality import Dataset
from criteria.number_text import text_from_integer
from criteria.rule_files.folders import rules_folder
from criteria.rule_files.library import Library
from criteria.rulebook import Rulebook
from tests.support.batch_tables import Batch, as_wide, parquet, rejected
from tests.support.example_folders import LOSING_RULE, copy_of_toy_rules

pytestmark = pytest.mark.slow

DAY = datetime.date(2021, 11, 11)


def assessments(library: Library, rulebook: Rulebook, data: Dataset) -> dict[tuple[str, str], Assessment]:
    """Return what `check` concludes for each type and each municipality that it can judge."""
    found = {}
    types = [known.id for known in rulebook.law.assessed_types]
    with Assessors(library.rulebook_in_force) as judges, Assessor(rulebook, find_assessor=judges.find) as assessor:
        for target, town in itertools.product(types, data.municipalities.values()):
            if town.kind in rulebook.unfit_kinds:
                continue  # nothing is asked of it, and its row says so
            try:
                found[target, town.id] = assessor.assess(data.subject(town.id, DAY), Question(target, DAY))
            except (NotOnFile, UnsoundData):
                continue
    return found


def row_of(assessment: Assessment) -> dict[str, object]:
    """Return an assessment as a row of results."""
    least, most = assessment.pass_marks
    row: dict[str, object] = {
        "verdict": assessment.verdict.value,
        "table_verdict": assessment.table_verdict.value,
        "pass_mark": text_from_integer(most, 4) if least == most else None,
        "provisional": str(assessment.is_provisional).lower(),
        "points_lower": text_from_integer(assessment.lower, 4),
        "points_upper": text_from_integer(assessment.upper, 4),
        "as_of": DAY.isoformat(),
        "missing": str(sum(s.score.lower.points != s.score.upper.points for s in assessment.standards)),
    }
    for other in assessment.other_readings:
        row[f"verdict_{other.reading.id}"] = other.verdict.value
    for criterion in assessment.criteria:
        row[f"c{criterion.criterion.id}_lower"] = text_from_integer(criterion.lower, 4)
        row[f"c{criterion.criterion.id}_upper"] = text_from_integer(criterion.upper, 4)
    return row


@pytest.mark.parametrize("law", [law.id for law in Library(rules_folder()).register.laws])
def test_the_example_is_judged_as_check_judges_it(
    law: str, batch: Batch, shipped_library: Library, example_data: Dataset, tmp_path: Path
) -> None:
    """For every type of every law, the results say of each municipality of the example what `check` says."""
    rulebook = shipped_library.rulebook(shipped_library.register.law(law))
    output = tmp_path / "results.csv"

    ended = batch("--to", "all", "--law", law, "--output", output)

    assert 0 == ended.code
    results = pl.read_csv(output, infer_schema=False).to_dicts()
    found = {(row["target"], row["municipality"]): row for row in results if row["verdict"] is not None}
    expected = {key: row_of(known) for key, known in assessments(shipped_library, rulebook, example_data).items()}
    assert expected.keys() == found.keys()
    assert [] == [key for key, row in expected.items() if row != {name: found[key][name] for name in row}]


@pytest.mark.parametrize("law", ["nq-1210-2016", "nq-1211-2016"])
def test_results_follow_the_order_of_the_data(
    law: str, batch: Batch, shipped_library: Library, example_data: Dataset, tmp_path: Path
) -> None:
    """Results follow the order of the data, then the types from the highest down, also if types are derived."""
    output = tmp_path / "results.csv"

    batch("--to", "all", "--law", law, "--output", output)

    results = [(row["municipality"], row["target"]) for row in pl.read_csv(output, infer_schema=False).to_dicts()]
    towns = list(example_data.municipalities)
    types = [known.id for known in shipped_library.register.law(law).types]
    assert sorted(results, key=lambda row: (towns.index(row[0]), types.index(row[1]))) == results


@pytest.mark.parametrize("form", [".parquet", ".csv"])
def test_the_wide_form_is_judged_as_the_long_form(
    form: str, batch: Batch, shipped_library: Library, shipped_rulebook: Rulebook, example_data: Dataset, tmp_path: Path
) -> None:
    """The same towns in the wide form give the same results, cell by cell."""
    measured = {town: example_data.measured(town, DAY) for town in example_data.municipalities}
    indicators = shipped_library.indicators
    names = list(dict.fromkeys(standard.indicator for standard in shipped_rulebook.standards))

    def text(town: str, name: str) -> str | None:
        known = measured[town].get(name)
        return indicators[name].quantity_text(known.quantity) if known else None

    wide = as_wide(example_data, names, text)
    path = tmp_path / f"wide{form}"
    wide.write_parquet(path) if form == ".parquet" else wide.write_csv(path)
    long_results, wide_results = tmp_path / "long.parquet", tmp_path / "results.parquet"

    assert 0 == batch("--to", "III", "--output", long_results).code
    assert 0 == batch("--to", "III", "--data", path, "--output", wide_results).code
    assert pl.read_parquet(long_results).equals(pl.read_parquet(wide_results))


GOOD = {"id": "good", "water-supply": 90.0}


@pytest.mark.parametrize(
    ("value", "kind", "reason"),
    [
        (float("nan"), pl.Float64, "malformed number"),
        (float("inf"), pl.Float64, "malformed number"),
        (100.001, pl.Float64, "outside the domain of the indicator"),
        (100.5, pl.Float64, "outside the domain of the indicator"),
        (-1, pl.Int64, "outside the domain of the indicator"),
        ("many", pl.String, "malformed number"),
        ("100.001", pl.String, "outside the domain of the indicator"),
        ("> 100", pl.String, "outside the domain of the indicator"),
        ("fails", pl.String, "malformed number"),
        ("1e1", pl.String, "malformed number"),
        ("70..60", pl.String, "the lower end of the range is above its upper end"),
        (">= 5..7", pl.String, "malformed number"),
    ],
)
def test_what_cannot_be_read_is_rejected(
    value: object, kind: type[pl.DataType], reason: str, batch: Batch, tmp_path: Path
) -> None:
    """An invalid value rejects its municipality with the reason; the others are judged."""
    name = "non-agricultural-labour"
    good = {"id": "good", name: "60" if kind == pl.String else 60}
    data = parquet(tmp_path / "d.parquet", good, {"id": "bad", name: value}, **{name: kind})
    output = tmp_path / "r.csv"

    ended = batch("--to", "III", "--data", data, "--output", output)

    assert (0, "2 municipalities read, 1 evaluated, 1 rejected.") == (ended.code, ended.err.splitlines()[0])
    assert ["good"] == pl.read_csv(output)["municipality"].to_list()
    assert [("bad", name, reason)] == [(row["municipality"], row["column"], row["reason"]) for row in rejected(output)]


def test_a_repeated_municipality_is_rejected(batch: Batch, tmp_path: Path) -> None:
    """The program does not guess which of two rows counts: both are rejected."""
    data = parquet(tmp_path / "d.parquet", {"id": "twice"}, {"id": "once"}, {"id": "twice"})
    output = tmp_path / "r.csv"

    ended = batch("--to", "III", "--data", data, "--output", output)

    assert "2 municipalities read, 1 evaluated, 1 rejected." in ended.err
    assert ["twice", "twice"] == [row["municipality"] for row in rejected(output)]


def test_null_is_unknown(batch: Batch, tmp_path: Path) -> None:
    """A null counts neither as zero nor as a pass: the bounds are as wide as without the column."""
    name = "non-agricultural-labour"
    with_null = parquet(tmp_path / "a.parquet", {name: None}, **{name: pl.Float64})
    without = parquet(tmp_path / "b.parquet", {})

    for data, output in ((with_null, "a.csv"), (without, "b.csv")):
        assert 0 == batch("--to", "III", "--data", data, "--output", tmp_path / output).code
    assert (tmp_path / "a.csv").read_text() == (tmp_path / "b.csv").read_text()


def test_bounds_in_two_columns(batch: Batch, tmp_path: Path) -> None:
    """`__lower` and `__upper` mean what the text form means, and one of them may be missing."""
    name = "non-agricultural-labour"
    ends = parquet(tmp_path / "a.parquet", {f"{name}__lower": 62.5})
    text = parquet(tmp_path / "b.parquet", {name: ">= 62.5"})

    for data, output in ((ends, "a.csv"), (text, "b.csv")):
        assert 0 == batch("--to", "III", "--data", data, "--output", tmp_path / output).code
    assert (tmp_path / "a.csv").read_text() == (tmp_path / "b.csv").read_text()


@pytest.mark.parametrize("strict", [False, True])
def test_exit_code_of_rejections(strict: bool, batch: Batch, tmp_path: Path) -> None:
    """If some rows are rejected the exit code is 0, or 5 with --strict; if all are, it is 5."""
    some = parquet(tmp_path / "a.parquet", {"id": "good"}, {"id": "Not An Id"})
    every = parquet(tmp_path / "b.parquet", {"id": "Not An Id"})
    more = ("--strict",) if strict else ()

    assert (5 if strict else 0) == batch("--to", "III", "--data", some, *more).code
    assert 5 == batch("--to", "III", "--data", every, *more).code


def test_a_truncated_file_leaves_the_old_results(batch: Batch, tmp_path: Path) -> None:
    """A damaged file is reported by name with exit code 5, and the old output stays."""
    data = parquet(tmp_path / "d.parquet", {"id": "good"})
    data.write_bytes(data.read_bytes()[:-20])
    output = tmp_path / "r.csv"
    output.write_text("old")

    ended = batch("--to", "III", "--data", data, "--output", output, "--force")

    assert 5 == ended.code
    assert ended.err.startswith(f"{data}:1:1: cannot read the table: ")
    assert "old" == output.read_text()
    assert {"d.parquet", "r.csv"} == {path.name for path in tmp_path.iterdir()}


@pytest.mark.parametrize(
    ("rows", "diagnostic"),
    [
        ({"id": "a", "waters": 1.0}, "unknown column `waters`"),
        ({"id": "a", "population": datetime.date(2021, 1, 1)}, "the column `population` has the type Date"),
        ({"id": "a", "population": 1, "population__lower": 1}, "duplicate column `population__lower`"),
    ],
)
def test_unusable_columns(rows: dict[str, object], diagnostic: str, batch: Batch, tmp_path: Path) -> None:
    """An unknown column, a column of the wrong type or a repeated one is an error of the file: exit code 5."""
    ended = batch("--to", "III", "--data", parquet(tmp_path / "d.parquet", rows))

    assert 5 == ended.code
    assert diagnostic in ended.err


def test_the_id_column_is_required(batch: Batch, tmp_path: Path) -> None:
    """Without ids no row could be identified, so it is an error of the file."""
    pl.DataFrame({"name": ["Somewhere"]}).write_parquet(tmp_path / "d.parquet")

    ended = batch("--to", "III", "--data", tmp_path / "d.parquet")

    assert (5, True) == (ended.code, "missing column `id`" in ended.err)


def test_a_folder_of_parquet_files(batch: Batch, tmp_path: Path) -> None:
    """A folder of files is one table."""
    folder = tmp_path / "wide"
    folder.mkdir()
    for number in range(3):
        parquet(folder / f"{number}.parquet", {"id": f"town-{number}"})
    output = tmp_path / "r.csv"

    assert 0 == batch("--to", "III", "--data", folder, "--output", output).code
    assert ["town-0", "town-1", "town-2"] == pl.read_csv(output)["municipality"].to_list()


def test_rows_of_the_long_form_are_rejected_one_by_one(batch: Batch, tmp_path: Path) -> None:
    """A bad measurement rejects its municipality, with file, line and column; the others are judged."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "municipalities.csv").write_text("id,name,kind,inner_area,outer_area\na,A,town,yes,yes\nb,B,town,yes,yes\n")
    (data / "measurements.csv").write_text(
        "municipality,indicator,value,as_of\na,non-agricultural-labour,many,2021-01-01\n"
        "c,non-agricultural-labour,60,2021-01-01\n"
    )
    output = tmp_path / "r.csv"

    ended = batch("--to", "III", "--data", data, "--output", output)

    assert "3 municipalities read, 1 evaluated, 2 rejected." in ended.err
    assert ["b"] == pl.read_csv(output)["municipality"].to_list()
    assert [("a", f"{data}/measurements.csv:2:3"), ("c", f"{data}/measurements.csv:3:1")] == sorted(
        (row["municipality"], row["column"]) for row in rejected(output)
    )


def test_next_is_the_type_above_the_current_one(batch: Batch, tmp_path: Path) -> None:
    """With `--to next` each town is judged for the type above its own: for every type where its own is not stated."""
    rows = [{"id": f"of-{kind or 'none'}".lower(), "current_type": kind} for kind in ("V", "III", "SPECIAL", None)]
    output = tmp_path / "r.csv"

    assert 0 == batch("--to", "next", "--data", parquet(tmp_path / "d.parquet", *rows), "--output", output).code
    results = pl.read_csv(output).select("municipality", "target").rows()
    of_none = [("of-none", target) for target in ("SPECIAL", "I", "II", "III", "IV", "V")]
    assert sorted([("of-v", "IV"), ("of-iii", "II"), *of_none]) == sorted(results)
    (refused,) = rejected(output)
    assert ("of-special", True) == (refused["municipality"], "no type above" in refused["reason"])


def test_every_form_has_the_same_points(batch: Batch, tmp_path: Path) -> None:
    """Parquet holds exact decimals; CSV, JSON and the workbook hold them as decimal text."""
    results = {}
    for form in ("parquet", "csv", "json", "xlsx"):
        results[form] = tmp_path / f"r.{form}"
        assert 0 == batch("--to", "III", "--output", results[form]).code

    in_parquet = pl.read_parquet(results["parquet"])
    assert pl.Decimal(12, 4) == in_parquet.schema["points_lower"]
    points = in_parquet["points_lower"].drop_nulls()  # nothing is asked of the province
    lower = [text_from_integer(int(amount * 10_000), 4) for amount in points]
    assert lower == pl.read_csv(results["csv"], infer_schema=False)["points_lower"].drop_nulls().to_list()
    in_json = json.loads(results["json"].read_text())
    assert lower == [row["points_lower"] for row in in_json if row["points_lower"] is not None]
    header, *rows = CalamineWorkbook.from_path(results["xlsx"]).get_sheet_by_index(0).to_python()
    assert lower == [row[header.index("points_lower")] for row in rows if row[header.index("points_lower")] != ""]


def test_names_are_not_formulas(batch: Batch, tmp_path: Path) -> None:
    """A name that looks like a formula is text in the workbook."""
    data = parquet(tmp_path / "d.parquet", {"id": "a", "name": "=1+1"})
    output = tmp_path / "r.xlsx"

    assert 0 == batch("--to", "III", "--data", data, "--output", output).code
    assert "=1+1" == CalamineWorkbook.from_path(output).get_sheet_by_index(0).to_python()[1][1]


def test_failing_standards_are_listed(batch: Batch, tmp_path: Path) -> None:
    """The list gives the measured value, the minimum level and the gap between them."""
    data = parquet(tmp_path / "d.parquet", {"id": "a", "attributes": "none", "non-agricultural-labour": 49.8})
    output = tmp_path / "r.csv"

    assert 0 == batch("--to", "III", "--data", data, "--output", output, "--explain-failures").code
    listed = pl.read_csv(tmp_path / "r.csv.failures.csv", infer_schema=False).to_dicts()
    expected = {
        "municipality": "a",
        "target": "III",
        "standard": "4.1",
        "indicator": "non-agricultural-labour",
        "measured_lower": "49.8",
        "measured_upper": "49.8",
        "minimum_level": "60",
        "gap": "10.2",
    }
    assert [expected] == listed


@pytest.mark.parametrize(
    "arguments",
    [
        ("--to", "III", "--output", "r.txt"),
        ("--to", "III", "--output", "there/is/no/such/folder.csv"),
        ("--to", "III", "--output", "tests"),
        ("--to", "III", "--explain-failures"),
        ("--to", "VII"),
        ("--to", "III", "--engine", "spark", "--output", "r.xlsx"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], batch: Batch) -> None:
    """What cannot be delivered is refused with exit code 2 before anything is judged."""
    assert 2 == batch(*arguments).code


def test_the_summary_counts_and_names_what_blocks(batch: Batch, tmp_path: Path) -> None:
    """Stdout shows the verdicts by type and the standards that most municipalities surely fail."""
    rows = [{"id": f"town-{number}", "population": 10} for number in range(3)]
    data = parquet(tmp_path / "d.parquet", *rows)

    ended = batch("--to", "III", "--data", data, "--reading", "strict")

    lines = ended.out.splitlines()
    assert lines[1].startswith("Resolution 1210/2016/UBTVQH13: 3 municipalities evaluated, as of 11/11/2021")
    assert ["III", "0", "3", "0"] == lines[3].split()[:4]
    assert "2.1 " in ended.out.partition("The standards that block most")[2]


def test_rules_that_together_lose_points_are_refused(
    batch: Batch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Two rules that each preserve a criterion's points but together lose some are refused, as by `check`."""
    rules = copy_of_toy_rules(tmp_path)
    (rules / "toy-law" / "towns.yaml").write_text(LOSING_RULE, encoding="utf-8")
    monkeypatch.setenv("DOTHI_RULES", str(rules))
    data = parquet(tmp_path / "d.parquet", {"id": "alpha", "kind": "town", "inner_area": "no", "outer_area": "yes"})

    ended = batch("--to", "SILVER", "--data", data, "--family", "toy", "--as-of", "2024-12-31")

    assert (4, True) == (ended.code, "no-inner-area, towns" in ended.err)
