"""The program's points and verdicts are those that the texts of the laws give, worked out without the program."""

import ast
import os
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from tests.oracle import law_111, law_1210, law_1211, table_111, table_1210
from tests.oracle.compare import LONG, ONE_BY_ONE, compare
from tests.oracle.draw import QUESTIONS, Question
from tests.oracle.exact import Span
from tests.oracle.rows_1211 import Article, Bracket, Has, HasOrElse, Row, ShareOrElse, Steps, Terrain
from tests.oracle.table_1211 import ARTICLES
from tests.oracle.unit import Unit

UNITS = "DOTHI_ORACLE_UNITS"
"""The environment variable that says how many units to draw for each law; then every type is asked in every form."""

ASKED = {
    law_1211.ORIGINAL: (180, [("class-II", LONG)]),
    law_1211.AMENDED: (360, [("class-I", LONG)]),
    law_1210.LAW: (160, [("IV", LONG)]),
    law_111.LAW: (160, [("II", LONG), ("III", LONG)]),
}
"""What the tests ask of each law all at once: how many units, and which types in which form."""

ASKED_ONE_BY_ONE = {law_1211.ORIGINAL: "class-I", law_1211.AMENDED: "class-II", law_1210.LAW: "I", law_111.LAW: "III"}
"""The type asked town by town."""

SEED = 20_160_525


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.law)
def test_no_answer_differs_from_the_oracle(question: Question, tmp_path: Path) -> None:
    """Units drawn at, just below and just above what the law asks earn the points, and get the verdict, of its text."""
    count, asked = ASKED[question.law]
    if more := os.environ.get(UNITS):
        count, asked = int(more), []

    found = compare(question, count, SEED, tmp_path, asked)

    assert [] == found.differences


def test_towns_judged_one_by_one_do_not_differ_from_the_oracle(tmp_path: Path) -> None:
    """The evaluators of ``check`` give what the text gives; the forms of ``batch`` have an engine of their own."""
    for question in QUESTIONS:
        found = compare(question, 3, SEED + 1, tmp_path, [(ASKED_ONE_BY_ONE[question.law], ONE_BY_ONE)])

        assert [] == found.differences


@pytest.mark.parametrize(
    "module",
    [path for path in Path(__file__).parent.glob("*.py") if path.name != "program.py"],
    ids=lambda path: path.stem,
)
def test_the_oracle_shares_nothing_with_the_program(module: Path) -> None:
    """Only the module that asks the program imports it; whatever the oracle works out, it works out by itself."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
    imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}

    assert set() == {name for name in imported if name.split(".")[0] in {"classifier", "cli", "criteria", "dothi"}}


def _most(row: Row) -> Fraction:
    match row:
        case Steps(cap=most) | Bracket(steps=Steps(cap=most)) | Has(worth=most) | HasOrElse(worth=most):
            return Fraction(most)
        case Terrain(highland=most) | ShareOrElse(share=Steps(cap=most)):
            return Fraction(most)
    raise TypeError(row)


@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
def test_an_article_of_1211_gives_a_hundred_points_at_most(article: Article) -> None:
    """Article 23.1: the most that all standards of a kind of unit give is 100 points, and so nothing was left out."""
    assert 100 == sum(_most(row) for row in article.rows())


@pytest.mark.parametrize(
    ("criteria", "rows"),
    [
        (table_1210.CRITERIA, [(row.code[0], row.least, row.most) for row in table_1210.ROWS]),
        (table_111.CRITERIA, [(row.criterion, row.least, row.most) for row in table_111.ROWS]),
    ],
    ids=["1210", "111"],
)
def test_the_rows_of_a_table_add_up_to_its_criteria(
    criteria: dict[str, tuple[str | int, int]], rows: Sequence[tuple[str, Fraction, Fraction]]
) -> None:
    """Both laws name the minimum and the maximum of each criterion; together they are 75 and 100."""
    assert (75, 100) == tuple(sum(Fraction(pair[end]) for pair in criteria.values()) for end in (0, 1))
    for number, (least, most) in criteria.items():
        own = [row for row in rows if row[0] == number]
        assert (Fraction(least), most) == (sum(row[1] for row in own), sum(row[2] for row in own)), number


def test_a_published_class_of_a_province_is_the_oracle_s() -> None:
    """Bắc Ninh, 2019, published 23.6 for its population: 10 points to 500,000 people and 0.5 for each 30,000 beyond."""
    (population,) = ARTICLES["province"].population
    assert isinstance(population, Steps)

    assert Fraction("23.6") == population.at_share(Fraction(1_316_000), Fraction(1))


def test_a_published_score_of_a_township_is_the_oracle_s() -> None:
    """Tuần Giáo, type V, published 6.2 points for 8,534 people: the row of the whole area carries the criterion."""
    people = next(row for row in table_1210.ROWS if row.code == "2.1")
    facts = {row.indicator: row.ladder[0] if row.ladder else Fraction(0) for row in table_1210.ROWS}
    township = Unit("tuan-giao", "township", {**facts, people.indicator: Fraction(8_534)}, inner_area=False)

    assert Span(Fraction("6.2"), Fraction("6.2")) == law_1210.judge(township, "V").criteria["2"]
