"""`dothi.reports.assessment_table` says the verdict first, and everything in words."""

import datetime
import io
import re
from pathlib import Path

import pytest
from rich.console import Console

from dothi.reports.assessment_table import print_assessment
from dothi.reports.texts import texts_in
from tests.support.paths import TOY_DATA
from tests.support.toy_assessments import assess, changed_rules, demo, table

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def section(text: str, title: str) -> list[str]:
    """The lines under a title, up to the next empty line."""
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith(title):
            break
    found = []
    for line in lines:
        if not line:
            break
        found.append(line)
    return found


def row(text: str, code: str) -> list[str]:
    """The cells of the row of a standard."""
    line = next(line for line in text.splitlines() if re.match(rf"[✓✗?–]  {re.escape(code)} ", line))
    return re.split(r" {2,}", line.strip())


class TestVerdict:
    @pytest.mark.parametrize(
        ("town", "sentence"),
        [
            ("delta", "Delta MEETS the requirements of type silver under The toy law, as of 01/06/2025."),
            ("zeta", "Zeta DOES NOT MEET the requirements of type silver under The toy law, as of 01/06/2025."),
            (
                "eta",
                (
                    "It is UNDETERMINED whether Eta meets the requirements of type silver under The toy law, "
                    "as of 01/06/2025."
                ),
            ),
        ],
    )
    def test_it_stands_first_in_one_sentence(self, town: str, sentence: str) -> None:
        """The first line is the verdict, whole, in one sentence."""
        assert sentence == table(assess(town)).splitlines()[0]

    @pytest.mark.parametrize(
        ("town", "sentence"),
        [
            ("delta", "Delta ĐẠT loại bạc theo Luật đồ chơi, tính đến ngày 01/06/2025."),
            ("zeta", "Zeta KHÔNG ĐẠT loại bạc theo Luật đồ chơi, tính đến ngày 01/06/2025."),
            (
                "eta",
                "CHƯA XÁC ĐỊNH được Eta có đạt loại bạc theo Luật đồ chơi hay không, tính đến ngày 01/06/2025.",
            ),
        ],
    )
    def test_it_stands_first_in_vietnamese(self, town: str, sentence: str) -> None:
        """The first line is the verdict in Vietnamese too."""
        assert sentence == table(assess(town), "vi").splitlines()[0]

    def test_the_points_follow(self) -> None:
        """The second line gives the reading, the bounds of the score, and the pass mark."""
        expected = "Reading: by points. Score 14.75 to 15.5 of 20 (pass mark 15)."
        assert expected == table(assess("eta")).splitlines()[1]

    def test_the_reading_asked_for_is_named(self) -> None:
        """The reading in force is the one asked for."""
        assert "Reading: strict." in table(assess("eta", reading="strict"))

    def test_the_reasons_follow_as_a_list(self) -> None:
        """Why: each reason in a line of its own, the decisive first."""
        assert [
            "  • Criterion 1 (People) fails: 0 points at most, 6 needed.",
            "  • Criterion 2 (Works) fails: 3 points at most, 8.75 needed.",
            "  • The score is 3 at most, below the pass mark of 15.",
        ] == section(table(assess("zeta")), "Why")[:3]


class TestReadings:
    def test_what_another_reading_gives(self) -> None:
        """Each other reading has its citation and its verdict."""
        assert "Reading “strict” (Articles 2 and 3): not met\n" in table(assess("iota"))

    def test_only_its_own_reasons(self) -> None:
        """Another reading lists only the reasons not already given."""
        reasons = section(table(assess("zeta"), width=300), "Reading “strict”")
        assert ["Article 3 makes standard 1.1", "Article 9 makes standard 1.2"] == [
            reason[4 : reason.index(" (")] for reason in reasons
        ]

    def test_a_provisional_one_says_so(self) -> None:
        """Another reading whose verdict is provisional is marked with the word."""
        assert "Reading “strict” (Articles 2 and 3): met (provisional)" in table(assess("epsilon"))


class TestCriteria:
    def test_the_table(self) -> None:
        """A row for each criterion and one for the total: sign, points, points needed, and the result as a word."""
        assert [
            "   Criterion        Points  Needed  Result",
            "✓  1. People             6       6  met",
            "✓  2. Works     8.75 – 9.5    8.75  met",
            "?  Total      14.75 – 15.5      15  undetermined",
        ] == section(table(assess("eta")), "Criteria")

    def test_a_failing_one(self) -> None:
        """A criterion that fails has its own sign and the words."""
        assert "✗  1. People       0       6  not met" in section(table(assess("zeta")), "Criteria")


class TestStandards:
    def test_groups_in_the_order_of_urgency(self) -> None:
        """Standards that fail come first, then the undetermined, those that pass, those that do not apply."""
        text = table(assess("iota")) + table(assess("kappa"))
        titles = [line for line in text.splitlines() if line.startswith("Standards that ")]
        assert [
            "Standards that fail (1)",
            "Standards that are undetermined (5)",
            "Standards that are undetermined (3)",
            "Standards that pass (2)",
            "Standards that do not apply (1)",
        ] == titles

    @pytest.mark.parametrize(
        ("town", "title", "sign"),
        [
            ("zeta", "Standards that fail", "✗"),
            ("theta", "Standards that are undetermined", "?"),
            ("delta", "Standards that pass", "✓"),
            ("kappa", "Standards that do not apply", "–"),
        ],
    )
    def test_sign_and_word(self, town: str, title: str, sign: str) -> None:
        """Every row has the sign of its group, and the group says it in words."""
        rows = [line for line in section(table(assess(town)), title)[1:] if not line.startswith(("*", "†", "°", " "))]
        assert {sign} == {line[0] for line in rows}

    def test_a_row(self) -> None:
        """A row tells sign, code, name, value, levels, shortfall, points, those to be won, and citation."""
        assert [
            "✗",
            "2.1",
            "Clean water",
            "69.75% [2]",
            "80%°",
            "90%°",
            "10.25 percentage points",
            "0",
            "4",
            "Annex, row 2.1",
        ] == row(table(assess("zeta"), width=200), "2.1")

    def test_a_row_in_vietnamese(self) -> None:
        """The same row in Vietnamese has the decimal comma."""
        assert [
            "✗",
            "2.1",
            "Nước sạch",
            "69,75% [2]",
            "80%°",
            "90%°",
            "10,25 điểm phần trăm",
            "0",
            "4",
            "Annex, row 2.1",
        ] == row(table(assess("zeta"), "vi"), "2.1")

    @pytest.mark.parametrize(
        ("language", "cells"), [("en", ["500 people°", "1,000 people*"]), ("vi", ["500 người°", "1.000 người*"])]
    )
    def test_units_and_thousands(self, language: str, cells: list[str]) -> None:
        """Levels carry their unit in the language, and thousands are grouped as the language writes them."""
        assert cells == row(table(assess("zeta"), language), "1.1")[4:6]

    def test_the_shortfall_carries_the_unit(self) -> None:
        """The shortfall is in the unit of the indicator."""
        assert "100 people" == row(table(assess("zeta")), "1.1")[6]

    def test_a_value_without_unit(self) -> None:
        """A number without a unit has nothing after it."""
        assert "10 to 20 [5]" == row(table(assess("eta")), "2.4")[3]

    def test_grades_by_their_names(self) -> None:
        """Grades are shown by their names, not their ids."""
        assert ["không [4]", "xã°", "thành phố°"] == row(table(assess("zeta"), "vi"), "2.3")[3:6]

    def test_no_data(self) -> None:
        """Where nothing is on file the row says so in words."""
        assert "no data" == row(table(assess("theta")), "2.2")[3]

    def test_a_level_that_the_law_file_lacks(self) -> None:
        """A level that is not known is a question mark."""
        assert ["?", "?"] == row(table(demo()), "1.2.2")[4:6]

    def test_codes_are_never_cut(self) -> None:
        """A code is not wrapped on a narrow terminal."""
        assert "5A.17" in table(demo(), width=80)

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_nothing_is_cut_on_a_common_terminal(self, language: str) -> None:
        """At 80 columns words are wrapped, none is cut off with an ellipsis."""
        assert "…" not in table(demo(), language, width=80)


class TestSources:
    def test_each_value_points_to_its_source(self) -> None:
        """A measured value carries the number under which its source is listed."""
        text = table(assess("delta"))
        assert ("20 [5]", "  • [5] Park office · 31/12/2024 · counted by hand") == (
            row(text, "2.4")[3],
            section(text, "Data sources")[4],
        )

    def test_one_source_has_one_number(self) -> None:
        """Values of one source, day and note share a number."""
        text = table(assess("delta"))
        assert ["[1]", "[1]"] == [row(text, code)[3].rpartition(" ")[2] for code in ("1.1", "1.2")]

    def test_without_data_no_sources(self) -> None:
        """Where nothing was measured no sources are listed."""
        assert "Data sources" not in table(assess("gamma", data=TOY_DATA))

    def test_a_source_that_is_not_named(self) -> None:
        """A value without a source is listed by its day, with single blanks between the parts."""
        assert "  • [5] 31/12/2024" == section(table(assess("alpha", data=TOY_DATA)), "Data sources")[4]


class TestMarks:
    @pytest.mark.parametrize(("language", "word"), [("vi", "TẠM THỜI: "), ("en", "PROVISIONAL: ")])
    def test_provisional_is_explained(self, language: str, word: str) -> None:
        """A provisional verdict is marked in the head of the answer, with a sentence that explains the word."""
        head = table(assess("epsilon"), language).partition("\n\n")[0].splitlines()
        (line,) = [line for line in head if line.startswith(word)]
        assert len(line) > len(word) + 50

    def test_not_provisional(self) -> None:
        """A verdict that is not provisional does not carry the word."""
        assert "PROVISIONAL" not in table(assess("delta"))

    def test_verified_only_is_stated(self) -> None:
        """A line below the verdict says how sure the numbers are that were used."""
        lines = table(assess("epsilon", sure="seed")).splitlines()
        basis = "the province's document"
        expected = f"Only numbers, rules and readings at least as sure as “{basis}” are used; whatever is less sure"
        assert lines[3].startswith(expected)

    def test_an_unverified_level_has_an_asterisk(self) -> None:
        """A level that was not compared with the official text has an asterisk, and the asterisk is explained."""
        text = table(assess("delta"))
        assert "400 people*" == row(text, "1.2")[5]
        assert "* level not yet verified against the official text.\n" in text

    def test_without_unverified_levels_no_explanation(self, tmp_path: Path) -> None:
        """Where every level is verified there is no asterisk and nothing to explain."""
        rules = changed_rules(tmp_path, ("unverified", "one-source"))
        assert "*" not in table(assess("delta", rules=rules))

    def test_a_reduced_minimum_has_a_dagger(self) -> None:
        """A minimum that a rule reduced has a dagger, and the rule is named with its article."""
        text = table(assess("beta", data=TOY_DATA))
        assert "56%†" == row(text, "2.1")[4]
        assert "† minimum level reduced by: Islands (Article 6; unverified).\n" in text

    def test_a_reduced_minimum_in_vietnamese(self) -> None:
        """The same in Vietnamese, with the decimal comma."""
        text = table(assess("beta", data=TOY_DATA), "vi")
        assert "14,2%†" == row(text, "2.2")[4]
        assert "† mức tối thiểu đã giảm theo: Hải đảo (Article 6; chưa đối chiếu).\n" in text

    def test_without_a_reduction_no_dagger(self) -> None:
        """Where no rule reduces there is no dagger."""
        assert "†" not in table(assess("alpha", data=TOY_DATA))

    def test_rules_that_apply_are_named(self) -> None:
        """Rules beyond the tables that apply to the town are named below the verdict."""
        text = table(assess("beta", data=TOY_DATA))
        assert "Rules applied: Without an inner area (Article 4; one source).\n" in text


class TestWarnings:
    def test_warnings(self) -> None:
        """Warnings stand in a list of their own."""
        moved, stale = section(table(assess("beta", data=TOY_DATA), width=300), "Warnings")
        assert "The rule “Without an outer area” (Article 5) reassigns points" in moved
        assert "The values of these standards are more than two years old" in stale

    def test_without_warnings_no_list(self) -> None:
        """If there are no warnings, there is no list of them."""
        assert "Warnings" not in table(assess("delta"))

    def test_the_end_of_the_kind(self) -> None:
        """After the last day of towns a town is judged with a warning."""
        text = table(assess("delta", as_of=datetime.date(2030, 7, 1)))
        assert (
            "Units of the kind town ceased to exist after 30/06/2030; this one is judged as if they still existed."
            in text
        )


class TestNext:
    def test_what_to_measure(self) -> None:
        """What to measure: the name in the law, the id, the points at stake, and which verdict it could bring about."""
        assert [
            "Indicator                          Points  Could decide alone",
            "Trees of the outer area (trees)  2.25 – 3  met",
        ] == section(table(assess("eta")), "Measure next")

    def test_a_decided_verdict_needs_none(self) -> None:
        """Where the verdict is decided nothing is asked for."""
        assert "Measure next" not in table(assess("delta"))

    def test_levels_that_the_law_file_lacks(self) -> None:
        """The standards whose levels are missing are listed by code, in the order of the law."""
        codes = " ".join(section(table(demo()), "Levels missing from the law file")).split("•")[1]
        assert list(demo().open_levels) == [code.strip() for code in codes.split(",")]


class TestColours:
    def coloured(self, town: str) -> str:
        """The table as a terminal with colours shows it."""
        console = Console(
            file=io.StringIO(),
            width=140,
            highlight=False,
            markup=False,
            emoji=False,
            force_terminal=True,
            color_system="standard",
            _environ={"TERM": "xterm-256color"},
        )
        with console.capture() as captured:
            print_assessment(assess(town), texts_in("en"), console, shows_all=True)
        return captured.get()

    @pytest.mark.parametrize(("town", "code"), [("delta", "32"), ("zeta", "31"), ("eta", "33")])
    def test_the_verdict_has_its_colour(self, town: str, code: str) -> None:
        """Met is green, not met red, undetermined yellow."""
        assert self.coloured(town).startswith(f"\x1b[1;{code}m")

    @pytest.mark.parametrize("town", ["delta", "zeta", "eta"])
    def test_colour_says_nothing_alone(self, town: str) -> None:
        """Without its colours the text is the same as on a plain terminal: nothing is conveyed by colour alone."""
        lines = ESCAPE.sub("", self.coloured(town)).splitlines()
        assert table(assess(town)).splitlines() == [line.rstrip() for line in lines]
