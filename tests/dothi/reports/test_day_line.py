"""`dothi.reports.day_line` tells the day of an answer for which no day was asked."""

import datetime

import pytest

from dothi.reports.day_line import print_day, print_law_of_day, print_laws_of_day
from dothi.reports.texts import texts_in
from tests.support.paths import REAL_RULES
from tests.support.toy_assessments import library, plain

TEXTS = texts_in("en")
REGISTER = library(REAL_RULES).register


@pytest.mark.parametrize(
    ("law", "day", "line"),
    [
        ("nq-1210-2016", "2022-12-31", "In force on 31/12/2022, the day in Vietnam.\n"),
        ("nq-1210-2016", "2023-01-01", "Not in force on 01/01/2023, the day in Vietnam.\n"),
        ("nq-111-2025", "2025-12-31", "Not in force on 31/12/2025, the day in Vietnam.\n"),
    ],
)
def test_whether_a_law_is_in_force(law: str, day: str, line: str) -> None:
    """A law is said to be in force, or not, on the day of the answer."""
    on_day = datetime.date.fromisoformat(day)
    assert line == plain(lambda console: print_law_of_day(REGISTER.law(law), on_day, TEXTS, console))


def test_a_law_in_force_for_some_types() -> None:
    """Where only some types of a law are in force on the day, they are named."""
    law, day = REGISTER.law("nq-27-2022"), datetime.date(2025, 12, 1)
    said = plain(lambda console: print_law_of_day(law, day, TEXTS, console))
    assert said.startswith("In force on 01/12/2025, the day in Vietnam, for: ")
    assert "town" in said
    assert "class-I" not in said


def test_which_laws_are_in_force() -> None:
    """Of all laws, those in force on the day are named; of other answers the day alone."""
    day = datetime.date(2021, 11, 11)
    said = plain(lambda console: print_laws_of_day(REGISTER.laws, day, TEXTS, console))
    assert said.startswith("In force on 11/11/2021, the day in Vietnam: nq-1211-2016, ")
    assert "Tính đến ngày 11/11/2021, theo giờ Việt Nam.\n" == plain(
        lambda console: print_day(day, texts_in("vi"), console)
    )
