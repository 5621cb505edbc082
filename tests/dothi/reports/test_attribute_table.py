"""`dothi.reports.attribute_table` shows what may be stated of a municipality, and where the laws ask for it."""

import pytest

from criteria.rule_files.library import Library
from dothi.reports.attribute_table import citations_asking, print_attributes
from dothi.reports.texts import texts_in
from tests.support.paths import REAL_RULES
from tests.support.toy_assessments import library, plain


def listed(language: str) -> str:
    """Return the table of the shipped attributes."""
    found = library(REAL_RULES)
    rulebooks = [found.rulebook(law) for law in found.register.laws]
    return plain(lambda console: print_attributes(found.vocabulary, rulebooks, texts_in(language), console), 200)


@pytest.mark.parametrize(
    ("language", "begins", "asked"),
    [
        ("vi", "coastal             ven biển ", "nq-26-2022: Điều 9 khoản 2"),
        ("en", "coastal             coastal ", "nq-26-2022: Article 9, Clause 2"),
    ],
)
def test_each_attribute_has_its_row(language: str, begins: str, asked: str) -> None:
    """A row an attribute, with its name, its meaning and the articles of each law that ask for it."""
    shown = listed(language)
    assert (True, True) == (f"\n{begins}" in shown, asked in shown)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_attribute_has_a_meaning(language: str) -> None:
    """The catalogues say of every shipped attribute what it means."""
    attributes = Library(REAL_RULES).vocabulary.attributes
    assert [] == [known for known in attributes if not texts_in(language).attribute_meaning(known)]


def test_the_articles_are_those_of_the_rules() -> None:
    """Article 8, Clause 2, Point c of Resolution 111/2025 asks for mountains, and none of it for a coast."""
    found = library(REAL_RULES)
    rulebook = found.rulebook(found.register.law("nq-111-2025"))
    assert "Điều 8 khoản 2 điểm c" in list(citations_asking(rulebook, "mountain"))
    assert [] == list(citations_asking(rulebook, "coastal"))
