"""Article 3a of Resolution 1211 as amended: the share of ethnic minorities steps the population that is enough."""

import csv
import json
from fractions import Fraction
from pathlib import Path

import pytest

from tests.support.real_cases import checked, run

CASE = "published/a09-art-3a"
UNITS = ("--family", "administrative-unit")
DAY = "2024-06-01"


def test_a_share_that_would_lower_the_level_is_named() -> None:
    """The share of minorities that nobody stated is among the facts that could move the verdict."""
    facts = checked(CASE, "xa-bg", "commune", DAY, *UNITS)["unknown_facts"]
    (share,) = [fact for fact in facts if fact["column"] == "ethnic-minority-share"]
    assert {"< 30", ">= 30", ">= 40", ">= 50", ">= 60", ">= 70", ">= 80", ">= 90"} == share["would_give"].keys()


def _enough(share: int | None, at_best: bool) -> Fraction:
    """Return the population that is enough for a mountain commune, straight from the article: 5,000 is the level."""
    share = (100 if at_best else 0) if share is None else share
    if share < 30:
        return Fraction(5000)
    return Fraction(5000 * max(50 - 5 * ((share - 30) // 10), 20), 100)


SHARES = (None, 0, 29, 30, 39, 40, 45, 59, 60, 89, 90, 100)
POPULATIONS = (999, 1000, 1249, 1250, 1499, 1500, 2000, 2249, 2250, 2499, 2500, 4999, 5000)


def _expected(share: int | None, population: int) -> str:
    if population >= _enough(share, at_best=False):
        return "met"
    return "not_met" if population < _enough(share, at_best=True) else "undetermined"


@pytest.mark.parametrize("wide", [False, True])
def test_every_step_is_that_of_the_article(tmp_path: Path, wide: bool) -> None:
    """For mountain communes of every step, on both sides of each level, the batch says what the article says."""
    communes = {f"x{n}": pair for n, pair in enumerate((s, p) for s in SHARES for p in POPULATIONS)}
    folder = tmp_path / "data"
    folder.mkdir()
    columns = ["id", "name", "kind", "region", "attributes", "formation"]
    stated = ["commune", "northern-midlands-mountains", "mountain;none", "ordinary"]
    path = folder / ("wide.csv" if wide else "municipalities.csv")
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        values = ["population", "natural-area", "ethnic-minority-share"] if wide else []
        writer.writerow([*columns, *values])
        for unit, (share, population) in communes.items():
            row = [unit, unit, *stated]
            writer.writerow([*row, population, 60, "" if share is None else share] if wide else row)
    if not wide:
        with (folder / "measurements.csv").open("w", encoding="utf-8", newline="") as target:
            writer = csv.writer(target)
            writer.writerow(["municipality", "indicator", "value", "as_of"])
            for unit, (share, population) in communes.items():
                writer.writerow([unit, "population", population, "2024-01-01"])
                writer.writerow([unit, "natural-area", 60, "2024-01-01"])
                if share is not None:
                    writer.writerow([unit, "ethnic-minority-share", share, "2024-01-01"])
    output = tmp_path / "out.json"
    data = str(path if wide else folder)
    asked = ("batch", "--to", "commune", *UNITS, "--data", data, "--as-of", DAY, "--output", str(output))
    code, _, err = run(*asked, "--no-progress")
    assert 0 == code, err
    found = {row["municipality"]: row["verdict"] for row in json.loads(output.read_text("utf-8"))}
    assert {unit: _expected(*pair) for unit, pair in communes.items()} == found


@pytest.mark.parametrize(("share", "population"), [("30..45", 2500), ("30..45", 2249), (">= 60", 1750), ("45", 2250)])
def test_a_range_is_as_sure_as_its_steps(tmp_path: Path, share: str, population: int) -> None:
    """A range reduces surely by its lowest step and possibly by its highest; both evaluators agree on it."""
    (tmp_path / "municipalities.csv").write_text(
        "id,name,kind,region,attributes,formation\nx,X,commune,northern-midlands-mountains,mountain;none,ordinary\n",
        "utf-8",
    )
    (tmp_path / "measurements.csv").write_text(
        "municipality,indicator,value,as_of\n"
        f"x,population,{population},2024-01-01\nx,natural-area,60,2024-01-01\n"
        f"x,ethnic-minority-share,{share},2024-01-01\n",
        "utf-8",
    )
    verdict = checked(CASE, "x", "commune", DAY, *UNITS, "--data", str(tmp_path))["verdict"]
    expected = {("30..45", 2500): "met", ("30..45", 2249): "not_met", (">= 60", 1750): "met", ("45", 2250): "met"}
    assert expected[share, population] == verdict
