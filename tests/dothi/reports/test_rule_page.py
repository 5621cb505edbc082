"""`dothi.reports.rule_page` and `dothi.reports.law_table`: what the rule files say, as pages to read."""

import pytest

from criteria.diagnostic import NotOnFile
from criteria.rulebook import Rulebook
from dothi.reports.law_table import print_laws
from dothi.reports.rule_page import print_rules
from dothi.reports.texts import texts_in
from tests.support.paths import COUNTING_RULES, REAL_RULES, TOY_RULES
from tests.support.toy_assessments import library, plain


def rulebook(law: str, rules: str = "toy") -> Rulebook:
    """A rulebook of one of the rules folders of the tests."""
    shelf = library({"toy": TOY_RULES, "counting": COUNTING_RULES, "real": REAL_RULES}[rules])
    return shelf.rulebook(shelf.register.law(law))


def page(law: Rulebook, part: str | None = None, language: str = "en") -> list[str]:
    """The lines of a page."""
    return plain(lambda console: print_rules(law, part, texts_in(language), console)).splitlines()


def test_a_standard_shows_everything_that_is_said_of_it() -> None:
    """Levels of all types with their basis, points, citation, the reading that makes it compulsory, sources, rules."""
    assert [
        "1.1 People of the whole town",
        "Indicator: People (people)",
        "Citation: The toy law, Annex, row 1.1",
        "Points: 1.5 – 2",
        "Compulsory under the reading “strict” (Articles 2 and 3)",
        "Types   Minimum level  Maximum level  Basis",
        "GOLD    1,000 people   2,000 people   one source – one source",
        "SILVER  500 people     1,000 people   one source – unverified",
        "Sources: toy-gazette",
        "  • toy-gazette: https://example.org/toy – “People count.”",
        "Rules that affect it",
        "  • Without an inner area: if there is no inner area (Article 4; one source)",
        "    → worth 6 – 8 points",
        "  • Islands: if it has the attribute “island” (Article 6; unverified)",
        "    → minimum level reduced to 50%",
        "  • Hills: if the region is hills (Article 7; one source)",
        "    → minimum level reduced to 80%",
        "  • Cities: if the kind of unit is city and it does not have the attribute “island” (Article 8; one source)",
        "    → level GOLD: 3,000 – 4,000 people",
    ] == page(rulebook("toy-law"), "people")


def test_a_standard_is_found_by_its_code() -> None:
    """The code of the appendix names a standard as well as its id."""
    assert page(rulebook("toy-law"), "people") == page(rulebook("toy-law"), "1.1")


def test_what_is_not_known_is_a_question_mark() -> None:
    """A level missing from the law file is shown as unknown, never as nothing."""
    assert "GOLD    ?              ?              ? – ?" in page(rulebook("toy-law"), "trees")


def test_a_criterion_is_a_table_of_its_standards() -> None:
    """A column a type: minimum and maximum, one number where they are one, an asterisk where unverified."""
    lines = page(rulebook("toy-law"), "2")
    assert "Criterion 2. Works" in lines
    row = "2.3 Level of centre 1.5 – 2 city village – city"
    assert row in [" ".join(line.split()) for line in lines]


def test_a_law_shows_its_head_its_criteria_and_its_rules() -> None:
    """When it is in force, its types, its pass mark, its readings with evidence, and the rules beside the tables."""
    lines = page(rulebook("toy-law"))
    assert "In force: 01/01/2020 – 31/12/2029" in lines
    assert "Pass mark: 15 / 20 (Annex)" in lines
    assert "    So it was made" in lines
    assert "Rules beyond the tables" in lines


def test_a_designated_type_is_marked() -> None:
    """A type that is conferred says so."""
    assert "Types: type crown (designated, not assessed), type counted" in page(rulebook("counting-law", "counting"))


def test_a_law_without_an_end_is_in_force_from_a_day() -> None:
    """Without a last day only the first is shown."""
    assert "In force: from 01/01/2020" in page(rulebook("counting-law", "counting"))


def test_a_standing_row_names_the_law_it_comes_from() -> None:
    """A number carried over from the amended law cites that law."""
    lines = page(rulebook("nq-26-2022", "real"), "4.1")
    assert "Levels by type: unchanged from nq-1210-2016" in lines
    assert "Citation: Articles 3 to 8 of Resolution 1210/2016/UBTVQH13" in lines


def test_an_unknown_part_is_refused_with_the_nearest() -> None:
    """A part that the law has not is refused, and the names nearest to it come first."""
    with pytest.raises(NotOnFile) as refused:
        page(rulebook("nq-1210-2016", "real"), "non-agricultural-labor")
    assert "non-agricultural-labour" == refused.value.known[0]


def test_the_page_is_vietnamese() -> None:
    """In Vietnamese the headings and numbers are Vietnamese."""
    lines = page(rulebook("toy-law"), "people", "vi")
    assert "Điểm: 1,5 – 2" in lines
    assert "GOLD      1.000 người    2.000 người  một nguồn – một nguồn" in lines


def test_the_laws_are_a_row_each() -> None:
    """Id, family, title, days, types, and how many levels are known how well."""
    text = plain(lambda console: print_laws([rulebook("toy-law")], texts_in("en"), console))
    assert "toy-law" in text
    assert "GOLD, SILVER" in text
    assert "22 of 24" in " ".join(text.split())


def test_what_a_law_asks_of_units_and_of_the_data() -> None:
    """The page of 111/2025 ends with its member-unit requirements, and gives the day of the data it requires."""
    lines = plain(
        lambda console: print_rules(rulebook("nq-111-2025", "real"), None, texts_in("en"), console), width=300
    ).splitlines()
    assert "Data as of: 31/12, 1 year before the year of the assessment (Decree 35/2026/NĐ-CP)" in lines
    assert (
        "  • Urban area in one commune-level unit, which must pass Table 2B: 75 points needed, by the indicators "
        "II unit-table-2b-points-type-II, III unit-table-2b-points-type-III "
        "(Article 6, Clause 2, Point a; Article 9, Clause 3, Point c; one source)." in lines
    )


def flat(lines: list[str]) -> str:
    """The lines of a page as one line, so that a sentence may be wrapped."""
    return " ".join(" ".join(lines).split())


def test_a_graded_standard_is_not_said_to_be_reduced() -> None:
    """Grades are not reduced: a reduction of a whole criterion does not touch the standard that asks a grade of it."""
    assert not any("UNESCO" in line for line in page(rulebook("nq-27-2022", "real"), "6.4", "vi"))
    assert any("UNESCO" in line for line in page(rulebook("nq-27-2022", "real"), "6.1", "vi"))


@pytest.mark.parametrize(
    ("law", "part", "effect"),
    [
        ("nq-27-2022", "form-ward-population", "→ mức 15.000 người"),
        ("nq-27-2022", "form-ward-population", "→ mức tối thiểu còn 70%"),
        ("nq-27-2022", "form-ward-population", "→ chưa đạt mức cũng coi là đạt"),
        ("nq-27-2022", "form-ward-population", "→ mức tối thiểu được giảm, chưa biết còn bao nhiêu phần trăm"),
        ("nq-27-2022", "13.5.a", "→ được điểm tối đa"),
        ("nq-27-2022", "13.4.a.1", "→ không áp dụng và không tính điểm; tổng điểm tối đa giảm theo"),
        ("nq-27-2022", "13.1", "→ mức bắt đầu còn 75%, các bậc giữ nguyên"),
        ("nq-27-2022", None, "→ điểm đạt giảm 10"),
        ("nq-27-2022", None, "→ mọi tiêu chuẩn của tiêu chí 7, 8: chưa đạt mức cũng coi là đạt"),
        ("nq-1210-2016", "2.2", "→ không áp dụng"),
        ("nq-111-2025", "2A.III.15", "→ mức tối thiểu còn 50%, làm tròn, ít nhất là 1"),
    ],
)
def test_a_rule_says_what_it_does(law: str, part: str | None, effect: str) -> None:
    """Each rule is shown with the effect of its actions, on the page of a law with the affected standards."""
    assert effect in flat(page(rulebook(law, "real"), part, "vi"))


@pytest.mark.parametrize(
    ("law", "part", "when"),
    [
        ("nq-27-2022", "8.1", "khi loại đơn vị mà nó trực thuộc là thị xã"),
        ("nq-1210-2016", "2.1", "khi không có khu vực nội thành, nội thị"),
        ("nq-27-2022", "13.1", "khi có một trong các tính chất “vùng cao”, “miền núi”"),
        ("ward-nq-1210-2016", "PL2.1.6", "khi loại đô thị của đơn vị mà nó trực thuộc là loại III"),
        ("ward-nq-1210-2016", "PL2.1.6", "khi loại đô thị của đơn vị mà nó trực thuộc là loại đặc biệt"),
        ("nq-111-2025", None, "khi vùng là Bắc Trung Bộ và duyên hải miền Trung"),
    ],
)
def test_a_condition_uses_names(law: str, part: str | None, when: str) -> None:
    """Fields and words of a condition are shown by their names, never by the words of the rule files."""
    text = flat(page(rulebook(law, "real"), part, "vi"))
    assert when in text
    assert "municipality." not in text
    assert "part_of." not in text


def test_a_criterion_shows_units_and_steps() -> None:
    """A level has its unit beside the name of the standard, and points that grow in steps say how."""
    rows = [" ".join(line.split()) for line in page(rulebook("nq-27-2022", "real"), "13.1", "vi")]
    assert "13.1 Quy mô dân số (người) 10 – 30 40.000 – 160.000 +0,5 / 3.000 người" in rows


def test_a_counted_criterion_has_no_points() -> None:
    """Where standards are counted the page says how many must be met, and a standard has one level."""
    criterion = [" ".join(line.split()) for line in page(rulebook("nq-27-2022", "real"), "8")]
    assert "Standards needed: 4 of 4 (Article 8)" in criterion
    assert "8.2 Natural area of the ward (km²) 5.5" in criterion
    standard = [" ".join(line.split()) for line in page(rulebook("nq-27-2022", "real"), "8.2")]
    assert "ward 5.5 km² one source" in standard
    assert not any(line.startswith("Points") for line in standard)


def test_a_designated_type_has_no_pass_mark() -> None:
    """A type that is conferred needs no points."""
    line = next(line for line in page(rulebook("nq-27-2022", "real")) if line.startswith("Pass mark"))
    assert "Pass mark: class-I 75, class-II 50, class-III 0 / 100 (Article 23)" == line


def test_a_citation_names_its_document_once() -> None:
    """A citation that names the document itself is not preceded by it."""
    assert "Citation: 22-CTr/TU, Section II.2; 16/KH-UBND, Section II.2" in page(
        rulebook("tra-vinh-2025", "real"), "1.01"
    )
