import re

import pytest

from classifier.assessment.result import Assessment
from dothi.reports.assessment_table import print_assessment
from dothi.reports.standard_tables import points_to_be_won
from dothi.reports.texts import LANGUAGES, texts_in
from tests.support.paths import REAL_RULES, TRA_VINH
from tests.support.toy_assessments import LATER_DAY, LATER_LAW, assess, demo, plain

NARROW = 80


def later() -> Assessment:
    """Return Duyên Hải by the law of 2026."""
    return assess("duyen-hai", "III", data=TRA_VINH, rules=REAL_RULES, as_of=LATER_DAY, real_law=LATER_LAW)


def printed(found: Assessment, language: str, width: int, shows_all: bool = False) -> str:
    """Return the assessment as text of a width."""
    return plain(lambda console: print_assessment(found, texts_in(language), console, shows_all), width)


def codes(text: str, title: str) -> list[str]:
    """Return the codes of the standards below a title, in order."""
    lines = text[text.index(title) :].splitlines()
    found = (re.match(r"[✗?✓–] +([0-9A-Z.]+[0-9])\s", line) for line in lines[: lines.index("")])
    return [match[1] for match in found if match]


@pytest.mark.parametrize("found", [demo(), later()])
def test_what_can_win_most_stands_first(found: Assessment) -> None:
    """Failing and open standards are ordered by the points to be won, equal ones as in the law."""
    to_be_won = points_to_be_won(found)
    for verdict, title in (("fail", "Standards that fail"), ("undetermined", "Standards that are undetermined")):
        known = [one for one in found.standards if one.verdict == verdict]
        expected = sorted(known, key=lambda one: -to_be_won[one.standard.id])
        shown = codes(printed(found, "en", 140), title) if known else []
        superseded = {name for criterion in found.criteria for name in criterion.superseded}
        assert [one.standard.code for one in expected if one.standard.id not in superseded] == shown


def test_points_to_be_won_are_those_above_what_is_certain() -> None:
    """A standard at 0 of 1.5 points can win 1.5; one that surely has 0.83 of 1 point can win 0.17."""
    by_code = {one.standard.code: points_to_be_won(demo())[one.standard.id] for one in demo().standards}
    assert (15_000, 60_000, 1_700) == (by_code["4.1"], by_code["2.2"], by_code["5A.12"])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [NARROW, 100, 120, 140])
@pytest.mark.parametrize("found", [demo(), later()])
def test_no_word_number_or_id_is_broken(found: Assessment, language: str, width: int) -> None:
    """At any width the words are those of a terminal so wide that nothing is wrapped, and no line is too long."""
    wide, text = (printed(found, language, size, shows_all=True) for size in (1000, width))
    assert set(re.findall(r"[^\s:·]+", text)) <= set(re.findall(r"[^\s:·]+", wide))
    too_long = [line for line in text.splitlines() if len(line) > width]
    assert [] == [line for line in too_long if " " in line.strip("• ")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_passes_is_shown_on_demand(language: str) -> None:
    """By default only what fails or is open is listed, with a line that counts the rest; --all lists every standard."""
    short, whole = (printed(demo(), language, NARROW, shows_all) for shows_all in (False, True))
    listed = [re.findall(r"(?m)^[✗?✓–] +([0-9][0-9A-Z.]*[0-9])\s", text) for text in (short, whole)]
    open_or_failing = {one.standard.code for one in demo().standards if one.verdict in {"fail", "undetermined"}}
    assert open_or_failing == set(listed[0])
    assert {one.standard.code for one in demo().standards} == set(listed[1])
    assert ("--all" in short, "--all" in whole) == (True, False)
