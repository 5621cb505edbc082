"""Spark and Polars judge by the same expressions: the same results, cell by cell, and the same rejected rows."""

from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.towns import Uncertainty, as_wide, draw
from classifier.columnar.judging import JudgingColumns, PlanPair, Variant
from criteria.rulebook import Rulebook
from tests.batch.tables import Batch, parquet
from tests.classifier.test_columnar import pair_of, towns_of
from tests.columns import by_definition, intervals_of, laid_out
from tests.strategies import Situation, situations

FEW = settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def both(batch: Batch, folder: Path, *arguments: str | Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The results of both engines, in one order."""
    frames = []
    for engine in ("polars", "spark"):
        output = folder / f"{engine}.parquet"
        ended = batch(*arguments, "--engine", engine, "--output", output, "--explain-failures")
        assert 0 == ended.code, ended.err
        frames.append(pl.read_parquet(output).sort("municipality", "target"))
    return frames[0], frames[1]


def part(folder: Path, engine: str, what: str) -> list[tuple[object, ...]]:
    """The same of Spark, which writes folders of parts."""
    place = folder / f"{engine}.parquet.{what}.csv"
    files = sorted(place.glob("part-*.csv")) if place.is_dir() else [place]
    rows = [row for file in files for row in pl.read_csv(file, infer_schema=False).rows()]
    return sorted(rows, key=str)


@pytest.mark.parametrize("to", ["III", "next"])
def test_the_example(to: str, spark: Any, batch: Batch, tmp_path: Path) -> None:
    """The towns of Trà Vinh come out alike, and so do those that cannot be judged."""
    in_polars, in_spark = both(batch, tmp_path, "--to", to)

    assert in_polars.equals(in_spark)
    for what in ("rejected", "failures"):
        assert part(tmp_path, "polars", what) == part(tmp_path, "spark", what)


def test_the_wide_form(spark: Any, batch: Batch, shipped_rulebook: Rulebook, tmp_path: Path) -> None:
    """Generated towns of many kinds, with bounds and unknowns, and rows that cannot be read."""
    towns = as_wide(shipped_rulebook, draw(shipped_rulebook, 40, 7, Uncertainty(0.2, 0.2)))
    name = "non-agricultural-labour"
    towns = towns.with_columns(
        pl.when(pl.col("id") == "t-00000003").then(float("nan")).otherwise(pl.col(f"{name}__lower")).alias(name)
        if f"{name}__lower" in towns.columns
        else pl.when(pl.col("id") == "t-00000003").then(float("nan")).otherwise(pl.col(name)).alias(name)
    ).drop(f"{name}__lower", f"{name}__upper", strict=False)
    towns = pl.concat([towns, towns.tail(1)])
    towns.write_parquet(tmp_path / "towns.parquet")

    in_polars, in_spark = both(batch, tmp_path, "--to", "III", "--data", tmp_path / "towns.parquet")

    assert 38 == in_polars.height
    assert in_polars.equals(in_spark)
    for what in ("rejected", "failures"):
        assert part(tmp_path, "polars", what) == part(tmp_path, "spark", what)


def test_text_forms(spark: Any, batch: Batch, tmp_path: Path) -> None:
    """The text forms of values are read alike, in a CSV file."""
    name = "non-agricultural-labour"
    texts = ["49.8", ">= 62", "< 5", "60..70", "unknown", "", "n/a", "abc", "49.801", "70..60", "101"]
    rows = [{"id": f"town-{number}", name: text} for number, text in enumerate(texts)]
    pl.read_parquet(parquet(tmp_path / "d.parquet", *rows)).write_csv(tmp_path / "d.csv")

    in_polars, in_spark = both(batch, tmp_path, "--to", "III", "--data", tmp_path / "d.csv")

    assert 7 == in_polars.height
    assert in_polars.equals(in_spark)
    assert part(tmp_path, "polars", "rejected") == part(tmp_path, "spark", "rejected")


@FEW
@given(case=situations(), data=st.data())
def test_random_towns_before_random_laws(spark: Any, case: Situation, data: st.DataObject) -> None:
    """For any law, type and data Spark's columns hold what the definition says of each town."""
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
