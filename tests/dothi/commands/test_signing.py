"""``dothi rules sign`` and ``dothi rules show --unverified``, as policy officers use them."""

import datetime
import io
import re
import shutil
from pathlib import Path

import pytest

from criteria.rule_files.library import Library
from criteria.rule_files.provenance import provenances_of
from criteria.rule_files.yaml_file import yaml_of
from criteria.sign_off import SignOff
from dothi.workbench.editing.draft import Draft
from dothi.workbench.editing.entries import located_provenances
from dothi.workbench.editing.number_changes import is_signable, signing, stage
from tests.support.example_folders import change, copy_of_toy_rules, load_everything
from tests.support.paths import ROOT, TOY_DATA
from tests.test_cli import Run, dothi

pytestmark = pytest.mark.slow

OFFICE = "Phòng Quản lý đô thị"
GAZETTE = "Công báo số 1"
SIGNER = SignOff((OFFICE,), datetime.date(2026, 10, 1), GAZETTE, {})
LAWS = ("toy-law", "counted-law", "amending-law", "stepped-law", "taking-law")
PEOPLE = """\
    levels:
      GOLD:   {minimum: 1000, maximum: 2000, basis: [one-source, one-source]}
      SILVER: {minimum: 500,  maximum: 1000, basis: [one-source, unverified]}
"""

__all__ = ["dothi"]


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dothi: Run) -> Path:
    """Provide a copy of the toy laws that may be changed, and make the command use it."""
    folder = copy_of_toy_rules(tmp_path, further_laws=True)
    monkeypatch.setenv("DOTHI_RULES", str(folder))
    return folder


def sign(dothi: Run, *arguments: str) -> tuple[int, str, str]:
    """Sign in the toy law and return how the command ended."""
    day = () if "--date" in arguments else ("--date", "2026-10-01")
    by = () if "--by" in arguments else ("--by", OFFICE)
    ended = dothi("rules", "sign", "toy-law", *arguments, *by, "--document", GAZETTE, *day, "--lang", "en")
    return ended.code, ended.out, ended.err


def people(rules: Path) -> str:
    """Return the file of the standards that are signed here."""
    return (rules / "toy-law" / "criterion-people.yaml").read_text("utf-8")


class TestSigning:
    def test_levels_and_record(self, dothi: Run, rules: Path) -> None:
        """The signed levels become signed-off, and a record says by whom, when, against what, and which."""
        before = people(rules)
        assert 0 == sign(dothi, "people", "--type", "SILVER", "--yes")[0]
        signed = PEOPLE.replace("[one-source, unverified]", "[signed-off, signed-off]") + (
            "    signed:\n"
            "      - by: [Phòng Quản lý đô thị]\n"
            "        date: 2026-10-01\n"
            "        document: Công báo số 1\n"
            "        numbers: {levels.SILVER.minimum: 500, levels.SILVER.maximum: 1000}\n"
            '        words: {words: "2523fc2c2e7c"}\n'
        )
        assert before.replace(PEOPLE, signed) == people(rules)

    def test_a_signed_law_is_sound(self, dothi: Run, rules: Path) -> None:
        """A signed file loads, and the standard knows who signed it."""
        sign(dothi, "1.1", "--yes")
        (law,) = (one for one in load_everything(rules) if one.law.id == "toy-law")
        (record,) = law.standards[0].signed
        assert ((OFFICE,), datetime.date(2026, 10, 1), GAZETTE) == (record.by, record.date, record.document)
        assert "2000" == record.numbers["levels.GOLD.maximum"]

    def test_a_second_record_follows_the_first(self, dothi: Run, rules: Path) -> None:
        """The first record stays when another type is signed later."""
        sign(dothi, "people", "--type", "SILVER", "--yes")
        sign(dothi, "people", "--type", "GOLD", "--by", "Sở Xây dựng", "--yes")
        text = people(rules)
        assert text.index(OFFICE) < text.index("Sở Xây dựng")
        (law,) = (one for one in load_everything(rules) if one.law.id == "toy-law")
        assert 2 == len(law.standards[0].signed)

    def test_a_criterion_with_its_standards(self, dothi: Run, rules: Path) -> None:
        """Signing a criterion signs its points and all its standards."""
        assert 0 == sign(dothi, "1", "--yes")[0]
        provenances = provenances_of(yaml_of(people(rules).encode(), "people").content)
        assert {"signed-off"} == {provenance.basis for provenance in provenances}

    def test_a_rule(self, dothi: Run, rules: Path) -> None:
        """A rule is signed together with the share that it states."""
        assert 0 == sign(dothi, "hills", "--yes")[0]
        assert "numbers: {then.0.to_percent: 80}" in (rules / "toy-law" / "special.yaml").read_text("utf-8")

    def test_the_head(self, dothi: Run, rules: Path) -> None:
        """The id of a law signs its head: points, pass mark and readings."""
        assert 0 == sign(dothi, "toy-law", "--yes")[0]
        text = (rules / "toy-law" / "law.yaml").read_text("utf-8")
        assert "one-source" not in text
        assert "numbers: {points.maximum.value: 20, points.pass_mark.value: 15, points.round_to.value: 0.01}" in text

    def test_nothing_is_written_without_confirmation(self, dothi: Run, rules: Path) -> None:
        """Without a terminal the diff is shown, nothing is written, and the command ends as wrong usage."""
        before = people(rules)
        code, out, err = sign(dothi, "people")
        assert 2 == code
        assert "+      SILVER: {minimum: 500,  maximum: 1000, basis: [signed-off, signed-off]}" in out
        assert "--yes" in err
        assert before == people(rules)

    @pytest.mark.parametrize(
        ("answer", "code", "is_written"), [("c", 0, True), ("y", 0, True), ("k", 2, False), ("", 2, False)]
    )
    def test_confirmation_at_a_terminal(
        self, dothi: Run, rules: Path, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, is_written: bool
    ) -> None:
        """At a terminal the diff is shown and confirmed; only a yes, in either language, writes."""
        terminal = io.StringIO(answer + "\n")
        monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stdin", terminal)
        ended = sign(dothi, "people")
        assert (code, True) == (ended[0], "Write the changes to 1 file?" in ended[2])
        assert is_written == (OFFICE in people(rules))

    def test_dry_run(self, dothi: Run, rules: Path) -> None:
        """A dry run shows the changes, as a diff and in words, and writes nothing."""
        before = people(rules)
        code, out, err = sign(dothi, "people", "--dry-run", "--yes")
        assert 0 == code
        assert "-      SILVER: {minimum: 500,  maximum: 1000, basis: [one-source, unverified]}" in out
        assert "1.1 People of the whole town, type silver, maximum level: 1,000 people (unverified → signed off)" in err
        assert before == people(rules)

    def test_nothing_to_sign(self, dothi: Run, rules: Path) -> None:
        """An unknown level cannot be signed, and a signed one is not signed again."""
        sign(dothi, "people", "--yes")
        code, _, err = sign(dothi, "people", "--yes")
        assert (2, True) == (code, "nothing to sign off" in err)

    def test_a_misspelt_standard(self, dothi: Run, rules: Path) -> None:
        """An unknown standard is answered with the known ones, the nearest first."""
        code, _, err = sign(dothi, "peopel", "--yes")
        assert (2, True) == (code, "people" in err)

    def test_a_standard_of_another_law(self, dothi: Run, rules: Path) -> None:
        """A standard taken over from another law is signed in that law; the refusal names it."""
        taken = [s for one in load_everything(rules) if one.law.id == "taking-law" for s in one.standards if s.from_law]
        ended = dothi(
            "rules", "sign", "taking-law", taken[0].id, "--by", OFFICE, "--document", GAZETTE, "--yes", "--lang", "en"
        )
        assert (2, True) == (ended.code, str(taken[0].from_law) in ended.err)

    def test_a_minimum_that_an_amending_law_states(self, dothi: Run, rules: Path) -> None:
        """A minimum that an amending law states was not compared with the text of the amended law."""
        sign(dothi, "people", "--yes")
        (law,) = (one for one in load_everything(rules) if one.law.id == "amending-law")
        (people,) = (standard for standard in law.standards if standard.id == "people")
        bases = {level.minimum.basis for level in people.levels.values() if level.minimum}
        assert ({"unverified"}, ()) == (bases, people.signed)

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--date", "2999-01-01"), "in the future"),
            (("--date", "1.10.2026"), "1.10.2026"),
            (("--by", " "), "--by"),
            (("--by", "\x1b[31m"), "--by"),
            (("--by", "Phòng A\u200b"), "--by"),
            (("--type", "BRONZE"), "GOLD"),
        ],
    )
    def test_wrong_usage(self, dothi: Run, rules: Path, arguments: tuple[str, ...], said: str) -> None:
        """A future day, a malformed day, a missing name and an unknown type give a sentence and exit code 2."""
        code, _, err = sign(dothi, "people", "--yes", *arguments)
        assert (2, True) == (code, said in err)

    def test_a_signed_number_that_is_changed_by_hand(self, dothi: Run, rules: Path) -> None:
        """Changing a signed number in the file is reported, with its line, until it is signed again."""
        sign(dothi, "people", "--yes")
        change(rules / "toy-law" / "criterion-people.yaml", "{minimum: 500,", "{minimum: 400,")
        ended = dothi("rules", "show", "toy-law", "--lang", "en")
        assert 4 == ended.code
        assert "criterion-people.yaml:17:25: levels.SILVER.minimum was signed off as 500" in ended.err

    @pytest.mark.parametrize(
        ("part", "file", "old", "new"),
        [
            ("hills", "special.yaml", "municipality.region: {is: hills}", "municipality.region: {is: plain}"),
            ("hills", "special.yaml", 'criteria: ["1"], to_percent: 80', 'criteria: ["2"], to_percent: 80'),
            ("people", "criterion-people.yaml", "indicator: people", "indicator: inner-people"),
            ("toy-law", "law.yaml", "    default: true\n", ""),
        ],
    )
    def test_the_meaning_of_a_signed_number_changes(
        self, dothi: Run, rules: Path, part: str, file: str, old: str, new: str
    ) -> None:
        """A changed condition, scope, indicator or default reading no longer matches what was compared."""
        sign(dothi, part, "--yes")
        change(rules / "toy-law" / file, old, new)
        if part == "toy-law":
            change(rules / "toy-law" / file, "  - id: strict\n", "  - id: strict\n    default: true\n")
        ended = dothi("rules", "lint", str(rules / "toy-law"), "--no-cases", "--lang", "en")
        assert "L706-missing-signature: what was signed on 2026-10-01 has changed since" in ended.out

    def test_the_wording_of_a_signed_number_changes(self, dothi: Run, rules: Path) -> None:
        """A name or a note may be corrected."""
        sign(dothi, "hills", "--yes")
        change(rules / "toy-law" / "special.yaml", "en: Hills", "en: In the hills")
        assert 0 == dothi("rules", "show", "toy-law").code

    def test_a_reading_needs_a_record_that_names_it(self, dothi: Run, rules: Path) -> None:
        """A record of other parts of the head does not cover how the law is read."""
        sign(dothi, "toy-law", "--yes")
        path = rules / "toy-law" / "law.yaml"
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"readings\.strict: \S+", "readings.points2: 1234567890ab}", text), "utf-8")
        ended = dothi("rules", "show", "toy-law", "--lang", "en")
        assert (4, True) == (ended.code, "no record under `signed` lists readings.strict" in ended.err)

    def test_every_number_of_every_toy_law(self, rules: Path) -> None:
        """Whatever a law can state can be signed, in flow or block style, and the law stays sound."""
        for law in LAWS:
            draft = Draft(Library(rules), law)
            stage([signing(placed) for placed in located_provenances(draft) if is_signable(placed.provenance)], SIGNER)
            draft.validated()
            draft.write()
        for law in LAWS:
            left = [p.provenance for p in located_provenances(Draft(Library(rules), law)) if is_signable(p.provenance)]
            assert [] == left

    def test_every_number_of_the_shipped_laws(self, tmp_path: Path) -> None:
        """The shipped laws can be signed from the first number to the last and stay sound."""
        folder = Path(shutil.copytree(ROOT / "rules", tmp_path / "shipped"))
        library = Library(folder)
        for law in library.register.laws:
            draft = Draft(library, law.id)
            stage([signing(placed) for placed in located_provenances(draft) if is_signable(placed.provenance)], SIGNER)
            draft.validated()
            assert draft.changed


class TestReports:
    def test_show_names_who_signed(self, dothi: Run, rules: Path) -> None:
        """The page of a standard says who compared it, when, and with what."""
        sign(dothi, "people", "--yes")
        shown = dothi("rules", "show", "toy-law", "people", "--lang", "en").out
        assert "Compared with the text: Phòng Quản lý đô thị, 01/10/2026, with Công báo số 1\n" in shown

    def test_check_names_who_signed(self, dothi: Run, rules: Path) -> None:
        """Below the tables, an assessment says whose comparison the levels rest on."""
        sign(dothi, "1", "--yes")
        data = str(TOY_DATA)
        ended = dothi(
            *("check", "alpha", "--to", "SILVER", "--family", "toy", "--as-of", "2025-06-01", "--data", data),
            *("--lang", "en"),
        )
        said = (
            "Levels compared with the official text: 1.1, 1.2 (Phòng Quản lý đô thị, 01/10/2026, with Công báo số 1)."
        )
        assert said in " ".join(ended.out.split())

    def test_the_work_list(self, dothi: Run, rules: Path) -> None:
        """Unknown and unverified levels are listed with the assumed value, the citation and the line."""
        shown = dothi("rules", "show", "toy-law", "--unverified", "--lang", "en").out
        lines = [" ".join(line.split()) for line in shown.splitlines()]
        assert "The toy law: 54 entries to compare with the official text; 2 numbers not known" == lines[0]
        # In 80 columns the last word of the name, "town", stands in the next line.
        believed = (
            "1.1 People of the whole type silver, maximum level 1,000 people unverified Annex, row 1.1 toy-gazette"
        )
        assert f"{believed} criterion-people.yaml:17" in lines
        assert any("2.4 Trees of the outer area type gold, minimum level not known" in line for line in lines)

    def test_the_work_list_of_a_standard(self, dothi: Run, rules: Path) -> None:
        """The work list of one standard holds nothing of another."""
        shown = dothi("rules", "show", "toy-law", "people", "--unverified", "--lang", "en").out
        assert ("maximum level" in shown, "Trees" in shown) == (True, False)

    def test_signing_shortens_the_work_list(self, dothi: Run, rules: Path) -> None:
        """A signed level is no longer on the work list."""
        sign(dothi, "people", "--yes")
        shown = dothi("rules", "show", "toy-law", "--unverified", "--lang", "en").out
        assert "The toy law: 48 entries" in shown
