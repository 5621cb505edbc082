"""Numbers of rule files in words: whoever reads only the words knows which number is meant."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from criteria.rule_files.library import Library
from dothi.reports.texts import texts_in
from dothi.reports.words.changes import number_text, number_words, subject_words
from dothi.workbench.editing.draft import Draft
from dothi.workbench.editing.entries import located_provenances
from tests.support.paths import ROOT, TOY_RULES

RULES = ROOT / "rules"


def words_of(rules: Path, law: str, language: str = "vi") -> Mapping[tuple[str, str], str]:
    """Every number of a law in words, by its entry's words and its own."""
    texts = texts_in(language)
    return {
        (subject_words(placed.subject, texts), number_words(number, placed, texts)): number_text(
            number.text, number, placed, texts
        )
        for placed in located_provenances(Draft(Library(rules), law))
        for number in placed.provenance.numbers
    }


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("law", sorted(path.parent.name for path in RULES.glob("*/law.yaml")))
def test_no_two_numbers_of_a_law_have_the_same_words(law: str, language: str) -> None:
    """In every shipped law, no two numbers have the same words."""
    texts = texts_in(language)
    counts = Counter(
        (subject_words(placed.subject, texts), number_words(number, placed, texts))
        for placed in located_provenances(Draft(Library(RULES), law))
        for number in placed.provenance.numbers
    )
    assert [] == [words for words, count in counts.items() if count > 1]


def test_a_level_that_a_rule_replaces_names_its_standard_and_type() -> None:
    """The words of a rule's level name the standard and the type, and have the unit of the standard."""
    words = words_of(RULES, "nq-1210-2016")
    number = "2.1 Quy mô dân số toàn đô thị, đô thị loại I, mức tối thiểu"
    assert "1.000.000 người" == words["Thành phố trực thuộc trung ương, đô thị loại I", number]


def test_a_type_without_a_numeral_has_its_name() -> None:
    """The special type is no "loại SPECIAL"."""
    numbers = [number for _, number in words_of(RULES, "nq-1210-2016")]
    assert "đô thị loại đặc biệt, mức tối thiểu" in numbers
    assert [] == [number for number in numbers if "SPECIAL" in number]


def test_percentages_of_a_rule_name_their_criteria() -> None:
    """Two shares of one rule differ by the criteria whose levels they reduce."""
    words = words_of(RULES, "nq-1210-2016")
    assert "20%" == words["Đô thị hải đảo", "tiêu chí 2, 3, mức tối thiểu còn lại"]
    assert "50%" == words["Đô thị hải đảo", "tiêu chí 1, 4, 5, mức tối thiểu còn lại"]


def test_points_that_a_rule_sets_name_their_standard() -> None:
    """Points that a rule assigns to a standard name that standard."""
    words = words_of(TOY_RULES, "toy-law", "en")
    subject = "Without an inner area"
    assert "6" == next(
        text
        for (of, number), text in words.items()
        if of == subject and number.endswith(", replacement minimum points")
    )
