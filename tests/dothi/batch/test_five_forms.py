"""One truth in every form: the same municipalities give the same rows, refusals and remarks however written."""

import csv
import datetime
import tempfile
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from criteria.data_files import read_dataset
from criteria.data_files.rows import Refused
from criteria.diagnostic import Location, UnsoundData
from criteria.rule_files.library import Library
from dothi.batch.rejections import RejectedRow
from dothi.reports.rejected_rows import RejectionSentences
from tests.support.batch_tables import Batch, rejected
from tests.support.example_folders import change, copy_of_toy_rules
from tests.support.five_forms import FORMS, Town, write_forms

pytestmark = pytest.mark.slow

DAY = datetime.date(2025, 6, 1)
ASKED = ("--to", "SILVER", "--family", "toy", "--as-of", "2025-06-01")

PARTS_OF_CITIES = """
kind: rules
rules:
  - id: parts-of-cities
    name: {vi: Thuộc thành phố, en: Parts of cities}
    when: {part_of.kind: {is: city}}
    then:
      - {kind: reduce_minimum, criteria: ["1"], to_percent: 60}
    citation: Article 10
    basis: one-source
"""

CELLS = {
    "name": ["A", "  B ", "Ke\u0302n", "\u00a0C\u3000", "bell\x07"],
    "kind": ["town", "city", " town ", "hamlet"],
    "current_type": ["", "IV", "none", "VII"],
    "type_as_of": ["", "2020-02-29", "2021-02-29", "2021-11-11", "2021-11-31", "11/11/2021", "2021-11-11x"],
    "region": ["", "hills", "plain", "sea"],
    "attributes": [
        "",
        "island;none",
        "coastal ; -island",
        "- island",
        "island;-island",
        "castle",
        "none",
        "\u00a0island",
        "zzz; -yyy;zzz;coastal",
        "-none; - x",
        "yyy;coastal;-coastal;-island;island",
        "not-a-budget-level",
        "-not-a-budget-level",
    ],
    "budget_level": ["", "yes", "no", "oh no"],
    "inner_area": ["", "yes", "no", "maybe"],
    "outer_area": ["", "yes", "no"],
    "part_of": ["", "t0", " t1", "t2\u00a0", "nowhere", "t3"],
}
VALUES = {
    "water": ["", "85", ">= 62", "> 80", "< 5", "60..70", "unknown", "n/a", "abc", "79.995", "70..60", "101", "> 100"],
    "poverty": ["", "5", "10", "4..12", "9.99999999999999999", "10.0000000000003", "6.399999999999999", "<5", "-1"],
    "people": [
        *("", "750", "1.234", "499.5", "0.5", "> 999", "fails GOLD", "passes SILVER", "1e3", " 500 ", "5\u00a0"),
        *("fails IX", ">= abc", "5..x", "x..5"),
    ],
    "inner-people": ["", "200", "399.999", ">= 400", "12.500", "\x1b[31m7"],
    "centre": ["", "none", "city", "village..city", "> none", "fails SILVER", "n/a", "hamlet", "unknown"],
}
SOUND = {
    "name": 3,
    "kind": 2,
    "current_type": 3,
    "type_as_of": 2,
    "region": 3,
    "attributes": 4,
    "inner_area": 3,
    "budget_level": 3,
}
"""How many of the first cells of a column are sound, so that many municipalities can be read."""


@st.composite
def towns(draw: st.DrawFn) -> list[Town]:
    """Draw municipalities: most of each row is sound, the rest is whatever files hold."""
    found: list[Town] = []
    for number in range(draw(st.integers(10, 20))):
        row = {"id": draw(st.sampled_from([f"t{number}"] * 8 + [f" t{number}\u00a0", f"BAD {number}"]))}
        unsound = draw(st.sets(st.sampled_from([*CELLS, *VALUES]), max_size=2))
        for column, cells in {**CELLS, **VALUES}.items():
            most = len(cells) if column in unsound else SOUND.get(column, min(len(cells), 4))
            row[column] = draw(st.sampled_from(cells[:most]))
        found.append(row)
    if draw(st.integers(0, 5)) == 0:
        found.append(found[0])
    return found


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy law, in which islands have the best centre and parts of cities are asked for less."""
    folder = copy_of_toy_rules(tmp_path_factory.mktemp("rules"))
    change(folder / "indicators.yaml", "en: city}}", "en: city}, attribute: island}")
    (folder / "toy-law" / "parts-of-cities.yaml").write_text(PARTS_OF_CITIES, encoding="utf-8")
    return folder


@pytest.fixture
def kinds_alone(monkeypatch: pytest.MonkeyPatch, rules: Path) -> None:
    """Let reasons be told as the kind of problem, and places as the column.

    Sentences about a table and about one file differ on purpose.
    """
    monkeypatch.setenv("DOTHI_RULES", str(rules))
    monkeypatch.setattr(RejectionSentences, "reason", lambda _, problem: problem)

    def row(_: object, refused: Refused) -> RejectedRow:
        found = refused.diagnostic.details.get("found", "")
        column = column_of(refused.diagnostic.location)
        return RejectedRow(refused.municipality, "", column, found, refused.diagnostic.kind)

    monkeypatch.setattr(RejectionSentences, "row", row)


def column_of(location: Location) -> str:
    """Return the column that a place in a CSV file of the long form has in the wide form; blank in other files."""
    path = Path(location.path)
    if path.suffix != ".csv":
        return ""
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    name = head[location.column - 1]
    return rows[location.line - 2][head.index("indicator")] if name == "value" else name


Cell = tuple[str, str, str, str]
"""A municipality, a column, the kind of problem there and what was found."""

Told = tuple[int, list[tuple[object, ...]], set[Cell], list[str]]


def told(batch: Batch, path: Path, output: Path, *more: str) -> Told:
    """Return how a batch ended, its results, the cells for which it refuses municipalities, and the rest."""
    ended = batch(*ASKED, *more, "--data", path, "--output", output)
    rows = pl.read_csv(output, infer_schema=False).rows() if output.exists() else []
    refused = set()
    if Path(f"{output}.rejected.csv").exists():
        refused = {cell_of(row) for row in rejected(output)}
    lines = [line for line in ended.err.splitlines() if "the first: " in line or "read," in line]
    return ended.code, rows, refused, sorted(lines)


def cell_of(row: dict[str, str]) -> Cell:
    """Return the cell for which a row is rejected."""
    municipality, column, kind, found = (row[name] or "" for name in ("municipality", "column", "reason", "found"))
    return municipality, column, kind, found


def without_columns(found: Told) -> Told:
    """Return what a batch told without the columns, which no place in JSON and workbooks names."""
    return *found[:2], {(municipality, "", kind, what) for municipality, _, kind, what in found[2]}, found[3]


def complaints_of(path: Path, rules: Path) -> set[tuple[str, str]]:
    """The kinds of mistakes for which `check` refuses a file, with what was found."""
    library = Library(rules)
    try:
        read_dataset(path, library.words_of_data, library.indicators, day=DAY)
    except UnsoundData as refused:
        return {(one.kind.value, one.details.get("found", "")) for one in refused.diagnostics}
    return set()


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=towns())
def test_every_form_says_the_same(batch: Batch, kinds_alone: None, rules: Path, drawn: list[Town]) -> None:
    """The results, every cell refused with the kind of problem and what was found, the counts and remarks are alike."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = write_forms(drawn, folder)
        complaints = [complaints_of(paths[form], rules) for form in ("csv", "wide-csv", "wide-parquet")]
        found = {form: told(batch, paths[form], folder / f"{form}.results.csv") for form in FORMS}
    for form in ("wide-csv", "wide-parquet"):
        assert found["csv"] == found[form], form
    for form in ("json", "xlsx"):
        assert without_columns(found["csv"]) == without_columns(found[form]), form
    assert [complaints[0]] * 2 == complaints[1:]


HOSTILE: list[Town] = [
    {"id": "t0", "name": "Ke\u0302n", "kind": "city", "attributes": "island;none", "people": "499.5"},
    {"id": " t1\u00a0", "name": "B", "kind": "town", "part_of": "t0\u3000", "people": "400", "centre": "n/a"},
    {"id": "t2", "name": "C", "kind": "town", "part_of": "t3", "people": "1.234"},
    {"id": "t3", "name": "D", "kind": "town", "part_of": "t2", "type_as_of": "2021-02-29", "attributes": "zzz; -yyy"},
    {"id": "t4", "name": "bell\x07", "kind": "city", "part_of": "nowhere", "water": "abc"},
    {"id": "t5", "name": "F", "kind": "town", "part_of": "t4", "attributes": "island", "centre": "fails GOLD"},
    {"id": "t6", "name": "G", "kind": "town", "part_of": "t0", "poverty": "9.99999999999999999"},
    {"id": "t6", "name": "G", "kind": "town", "part_of": "t0"},
]


def test_spark_reads_the_wide_form_alike(spark: object, batch: Batch, kinds_alone: None, tmp_path: Path) -> None:
    """Wholes, circles, blanks, decomposed names and control characters are read by Spark as by the long form."""
    paths = write_forms(HOSTILE, tmp_path)
    _, rows, refused, lines = told(batch, paths["csv"], tmp_path / "long.csv")
    output = tmp_path / "spark.parquet"

    ended = batch(*ASKED, "--data", paths["wide-parquet"], "--engine", "spark", "--output", output)

    assert 0 == ended.code, ended.err
    points = told(batch, paths["wide-parquet"], tmp_path / "polars.csv")
    assert (rows, refused, lines) == points[1:]
    in_spark = pl.read_parquet(f"{output}/*.parquet").sort("municipality")
    assert (
        sorted(row[:5] for row in rows) == in_spark.select(pl.all().cast(pl.String)).select(in_spark.columns[:5]).rows()
    )
    found = pl.concat([pl.read_csv(part, infer_schema=False) for part in Path(f"{output}.rejected.csv").glob("part-*")])
    assert refused == {cell_of(row) for row in found.to_dicts()}
