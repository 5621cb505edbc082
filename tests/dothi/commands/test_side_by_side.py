import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from dothi.reports.forms import ASSESSMENT_FORMS, COMPARISON_FORMS
from tests.support.in_process import Run, in_process
from tests.support.paths import TRA_VINH

DEMO = ("check", "duyen-hai", "--to", "III", "--data", str(TRA_VINH), "--as-of", "2021-11-11")
LABOUR = ("--set", "non-agricultural-labour=61.5")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """The command in this process."""
    with in_process(monkeypatch, capsys) as command:
        yield command


def standards(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the standards of an answer by id."""
    return {known["id"]: known for criterion in answer["criteria"] for known in criterion["standards"]}


def without_margins(answer: dict[str, Any]) -> dict[str, Any]:
    """Return an answer without what is computed beside it."""
    return {key: value for key, value in answer.items() if key != "margins"}


def test_a_what_if_has_both_answers(run: Run) -> None:
    """The first is that of the data, the second that of the data with the value; only the second is marked."""
    found = run(*DEMO, *LABOUR, "--format", "json").data
    assert "dothi/what-if/1" == found["schema"]
    assert found["is_finding"] is False
    assert without_margins(run(*DEMO, "--format", "json").data) == without_margins(found["before"])
    assert "assumptions" not in found["before"]
    assert (False, False) == ("is_finding" in found["before"], found["after"]["is_finding"])
    assert found["assumptions"] == found["after"]["assumptions"]
    (row,) = found["standards"]
    assert ["status", "points", "value"] == row["moved"]
    assert ("0", "1.08") == (row["before"]["points"]["upper"], row["after"]["points"]["upper"])
    assert (False, True) == (row["before"]["assumed"], row["after"]["assumed"])
    assert [True] == [known["measured"]["assumed"] for known in standards(found["after"]).values()
                      if "assumed" in known["measured"]]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "attributes", "region", "heading"),
    [
        ("vi", "Tính chất: miền núi; còn lại chưa biết (giả định)", "Vùng: chưa biết", "suy luận (giả định)"),
        ("en", "Attributes: mountain; the rest is not known (assumed)", "Region: not known", "was reached (assumed)"),
    ],
)
def test_assumed_columns_stand_in_words(run: Run, language: str, attributes: str, region: str, heading: str) -> None:
    """Columns and their words are told by their names, in the JSON by their ids; the explanation is marked."""
    asked = (*DEMO, "--set", "attributes=mountain", "--set", "region=", "--lang", language)
    words = " ".join(run(*asked, "--explain").out.split())
    assert [] == [text for text in (attributes, region, heading) if text not in words]
    told = run(*asked, "--format", "json").data["assumptions"]
    assert [("attributes", "mountain"), ("region", "")] == [(one["column"], one["value"]) for one in told]


@pytest.mark.parametrize(("language", "mark"), [("vi", "61,5% (giả định)"), ("en", "61.5% (assumed)")])
def test_every_assumed_value_is_marked_in_text(
    run: Run, monkeypatch: pytest.MonkeyPatch, language: str, mark: str
) -> None:
    """Wherever the text shows the value that nobody measured, it says that it is assumed, and that nothing is found."""
    monkeypatch.setenv("COLUMNS", "300")  # so that nothing is wrapped
    value = mark.partition("%")[0]
    ended = run(*DEMO, *LABOUR, "--lang", language, "--explain")
    words = " ".join(ended.out.split())
    assert words.count(value) == words.count(mark) > 1
    first, second = ended.out.splitlines()[:2]
    assert first.endswith("(giả định)." if language == "vi" else "(assumed).")
    assert ("GIẢ ĐỊNH" if language == "vi" else "ASSUMED") == second.split(":")[0]


def test_what_is_below_the_level_is_marked_in_the_reasons(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reason that quotes an assumed value marks it, too."""
    monkeypatch.setenv("COLUMNS", "300")
    words = " ".join(run(*DEMO, "--set", "non-agricultural-labour=51.5").out.split())
    assert "hiện trạng 51,5% (giả định) so với mức tối thiểu 60%" in words
    assert words.count("51,5%") == words.count("51,5% (giả định)")


def test_the_verdicts_change_comes_first(run: Run) -> None:
    """The first line is how the verdict moves, marked as assumed; the second says that it is no finding."""
    ended = run(*DEMO, "--reading", "strict", *LABOUR)
    first = ended.out.splitlines()[0]
    expected = (
        "Thị xã Duyên Hải, đô thị loại III, theo Nghị quyết 1210/2016/UBTVQH13, "
        "tính đến ngày 11/11/2021: KHÔNG ĐẠT → CHƯA XÁC ĐỊNH (giả định)."
    )
    assert expected == first


@pytest.mark.parametrize(
    ("setting", "code", "told"),
    [
        ("non-agricultural-labour=61,5", 2, "--set non-agricultural-labour=61,5: "),
        ("populatoin=1", 2, "“populatoin”"),
        ("id=x", 2, "“id”"),
        ("attributes=cost", 2, "--set attributes=cost: "),
        ("population", 2, "NAME=VALUE"),
        ("=1", 2, "NAME=VALUE"),
    ],
)
def test_a_setting_that_cannot_be_read_is_wrong_usage(run: Run, setting: str, code: int, told: str) -> None:
    """The option is named as the place of the mistake, and nothing is printed as an answer."""
    ended = run(*DEMO, "--set", setting)
    assert (code, "") == (ended.code, ended.out)
    assert told in ended.err


def test_a_cell_is_set_once(run: Run) -> None:
    """Two settings of one cell are refused."""
    ended = run(*DEMO, *LABOUR, *LABOUR)
    assert (2, "") == (ended.code, ended.out)
    assert "non-agricultural-labour" in ended.err


@pytest.mark.parametrize(
    ("more", "other"),
    [
        (("--compare-as-of", "2026-11-28"), ("--as-of", "2026-11-28")),
        (("--compare-law", "nq-26-2022"), ("--law", "nq-26-2022")),
        (("--compare-law", "nq-111-2025"), ("--law", "nq-111-2025")),
        (("--compare-as-of", "2026-11-28", "--compare-law", "nq-1210-2016"),
         ("--as-of", "2026-11-28", "--law", "nq-1210-2016")),
    ],
)  # fmt: skip
def test_each_column_is_the_single_answer(run: Run, more: tuple[str, ...], other: tuple[str, ...]) -> None:
    """Both answers, and both columns of every row, are those of two single runs."""
    found = run(*DEMO, *more, "--format", "json").data
    singles = {"asked": run(*DEMO, "--format", "json").data, "compared": run(*DEMO, *other, "--format", "json").data}
    assert ("dothi/comparison/1", True) == (found["schema"], found["is_finding"])
    for side, single in singles.items():
        assert without_margins(single) == without_margins(found[side])
        assert single["verdict"] == found["verdicts"][side]
        rows = {row[side]["id"]: row[side] for row in found["standards"] if row[side] is not None}
        assert standards(single).keys() == rows.keys()
        for name, known in standards(single).items():
            shown = rows[name]
            assert known["measured"]["text"] == shown["value"]
            assert known["status"] == shown["status"]
            assert {end: known["points"][end] for end in ("lower", "upper")} == shown["points"]


def test_both_answers_of_a_comparison_may_be_assumed(run: Run) -> None:
    """What is assumed holds on both sides, each with the day of its own law, and neither is a finding."""
    found = run(*DEMO, *LABOUR, "--compare-as-of", "2026-11-28", "--format", "json").data
    assert found["is_finding"] is False
    assert ("2021-11-11", "2025-12-31") == tuple(
        next(known["measured"]["as_of"] for known in standards(found[side]).values() if "assumed" in known["measured"])
        for side in ("asked", "compared")
    )


def test_a_law_without_the_type_is_refused(run: Run) -> None:
    """Where the other law does not have the type, the sentence names what it has and what became of the type."""
    ended = run(*DEMO[:3], "V", *DEMO[4:], "--compare-law", "nq-111-2025")
    assert (2, "") == (ended.code, ended.out)
    assert "nq-111-2025" in ended.err
    assert "Điều 15" in ended.err


def test_a_form_of_findings_alone_takes_no_assumptions(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever forms findings have, only those made for comparisons show assumptions."""
    names = (*ASSESSMENT_FORMS.names, "docx")
    monkeypatch.setattr(type(ASSESSMENT_FORMS), "names", property(
        lambda forms: names if forms is ASSESSMENT_FORMS else ("table", "json")
    ))  # fmt: skip
    from dothi.commands.side_by_side import refuse_without_comparison  # noqa: PLC0415 - with the forms of this test
    from dothi.reports.texts import texts_in  # noqa: PLC0415

    with pytest.raises(typer.Exit) as ended:
        refuse_without_comparison("docx", True, texts_in("en"))
    assert 2 == ended.value.exit_code
    refuse_without_comparison("docx", False, texts_in("en"))
    assert set(COMPARISON_FORMS.names) == {"table", "json"}


def test_a_what_if_is_written_whole(run: Run, tmp_path: Path) -> None:
    """--output and --exit-code work as for a finding; the exit code is that of the assumed answer."""
    path = tmp_path / "what-if.json"
    asked = (*DEMO, "--reading", "strict", *LABOUR, "--format", "json", "--output", path, "--exit-code")
    assert 3 == run(*asked).code
    assert "dothi/what-if/1" == json.loads(path.read_text(encoding="utf-8"))["schema"]
    assert 1 == run(*DEMO, "--reading", "strict", "--exit-code").code


def test_the_next_type_is_that_of_the_assumed_type(run: Run) -> None:
    """With --to next, the type above the assumed one is asked for on both sides."""
    asked = ("check", "duyen-hai", "--to", "next", "--data", str(TRA_VINH), "--as-of", "2021-11-11", "--format", "json")
    found = run(*asked, "--set", "current_type=III").data
    assert ("II", "II") == (found["before"]["target"], found["after"]["target"])
