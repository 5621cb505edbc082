"""Findings in words: computed numbers as the language writes them, quotations as they are in the file."""

from pathlib import Path

from criteria.diagnostic import ComputedNumber, Diagnostic, Location
from criteria.diagnostic_kinds import DiagnosticKind
from dothi.reports.lint_findings import sentence
from dothi.reports.texts import texts_in
from tests.support.broken_files import broken_file, new_findings
from tests.support.paths import BROKEN_FILES


def sentence_of(name: str, folder: Path, language: str = "vi") -> str:
    """The sentence of the one mistake of a broken file."""
    rules = broken_file(BROKEN_FILES / f"{name}.yaml").installed(folder)
    (finding,) = new_findings(rules)
    return sentence(finding, texts_in(language))


def test_a_sum_has_a_decimal_comma(tmp_path: Path) -> None:
    """A computed sum has the decimal comma, and the end of the range is a word."""
    expected = "điểm (tối thiểu) của các tiêu chuẩn thuộc tiêu chí 1 cộng lại là 5,5, tiêu chí ghi 6"
    assert expected == sentence_of("minimum-of-a-standard-one-off", tmp_path)


def test_a_sum_has_a_decimal_point_in_english(tmp_path: Path) -> None:
    """The same number for readers of English."""
    expected = "the minimum points of the standards of criterion 1 add up to 5.5, but the criterion states 6"
    assert expected == sentence_of("minimum-of-a-standard-one-off", tmp_path, "en")


def test_a_laxer_level_in_words(tmp_path: Path) -> None:
    """The end of a level is named by a word of the language, not by the key of the file."""
    assert "(mức tối thiểu: 100 so với 500)" in sentence_of("higher-type-asks-less", tmp_path)


def test_a_case_reads_as_in_the_case_tests(tmp_path: Path) -> None:
    """What a case says and what came out are points and words of the language."""
    assert "ví dụ dry-town, A.2: ghi 1 – 2, ra 1, mức tối đa" == sentence_of("case-expects-a-point-too-many", tmp_path)


def test_what_quotes_a_file_stays_as_it_is_written() -> None:
    """A text of a file with a decimal point is not rewritten; a computed number in the same sentence is."""
    details = {"found": "6.25", "expected": ComputedNumber("1400.5")}
    diagnostic = Diagnostic(Location("law.yaml"), DiagnosticKind.CRITERIA_DO_NOT_ADD_UP, details)
    expected = "điểm tối đa của các tiêu chí cộng lại là 6.25, luật ghi 1.400,5"
    assert expected == texts_in("vi").diagnostic_sentence(diagnostic)
