"""What is asked of the units of urban areas comes out of a batch as it comes out of `check`, in every form of data."""

import csv
import io
import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from classifier.assessment.assessor import Assessor
from classifier.assessment.question import Question
from classifier.assessment.result import AssessmentRefused
from classifier.plan.judgement import Verdict
from criteria.municipality import Dataset
from criteria.rule_files.library import Library
from tests.support.areas import (
    DAY,
    LAW,
    SECTION,
    TARGET,
    WHOLE,
    best_values,
    random_areas,
    write_long,
    write_wide,
)
from tests.support.batch_tables import Batch
from tests.support.paths import REAL_CASES

ASKED = ("--to", TARGET, "--as-of", DAY.isoformat())
NOT_ASKED = ("", "", "")
"""What a batch says of a municipality of a kind that the law does not judge."""

Rows = dict[str, dict[str, str | None]]


def results(batch: Batch, data: Path, output: Path, *arguments: str) -> Rows:
    """Return the results by municipality."""
    ended = batch(*(arguments or ASKED), "--data", data, "--output", output)
    assert 0 == ended.code, ended.err
    rows = csv.DictReader(io.StringIO(output.read_text(encoding="utf-8-sig")))
    return {row["municipality"]: dict(row) for row in rows}


def as_checked(library: Library, data: Dataset) -> dict[str, tuple[Any, ...]]:
    """Return what `check` concludes of every municipality; nothing of one that the law does not judge."""
    found: dict[str, tuple[Any, ...]] = {}
    with Assessor(library.rulebook(library.register.law(LAW))) as assessor:
        for identifier in data.municipalities:
            known = assessor.answer(data.subject(identifier, DAY), Question(TARGET, DAY))
            if isinstance(known, AssessmentRefused):
                assert "province" == data.municipalities[identifier].kind
                found[identifier] = NOT_ASKED
            else:
                found[identifier] = (
                    known.verdict.value,
                    known.table_verdict.value,
                    str(known.is_provisional).lower(),
                )
    return found


def answers(rows: Rows) -> dict[str, tuple[Any, ...]]:
    """Return the same of a batch."""
    return {name: (row["verdict"], row["table_verdict"], row["provisional"]) for name, row in rows.items()}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_long_and_wide_give_what_check_gives(batch: Batch, shipped_library: Library, tmp_path: Path, seed: int) -> None:
    """Random areas have the same verdicts in `check`, and in batches of the long form, of CSV and of Parquet."""
    data = random_areas(shipped_library, seed, 60)
    expected = as_checked(shipped_library, data)
    assert {verdict.value for verdict in Verdict} == {said[0] for said in expected.values() if said != NOT_ASKED}

    long = results(batch, write_long(shipped_library, data, tmp_path / "long.json"), tmp_path / "long.csv")
    wide = results(batch, write_wide(shipped_library, data, tmp_path / "data.csv"), tmp_path / "wide.csv")
    packed = results(batch, write_wide(shipped_library, data, tmp_path / "data.parquet"), tmp_path / "packed.csv")

    assert expected == answers(long)
    assert long == wide == packed


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_kinds_that_are_not_stated_give_what_check_gives(
    batch: Batch, shipped_library: Library, tmp_path: Path, seed: int
) -> None:
    """Areas, units and wholes of blank kinds have the same verdicts in `check` and in a batch of a wide table."""
    drawn = random_areas(shipped_library, seed, 60)
    source = random.Random(seed)
    blanked = {
        name: replace(known, kind="" if source.random() < 0.4 else known.kind)
        for name, known in drawn.municipalities.items()
    }
    data = Dataset(blanked, drawn.measurements)
    expected = as_checked(shipped_library, data)
    assert {verdict.value for verdict in Verdict} == {said[0] for said in expected.values() if said != NOT_ASKED}

    wide = results(batch, write_wide(shipped_library, data, tmp_path / "data.csv"), tmp_path / "wide.csv")

    assert expected == answers(wide)


def test_a_unit_that_cannot_be_read_leaves_its_area_open(
    batch: Batch, shipped_library: Library, tmp_path: Path
) -> None:
    """A row that is refused may be a unit: the area's verdict is undetermined, not that of the units that remain."""
    best = best_values(shipped_library)
    rows: list[dict[str, str]] = [{"id": "area", "kind": "urban-area", "region": "southeast", **best}]
    rows += [{"id": f"u{n}", "kind": "ward", "part_of": "area", WHOLE: "80", SECTION: "50"} for n in range(2)]
    columns = ["id", "kind", "region", "part_of", *best, WHOLE, SECTION]
    bad = {"id": "u3", "kind": "ward", "part_of": "area", WHOLE: "many"}

    def verdict(*more: dict[str, str]) -> str | None:
        data = [{column: row.get(column) for column in columns} for row in (*rows, *more)]
        pl.DataFrame(data, schema=dict.fromkeys(columns, pl.String)).write_csv(tmp_path / "d.csv")
        return results(batch, tmp_path / "d.csv", tmp_path / f"r{len(more)}.csv")["area"]["verdict"]

    assert "met" == verdict()
    assert "undetermined" == verdict(bad)


def test_a_kind_that_is_not_stated_is_judged_as_every_kind(
    batch: Batch, shipped_library: Library, tmp_path: Path
) -> None:
    """A row of the wide form without a kind may be a unit or an area: firm only where both give the same."""
    best = best_values(shipped_library)
    rows = [{"id": "unstated", "region": "southeast", **best, WHOLE: "80"}]
    pl.DataFrame(rows).write_csv(tmp_path / "d.csv")
    assert "undetermined" == results(batch, tmp_path / "d.csv", tmp_path / "r.csv")["unstated"]["verdict"]


@pytest.mark.parametrize(
    ("case", "to", "identifier", "expected"),
    [
        ("w1.json", "II", "t", ("not_met", "met", "member_units:one-unit")),
        ("base-111-iii", "III", "phu-hai", ("undetermined", "met", "member_units:one-unit:phu-hai")),
        ("twelve", "III", "quang-tri", ("undetermined", "met", "member_units:one-unit:quang-tri")),
        ("twelve", "III", "nam-dong-ha", ("undetermined", "undetermined", "criterion:II")),
    ],
)
def test_cases_that_were_wrong(
    batch: Batch, tmp_path: Path, case: str, to: str, identifier: str, expected: tuple[str, str, str]
) -> None:
    """A ward without the points of Table 2B is not met where they are 0, undetermined where they are not stated."""
    data = REAL_CASES / "inspector" / case
    row = results(batch, data, tmp_path / "r.csv", "--to", to, "--as-of", "2026-11-28")[identifier]
    assert expected == (row["verdict"], row["table_verdict"], row["reason"])


def test_a_level_that_nothing_lowers_fails(batch: Batch, tmp_path: Path) -> None:
    """54.6 % of 55 % fails where the attributes say that no article lowers the level; blank, it is open (above)."""
    data = tmp_path / "twelve"
    shutil.copytree(REAL_CASES / "inspector" / "twelve", data)
    towns = data / "municipalities.csv"
    blank = "nam-dong-ha,Phường Nam Đông Hà,ward,III,Quảng Trị,north-central-coast,,"
    text = towns.read_text(encoding="utf-8")
    assert 1 == text.count(blank)
    towns.write_text(text.replace(blank, f"{blank[:-1]}none,"), encoding="utf-8")
    row = results(batch, data, tmp_path / "r.csv", "--to", "III", "--as-of", "2026-11-28")["nam-dong-ha"]
    assert ("not_met", "not_met", "criterion:II") == (row["verdict"], row["table_verdict"], row["reason"])
