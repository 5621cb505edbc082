"""Every published and office case, asked in every way: `check`, and `batch` of the long and of the wide form."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.support.case_tables import CaseTables, joined, read_case
from tests.support.paths import REAL_CASES
from tests.support.real_cases import checked, run

OF_URBAN_TYPES = {"nq-1210-2016", "nq-26-2022", "nq-111-2025"}
DAY_OF_111, LAW_111, LAW_112 = "2026-11-28", "nq-111-2025", "nq-112-2025"


@dataclass(frozen=True)
class RealCase:
    """A case, the question, and what must come out.

    Attributes:
        verdict: the verdict of the law as a whole, and that of the standards alone.
        points: the bounds of the points, or of the number of standards met; None where nothing is known of them.
        changes: cells and values of the unit that are stated in place of the case's own; a blank value is left out.
    """

    data: str
    unit: str
    to: str
    day: str
    law: str
    verdict: tuple[str, str]
    points: tuple[str, str] | None = None
    provisional: bool = False
    changes: Mapping[str, str] = field(default_factory=dict)

    @property
    def options(self) -> tuple[str, ...]:
        """The options that choose the family of the law."""
        return () if self.law in OF_URBAN_TYPES else ("--family", "administrative-unit")

    @property
    def question(self) -> tuple[str, str, str]:
        """What one batch answers for the units of several cases."""
        return self.law, self.to, self.day

    @property
    def id(self) -> str:
        """What people call it."""
        changes = ",".join(f"{name}={text}" for name, text in self.changes.items())
        return " ".join(filter(None, (Path(self.data).stem, self.unit, self.to, self.day, changes)))

    @property
    def expected(self) -> tuple[str, str, str, bool]:
        """What every way of asking must say."""
        return (self.law, *self.verdict, self.provisional)

    @property
    def tables(self) -> CaseTables:
        """The data, with what is stated in place of the case's own."""
        tables = read_case(REAL_CASES / self.data)
        stated_on = max(row["as_of"] for row in tables.measurements if row["as_of"] <= self.day)
        return tables.changed(self.unit, self.changes, stated_on)

    def check(self, folder: Path) -> dict[str, Any]:
        """Return the JSON of `check` in English, of the files of the case if nothing is stated in their place."""
        data = str(self.tables.write_long(folder / "case.json") if self.changes else REAL_CASES / self.data)
        return checked(data, self.unit, self.to, self.day, *self.options, "--lang", "en")


def results(cases: Sequence[RealCase], folder: Path, wide: bool) -> Iterator[tuple[RealCase, dict[str, str]]]:
    """Yield each case with its row of one `batch` for the units of all."""
    first, numbered = cases[0], {f"case-{number}-": case for number, case in enumerate(cases)}
    tables = joined(case.tables.renamed(prefix) for prefix, case in numbered.items())
    data = tables.write_wide(folder / "data.csv", first.day) if wide else tables.write_long(folder / "data.json")
    output = folder / "result.csv"
    asked = ("--to", first.to, "--data", str(data), "--as-of", first.day, "--output", str(output), "--no-progress")
    code, _, err = run("batch", *asked, *first.options)
    assert 0 == code, err
    rows = {row["municipality"]: row for row in csv.DictReader(io.StringIO(output.read_text(encoding="utf-8-sig")))}
    for prefix, case in numbered.items():
        yield case, rows[prefix + case.unit]


MET, NOT_MET, OPEN = ("met", "met"), ("not_met", "not_met"), ("undetermined", "undetermined")
UNITS_OPEN, UNITS_FAIL = ("undetermined", "met"), ("not_met", "met")
"""The standards are met; the points of the unit on Table 2B are not stated, or too few."""
FORMATION_OPEN = ("undetermined", "not_met")
"""The standards are not met; the way of forming, which is not stated, may exempt from them."""


def published(
    data: str, unit: str, to: str, day: str, law: str, verdict: tuple[str, str], *points: str, **more: Any
) -> RealCase:
    """Return a published case."""
    return RealCase(f"published/{data}", unit, to, day, law, verdict, _bounds(points), **more)


def office(data: str, to: str, verdict: tuple[str, str], *points: str, **more: Any) -> RealCase:
    """Return a case of an office, under the law of 2026."""
    unit = "t" if data.endswith(".json") else "phu-hai"
    return RealCase(f"inspector/{data}", unit, to, DAY_OF_111, LAW_111, verdict, _bounds(points), **more)


def _bounds(points: tuple[str, ...]) -> tuple[str, str] | None:
    return (points[0], points[-1]) if points else None


FAILING = dict.fromkeys(
    ("wastewater-treated", "funeral-homes", "public-green-land-per-person", "civilised-streets"), "fails IV"
)
"""Four of the six standards in which Gò Dầu failed, of which no level is on file."""
ORDINARY = {"formation": "ordinary"}
UNIT_POINTS, PROJECT = "unit-table-2b-points-type-II", "funeral-home-project"

CASES = [
    # Formed by the National Assembly, in a way that the case does not state.
    published("a01-phuc-yen", "phuc-yen", "city", "2018-02-07", "nq-1211-2016", OPEN),
    published("a02-go-cong", "go-cong", "city", "2024-03-19", "nq-27-2022", OPEN),
    published("a02-go-cong", "go-cong-dd", "city", "2024-03-19", "nq-27-2022", OPEN),
    published("a03-sa-pa", "sa-pa", "town", "2019-09-11", "nq-1211-2016", OPEN),
    published("a03-sa-pa", "sa-pa-mt", "town", "2019-09-11", "nq-1211-2016", OPEN),
    published("a04-feb-2023", "thuan-thanh", "town", "2023-02-13", "nq-27-2022", OPEN),
    published("a05-dong-anh", "dong-anh", "urban-district", "2023-07-31", "nq-27-2022", OPEN, "3", "5"),
    published("a06-hong-ngu", "hong-ngu", "city", "2020-11-01", "nq-1211-2016", OPEN),
    published("a06-hong-ngu", "hong-ngu-x", "city", "2020-11-01", "nq-1211-2016", OPEN),
    # Decree 307/2025: a ward's rows are not on file; a province has 10 points for its people and 10 for its area.
    published("a07-decree-307", "phuong-z", "class-II", "2025-12-20", "nd-307-2025", OPEN, "0", "100"),
    published("a07-decree-307", "p-go-cong", "class-II", "2025-12-20", "nd-307-2025", OPEN, "0", "100"),
    published("a07-decree-307", "tinh-y", "class-I", "2025-12-20", "nd-307-2025", OPEN, "20", "100"),
    published("a07-decree-307", "phuong-z", "class-II", "2026-02-01", "nd-307-2025", OPEN, "0", "100"),
    published("a07-decree-307", "tinh-y", "class-I", "2026-02-01", "nd-307-2025", OPEN, "20", "100"),
    published("a07b-bac-ninh-province", "bac-ninh-p", "class-II", "2019-03-25", "nq-1211-2016", OPEN),
    # Article 3a: 24 of 21 km² in the delta, 2,400 of 2,250 people, 3,900 of 4,000.
    published("a09-art-3a", "xa-dbsh", "commune", "2024-06-01", "nq-27-2022", MET),
    published("a09-art-3a", "xa-dt", "commune", "2024-06-01", "nq-27-2022", MET),
    published("a09-art-3a", "xa-bg", "commune", "2024-06-01", "nq-27-2022", OPEN),
    published("a10-bac-ninh-I", "bac-ninh", "I", "2017-12-01", "nq-1210-2016", NOT_MET, provisional=True),
    published("a10-bac-ninh-I", "bac-ninh-h", "I", "2017-12-01", "nq-1210-2016", OPEN),
    published("a12-go-dau", "go-dau", "IV", "2022-06-01", "nq-1210-2016", OPEN),
    published("a12-go-dau", "go-dau-n", "IV", "2022-06-01", "nq-1210-2016", NOT_MET),
    published("a12-go-dau", "go-dau", "IV", "2022-06-01", "nq-1210-2016", OPEN, "0", "91", changes=FAILING),
    published("a12-go-dau", "go-dau-n", "IV", "2022-06-01", "nq-1210-2016", NOT_MET, "0", "83.25", changes=FAILING),
    published("a13-dong-xoai", "dong-xoai", "II", "2022-06-01", "nq-1210-2016", OPEN, "26.75", "93.5"),
    published("a14-nhon-trach", "nhon-trach", "III", "2023-06-01", "nq-26-2022", OPEN),
    published(
        "a14-nhon-trach", "nhon-trach", "town", "2023-06-01", "nq-27-2022", OPEN, changes={"natural-area": "376.7790"}
    ),
    published("a15-hong-ngu-III", "hong-ngu", "III", "2018-12-31", "nq-1210-2016", OPEN),
    published("a16-transition-id", "hai-phong", "I", "2026-03-01", LAW_111, OPEN),
    published("a16-transition-id", "hp-31", "I", "2026-03-01", LAW_111, OPEN),
    # Resolution 112/2025: the mountains ask for 900,000 people, other places for 1,400,000.
    published("a17-112-special", "xa-bg", "commune", "2026-03-01", LAW_112, OPEN),
    published(
        "a17-112-special", "xa-bg", "commune", "2026-03-01", LAW_112, OPEN, changes={"attributes": "border;none"}
    ),
    published("a17-112-special", "tinh-x", "province", "2026-03-01", LAW_112, OPEN, "0", "4"),
    published(
        "a17-112-special",
        "tinh-x",
        "province",
        "2026-03-01",
        LAW_112,
        NOT_MET,
        provisional=True,
        changes=ORDINARY | {"attributes": "none"},
    ),
    published(
        "a17-112-special",
        "tinh-x",
        "province",
        "2026-03-01",
        LAW_112,
        OPEN,
        "1",
        "4",
        changes=ORDINARY | {"attributes": "mountain;none"},
    ),
    published("a17-112-special", "tp-y", "central-city", "2026-03-01", LAW_112, FORMATION_OPEN, provisional=True),
    published(
        "a17-112-special", "tp-y", "central-city", "2026-03-01", LAW_112, NOT_MET, provisional=True, changes=ORDINARY
    ),
    # Article 6: the points of a ward on Table 2B.
    office("w1.json", "II", UNITS_FAIL, "75"),
    office("w1.json", "II", UNITS_OPEN, "75", changes={UNIT_POINTS: ""}),
    office("w1.json", "II", MET, "75", changes={UNIT_POINTS: "75"}),
    office("base-111-iii", "III", UNITS_OPEN, "92.81"),
    office("base-111-iii", "II", OPEN),
    # Values: the day of the law, strict bounds, rounding, zero.
    office("w2", "III", UNITS_OPEN, "92.81"),
    office("w3.json", "II", NOT_MET, "69.5"),
    office("w3b.json", "II", UNITS_OPEN, "75.5"),
    office("w5.json", "II", MET, "83", provisional=True),
    office("w6.json", "III", NOT_MET, "65.5"),
    # A project of a funeral home earns 2.5 points where there is none.
    office("w7.json", "III", NOT_MET, "72.2", "74.7"),
    office("w7b.json", "III", OPEN, "72.5", "75"),
    office("w7b.json", "III", UNITS_OPEN, "75", changes={PROJECT: "yes"}),
    office("w7b.json", "III", NOT_MET, "72.5", changes={PROJECT: "no"}),
    # Slips, a value of a later day.
    office("w8", "III", OPEN),
    office("w8b", "III", OPEN),
    office("w9", "III", OPEN),
    # Blank attributes are unknown; `none` states that none applies.
    office("w10.json", "III", OPEN, "73.5", "75.5"),
    office("w10b.json", "III", OPEN, "73.5", "75.5"),
    office("w10b.json", "III", OPEN, "73.5", "75.5", changes={"attributes": "mountain;none"}),
    office("w10.json", "III", NOT_MET, "73.5", changes={"attributes": "none"}),
    # A grade that attributes tell, with its column empty, unknown and stated: highlands earn 0.5 more than mountains.
    RealCase("forms/mountain-town", "mien-nui", "class-II", "2024-01-01", "nq-27-2022", OPEN, ("34.17", "81.17")),
    RealCase("forms/mountain-town", "khong-ro", "class-II", "2024-01-01", "nq-27-2022", OPEN, ("34.17", "81.17")),
    # On an island, which is not stated either, people count from 15,000 on: 17.5 points in place of 11.67.
    RealCase("forms/mountain-town", "chua-noi", "class-II", "2024-01-01", "nq-27-2022", OPEN, ("34.17", "87.5")),
    RealCase("forms/mountain-town", "vung-cao", "class-II", "2024-01-01", "nq-27-2022", OPEN, ("34.67", "81.67")),
]

QUESTIONS: dict[tuple[str, str, str], list[RealCase]] = {}
for known in CASES:
    QUESTIONS.setdefault(known.question, []).append(known)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_check(tmp_path: Path, case: RealCase) -> None:
    """`check` says what must come out, by the law of the day."""
    found = case.check(tmp_path)
    points = found["points"]["lower"], found["points"]["upper"]
    assert case.expected == (found["law"]["id"], found["verdict"], found["table_verdict"], found["provisional"])
    assert (case.points or points) == points


@pytest.mark.slow
@pytest.mark.parametrize("wide", [False, True], ids=["long", "wide"])
@pytest.mark.parametrize("cases", QUESTIONS.values(), ids=[" ".join(question) for question in QUESTIONS])
def test_batch(tmp_path: Path, cases: list[RealCase], wide: bool) -> None:
    """`batch` says what must come out, with the points and the other readings of `check`, in both forms."""
    for case, row in results(cases, tmp_path, wide):
        found = case.check(tmp_path)
        verdicts = row["law"], row["verdict"], row["table_verdict"], row["provisional"] == "true"
        assert case.expected == verdicts, case.id
        points = found["points"]["lower"], found["points"]["upper"]
        assert points == (row["points_lower"], row["points_upper"]), case.id
        for reading in found["other_readings"]:
            assert reading["verdict"] == row[f"verdict_{reading['id']}"], (case.id, reading["id"])
