"""The table of targets in its three forms."""

import datetime
import json
from dataclasses import replace
from typing import Any

import pytest

from classifier.assessment.assessors import Assessors
from classifier.assessment.targets import TargetAnswer, review_targets
from criteria.municipality import Dataset, Municipality
from criteria.stated import only
from dothi.reports.target_table import COLUMNS, print_targets, targets_json, targets_markdown
from dothi.reports.texts import texts_in
from tests.support.paths import REAL_RULES, TRA_VINH
from tests.support.real_cases import REAL_CASES
from tests.support.toy_assessments import DEMO_DAY, LATER_DAY, assess, dataset, library, plain

pytestmark = pytest.mark.slow

EN, VI = texts_in("en"), texts_in("vi")
PHU_HAI = REAL_CASES / "inspector" / "base-111-iii"


def reviewed(day: datetime.date, data: Dataset | None = None) -> tuple[TargetAnswer, ...]:
    """The answers for the targets that are shipped."""
    shipped = library(REAL_RULES)
    towns = dataset(TRA_VINH, REAL_RULES) if data is None else data
    with Assessors(shipped.rulebook_in_force) as judges:
        return review_targets(shipped.targets, shipped.register, judges.find, towns, day)


def rows(day: datetime.date) -> list[list[str]]:
    """The cells of the Markdown table, without its head."""
    lines = targets_markdown(reviewed(day), day, EN).splitlines()
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[4:]]


def records(day: datetime.date) -> list[dict[str, Any]]:
    """The targets of the JSON text."""
    data = json.loads(targets_json(reviewed(day), day, EN))
    assert ("dothi/targets/1", day.isoformat()) == (data["schema"], data["as_of"])
    found: list[dict[str, Any]] = data["targets"]
    return found


def test_the_verdict_of_the_standards_alone_is_told_beside() -> None:
    """Where Table 2A is met and the ward's points are missing, the table says both, and the JSON has both verdicts."""
    ward = assess("phu-hai", "III", data=PHU_HAI, rules=REAL_RULES, as_of=LATER_DAY, real_law="nq-111-2025")
    answer = replace(reviewed(LATER_DAY)[0], municipality=ward.municipality, assessment=ward)
    (record,) = json.loads(targets_json([answer], LATER_DAY, EN))["targets"]
    assert ("undetermined", "met") == (record["verdict"], record["table_verdict"])
    said = "undetermined. Table 2A: MET; the points on Table 2B of Phường Phú Hải are still missing."
    assert said in targets_markdown([answer], LATER_DAY, EN)


def test_a_judged_row() -> None:
    """A row says who, what, by which law, the verdict, the points with the pass mark, the reason, the article."""
    row = next(cells for cells in rows(DEMO_DAY) if cells[1].startswith("III: "))
    assert ["Thị xã Duyên Hải", "nq-1210-2016", "undetermined", "11.75 – 98 (75)", "Article 6"] == [
        row[place] for place in (0, 2, 3, 4, 6)
    ]
    assert row[5].startswith("Criterion 4 (Non-agricultural labour) can reach its minimum of 4.5 only if")


def test_a_refused_row() -> None:
    """A row that cannot be asked says why, what became of the type, and cites the article of the transition."""
    row = next(cells for cells in rows(LATER_DAY) if cells[1].startswith("IV: "))
    assert ["–", "–", "Article 15"] == [row[place] for place in (3, 4, 6)]
    assert row[5].startswith("nq-111-2025 has no type `IV`. Available: SPECIAL, I, II, III. Under Article 15, ")


@pytest.mark.parametrize("day", [DEMO_DAY, LATER_DAY])
def test_every_row_has_every_cell(day: datetime.date) -> None:
    """The table has a row per target and a cell per column, none of them empty."""
    table = rows(day)
    assert len(reviewed(day)) == len(table)
    assert {len(COLUMNS)} == {len(row) for row in table}
    assert all(cell for row in table for cell in row)


def test_a_bar_in_a_name_does_not_break_the_table() -> None:
    """A bar in the data does not end a cell of the Markdown table."""
    town = Municipality("duyen-hai", "A | B", "town", inner_area=True, outer_area=True, attributes=only())
    table = targets_markdown(reviewed(DEMO_DAY, Dataset({town.id: town}, ())), DEMO_DAY, EN)
    assert "| A \\| B |" in table


def test_the_terminal_shows_the_same() -> None:
    """On a terminal each municipality, law and verdict is in the language asked for."""
    text = plain(lambda console: print_targets(reviewed(DEMO_DAY), DEMO_DAY, VI, console), width=240)
    assert text.startswith("Mục tiêu của chương trình, tính đến 11/11/2021\n")
    assert "Tỉnh Trà Vinh" in text
    assert "không đạt" in text


def test_a_judged_record() -> None:
    """In JSON points are decimal texts, and nothing is refused."""
    record = next(r for r in records(DEMO_DAY) if r["target"] == "III")
    assert {"lower": "11.75", "upper": "98", "pass_mark": "75"} == record["points"]
    assert ("duyen-hai", "nq-1210-2016", "undetermined", False, None) == (
        record["municipality"]["id"],
        record["law"],
        record["verdict"],
        record["provisional"],
        record["refusal"],
    )
    assert "transition" not in record


def test_a_refused_record() -> None:
    """In JSON a refused target has neither verdict nor points, but the sentence and the transition."""
    record = next(r for r in records(LATER_DAY) if r["target"] == "IV")
    assert (None, None, None) == (record["verdict"], record["points"], record["reason"])
    assert record["table_verdict"] is None
    assert record["refusal"].startswith("nq-111-2025 has no type `IV`.")
    assert {"from": "IV", "to": "III", "article": "Điều 15"} == record["transition"]
