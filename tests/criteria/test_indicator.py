import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.bilingual import BilingualText
from criteria.indicator import Grade, Indicator
from criteria.quantity import NOT_APPLICABLE, UNKNOWN, Form, Interval, Quantity, QuantityRefused, Written

NAME = BilingualText("chỉ tiêu", "indicator")
SHARE = Indicator("share", NAME, BilingualText("%", "%"), 2, higher_is_better=True, domain=Interval(0, 10000))
CENTRE = Indicator(
    "centre",
    NAME,
    None,
    0,
    higher_is_better=True,
    domain=Interval(0, 3),
    grades=tuple(Grade(grade, NAME) for grade in ("district", "inter-district", "province", "national")),
)

GRADE_IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4})?", fullmatch=True).filter(lambda word: word != "unknown")


PEOPLE = Indicator(
    "people", NAME, BilingualText("người", "people"), 0, higher_is_better=True, domain=Interval(0, 1_000_000)
)


@pytest.mark.parametrize("text", ["500.000", "12.500", "1.000"])
def test_three_digits_too_many_may_be_thousands(text: str) -> None:
    """People have no thousandths, so 500.000 may be five hundred thousand, and is refused."""
    with pytest.raises(QuantityRefused) as refused:
        PEOPLE.integer(text)
    assert ("may_be_thousands", text.replace(".", "")) == (refused.value.kind, refused.value.details["thousands"])


@pytest.mark.parametrize(("text", "value"), [("65.000", 6500), ("65.0", 6500), ("65.0000", 6500)])
def test_where_thousands_are_out_of_bounds_digits_are_decimals(text: str, value: int) -> None:
    """There are not 65,000 %: the zeros are decimals."""
    assert value == SHARE.integer(text)


@st.composite
def indicators(draw: st.DrawFn) -> Indicator:
    """Any indicator, with a domain or with grades."""
    if draw(st.booleans()):
        ids = draw(st.lists(GRADE_IDS, min_size=2, max_size=6, unique=True))
        grades = tuple(Grade(grade, NAME) for grade in ids)
        return Indicator("centre", NAME, None, 0, True, Interval(0, len(ids) - 1), grades)
    lower, upper = sorted(draw(st.lists(st.integers(-(10**12), 10**12), min_size=2, max_size=2, unique=True)))
    return Indicator("share", NAME, None, draw(st.integers(0, 6)), draw(st.booleans()), Interval(lower, upper))


@st.composite
def indicators_with_quantity(draw: st.DrawFn) -> tuple[Indicator, Quantity]:
    """Any indicator, and something that may be known of it."""
    indicator = draw(indicators())
    value = st.integers(indicator.domain.lower, indicator.domain.upper)
    lower, upper = sorted((draw(value), draw(value)))
    forms = [UNKNOWN, NOT_APPLICABLE, Quantity(lower, upper), Quantity(lower=lower), Quantity(upper=upper)]
    return indicator, draw(st.sampled_from(forms))


@given(indicators_with_quantity())
def test_a_quantity_written_and_read_is_itself(pair: tuple[Indicator, Quantity]) -> None:
    """Whatever is known of any indicator, numbers or grades, its text form says the same."""
    indicator, quantity = pair
    assert quantity == indicator.quantity(indicator.quantity_text(quantity))


@given(indicators())
def test_both_ends_of_the_domain_are_values(indicator: Indicator) -> None:
    """The lowest and the highest value of an indicator can be written and read."""
    ends = [indicator.domain.lower, indicator.domain.upper]
    assert ends == [indicator.integer(indicator.text(end)) for end in ends]


@pytest.mark.parametrize("text", ["100.01", "-0.01", ">= 101", "50..100.5", "-1..5", "> 100", "< 0"])
def test_a_value_outside_its_domain_is_refused(text: str) -> None:
    """A share of more than a hundred or less than zero is an error that names the domain."""
    with pytest.raises(QuantityRefused) as refused:
        SHARE.quantity(text)
    assert "outside_domain" == refused.value.kind
    assert ("0", "100") == (refused.value.details["lowest"], refused.value.details["highest"])


def test_the_decimal_sign_in_force_reads_values() -> None:
    """An indicator reads its values with the decimal sign in force."""
    assert Quantity(4980, 4980) == SHARE.quantity("49,8", decimal_sign=",")


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("province", Quantity(2, 2)),
        (">= province", Quantity(lower=2)),
        ("> inter-district", Quantity(lower=2, written=Written(Form.ABOVE, (1,)))),
        ("<= province", Quantity(upper=2)),
        ("inter-district..province", Quantity(1, 2)),
        ("unknown", UNKNOWN),
        ("n/a", NOT_APPLICABLE),
    ],
)
def test_grades_take_the_same_text_forms(text: str, quantity: Quantity) -> None:
    """Grades stand for the places on their ladder, in every text form."""
    assert quantity == CENTRE.quantity(text)


def test_an_unknown_grade_is_refused_with_the_grades_there_are() -> None:
    """A word that is no grade is an error that names the grades, worst first."""
    with pytest.raises(QuantityRefused) as refused:
        CENTRE.quantity("Province")
    assert "unknown_grade" == refused.value.kind
    assert "district, inter-district, province, national" == refused.value.details["known"]


def test_a_range_of_grades_runs_upwards() -> None:
    """A range of grades is written from the worse to the better one."""
    with pytest.raises(QuantityRefused) as refused:
        CENTRE.quantity("province..district")
    assert "range_runs_downwards" == refused.value.kind


def test_only_a_ladder_is_graded() -> None:
    """An indicator is graded when it has grades."""
    assert [True, False] == [CENTRE.is_graded, SHARE.is_graded]
