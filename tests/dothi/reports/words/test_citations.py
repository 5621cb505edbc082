"""`dothi.reports.words.citations`: every citation of the shipped laws reads in English."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from dothi.reports.texts import texts_in
from dothi.reports.words.citations import english_citation
from tests.support.paths import REAL_RULES

pytestmark = pytest.mark.slow

ENGLISH = frozenset(
    {
        "Annex",
        "Article",
        "Articles",
        "Clause",
        "Decree",
        "Government",
        "Law",
        "Local",
        "No",
        "Organization",
        "Plan",
        "Point",
        "Programme",
        "Resolution",
        "Section",
        "Table",
        "amends",
        "and",
        "annexes",
        "classification",
        "criterion",
        "from",
        "group",
        "it",
        "of",
        "on",
        "onwards",
        "period",
        "replaces",
        "row",
        "standard",
        "supplements",
        "the",
        "title",
        "to",
    }
)
"""Every English word that a citation of the shipped laws may contain."""

_NUMBER_OF_DOCUMENT = re.compile(r"[0-9]+(?:/[0-9]+)?[/-][A-ZĐ][A-Za-zĐ]+(?:-[A-Z]+)?(?:/[A-Z]+)?[0-9]*")
_NUMBER_OF_PART = re.compile(r"[0-9IVX][0-9A-ZIVX.]*[a-z]?|[a-zđ]")


def citations_in(node: Any) -> Iterator[str]:
    """Every citation in the content of a rule file."""
    match node:
        case dict():
            for key, inner in node.items():
                if "citation" in key and isinstance(inner, str):
                    yield inner
                else:
                    yield from citations_in(inner)
        case list():
            for inner in node:
                yield from citations_in(inner)


@cache
def shipped_citations() -> frozenset[str]:
    """Every citation of the shipped laws."""
    files = REAL_RULES.rglob("*.yaml")
    return frozenset(
        citation for file in files for citation in citations_in(yaml.safe_load(file.read_text(encoding="utf-8")))
    )


def foreign_words(citation: str) -> list[str]:
    """The words of an English citation that are neither English nor a number of a document or of a part."""
    words = re.findall(r"[^\s,;()\"]+", _NUMBER_OF_DOCUMENT.sub("", citation))
    return [
        word
        for word in (word.rstrip(".") for word in words)
        if word not in ENGLISH and not _NUMBER_OF_PART.fullmatch(word) and not re.fullmatch(r"[0-9/-]+", word)
    ]


def test_no_citation_keeps_a_vietnamese_word() -> None:
    """In English, each citation of the shipped laws consists of English words and numbers."""
    translated = {citation: english_citation(citation) for citation in shipped_citations()}
    assert {} == {citation: words for citation, english in translated.items() if (words := foreign_words(english))}


def test_the_shipped_laws_have_citations() -> None:
    """The citations were found: there are hundreds of them."""
    assert len(shipped_citations()) > 300


def test_a_vietnamese_word_is_noticed() -> None:
    """A citation with a word outside the vocabulary is found."""
    assert ["trừ"] == foreign_words(english_citation("Điều 8 khoản 1 trừ điểm đ"))


@pytest.mark.parametrize(
    ("citation", "expected"),
    [
        ("Điều 8; Phụ lục II, Bảng 2A", "Article 8; Annex II, Table 2A"),
        ("Điều 6 khoản 2 điểm a; Điều 9 khoản 3 điểm c", "Article 6, Clause 2, Point a; Article 9, Clause 3, Point c"),
        ("Điều 3 đến Điều 8 Nghị quyết 1210/2016/UBTVQH13", "Articles 3 to 8 of Resolution 1210/2016/UBTVQH13"),
        ("Điều 12 khoản 4 điểm đ", "Article 12, Clause 4, Point đ"),
        ("Phụ lục 2, Bảng 2.1, hàng 8 trở đi", "Annex 2, Table 2.1, row 8 onwards"),
        ("Nghị định 35/2026/NĐ-CP", "Decree 35/2026/NĐ-CP"),
        ("16/KH-UBND, mục III.1 và Phụ lục, số 1", "16/KH-UBND, Section III.1 and Annex, No. 1"),
        ("Quyết định 10/2025/QĐ-TTg sửa đổi bởi Nghị định 35/2026/NĐ-CP",
         "Decision 10/2025/QĐ-TTg as amended by Decree 35/2026/NĐ-CP"),
        ("khoản 1 Điều 8 của Nghị quyết 1210/2016/UBTVQH13 ngày 25/5/2016",
         "Clause 1 of Article 8 of Resolution 1210/2016/UBTVQH13 of 25/5/2016"),
        ("Annex, row 2.1", "Annex, row 2.1"),
    ],
)  # fmt: skip
def test_a_citation_in_english(citation: str, expected: str) -> None:
    """Articles, clauses, points, annexes, tables, rows and documents have their English names."""
    assert expected == english_citation(citation)


def test_vietnamese_citations_stay() -> None:
    """In Vietnamese a citation reads as the rule files write it."""
    assert "Điều 8; Phụ lục II, Bảng 2A" == texts_in("vi").citation("Điều 8; Phụ lục II, Bảng 2A")


def test_a_citation_in_a_sentence_is_translated() -> None:
    """A fact that is a citation reads in English inside an English sentence."""
    sentence = texts_in("en").text("explanation", "rule", rule="Hải đảo", citation="Điều 9 khoản 1")
    assert "Rule “Hải đảo” applies (Article 9, Clause 1)" == sentence
