"""`dothi.reports.explanation` shows what durable_rules concluded from what."""

import re
from pathlib import Path

import pytest

from classifier.assessment.result import Assessment
from dothi.reports.explanation import print_explanation
from dothi.reports.texts import texts_in
from tests.support.paths import TOY_DATA
from tests.support.toy_assessments import assess, changed_rules, demo, plain

WIDE = 1000
"""So wide that no branch is wrapped."""


def explained(assessment: Assessment, language: str = "en") -> list[str]:
    """The lines of the explanation, without its heading."""
    text = plain(lambda console: print_explanation(assessment, texts_in(language), console), width=WIDE)
    heading, *lines = text.strip().splitlines()
    assert heading == texts_in(language).label("explanation")
    return lines


def branches(lines: list[str]) -> list[str]:
    """What hangs directly below the root."""
    return [line[4:] for line in lines if re.match(r"[├└]── ", line)]


def below(lines: list[str], beginning: str) -> list[str]:
    """What hangs directly below the branch that begins so."""
    start = next(place for place, line in enumerate(lines) if line[4:].startswith(beginning))
    inner = []
    for line in lines[start + 1 :]:
        if line[0] in "├└":
            break
        if re.match(r"[│ ]   [├└]── ", line):
            inner.append(line[8:])
    return inner


class TestRoot:
    def test_it_is_the_verdict(self) -> None:
        """The root is the verdict with its points and the inference rule that concluded it."""
        expected = (
            "Verdict under the reading “by points”: undetermined (score 14.75 – 15.5, pass mark 15) "
            "[inference rule: verdict/points/points-open]"
        )
        assert expected == explained(assess("eta"))[0]

    def test_it_is_the_reading_in_force(self) -> None:
        """Under the strict reading the root is the strict verdict."""
        root = explained(assess("iota", reading="strict"))[0]
        assert root.startswith("Verdict under the reading “strict”: not met")

    def test_in_vietnamese(self) -> None:
        """The root speaks Vietnamese with the decimal comma."""
        root = explained(assess("eta"), "vi")[0]
        assert root.startswith(
            "Kết luận theo cách hiểu “theo điểm”: chưa xác định (tổng điểm 14,75 – 15,5, điểm đạt 15)"
        )


class TestBranches:
    def test_the_criteria_hang_below_the_verdict(self) -> None:
        """The verdict was concluded from the criteria: each is a branch, in the order of the law."""
        assert [
            "Criterion 1 People: met (6 points, 6 needed) [inference rule: criterion 1/points/met]",
            "Criterion 2 Works: met (8.75 – 9.5 points, 8.75 needed) [inference rule: criterion 2/points/met]",
        ] == branches(explained(assess("eta")))

    def test_the_standards_hang_below_their_criterion(self) -> None:
        """A criterion was concluded from its standards: each is a branch with its status and points."""
        assert [
            "1.1 People of the whole town: at the minimum level (1.5 points) [inference rule: 1.1/minimum..minimum]",
            "1.2 People of the inner area: at the minimum level (4.5 points) [inference rule: 1.2/minimum..minimum]",
        ] == below(explained(assess("eta")), "Criterion 1")

    def test_the_measured_value_is_the_leaf(self) -> None:
        """Below a standard are its measured value, its levels and its citation."""
        lines = explained(assess("zeta"))
        place = next(place for place, line in enumerate(lines) if "2.1 Clean water" in line)
        assert "measured 69.75%; levels 80% – 90% (Annex, row 2.1)" == lines[place + 1].lstrip("│ └─")

    def test_a_level_that_is_not_known(self) -> None:
        """A level that the law file lacks is a question mark."""
        lines = explained(demo())
        place = next(place for place, line in enumerate(lines) if "1.2.2 " in line)
        assert "measured no data; levels ? – ?" == lines[place + 1].lstrip("│ └─").partition(" (")[0]

    def test_a_status_that_is_open(self) -> None:
        """A standard whose bounds stand in different bands is undetermined."""
        (line,) = (line for line in below(explained(assess("theta")), "Criterion 2") if line.startswith("2.2"))
        assert "2.2 Poor households: undetermined (0 – 3 points) [inference rule: 2.2/below..maximum]" == line

    def test_each_standard_of_the_real_law_appears_once(self) -> None:
        """All 59 standards of Resolution 1210 stand in the tree once: sums are passed through, not shown."""
        text = "\n".join(explained(demo()))
        codes = [standard.standard.code for standard in demo().standards]
        assert [1] * 59 == [len(re.findall(rf"── {re.escape(code)} ", text)) for code in codes]

    def test_a_standard_that_does_not_apply_is_no_branch(self) -> None:
        """What does not apply was no premise of anything."""
        assert ["1.1"] == [line[:3] for line in below(explained(assess("beta", data=TOY_DATA)), "Criterion 1")]

    def test_a_value_stated_not_to_apply_is_a_branch(self) -> None:
        """A value stated not to apply, without a rule of the law for it, stays a branch of its criterion."""
        (line,) = (line for line in below(explained(assess("zeta")), "Criterion 2") if line.startswith("2.4"))
        assert line.startswith("2.4 Trees of the outer area: not applicable (0 – 3 points)")

    def test_a_criterion_of_which_nothing_applies_is_a_leaf(self, tmp_path: Path) -> None:
        """A criterion without an applicable standard was concluded from nothing, so it has no branches."""
        rules = changed_rules(tmp_path, ("standards: [inner-people]", "standards: [inner-people, other]"))
        (rules / "toy-law" / "criterion-other.yaml").write_text(CRITERION_OF_NO_POINTS, encoding="utf-8")
        lines = explained(assess("kappa", rules=rules))
        assert "Criterion 3 Other: met (0 points, 0 needed) [inference rule: criterion 3/points/met]" in branches(lines)
        assert [] == below(lines, "Criterion 3")


CRITERION_OF_NO_POINTS = """
kind: criterion
criterion: "3"
name: {vi: Khác, en: Other}
citation: Annex, criterion 3
points: {minimum: 0, maximum: 0, basis: [one-source, one-source]}
standards:
  - id: other
    code: "3.1"
    name: {vi: Khác, en: Other}
    indicator: trees
    citation: Annex, row 3.1
    points: {minimum: 0, maximum: 0, basis: [one-source, one-source]}
    levels:
      GOLD:   {minimum: 10, maximum: 20, basis: [one-source, one-source]}
      SILVER: {minimum: 10, maximum: 20, basis: [one-source, one-source]}
"""


class TestRules:
    def test_rules_that_hold_stand_first(self) -> None:
        """Rules beside the tables that hold stand above the criteria, with their articles."""
        assert [
            "Rule “Without an inner area” applies (Article 4) [inference rule: no-inner-area/surely]",
            "Rule “Without an outer area” applies (Article 5) [inference rule: no-outer-area/surely]",
            "Rule “Islands” applies (Article 6) [inference rule: islands/surely]",
        ] == branches(explained(assess("beta", data=TOY_DATA)))[:3]

    def test_a_rule_that_may_hold(self) -> None:
        """A rule that may apply is marked as such."""
        expected = "Rule “Hills” may apply (Article 7) [inference rule: hills/possibly]"
        assert expected in branches(explained(assess("gamma", data=TOY_DATA)))

    def test_what_surely_applies_is_not_also_possible(self) -> None:
        """A rule that surely applies appears once."""
        assert not [line for line in explained(assess("beta", data=TOY_DATA)) if "may apply" in line]

    @pytest.mark.parametrize("language", ["vi", "en"])
    def test_no_name_in_braces_is_left(self, language: str) -> None:
        """Every sentence of the tree has its facts filled in."""
        assert not [line for line in explained(assess("kappa"), language) if "{" in line]
