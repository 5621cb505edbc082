"""No value ends a batch: whatever number a law and a domain allow is judged as the definition judges it."""

import datetime
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
import pytest

from classifier.assessment.assessor import Assessor
from classifier.assessment.question import Question
from criteria.data_files import read_dataset
from criteria.number_text import text_from_integer
from criteria.rule_files.library import Library
from tests.support.batch_tables import Batch
from tests.support.example_folders import change, copy_of_toy_rules

DAY = datetime.date(2025, 6, 1)
POPULATIONS = ("0", "4000", "4001", "<= 99000000", ">= 4000", "3999.5", "4000.5", "100000000")

POINTS = re.compile(r"(points: \{minimum: )([\d.]+)(, maximum: )([\d.]+)")
TOTALS = re.compile(r"((?:maximum|pass_mark): \{value: )([\d.]+)")


def levels_next_to_each_other(rules: Path) -> None:
    """Let two levels of a domain of a hundred million lie one apart."""
    people = "unit: {vi: người, en: people}, decimals: 0, better: higher, lowest: 0, highest: "
    change(rules / "indicators.yaml", people + "1000000", people + "100000000")
    change(rules / "toy-law" / "criterion-people.yaml", "minimum: 1000, maximum: 2000", "minimum: 4000, maximum: 4001")


def many_points(rules: Path) -> None:
    """Let the law have a million points instead of twenty: ten-thousandths of them pass 32 bits."""

    def scaled(text: str) -> str:
        return str(int(float(text) * 50_000))

    for path in (rules / "toy-law").glob("*.yaml"):
        text = POINTS.sub(lambda m: m[1] + scaled(m[2]) + m[3] + scaled(m[4]), path.read_text("utf-8"))
        text = re.sub(
            r"(kind: set_points.*minimum: )([\d.]+)(, maximum: )([\d.]+)",
            lambda m: m[1] + scaled(m[2]) + m[3] + scaled(m[4]),
            text,
        )
        path.write_text(TOTALS.sub(lambda m: m[1] + scaled(m[2]), text), "utf-8")


@pytest.mark.parametrize(
    ("make", "values"),
    [
        (levels_next_to_each_other, ("99000000",)),
        (levels_next_to_each_other, POPULATIONS),
        (many_points, ("1000000", "1500", "< 1500")),
    ],
)
@pytest.mark.parametrize("form", ["long", "wide"])
def test_a_batch_judges_what_check_judges(
    make: Callable[[Path], None],
    values: Sequence[str],
    form: str,
    batch: Batch,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Levels one apart, a town of 99,000,000 and a law of a million points end no batch; points are as by check."""
    rules = copy_of_toy_rules(tmp_path)
    make(rules)
    monkeypatch.setenv("DOTHI_RULES", str(rules))
    towns = [
        {"id": f"town-{number}", "name": "A", "kind": "town", "inner_area": "yes", "outer_area": "yes"}
        for number in range(len(values))
    ]
    measurements = [
        {"municipality": town["id"], "indicator": "people", "value": value, "as_of": "2025-01-01"}
        for town, value in zip(towns, values, strict=True)
    ]
    long = tmp_path / "data.json"
    long.write_text(json.dumps({"municipalities": towns, "measurements": measurements}))
    wide = tmp_path / "data.parquet"
    pl.DataFrame([town | {"people": value} for town, value in zip(towns, values, strict=True)]).write_parquet(wide)
    library = Library(rules)
    rulebook = library.rulebook(library.register.law("toy-law"))
    data = read_dataset(long, library.vocabulary, library.indicators)
    with Assessor(rulebook) as assessor:
        found = [assessor.assess(data.subject(town["id"], DAY), Question("GOLD", DAY)) for town in towns]
    expected = [
        (known.verdict.value, *(text_from_integer(end, 4) for end in (known.lower, known.upper))) for known in found
    ]

    output = tmp_path / "results.csv"
    source = long if form == "long" else wide
    ended = batch("--to", "GOLD", "--family", "toy", "--as-of", str(DAY), "--data", source, "--output", output)

    assert (0, "") == (ended.code, "" if ended.code == 0 else ended.err)
    results = pl.read_csv(output, infer_schema=False)
    assert expected == results.select("verdict", "points_lower", "points_upper").rows()
