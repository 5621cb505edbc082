"""`reports.rule_page` and `reports.law_table`: what the rule files say, as pages to read."""

import pytest

from criteria.complaint import NotOnFile
from criteria.rulebook import Rulebook
from reports.law_table import print_laws
from reports.rule_page import print_rules
from reports.texts import texts_in
from tests.reports.toy import COUNTING_RULES, REAL_RULES, TOY_RULES, library, plain


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
        "",
        "1.1 People of the whole town",
        "Indicator: People (people)",
        "Citation: The toy law, Annex, row 1.1",
        "Points: 1.5 – 2",
        "Compulsory by the reading “strict” (Articles 2 and 3)",
        "Types   Minimum level  Maximum level  Basis",
        "GOLD    1,000 people   2,000 people   signed off – signed off",
        "SILVER  500 people     1,000 people   signed off – unverified",
        "Sources: toy-gazette",
        "Rules that touch it",
        "  • Without an inner area: when municipality.inner_area = no (Article 4; signed off)",
        "  • Islands: when municipality.attributes = island (Article 6; unverified)",
        "  • Hills: when municipality.region = hills (Article 7; signed off)",
        "  • Cities: when municipality.kind = city & municipality.attributes ≠ island (Article 8; signed off)",
    ] == page(rulebook("toy-law"), "people")


def test_a_standard_is_found_by_its_code() -> None:
    """The code of the appendix names a standard as well as its id."""
    assert page(rulebook("toy-law"), "people") == page(rulebook("toy-law"), "1.1")


def test_what_is_not_known_is_a_question_mark() -> None:
    """A level of which the law file says nothing is shown as unknown, never as nothing."""
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
    assert "Rules beside the tables" in lines


def test_a_designated_type_is_told() -> None:
    """A type that is conferred says so."""
    assert "Types: type crown (designated, not assessed), type counted" in page(rulebook("counting-law", "counting"))


def test_a_law_without_an_end_is_in_force_from_a_day() -> None:
    """Where there is no last day only the first is told."""
    assert "In force: from 01/01/2020" in page(rulebook("counting-law", "counting"))


def test_a_standing_row_names_the_law_it_comes_from() -> None:
    """A number that stands from the amended law cites that law."""
    lines = page(rulebook("nq-26-2022", "real"), "4.1")
    assert "Levels by type: stands from nq-1210-2016" in lines
    assert any(line.startswith("Citation: Resolution 1210/2016/UBTVQH13") for line in lines)


def test_an_unknown_part_is_refused_with_the_nearest() -> None:
    """A part that the law has not is refused, and the names nearest to it come first."""
    with pytest.raises(NotOnFile) as refused:
        page(rulebook("nq-1210-2016", "real"), "non-agricultural-labor")
    assert "non-agricultural-labour" == refused.value.known[0]


def test_the_page_is_vietnamese() -> None:
    """In Vietnamese the headings and numbers are Vietnamese."""
    lines = page(rulebook("toy-law"), "people", "vi")
    assert "Điểm: 1,5 – 2" in lines
    assert "GOLD      1.000 người    2.000 người  đã ký xác nhận – đã ký xác nhận" in lines


def test_the_laws_are_a_row_each() -> None:
    """Id, family, title, days, types, and how many levels are known how well."""
    text = plain(lambda console: print_laws([rulebook("toy-law")], texts_in("en"), console))
    assert "toy-law" in text
    assert "GOLD, SILVER" in text
    assert "22 of 24" in " ".join(text.split())


def test_what_a_law_asks_of_units_and_of_the_data() -> None:
    """The page of 111/2025 ends with what it asks of the units of an area, and says of which day the data should be."""
    lines = plain(
        lambda console: print_rules(rulebook("nq-111-2025", "real"), None, texts_in("en"), console), width=300
    ).splitlines()
    assert "Data as of: 31/12, 1 year(s) before that of the assessment (Nghị định 35/2026/NĐ-CP)" in lines
    assert (
        "  • Urban area in one commune-level unit, which must pass Table 2B: 75 points needed, by the indicators "
        "II unit-table-2b-points-type-II, III unit-table-2b-points-type-III "
        "(Điều 6 khoản 2 điểm a; Điều 9 khoản 3 điểm c; one source)." in lines
    )
