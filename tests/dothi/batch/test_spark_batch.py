"""Spark and Polars judge by the same expressions: the same results, cell by cell, and the same rejected rows."""

import json
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from classifier.engines.columnar.verdicts import JudgingColumns, PlanPair, Variant
from criteria.rule_files.library import Library
from tests.classifier.engines.columnar.test_verdicts import pair_of, towns_of
from tests.support.areas import random_areas, write_long, write_wide
from tests.support.batch_tables import Batch, parquet
from tests.support.columns import by_definition, intervals_of, laid_out
from tests.support.paths import TOY_RULES, TRA_VINH
from tests.support.strategies import Situation, situations

pytestmark = pytest.mark.slow

TOY = ("--family", "toy", "--as-of", "2025-06-01")

FEW = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def both(batch: Batch, folder: Path, *arguments: str | Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the results of both engines, in the same order."""
    frames = []
    for engine in ("polars", "spark"):
        output = folder / f"{engine}.parquet"
        ended = batch(*arguments, "--engine", engine, "--output", output)
        assert 0 == ended.code, ended.err
        files = f"{output}/*.parquet" if output.is_dir() else output
        frames.append(pl.read_parquet(files).sort("municipality", "target"))
    return frames[0], frames[1]


def listed(folder: Path, engine: str, what: str) -> list[tuple[object, ...]]:
    """Return a list that an engine wrote beside its results, sorted; Spark writes it as a folder of parts."""
    place = folder / f"{engine}.parquet.{what}.csv"
    files = sorted(place.glob("part-*.csv")) if place.is_dir() else [place]
    rows = [row for file in files for row in pl.read_csv(file, infer_schema=False).rows()]
    return sorted(rows, key=str)


@pytest.fixture
def toy_rules(monkeypatch: pytest.MonkeyPatch, batch: Batch) -> None:
    """Use the toy law, because Spark takes seconds to plan the sixty standards of a real one."""
    monkeypatch.setenv("DOTHI_RULES", str(TOY_RULES))


def test_the_example(spark: Any, batch: Batch, tmp_path: Path) -> None:
    """Both engines give the same results for the towns of Trà Vinh and a row for the province."""
    # With all zones stated each town has one plan, which Spark takes a quarter of the time to prepare.
    municipalities = (TRA_VINH / "municipalities.csv").read_text(encoding="utf-8-sig").replace("none,,,", "none,no,no,")
    data = tmp_path / "data"
    data.mkdir()
    (data / "municipalities.csv").write_text(municipalities, encoding="utf-8")
    (data / "measurements.csv").write_bytes((TRA_VINH / "measurements.csv").read_bytes())
    in_polars, in_spark = both(batch, tmp_path, "--to", "III", "--data", data)

    assert 16 == in_polars.height
    assert in_polars.equals(in_spark)


@pytest.mark.parametrize("form", ["long", "wide"])
def test_units_of_urban_areas(spark: Any, batch: Batch, shipped_library: Library, tmp_path: Path, form: str) -> None:
    """Both engines judge areas by their units alike, whether the data are in the long or in the wide form."""
    data = random_areas(shipped_library, 3, 25, is_stated=True)
    path = tmp_path / ("data.json" if form == "long" else "data.csv")
    (write_long if form == "long" else write_wide)(shipped_library, data, path)
    in_polars, in_spark = both(batch, tmp_path, "--to", "III", "--as-of", "2026-03-01", "--data", path)
    assert {"met", "not_met", "undetermined", None} == set(in_polars["verdict"])
    assert in_polars.equals(in_spark)


@pytest.mark.parametrize("form", ["long", "wide"])
def test_the_summary_tells_of_likely_slips(spark: Any, batch: Batch, tmp_path: Path, form: str) -> None:
    """Both engines count the same shares of 0..1 and numbers of thousands, and name the same town of each kind."""
    path = tmp_path / f"data.{'json' if form == 'long' else 'csv'}"
    towns = ("zeta", "beta", "eta")
    if form == "wide":
        rows = "".join(f"{town},town,none,yes,yes,69,0.78,86\n" for town in towns)
        path.write_text(
            f"id,kind,attributes,inner_area,outer_area,population,non-agricultural-labour,clean-water-coverage\n{rows}",
            encoding="utf-8",
        )
    else:
        values = {"population": "69", "non-agricultural-labour": "0.78", "clean-water-coverage": "86"}
        day = {"as_of": "2021-06-30"}
        data = {
            "municipalities": [
                {
                    "id": town,
                    "name": town,
                    "kind": "town",
                    "attributes": "none",
                    "inner_area": "yes",
                    "outer_area": "yes",
                }
                for town in sorted(towns)
            ],
            "measurements": [
                {"municipality": town, "indicator": indicator, "value": value, **day}
                for town in towns
                for indicator, value in values.items()
            ],
        }
        path.write_text(json.dumps(data), encoding="utf-8")
    said = []
    for engine in ("polars", "spark"):
        output = tmp_path / f"{engine}.parquet"
        ended = batch("--to", "III", "--data", path, "--engine", engine, "--output", output)
        said.append([line for line in ended.err.splitlines() if "; the first: " in line])
    expected = [
        "3 percentages may be shares written as 0 to 1; the first: beta, non-agricultural-labour. Judged as stated.",
        "3 numbers of people may be in thousands; the first: beta, population. Judged as stated.",
    ]
    assert [sorted(expected), sorted(expected)] == [sorted(lines) for lines in said]


WATER = ["85", ">= 62", "< 5", "60..70", "unknown", "", "n/a", "abc", "49.801", "70..60", "101", "70", "90", "0", "100"]


def test_a_table_of_many_kinds_of_rows(spark: Any, batch: Batch, toy_rules: None, tmp_path: Path) -> None:
    """Both engines agree on text forms, bounds, floats, grades, other kinds of towns and unreadable rows."""
    rows: list[dict[str, object]] = [
        {
            "id": f"town-{number}",
            "water": water,
            "people": float(number * 97) if number != 4 else float("nan"),
            "poverty__lower": number,
            "poverty__upper": number + 20 if number % 2 else None,
            "centre": ["none", "village", "city", "hamlet"][number % 4] if number % 5 else None,
            "inner_area": "yes" if number % 3 else "no",
            "attributes": "coastal; island" if number % 4 == 1 else "",
        }
        for number, water in enumerate(WATER)
    ]
    rows += [{"id": "twice"}, {"id": "twice"}, {"id": "NO ID"}]
    data = parquet(tmp_path / "d.parquet", *rows)

    in_polars, in_spark = both(batch, tmp_path, "--to", "SILVER", "--data", data, *TOY, "--explain-failures")

    assert 0 < in_polars.height < len(rows)
    assert in_polars.equals(in_spark)
    for what in ("rejected", "failures"):
        assert listed(tmp_path, "polars", what) == listed(tmp_path, "spark", what)


def test_a_table_in_csv(spark: Any, batch: Batch, toy_rules: None, tmp_path: Path) -> None:
    """Both engines read a CSV file alike."""
    rows = [{"id": f"town-{number}", "water": text} for number, text in enumerate(WATER)]
    pl.read_parquet(parquet(tmp_path / "d.parquet", *rows)).write_csv(tmp_path / "d.csv")

    in_polars, in_spark = both(batch, tmp_path, "--to", "all", "--data", tmp_path / "d.csv", *TOY)

    assert in_polars.equals(in_spark)
    assert listed(tmp_path, "polars", "rejected") == listed(tmp_path, "spark", "rejected")


@FEW
@given(case=situations(), data=st.data())
def test_random_towns_before_random_laws(spark: Any, case: Situation, data: st.DataObject) -> None:
    """For any law, type and data, Spark's columns say of each town what the definition says."""
    pair: PlanPair = pair_of(case)
    towns = towns_of(case, data)
    frame, values = laid_out(case.rulebook.indicators, towns)
    reading = pair.plan.readings[0].id
    judging = JudgingColumns([Variant(pair, None)], values, reading)
    rows = [tuple(row) for row in frame.rows()]
    kinds = {pl.Int32: "int", pl.Int64: "bigint", pl.Boolean: "boolean"}
    schema = ", ".join(f"`{name}` {kinds[type(kind)]}" for name, kind in frame.schema.items())

    judged = judging.judge(nw.from_native(spark.createDataFrame(rows, schema)))
    names = judging.columns
    found = judged.to_native().select("row", *[f"`{name}`" for name in names]).collect()

    assert pair.verified is not None
    for town, row in zip(towns, sorted(found, key=lambda row: row[0]), strict=True):
        expected = by_definition(pair, reading, intervals_of(pair.plan, town), intervals_of(pair.verified, town))
        assert {name: expected[name] for name in names} == dict(zip(names, row[1:], strict=True))
