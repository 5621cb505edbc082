"""Values as they are: strict bounds, the day of the data, disputes, claims and slips, in `check` and in `batch`."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.in_process import in_process
from tests.support.real_cases import wide_form

HERE = Path(__file__).parent
INSPECTOR, PUBLISHED = HERE / "inspector", HERE / "published"
DAY = "2026-11-28"

Run = Callable[..., tuple[str, str]]
"""Run a command and return what it writes to stdout and stderr."""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    with in_process(monkeypatch, capsys) as dothi:
        monkeypatch.setenv("COLUMNS", "160")

        def run(*arguments: str | Path) -> tuple[str, str]:
            ended = dothi(*arguments)
            assert 0 == ended.code, ended.err
            return ended.out, ended.err

        yield run


def checked(run: Run, town: str, to: str, data: Path, *more: str) -> dict[str, Any]:
    """What `check` says of a town as JSON."""
    out, _ = run("check", town, "--to", to, "--data", data, "--format", "json", *more)
    found: dict[str, Any] = json.loads(out)
    return found


def standards(assessment: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {known["code"]: known for criterion in assessment["criteria"] for known in criterion["standards"]}


def results(run: Run, to: str, data: Path, output: Path, *more: str) -> tuple[list[dict[str, Any]], str]:
    """What `batch` says of the towns, and what it writes to stderr."""
    _, err = run("batch", "--to", to, "--data", data, "--output", output, "--no-progress", "--lang", "en", *more)
    return json.loads(output.read_text(encoding="utf-8")), err


@pytest.mark.parametrize(
    ("case", "code", "text", "points", "shown"),
    [
        ("w3.json", "2A.II.05", "< 65", ("0", "0"), {"vi": "dưới 65%", "en": "under 65%"}),
        ("w3b.json", "2A.III.13", "> 1", ("3", "3"), {"vi": "trên 1 cơ sở", "en": "above 1 facility"}),
    ],
)
def test_strict_bounds_are_strict(
    run: Run,
    case: str,
    code: str,
    text: str,
    points: tuple[str, str],
    shown: dict[str, str],
) -> None:
    """Below 65 % fails a level of 65 %, more than one home earns all points, and both are shown as written."""
    towns = INSPECTOR / case
    found = standards(checked(run, "t", "II", towns, "--as-of", DAY))[code]

    assert (text, points) == (found["measured"]["text"], (found["points"]["lower"], found["points"]["upper"]))
    for language, words in shown.items():
        out, _ = run("check", "t", "--to", "II", "--data", towns, "--as-of", DAY, "--lang", language, "--all")
        assert words in out


def test_the_value_of_the_day_that_the_law_asks_for_is_judged(run: Run, tmp_path: Path) -> None:
    """Labour of 31 December is judged although there is an estimate of June, which is told."""
    assessment = checked(run, "phu-hai", "III", INSPECTOR / "w2", "--as-of", DAY, "--lang", "en")
    labour = standards(assessment)["2A.II.05"]
    rows, err = results(run, "III", INSPECTOR / "w2", tmp_path / "out.json", "--as-of", DAY)

    assert ("78.6", "2025-12-31") == (labour["measured"]["text"], labour["measured"]["as_of"])
    assert any("newer value, 54% of 30/06/2026" in warning for warning in assessment["warnings"])
    assert assessment["points"]["lower"] == rows[0]["points_lower"]
    assert "1 value newer than the day the law asks for, not judged; the first: phu-hai, non-agricultural-labour" in err


def test_a_value_of_a_later_day_is_told(run: Run, tmp_path: Path) -> None:
    """A population dated after the assessment is not judged, and not dropped in silence."""
    assessment = checked(run, "phu-hai", "III", INSPECTOR / "w9", "--as-of", DAY, "--lang", "en")
    _, err = results(run, "III", INSPECTOR / "w9", tmp_path / "out.json", "--as-of", DAY)

    assert "unknown" == standards(assessment)["2A.II.03"]["measured"]["text"]
    assert any("68,500 people of 31/12/2026 is dated after" in warning for warning in assessment["warnings"])
    assert "1 value dated after the assessment, not judged; the first: phu-hai, population" in err


@pytest.mark.parametrize(
    ("case", "code", "text", "warning", "line"),
    [
        (
            "w8",
            "2A.III.08",
            "0.94",
            "0.94% (31/12/2025) may be a share written as 0 to 1, that is 94%",
            "2 percentages",
        ),
        ("w8b", "2A.II.03", "69", "69 people (31/12/2025) may be in thousands, that is 69,000 people", "1 number"),
    ],
)
def test_likely_slips_are_named(
    run: Run, tmp_path: Path, case: str, code: str, text: str, warning: str, line: str
) -> None:
    """A share of 0..1 and a population in thousands are judged as stated, with a warning that names the slip."""
    assessment = checked(run, "phu-hai", "III", INSPECTOR / case, "--as-of", DAY, "--lang", "en")
    wide = wide_form(INSPECTOR / case, tmp_path / "wide.csv", DAY)
    rows, err = results(run, "III", INSPECTOR / case, tmp_path / "long.json", "--as-of", DAY)
    wide_rows, wide_err = results(run, "III", wide, tmp_path / "wide.json", "--as-of", DAY)

    assert text == standards(assessment)[code]["measured"]["text"]
    assert any(warning in told for told in assessment["warnings"])
    assert any(told.startswith(line) for told in err.splitlines())
    assert wide_err.count("Judged as stated") == err.count("Judged as stated")
    assert rows == wide_rows


GO_DAU = PUBLISHED / "a12-go-dau"


@pytest.mark.parametrize(
    ("claim", "to", "verdict", "points"),
    [
        ("fails IV", "IV", "fail", ("0", "0")),
        ("fails IV", "III", "fail", ("0", "0")),
        ("fails IV", "V", "undetermined", ("0", "1")),
        ("passes IV", "IV", "pass", ("0.75", "1")),
        ("passes IV", "V", "pass", ("0.75", "1")),
        ("passes IV", "III", "undetermined", ("0", "1")),
    ],
)
def test_a_standard_whose_level_is_not_on_file_can_be_stated(
    run: Run, tmp_path: Path, claim: str, to: str, verdict: str, points: tuple[str, str]
) -> None:
    """A failing standard earns nothing, a passing one at least its minimum points, for every type that follows."""
    towns = tmp_path / "towns"
    shutil.copytree(GO_DAU, towns)
    file = towns / "measurements.csv"
    file.write_text(
        file.read_text(encoding="utf-8").replace("wastewater-treated,0,", f"wastewater-treated,{claim},"), "utf-8"
    )
    assessment = checked(run, "go-dau", to, towns, "--as-of", "2022-06-01")
    found = standards(assessment)["5A.26"]
    long, _ = results(run, to, towns, tmp_path / "long.json", "--as-of", "2022-06-01")
    wide_file = wide_form(towns, tmp_path / "wide.csv", "2022-06-01")
    wide, _ = results(run, to, wide_file, tmp_path / "wide.json", "--as-of", "2022-06-01")

    assert (claim, verdict) == (found["measured"]["text"], found["verdict"])
    assert points == (found["points"]["lower"], found["points"]["upper"])
    assert (assessment["points"]["lower"], assessment["points"]["upper"]) == (
        long[0]["points_lower"],
        long[0]["points_upper"],
    )
    assert long == wide


def test_a_claim_about_another_law_is_told(run: Run, tmp_path: Path) -> None:
    """What was stated of a type of 2021 says nothing of a type of 2026, and the answer says so."""
    towns = tmp_path / "towns"
    shutil.copytree(GO_DAU, towns)
    file = towns / "measurements.csv"
    text = file.read_text(encoding="utf-8").replace("road-density,< 6,", "road-density,fails III,")
    file.write_text(text, encoding="utf-8")
    assessment = checked(run, "go-dau", "III", towns, "--as-of", DAY, "--lang", "en")

    assert any("`fails III`, stated for 31/12/2021, is not used" in warning for warning in assessment["warnings"])


def test_more_decimals_are_read(run: Run, tmp_path: Path) -> None:
    """Computed fractions are judged and shown as written, noise as the number it shows; long and wide agree.

    The attributes are stated, because 64.996 % fails a level of 65 % only where no article lowers it.
    """
    towns = tmp_path / "towns"
    shutil.copytree(INSPECTOR / "w2", towns)
    file = towns / "measurements.csv"
    text = file.read_text(encoding="utf-8")
    for old, new in {
        "labour,78.6,": "labour,64.996,",
        "labour,54,": "labour,64.996,",
        "population,68500,": "population,68500.25,",
        "road-density,6.4,": "road-density,6.399999999999999,",
        "coverage,93.5,": "coverage,93.55555555555556,",
    }.items():
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    of_towns = towns / "municipalities.csv"
    told = of_towns.read_text(encoding="utf-8").replace("north-central-coast,,", "north-central-coast,none,")
    of_towns.write_text(told, encoding="utf-8")
    out, err = run("check", "phu-hai", "--to", "II", "--data", towns, "--as-of", DAY, "--format", "json")
    found = standards(json.loads(out))
    long, _ = results(run, "II", towns, tmp_path / "long.json", "--as-of", DAY)
    wide, _ = results(run, "II", wide_form(towns, tmp_path / "w.csv", DAY), tmp_path / "wide.json", "--as-of", DAY)

    assert ("fail", "64.996", "64.99", "65") == (
        found["2A.II.05"]["verdict"],
        *(found["2A.II.05"]["measured"][key] for key in ("text", "lower", "upper")),
    )
    assert "93.55555555555556" == found["2A.III.08"]["measured"]["text"]
    assert "6.4" == found["2A.III.07"]["measured"]["text"]
    assert "68500.25" == found["2A.II.03"]["measured"]["text"]
    assert 1 == err.count("6.399999999999999")
    assert long == wide


def test_sources_that_differ_are_disputed(run: Run, tmp_path: Path) -> None:
    """Different values of different sources are judged as the range they span, and both are named."""
    towns = tmp_path / "towns"
    shutil.copytree(INSPECTOR / "w2", towns)
    with (towns / "measurements.csv").open("a", encoding="utf-8") as file:
        file.write("phu-hai,population,70000,2025-12-31,Niên giám,\n")
        file.write("phu-hai,road-density,6.4,2025-12-31,Niên giám,\n")
    out, err = run("check", "phu-hai", "--to", "III", "--data", towns, "--as-of", DAY, "--format", "json")
    measured = standards(json.loads(out))["2A.II.03"]["measured"]
    table, _ = run("check", "phu-hai", "--to", "III", "--data", towns, "--as-of", DAY)
    _, told = results(run, "III", towns, tmp_path / "out.json", "--as-of", DAY)

    assert ("68500", "70000") == (measured["lower"], measured["upper"])
    assert ["68500", "70000"] == [row["text"] for row in measured["disputed"]]
    assert "70000 (Niên giám)" in " ".join(table.split())
    assert 1 == err.count("hai dòng được coi là một")
    assert "1 value on which sources differ, judged as a range; the first: phu-hai, population" in told
