"""The command as users meet it: arguments, exit codes, stdout and stderr, and never a traceback."""

import csv
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import classifier.assessment.judging
from classifier.engines.durable import InferenceFailed
from classifier.engines.forward_chaining import ForwardChaining
from classifier.plan.judgement import Judgement, StandardScore
from classifier.plan.plan import Intervals, Plan
from criteria.rule_files.library import Library
from dothi.commands.today import today
from tests.support.in_process import Ended, Run, in_process
from tests.support.outputs import TODAY
from tests.support.paths import EXPECTED_OUTPUTS, REAL_RULES, ROOT, TOWNS, TOY_RULES, TRA_VINH

pytestmark = pytest.mark.slow

COMMAND = str(Path(sys.executable).with_name("dothi"))
DEMO = ("check", "duyen-hai", "--to", "III", "--as-of", "2021-11-11")
LABOUR = Path("nq-1210-2016") / "criterion-4-labour.yaml"


@pytest.fixture
def dothi(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run the command in this process, as the installed script does."""
    with in_process(monkeypatch, capsys) as run:
        yield run


@pytest.fixture
def toy(dothi: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``check`` by the toy law on its day; the first argument is the town."""
    monkeypatch.setenv("DOTHI_RULES", str(TOY_RULES))

    def run(town: str, *others: str, to: str = "SILVER", data: Path = TOWNS) -> Ended:
        where = () if "--data" in others else ("--data", str(data))
        day = () if "--as-of" in others else ("--as-of", "2025-06-01")
        return dothi("check", town, "--to", to, "--family", "toy", *day, *where, *others)

    return run


@pytest.fixture
def edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, Path, str, str], Path]:
    """Copy a rules folder, replace one text in one file, and make the command use the copy."""

    def edit(rules: Path, file: Path, old: str, new: str) -> Path:
        copy = tmp_path / "rules"
        shutil.copytree(rules, copy)
        text = (copy / file).read_text(encoding="utf-8")
        assert 1 == text.count(old)
        (copy / file).write_text(text.replace(old, new), encoding="utf-8")
        monkeypatch.setenv("DOTHI_RULES", str(copy))
        return copy / file

    return edit


def folder(path: Path, municipalities: str, measurements: str | None = None) -> Path:
    """Write a data folder with these rows below the usual headers."""
    path.mkdir(exist_ok=True)
    (path / "municipalities.csv").write_text(
        f"id,name,kind,region,inner_area,outer_area\n{municipalities}\n", encoding="utf-8"
    )
    if measurements is not None:
        (path / "measurements.csv").write_text(
            f"municipality,indicator,value,as_of,source\n{measurements}\n", encoding="utf-8"
        )
    return path


ONE_TOWN = "alpha,Alpha,town,plain,yes,yes"


class TestExitCodes:
    def test_done(self, toy: Run) -> None:
        """Any verdict is an answer, so the exit code is 0."""
        assert [0, 0, 0] == [toy(town).code for town in ("delta", "zeta", "eta")]

    @pytest.mark.parametrize(("town", "code"), [("delta", 0), ("zeta", 1), ("eta", 3)])
    @pytest.mark.parametrize("form", ["table", "json"])
    def test_of_the_verdict(self, toy: Run, town: str, code: int, form: str) -> None:
        """With --exit-code, met is 0, not met 1 and undetermined 3; the answer is printed all the same."""
        ended = toy(town, "--exit-code", "--format", form)
        assert (code, True) == (ended.code, bool(ended.out))

    @pytest.mark.parametrize("arguments", [("--help",), ("check", "--help"), ("rules", "--help")])
    def test_help(self, dothi: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
        """Requested help is an answer: it goes to stdout with exit code 0, however the command was started."""
        monkeypatch.setattr(sys.modules["__main__"], "__package__", "a.package")
        ended = dothi(*arguments)
        assert (0, "") == (ended.code, ended.err)
        assert "Usage: dothi" in ended.out

    def test_help_names_targets_and_families(self, dothi: Run) -> None:
        """The help of check names the kinds of target and every family of laws on file."""
        text = " ".join(dothi("check", "--help").out.replace("│", " ").split())
        assert "a unit to be formed (town, ward, commune …), a class of units (class-I …)" in text
        families = dict.fromkeys(law.family for law in Library(REAL_RULES).register.laws)
        assert set(families) == set(re.findall("laws: (.*?)[.]", text)[0].split(", "))


WRONG_USAGE = {
    "no command": ((), "check"),
    "no command of rules": (("rules",), "schema"),
    "unknown command": (("chekc",), "'check'"),
    "unknown option": ((*DEMO, "--explian"), "--explain"),
    "no municipality": (("check", "--to", "III"), "municipality"),
    "no type": (("check", "duyen-hai"), "--to"),
    "unknown form": ((*DEMO, "--format", "yaml"), "'table', 'json'"),
    "unknown language": ((*DEMO, "--lang", "fr"), "'vi', 'en'"),
    "unknown decimal sign": ((*DEMO, "--decimal", ";"), "'.', ','"),
    "no day": ((*DEMO[:-1], "2021-02-29"), "2021-11-11"),
    "day without a law": ((*DEMO[:-1], "2015-01-01"), "nq-1210-2016 (25/05/2016 – 31/12/2022; "),
    "unknown municipality": (("check", "duyen-hi", *DEMO[2:]), "Hiện có: duyen-hai, "),
    "unknown type": (("check", "duyen-hai", "--to", "VI", *DEMO[4:]), "SPECIAL, I, II, III, IV, V"),
    "type in small letters": (("check", "duyen-hai", "--to", "iii", *DEMO[4:]), "SPECIAL, I, II, III, IV, V"),
    "commune by the programme": (
        ("check", "dan-thanh", "--to", "2025", "--family", "programme", "--as-of", "2022-06-01"),
        "xã (commune). Hiện có: province.",
    ),
    "town by the ward table": (
        ("check", "duyen-hai", "--to", "ward", "--family", "ward", *DEMO[4:]),
        "thị xã (town). Hiện có: township, ward, commune.",
    ),
    "unknown law": ((*DEMO, "--law", "nq-1210"), "nq-1210-2016"),
    "unknown family": ((*DEMO, "--family", "urban-tipe"), "urban-type"),
    "law of another family": ((*DEMO, "--law", "nq-1210-2016", "--family", "ward"), "urban-type"),
    "unknown reading": ((*DEMO, "--reading", "stict"), "points, strict"),
}


def unboxed(text: str) -> str:
    """Return the words of a text without typer's box and without line ends."""
    return " ".join(re.sub("[─│╭╮╰╯]", " ", text).split())


class TestWrongUsage:
    @pytest.mark.parametrize(("arguments", "told"), WRONG_USAGE.values(), ids=WRONG_USAGE)
    def test_exit_code_and_what_there_is(self, dothi: Run, arguments: tuple[str, ...], told: str) -> None:
        """Wrong usage has exit code 2 and says what there is instead, the nearest first."""
        ended = dothi(*arguments)
        assert 2 == ended.code
        assert told in unboxed(ended.err + ended.out)

    @pytest.mark.parametrize("arguments", [used for used, _ in WRONG_USAGE.values()], ids=WRONG_USAGE)
    def test_stdout_stays_empty(self, dothi: Run, arguments: tuple[str, ...]) -> None:
        """A refusal is not data: stdout stays empty."""
        assert "" == dothi(*arguments).out

    @pytest.mark.parametrize(
        ("language", "sentence"),
        [
            ("vi", "Không có đơn vị “duyen-hi” trong dữ liệu. Hiện có: duyen-hai, "),
            ("en", "There is no municipality `duyen-hi` in the data. Available: duyen-hai, "),
        ],
    )
    @pytest.mark.parametrize("form", ["--lang {}", "--lang={}"])
    def test_requested_language(self, dothi: Run, language: str, sentence: str, form: str) -> None:
        """A refusal uses the requested language, however the option is written."""
        ended = dothi("check", "duyen-hi", *DEMO[2:], *form.format(language).split())
        assert ended.err.startswith(sentence)

    def test_a_day_without_a_law(self, dothi: Run) -> None:
        """If no law is in force, the message tells how to choose another day or a law."""
        ended = dothi(*DEMO[:-1], "2015-01-01", "--lang", "en")
        expected = (
            "No law of the family “urban types” (urban-type) is in force on 01/01/2015. Available: nq-1210-2016 "
            "(25/05/2016 – 31/12/2022; Resolution 26/2022/UBTVQH15 replaces the annexes from 01/01/2023), nq-26-2022 "
            "(01/01/2023 – 31/12/2025; Resolution 111/2025/UBTVQH15 replaces it from 01/01/2026), nq-111-2025 "
            "(01/01/2026 – …). "
            "Choose a day with --as-of, or a law with --law.\n"
        )
        assert expected == ended.err


class TestUnsoundRules:
    def test_a_misspelt_key(self, toy: Run, edited: Callable[..., Path]) -> None:
        """A misspelt key is refused with file, line, column, the allowed keys and the nearest key."""
        line = "  round_to: {value: 0.01, basis: one-source}"
        law = edited(TOY_RULES, Path("toy-law") / "law.yaml", line, line.replace("round_to", "round_too"))
        ended = toy("delta", "--lang", "en")
        expected = (
            f"{law}:14:3: unknown key `round_too`; expected: citation, maximum, pass_mark, round_to, steps; "
            "did you mean `round_to`?"
        )
        assert 4 == ended.code
        assert expected in ended.err.splitlines()

    def test_nothing_is_judged(self, toy: Run, edited: Callable[..., Path]) -> None:
        """Nothing is judged by unsound rules: stdout stays empty."""
        edited(TOY_RULES, Path("toy-law") / "law.yaml", "value: 15,", "value: 21,")
        assert "" == toy("delta").out

    def test_every_mistake_is_reported(self, toy: Run, edited: Callable[..., Path]) -> None:
        """Two mistakes in one file give two lines."""
        edited(TOY_RULES, Path("toy-law") / "sources.yaml", "quote: People count.", "quotes: People count., adress: y")
        messages = toy("delta", "--lang", "en").err
        assert ("quotes" in messages, "adress" in messages) == (True, True)

    def test_malformed_yaml(self, toy: Run, edited: Callable[..., Path]) -> None:
        """Malformed YAML is refused with its line and column."""
        law = edited(TOY_RULES, Path("toy-law") / "law.yaml", "kind: law", "kind: [law")
        ended = toy("delta")
        assert 4 == ended.code
        assert re.match(rf"{re.escape(str(law))}:[0-9]+:[0-9]+: ", ended.err)

    @pytest.mark.parametrize("arguments", [DEMO, ("list",)], ids=["check", "list"])
    def test_a_missing_folder(
        self, dothi: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: tuple[str, ...]
    ) -> None:
        """A missing rules folder is refused with its path."""
        monkeypatch.setenv("DOTHI_RULES", str(tmp_path / "nowhere"))
        ended = dothi(*arguments)
        assert (4, True) == (ended.code, ended.err.startswith(str(tmp_path / "nowhere")))

    def test_a_folder_without_laws(self, dothi: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """A rules folder without a law is refused, because checking nothing is an error."""
        monkeypatch.setenv("DOTHI_RULES", str(tmp_path))
        assert 4 == dothi(*DEMO).code


class TestUnsoundData:
    def test_a_cell(self, toy: Run, tmp_path: Path) -> None:
        """A cell that cannot be read is refused with file, row and column."""
        data = folder(tmp_path / "data", ONE_TOWN, "alpha,water,8O,2024-12-31,")
        ended = toy("alpha", "--lang", "en", data=data)
        expected = f"{data}/measurements.csv:2:3: malformed number `8O`; the decimal sign is `.`\n"
        assert (5, "", expected) == (ended.code, ended.out, ended.err)

    def test_every_mistake_is_reported(self, toy: Run, tmp_path: Path) -> None:
        """Each cell that cannot be read gives a line, in the order of the file."""
        data = folder(tmp_path / "data", ONE_TOWN, "alpha,watter,80,2024-12-31,\nalpha,water,80,2024-13-01,")
        messages = toy("alpha", data=data).err.splitlines()
        assert ["2:2", "3:4"] == [message.split(":", 1)[1][:3] for message in messages]

    def test_missing_data(self, toy: Run, tmp_path: Path) -> None:
        """Missing data are refused with their path."""
        ended = toy("alpha", data=tmp_path / "nowhere")
        assert (5, True) == (ended.code, ended.err.startswith(f"{tmp_path}/nowhere:1:1: "))

    def test_an_unknown_form(self, toy: Run, tmp_path: Path) -> None:
        """A file of an unknown form is refused."""
        (tmp_path / "data.ods").write_bytes(b"PK")
        assert 5 == toy("alpha", data=tmp_path / "data.ods").code

    def test_malformed_json(self, toy: Run, tmp_path: Path) -> None:
        """A malformed JSON file is refused with its line and column."""
        (tmp_path / "data.json").write_text('{\n"municipalities": [}', encoding="utf-8")
        ended = toy("alpha", data=tmp_path / "data.json")
        assert (5, True) == (ended.code, ended.err.startswith(f"{tmp_path}/data.json:2:"))

    def test_a_blank_refuses_nothing(self, dothi: Run) -> None:
        """A commune whose areas are not stated is judged every way."""
        ended = dothi("check", "dan-thanh", *DEMO[2:], "--lang", "en")
        example, verdict = ended.out.splitlines()[:2]
        assert (0, True) == (ended.code, verdict.startswith("It is UNDETERMINED whether Xã Dân Thành meets"))
        assert "No --data given: judging the example examples/tra-vinh." == example

    def test_list_refuses_too(self, dothi: Run, tmp_path: Path) -> None:
        """`list` refuses unsound data as `check` does."""
        ended = dothi("list", "--data", str(tmp_path))
        assert (5, "") == (ended.code, ended.out)


class TestInternalErrors:
    def test_the_evaluators_disagree(self, toy: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """If the two evaluators disagree there is no result, only exit code 70 and the standards they disagree on."""
        honest = classifier.assessment.judging.judge

        def wrong(plan: Plan, intervals: Intervals) -> Judgement:
            judgement = honest(plan, intervals)
            water = judgement.standards["water"]
            bettered = StandardScore(water.lower, replace(water.upper, points=water.upper.points + 1))
            return replace(judgement, standards={**judgement.standards, "water": bettered})

        monkeypatch.setattr(classifier.assessment.judging, "judge", wrong)
        expected = (
            "Internal error: the two evaluators disagree on water. "
            "No verdict was given; please report this to the developers.\n"
        )
        assert Ended(70, "", expected) == toy("delta", "--lang", "en")

    def test_the_inference_fails(self, toy: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """If durable_rules fails there is no result, only exit code 70 and its message."""

        def fail(chaining: ForwardChaining, intervals: Intervals) -> None:
            raise InferenceFailed("a fact met no rule")

        monkeypatch.setattr(ForwardChaining, "infer", fail)
        expected = (
            "Internal error in the inference engine: a fact met no rule. "
            "No verdict was given; please report this to the developers.\n"
        )
        assert Ended(70, "", expected) == toy("delta", "--lang", "en")


class TestOptions:
    def test_vietnamese_is_the_default(self, toy: Run) -> None:
        """Without --lang the answer is in Vietnamese."""
        assert toy("delta", "--lang", "vi") == toy("delta")

    def test_english(self, toy: Run) -> None:
        """With --lang en it is in English."""
        assert toy("delta", "--lang", "en").out.startswith("Delta MEETS ")

    def test_the_day_chooses_the_measurements(self, dothi: Run) -> None:
        """On the day before it was signed, nothing in the document was known."""
        day_before = (*DEMO[:-1], "2021-11-10", "--format", "json")
        assert "0" == dothi(*day_before).data["points"]["lower"]

    @pytest.mark.parametrize("day", ["2016-05-25", "2022-12-31"])
    def test_the_day_chooses_the_law(self, dothi: Run, day: str) -> None:
        """Resolution 1210 is in force on its first and on its last day."""
        assert "nq-1210-2016" == dothi(*DEMO[:-1], day, "--format", "json").data["law"]["id"]

    @pytest.mark.parametrize("day", ["2016-05-24"])
    def test_no_law_before_the_first(self, dothi: Run, day: str) -> None:
        """On the day before its first, no law is in force."""
        assert 2 == dothi(*DEMO[:-1], day).code

    def test_the_day_is_today(self, dothi: Run) -> None:
        """Without --as-of the day is today in Vietnam."""
        before = today().isoformat()
        told = dothi("check", "duyen-hai", "--to", "III", "--law", "nq-1210-2016", "--format", "json").data["as_of"]
        assert before <= told <= today().isoformat()

    def test_a_law_out_of_its_time(self, toy: Run) -> None:
        """A law chosen by its id judges on any day, with a warning."""
        ended = toy("delta", "--law", "toy-law", "--as-of", "2031-01-01", "--lang", "en", "--format", "json")
        assert "The toy law is not in force on 01/01/2031." == ended.data["warnings"][0]

    def test_the_default_family(self, dothi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """The default family is that of urban types; the toy law belongs to another."""
        monkeypatch.setenv("DOTHI_RULES", str(TOY_RULES))
        ended = dothi("check", "delta", "--to", "SILVER", "--data", str(TOWNS), "--as-of", "2025-06-01", "--lang", "en")
        assert (2, "There is no family of laws `urban-type`. Available: toy.\n") == (ended.code, ended.err)

    def test_a_reading(self, toy: Run) -> None:
        """The requested reading is in force, and the default becomes the other one."""
        data = toy("iota", "--reading", "strict", "--format", "json").data
        assert ("strict", "not_met", ["points"]) == (
            data["reading"],
            data["verdict"],
            [other["id"] for other in data["other_readings"]],
        )

    def test_verified_only(self, toy: Run) -> None:
        """With unverified levels unknown, a provisional verdict becomes undetermined."""
        verdicts = [toy("epsilon", *more, "--format", "json").data["verdict"] for more in ((), ("--verified-only",))]
        assert ["met", "undetermined"] == verdicts

    def test_json_is_alone_on_stdout(self, dothi: Run) -> None:
        """JSON stands alone on stdout and ends in one newline."""
        ended = dothi(*DEMO, "--format", "json")
        assert ("", "}\n", "undetermined") == (ended.err, ended.out[-2:], ended.data["verdict"])

    def test_explained_in_a_table(self, toy: Run) -> None:
        """With --explain the tree follows the table on stdout."""
        ended = toy("eta", "--explain", "--lang", "en")
        assert "" == ended.err
        assert ended.out.startswith(toy("eta", "--lang", "en").out + "\nExplanation: ")

    def test_explained_beside_json(self, toy: Run) -> None:
        """Beside JSON the tree goes to stderr, because it is not data."""
        ended = toy("eta", "--explain", "--format", "json", "--lang", "en")
        assert ("total_is_open", True) == (
            ended.data["reasons"][0]["kind"],
            ended.err.startswith("\nExplanation: "),
        )


def first_line_and_rest(text: str) -> tuple[str, str]:
    """Return the first line of an output and what follows it."""
    first, _, rest = text.partition("\n")
    return first, rest


class TestData:
    def test_the_decimal_comma(self, toy: Run, tmp_path: Path) -> None:
        """With `--decimal ,` the comma is the decimal sign and the point groups thousands."""
        data = folder(tmp_path / "data", ONE_TOWN, 'alpha,water,"85,25",2024-12-31,\nalpha,people,1.500,2024-12-31,')
        ended = toy("alpha", "--decimal", ",", "--format", "json", data=data)
        assert ["85.25", "1500"] == [ended.standard(code)["measured"]["text"] for code in ("2.1", "1.1")]

    def test_the_comma_is_not_guessed(self, toy: Run, tmp_path: Path) -> None:
        """Without the option a decimal comma is an error, never a guess."""
        data = folder(tmp_path / "data", ONE_TOWN, 'alpha,water,"85,25",2024-12-31,')
        assert 5 == toy("alpha", data=data).code

    def test_list_reads_the_comma_too(self, dothi: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """`list` takes --decimal as `check` does."""
        monkeypatch.setenv("DOTHI_RULES", str(TOY_RULES))
        data = folder(tmp_path / "data", ONE_TOWN, 'alpha,water,"85,25",2024-12-31,')
        assert 0 == dothi("list", "--decimal", ",", "--data", str(data)).code

    @pytest.mark.parametrize("town", ["delta", "zeta", "kappa"])
    def test_json_data_are_the_same(self, toy: Run, tmp_path: Path, town: str) -> None:
        """The same data in one JSON file give the same assessment as the CSV files."""
        tables = {}
        for table in ("municipalities", "measurements"):
            with (TOWNS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
                tables[table] = list(csv.DictReader(file))
        (tmp_path / "towns.json").write_text(json.dumps(tables), encoding="utf-8")
        ends = (toy(town), toy(town, data=tmp_path / "towns.json"))
        first, second = (
            replace(ended, out=re.sub("^Số liệu: .*\n", "", ended.out, flags=re.MULTILINE)) for ended in ends
        )
        assert first == second

    def test_the_example_is_the_default(self, dothi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without --data the towns of Trà Vinh are listed, below the sentence that says so."""
        monkeypatch.setattr("dothi.commands.municipalities.today", lambda: TODAY)
        listed = (EXPECTED_OUTPUTS / "list-tra-vinh.vi.txt").read_text(encoding="utf-8")
        assert ("Không có --data: dùng số liệu ví dụ examples/tra-vinh.", listed) == first_line_and_rest(
            dothi("list").out
        )

    def test_list_in_english(self, dothi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """The list uses the requested language."""
        monkeypatch.setattr("dothi.commands.municipalities.today", lambda: TODAY)
        listed = (EXPECTED_OUTPUTS / "list-tra-vinh.en.txt").read_text(encoding="utf-8")
        assert listed == first_line_and_rest(dothi("list", "--lang", "en").out)[1]


class TestRulesAreData:
    def test_one_threshold_changes_the_shortfall(self, dothi: Run, edited: Callable[..., Path]) -> None:
        """With the minimum of 4.1 for type III edited from 60 to 55, Duyên Hải is short by 5.2 instead of 10.2."""
        edited(REAL_RULES, LABOUR, "III:     {minimum: 60,", "III:     {minimum: 55,")
        assert "5.2" == dothi(*DEMO, "--format", "json").standard("4.1")["gap"]

    def test_one_threshold_changes_the_answer(self, dothi: Run, edited: Callable[..., Path]) -> None:
        """With the minimum of 4.1 for type III edited from 60 to 45, and a reason for it, Duyên Hải passes it."""
        edited(REAL_RULES, LABOUR, "III:     {minimum: 60,", "III:     {laxer_because: a trial, minimum: 45,")
        labour = dothi(*DEMO, "--format", "json").standard("4.1")
        assert ("pass", "45", None) == (labour["verdict"], labour["levels"]["minimum"], labour["gap"])

    def test_the_strict_reading_follows(self, dothi: Run, edited: Callable[..., Path]) -> None:
        """With that edit, no mandatory standard of the strict reading fails any more."""
        edited(REAL_RULES, LABOUR, "III:     {minimum: 60,", "III:     {laxer_because: a trial, minimum: 45,")
        others = {other["id"]: other for other in dothi(*DEMO, "--format", "json").data["other_readings"]}
        assert "undetermined" == others["strict"]["verdict"]

    def test_a_laxer_type_needs_a_reason(self, dothi: Run, edited: Callable[..., Path]) -> None:
        """A type that requires less than a lower one without a reason is refused with its line."""
        file = edited(REAL_RULES, LABOUR, "III:     {minimum: 60,", "III:     {minimum: 45,")
        ended = dothi(*DEMO)
        assert (4, True) == (ended.code, ended.err.startswith(f"{file}:36:26: "))

    def test_the_rules_have_their_fingerprint(self, dothi: Run, edited: Callable[..., Path]) -> None:
        """An edit of the rules changes the fingerprint in the answer."""
        before = dothi(*DEMO, "--format", "json").data["law"]["sha256"]
        edited(REAL_RULES, LABOUR, "III:     {minimum: 60,", "III:     {minimum: 55,")
        assert before != dothi(*DEMO, "--format", "json").data["law"]["sha256"]

    def test_the_schema_is_the_committed_one(self, dothi: Run) -> None:
        """The schema of the rule files is, byte for byte, the one in docs."""
        committed = (ROOT / "docs" / "schema" / "rulebook-1.json").read_text(encoding="utf-8")
        assert Ended(0, committed, "") == dothi("rules", "schema")


class TestInjection:
    MARKUP = "[bold red]Alpha[/] :warning: [link=https://example.org]x[/link] [/]"

    def test_markup_stays_text(self, toy: Run, tmp_path: Path) -> None:
        """Markup in a name or a source is shown as it stands in the file."""
        data = folder(
            tmp_path / "data", f"alpha,{self.MARKUP},town,plain,yes,yes", f"alpha,water,80,2024-12-31,{self.MARKUP}"
        )
        ended = toy("alpha", "--all", "--explain", data=data)
        assert [True, True] == [self.MARKUP in line for line in ended.out.splitlines() if "https:" in line]

    def test_markup_stays_text_in_the_list(self, dothi: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """The list shows it as it stands too."""
        monkeypatch.setenv("DOTHI_RULES", str(TOY_RULES))
        data = folder(tmp_path / "data", "alpha,[red]Alpha[/] :warning:,town,,,")
        assert "[red]Alpha[/] :warning:" in dothi("list", "--data", str(data)).out

    @pytest.mark.parametrize("column", ["name", "kind", "region"])
    def test_escape_sequences_in_csv(self, toy: Run, tmp_path: Path, column: str) -> None:
        """An escape sequence in a cell is refused, and the message does not repeat it to the terminal."""
        cells = {"name": "Alpha", "kind": "town", "region": "plain"} | {column: "\x1b[31mred"}
        data = folder(tmp_path / "data", f"alpha,{cells['name']},{cells['kind']},{cells['region']},yes,yes")
        ended = toy("alpha", data=data)
        assert (5, False) == (ended.code, "\x1b" in ended.err)

    def test_escape_sequences_in_json_keys(self, toy: Run, tmp_path: Path) -> None:
        """A JSON key with an escape sequence is refused, and the message does not repeat it to the terminal."""
        rows = {"municipalities": [{"id": "alpha", "name": "Alpha", "kind": "town", "\x1b[31mred": "x"}]}
        (tmp_path / "data.json").write_text(json.dumps(rows), encoding="utf-8")
        ended = toy("alpha", data=tmp_path / "data.json")
        assert (5, False) == (ended.code, "\x1b" in ended.err)

    def test_escape_sequences_in_rules(self, toy: Run, edited: Callable[..., Path]) -> None:
        """A name in a rule file cannot carry an escape sequence to the terminal."""
        edited(TOY_RULES, Path("toy-law") / "law.yaml", "en: type silver", r'en: "type \e[31msilver"')
        ended = toy("delta", "--lang", "en")
        assert "\x1b" not in ended.out + ended.err

    def test_escape_sequences_in_keys_of_rules(self, toy: Run, edited: Callable[..., Path]) -> None:
        """A key in a rule file with an escape sequence is refused, and the message does not repeat it."""
        edited(TOY_RULES, Path("toy-law") / "law.yaml", "family: toy", 'family: toy\n"\\e[31mred": 1')
        ended = toy("delta")
        assert (4, False) == (ended.code, "\x1b" in ended.err)

    def test_a_lone_surrogate_in_json(self, toy: Run, tmp_path: Path) -> None:
        """A lone surrogate, which no UTF-8 file can hold, is refused as unsound data."""
        town = {"id": "alpha", "name": "Alpha\ud800", "kind": "town", "inner_area": "yes", "outer_area": "yes"}
        (tmp_path / "data.json").write_text(json.dumps({"municipalities": [town]}), encoding="utf-8")
        assert 5 == toy("alpha", data=tmp_path / "data.json").code


def environment(**changed: str) -> dict[str, str]:
    """Return the environment with these changes and without variables that would change the output."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DOTHI_RULES", "COLUMNS", "NO_COLOR"}}
    return kept | changed


class TestProcess:
    """The installed command in a process of its own; each run costs half a second, so there are few."""

    def test_from_another_folder(self, tmp_path: Path) -> None:
        """From any working folder the installed command finds rules and example, and writes only data to stdout."""
        ended = subprocess.run(
            [COMMAND, *DEMO], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=True
        )
        kept = (EXPECTED_OUTPUTS / "demo.vi.txt").read_text(encoding="utf-8")
        # The example is named as seen from the working folder.
        answer = first_line_and_rest(ended.stdout)[1].replace(str(TRA_VINH), "examples/tra-vinh")
        assert ("", True) == (ended.stderr, kept.startswith(answer + "\nGiải thích"))

    @pytest.mark.parametrize("demand", [{}, {"FORCE_COLOR": "1"}, {"TTY_COMPATIBLE": "1"}, {"GITHUB_ACTIONS": "true"}])
    @pytest.mark.parametrize("asked", [DEMO, ("--help",), ("check", "--to")])
    def test_no_colour_in_a_pipe(self, demand: dict[str, str], asked: tuple[str, ...]) -> None:
        """If a stream is no terminal it gets no colour, whatever the environment demands."""
        ended = subprocess.run(
            [COMMAND, *asked],
            env=environment(TERM="xterm-256color", **demand),
            capture_output=True,
            text=True,
            check=False,
        )
        assert ("", True) == (ended.stdout[: ended.stdout.count("\x1b")], "x1b" not in ended.stdout + ended.stderr)

    def test_colour_on_a_terminal(self) -> None:
        """On a terminal the verdict has its colour: yellow for undetermined."""
        outer, inner = pty.openpty()
        demo = [COMMAND, *DEMO, "--data", str(TRA_VINH)]
        process = subprocess.Popen(demo, stdout=inner, env=environment(TERM="xterm-256color"))
        os.close(inner)
        written = b""
        try:
            while chunk := os.read(outer, 65536):
                written += chunk
        except OSError:
            pass  # the terminal reports the end of the process this way
        os.close(outer)
        assert 0 == process.wait()
        assert written.startswith(b"\x1b[1;33m")

    @pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    @pytest.mark.parametrize("library", ["contextlib.nullcontext()", "native_reading('towns.parquet')"])
    def test_interrupted(self, tmp_path: Path, stop: signal.Signals, library: str) -> None:
        """Ctrl-C, a request to end or a closed terminal while anything reads data gives a sentence and code 130."""
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        script = (
            "import cli, contextlib\n"
            "import dothi.commands.options as options\n"
            "from criteria.data_files.native_reading import native_reading\n"
            "def read(_):\n"
            f"    with {library}:\n"
            f"        return open({str(pipe)!r}).read()\n"
            "options.content_hash = read\n"
            "cli.start()\n"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", script, "list", "--lang", "en"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment(PYTHONPATH=str(ROOT)),
        )
        writer = opened_for_writing(pipe, process)
        process.send_signal(stop)
        out, err = process.communicate(timeout=30)
        os.close(writer)
        assert (130, "", "Stopped by the user.\n") == (process.returncode, out, err)

    def test_interrupted_while_starting(self) -> None:
        """Ctrl-C while the command is still being imported leaves no traceback."""
        script = (
            "import os, signal, sys\n"
            "class Interrupt:\n"
            "    def find_spec(self, name, *_):\n"
            "        if name == 'typer':\n"
            "            os.kill(os.getpid(), signal.SIGINT)\n"
            "sys.meta_path.insert(0, Interrupt())\n"
            "from cli import main\n"
            "sys.exit(main())\n"
        )
        ended = subprocess.run(
            [sys.executable, "-c", script, "rules", "schema"],
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in ended.stderr
        assert ended.returncode in {130, -signal.SIGINT}

    def test_a_reader_that_stops(self) -> None:
        """`dothi … | head -1` shows one line and nothing on stderr, although the rest of the output is not read."""
        ended = subprocess.run(
            ["sh", "-c", f"'{COMMAND}' {' '.join(DEMO)} --format json | head -1"],
            env=environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        assert ("{\n", "") == (ended.stdout, ended.stderr)

    def test_a_closed_pipe(self) -> None:
        """A pipe that is closed from the start causes no traceback."""
        process = subprocess.Popen([COMMAND, *DEMO], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
        assert process.stdout is not None
        process.stdout.close()
        _, err = process.communicate(timeout=30)
        assert b"" == err

    def test_a_full_disk(self) -> None:
        """Output that cannot be written gives a message and a nonzero exit code, without a traceback."""
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            ended = subprocess.run(
                [COMMAND, *DEMO], stdout=full, stderr=subprocess.PIPE, env=environment(), text=True, check=False
            )
        assert (True, False) == (bool(ended.stderr), "Traceback" in ended.stderr)
        assert 0 != ended.returncode

    def test_an_ascii_output(self) -> None:
        """If Python believes that stdout is ASCII, there is no traceback."""
        ended = subprocess.run(
            [COMMAND, *DEMO], env=environment(PYTHONIOENCODING="ascii"), capture_output=True, check=False
        )
        assert b"Traceback" not in ended.stderr


def opened_for_writing(pipe: Path, process: subprocess.Popen[str]) -> int:
    """Open the pipe for writing, once the process waits at its other end."""
    while process.poll() is None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # the process has not opened it yet
            time.sleep(0.01)
    raise AssertionError(process.communicate())


# --- targets ---


@pytest.mark.slow
def test_targets_in_every_form(dothi: Run) -> None:
    """The targets of a day are shown as a table, as Markdown and as JSON."""
    table = dothi("targets", "--as-of", "2021-11-11")
    markdown = dothi("targets", "--as-of", "2021-11-11", "--format", "markdown")
    listed = dothi("targets", "--as-of", "2021-11-11", "--format", "json")
    assert [0, 0, 0] == [ended.code for ended in (table, markdown, listed)]
    assert "Mục tiêu của chương trình, tính đến 11/11/2021" in table.out
    assert "| Thị xã Duyên Hải | III: " in markdown.out
    assert ("2021-11-11", 19) == (listed.data["as_of"], len(listed.data["targets"]))


def test_targets_on_a_malformed_day(dothi: Run) -> None:
    """A malformed day is wrong usage, and nothing is judged."""
    ended = dothi("targets", "--as-of", "yesterday")
    assert (2, "") == (ended.code, ended.out)


def test_targets_of_other_data(dothi: Run, tmp_path: Path) -> None:
    """If the data lack the municipalities of the programme, every target is refused with what there is."""
    data = folder(tmp_path / "data", "alpha,Alpha,town,mekong-delta,yes,yes", "")
    ended = dothi("targets", "--data", str(data), "--as-of", "2021-11-11", "--format", "json", "--lang", "en")
    assert {None} == {target["verdict"] for target in ended.data["targets"]}
    assert "There is no municipality `duyen-hai` in the data. Available: alpha." in {
        target["refusal"] for target in ended.data["targets"]
    }


def test_responsible_offices_end_with_the_plan(dothi: Run) -> None:
    """In 2022 the offices responsible for failing standards are named; in 2026 the plan has ended."""
    during = dothi("check", "duyen-hai", "--to", "III", "--as-of", "2022-06-01", "--format", "json")
    after = dothi("check", "duyen-hai", "--to", "III", "--as-of", "2026-06-01", "--format", "json")
    assert ("actors" in during.data, "actors" in after.data) == (True, False)


def test_data_older_than_decree_35_requires(dothi: Run) -> None:
    """Under 111/2025, data of 2021 give one warning that names the day they should be of; they count all the same."""
    ended = dothi("check", "duyen-hai", "--to", "III", "--as-of", "2026-06-01", "--format", "json", "--lang", "en")
    warned = [warning for warning in ended.data["warnings"] if "Decree 35/2026/NĐ-CP" in warning]
    assert 1 == len(warned)
    assert "from before 31/12/2025" in warned[0]
    assert ("below", "49.8") == (ended.standard("2A.II.05")["status"], ended.standard("2A.II.05")["measured"]["lower"])
