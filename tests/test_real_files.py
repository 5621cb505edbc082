"""Files as offices have them, in `real_cases/files/`: nothing is overwritten, and every answer names its data."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.support.in_process import Ended, Run, in_process
from tests.support.paths import ROOT, TESTS, TRA_VINH

FILES = TESTS / "real_cases" / "files"
DAY = ("--as-of", "2021-11-11", "--lang", "en")


@pytest.fixture
def dothi(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run the command in this process, as the installed script does."""
    with in_process(monkeypatch, capsys) as run:
        yield run


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Copy the files to a folder that may be written to."""
    return Path(shutil.copytree(FILES, tmp_path / "files"))


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestOverwrite:
    @pytest.mark.parametrize("force", [(), ("--force",)])
    @pytest.mark.parametrize(
        ("data", "output"),
        [
            ("towns.csv", "towns.csv"),
            ("towns.csv", "d/../towns.csv"),
            ("p.xlsx", "p.xlsx"),
            ("d", "d/measurements.csv"),
            ("d", "d/municipalities.csv"),
        ],
    )
    def test_batch(self, dothi: Run, files: Path, data: str, output: str, force: tuple[str, ...]) -> None:
        """An output that is one of its inputs is refused, with --force too, and no file changes."""
        folder, before = files / "overwrite", contents(files)
        ended = dothi("batch", "--to", "III", "--data", folder / data, "--output", folder / output, *force, *DAY)
        assert (2, "", before) == (ended.code, ended.out, contents(files))

    @pytest.mark.parametrize("force", [(), ("--force",)])
    def test_check(self, dothi: Run, files: Path, force: tuple[str, ...]) -> None:
        """`check` refuses it as `batch` does."""
        data, before = files / "overwrite" / "d", contents(files)
        output = data / "municipalities.csv"
        ended = dothi("check", "duyen-hai", "--to", "III", "--data", data, "--output", output, *force, *DAY)
        assert (2, "", before) == (ended.code, ended.out, contents(files))

    def test_a_companion_that_is_an_input(self, dothi: Run, files: Path) -> None:
        """Data that stand where the rejected rows would be written are not lost."""
        folder = files / "overwrite"
        data = shutil.copy(folder / "towns.csv", folder / "r.csv.rejected.csv")
        before = contents(files)
        ended = dothi("batch", "--to", "III", "--data", data, "--output", folder / "r.csv", "--force", *DAY)
        assert (2, before) == (ended.code, contents(files))

    def test_before_any_input_is_opened(self, dothi: Run, files: Path) -> None:
        """The output is refused although the data could not be read either."""
        broken = files / "broken.json"
        broken.write_text("{")
        assert 2 == dothi("batch", "--to", "III", "--data", broken, "--output", broken, "--force", *DAY).code

    @pytest.mark.parametrize("command", [("check", "duyen-hai"), ("batch",)])
    def test_what_is_there(self, dothi: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
        """Any other file that exists is refused without --force and overwritten with it."""
        output = tmp_path / "r.json"
        output.write_text("old")
        asked = (*command, "--to", "III", "--data", TRA_VINH, "--output", output, *DAY)
        assert (2, "old") == (dothi(*asked).code, output.read_text())
        assert (0, True) == (dothi(*asked, "--force").code, output.read_text() != "old")


class TestCompanions:
    def test_those_of_an_earlier_run_go(self, dothi: Run, files: Path) -> None:
        """After s1, which rejects a row, and s2, which rejects none, to one output, no rejected rows are left."""
        output = files / "out.csv"
        asked = ("batch", "--to", "III", "--output", output, "--force", *DAY)
        first = dothi(*asked, "--data", files / "wide" / "s1.csv", "--explain-failures")
        left = {path.name for path in files.glob("out.csv*")}
        assert (0, {"out.csv", "out.csv.rejected.csv", "out.csv.failures.csv"}) == (first.code, left)
        assert 0 == dothi(*asked, "--data", files / "wide" / "s2.csv").code
        assert {"out.csv"} == {path.name for path in files.glob("out.csv*")}

    def test_csv_for_people_has_its_mark(self, dothi: Run, files: Path) -> None:
        """Results and rejected rows begin with the mark by which spreadsheets recognise UTF-8."""
        output = files / "out.csv"
        dothi("batch", "--to", "III", "--data", files / "wide" / "s1.csv", "--output", output, *DAY)
        assert [b"\xef\xbb\xbf"] * 2 == [path.read_bytes()[:3] for path in sorted(files.glob("out.csv*"))]


class TestCheckOutput:
    def test_json(self, dothi: Run, tmp_path: Path) -> None:
        """The file holds what stdout would."""
        asked = ("check", "duyen-hai", "--to", "III", "--data", TRA_VINH, "--format", "json", *DAY)
        ended = dothi(*asked, "--output", tmp_path / "answer.json")
        assert (0, "") == (ended.code, ended.out)
        assert dothi(*asked).out == (tmp_path / "answer.json").read_text(encoding="utf-8")

    def test_table(self, dothi: Run, tmp_path: Path) -> None:
        """A table in a file is the table that a pipe gets."""
        asked = ("check", "duyen-hai", "--to", "III", "--data", TRA_VINH, *DAY)
        dothi(*asked, "--output", tmp_path / "answer.txt")
        assert dothi(*asked).out == (tmp_path / "answer.txt").read_text(encoding="utf-8")


def folder_hash(folder: Path) -> str:
    """Return the hash of a folder as ``sha256sum measurements.csv municipalities.csv | sha256sum`` gives it."""
    names = ("measurements.csv", "municipalities.csv")
    lines = (f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


class TestData:
    def answer(self, dothi: Run, *others: str | Path) -> dict[str, Any]:
        """Return what the demo says of its data."""
        found: dict[str, Any] = json.loads(
            dothi("check", "duyen-hai", "--to", "III", "--format", "json", *DAY, *others).out
        )["data"]
        return found

    def test_path_and_hash(self, dothi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """JSON names the data, with a hash that anybody can compute again."""
        monkeypatch.chdir(ROOT)
        expected = {"path": "examples/tra-vinh", "sha256": folder_hash(TRA_VINH), "understood": []}
        assert expected == self.answer(dothi, "--data", TRA_VINH)

    def test_of_a_file(self, dothi: Run, tmp_path: Path) -> None:
        """The hash of one file is that of its bytes."""
        towns = pl.read_csv(TRA_VINH / "municipalities.csv", infer_schema=False).to_dicts()
        path = tmp_path / "towns.json"
        path.write_text(json.dumps({"municipalities": [{k: v or "" for k, v in row.items()} for row in towns]}))
        assert hashlib.sha256(path.read_bytes()).hexdigest() == self.answer(dothi, "--data", path)["sha256"]

    def test_the_terminal_names_them(self, dothi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """The head of the answer names the data and the beginning of their hash, in every command that judges."""
        monkeypatch.chdir(ROOT)
        line = f"Data: examples/tra-vinh (sha256 {folder_hash(TRA_VINH)[:12]})."
        for command in (("check", "duyen-hai", "--to", "III"), ("batch", "--to", "III"), ("targets",)):
            assert line in dothi(*command, "--data", TRA_VINH, *DAY).out.splitlines()[:4]
        assert line == dothi("list", "--data", TRA_VINH, "--lang", "en").out.splitlines()[0]

    def test_a_forgotten_data_is_said_first(self, dothi: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """Without --data the first line says that the example was judged, and so does JSON."""
        monkeypatch.chdir(ROOT)
        sentence = "No --data given: judging the example examples/tra-vinh."
        for command in (("check", "duyen-hai", "--to", "III"), ("batch", "--to", "III"), ("targets",)):
            assert sentence == dothi(*command, *DAY).out.splitlines()[0]
        assert [sentence] == self.answer(dothi)["understood"]

    def test_the_environment_names_them(self, dothi: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        """DOTHI_DATA names the data where --data does not."""
        data = Path(shutil.copytree(TRA_VINH, tmp_path / "data"))
        with (data / "municipalities.csv").open("a", encoding="utf-8") as file:
            file.write("\n")
        monkeypatch.setenv("DOTHI_DATA", str(data))
        found = self.answer(dothi)
        assert (folder_hash(data), []) == (found["sha256"], found["understood"])


class TestProvince:
    def test_check(self, dothi: Run) -> None:
        """A province is no urban area: asked for an urban type it is refused, with the families that fit."""
        ended = dothi("check", "tra-vinh-province", "--to", "III", "--data", TRA_VINH, *DAY)
        assert (2, "") == (ended.code, ended.out)
        assert "Available: administrative-unit, programme. Choose a family with --family." in ended.err

    @pytest.mark.parametrize(("to", "targets"), [("III", ["III"]), ("next", ["next"])])
    def test_batch(self, dothi: Run, tmp_path: Path, to: str, targets: list[str]) -> None:
        """In a batch it has a row without a verdict, and is counted apart."""
        output = tmp_path / "r.parquet"
        ended = dothi("batch", "--to", to, "--data", TRA_VINH, "--output", output, *DAY)
        rows = pl.read_parquet(output).filter(pl.col("municipality") == "tra-vinh-province")
        assert [(target, None) for target in targets] == rows.select("target", "verdict").rows()
        assert "Not asked: 1 municipality; " in ended.err

    def test_its_own_questions(self, dothi: Run) -> None:
        """What is asked of provinces is answered."""
        asked = ("--family", "administrative-unit", "--to", "class-I", "--data", TRA_VINH)
        assert 0 == dothi("check", "tra-vinh-province", *asked, *DAY).code


def test_rows_that_share_an_id_are_one_unit(dothi: Run, tmp_path: Path) -> None:
    """The counts of a batch are of municipalities: two rows of one id are one that is rejected."""
    data = tmp_path / "towns.csv"
    data.write_text("id,kind,inner_area,outer_area\na,town,yes,yes\nb,town,yes,yes\na,town,yes,yes\n")
    ended = dothi("batch", "--to", "III", "--data", data, *DAY)
    assert "2 municipalities read, 1 evaluated, 1 rejected." in ended.err


class TestSmallThings:
    def test_version(self, dothi: Run) -> None:
        """--version prints the name and the version."""
        assert Ended(0, "dothi 0.1.0\n", "") == dothi("--version")

    @pytest.mark.parametrize("words", [(), ("check",), ("rules",), ("rules", "lint")])
    def test_short_help(self, dothi: Run, words: tuple[str, ...]) -> None:
        """-h is --help, for every command."""
        assert dothi(*words, "--help") == dothi(*words, "-h")

    def test_a_day_as_people_write_it(self, dothi: Run) -> None:
        """A day may be given as day/month/year."""
        asked = ("check", "duyen-hai", "--to", "III", "--lang", "en", "--as-of")
        assert dothi(*asked, "2021-11-11") == dothi(*asked, "11/11/2021")

    @pytest.mark.parametrize("command", [("check", "duyen-hai"), ("batch",)])
    def test_an_empty_reading(self, dothi: Run, command: tuple[str, ...]) -> None:
        """An empty --reading is no reading of the law, so it is refused."""
        ended = dothi(*command, "--to", "III", "--reading", "", *DAY)
        assert (2, "") == (ended.code, ended.out)

    def test_lint_by_id(self, dothi: Run) -> None:
        """`rules lint` takes the id of a law, and names those that exist for an unknown one."""
        found = dothi("rules", "lint", "nq-112-2025", "--no-cases")
        assert (0, found) == (found.code, dothi("rules", "lint", ROOT / "rules" / "nq-112-2025", "--no-cases"))
        unknown = dothi("rules", "lint", "nq-112")
        assert (2, True) == (unknown.code, "nq-112-2025" in unknown.err)

    def test_what_a_file_manager_left(self, dothi: Run, tmp_path: Path) -> None:
        """Files that a system left among the rule files are passed over, with a note."""
        rules = Path(shutil.copytree(ROOT / "rules", tmp_path / "rules"))
        for place in ("._law.yaml", "Thumbs.db", "nq-1210-2016/._law.yaml", "nq-1210-2016/cases/._a.yaml"):
            (rules / place).write_bytes(b"\x00\x05\x16\x07")
        ended = dothi("rules", "lint", rules, "--no-cases")
        assert (0, 4) == (ended.code, ended.out.count("L007-passed-over"))
