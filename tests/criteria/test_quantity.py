import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from criteria.number_text import integer_from_text, number_from_text, text_from_integer, text_from_number
from criteria.quantity import (
    NOT_APPLICABLE,
    UNKNOWN,
    Claim,
    Form,
    Interval,
    Number,
    Quantity,
    QuantityRefused,
    Written,
    claim_from_text,
    quantity_from_text,
    text_from_quantity,
)

DECIMALS = st.integers(0, 6)
INTEGERS = st.integers(-(10**18), 10**18)

NOT_NUMBERS = {
    "empty": "",
    "word": "many",
    "exponent": "1e3",
    "capital exponent": "1E3",
    "full-width digits": "４９",
    "Arabic digits": "٤٩",
    "superscript": "4²",
    "Unicode minus": "−5",
    "not a number": "NaN",
    "infinity": "inf",
    "plus": "+5",
    "two signs": "--5",
    "space inside": "1 000",
    "space before": " 5",
    "no-break space": "1\N{NO-BREAK SPACE}000",
    "line end": "5\n",
    "underscore": "1_000",
    "apostrophe": "1'000",
    "hexadecimal": "0x10",
    "fraction": "1/2",
    "percent sign": "5%",
    "too long": "1" * 101,
}


def hundredths(text: str) -> int:
    """A number with two decimals."""
    return integer_from_text(text, 2)


@pytest.mark.parametrize(
    ("text", "decimals", "integer"),
    [
        ("0", 0, 0),
        ("-0", 0, 0),
        ("-0.0", 1, 0),
        ("49.8", 2, 4980),
        ("49.80", 2, 4980),
        ("49.800000", 2, 4980),
        ("-0.5", 1, -5),
        ("-12.34", 2, -1234),
        ("007", 0, 7),
        ("5", 6, 5000000),
        ("5.000", 0, 5),
    ],
)
def test_a_number_is_an_integer_at_its_decimals(text: str, decimals: int, integer: int) -> None:
    """A decimal text is read exactly, with zeros at its end or without."""
    assert integer == integer_from_text(text, decimals)


@pytest.mark.parametrize(
    ("text", "decimals", "integer"),
    [
        ("49,8", 2, 4980),
        ("1.400", 0, 1400),
        ("1.400,5", 1, 14005),
        ("12.345.678", 0, 12345678),
        ("1400,5", 1, 14005),
        ("-1.000,25", 2, -100025),
        ("0,5", 1, 5),
        ("0", 2, 0),
    ],
)
def test_with_the_decimal_comma_the_point_groups_thousands(text: str, decimals: int, integer: int) -> None:
    """Where the comma is the decimal sign, points may stand between groups of three digits."""
    assert integer == integer_from_text(text, decimals, decimal_sign=",")


@pytest.mark.parametrize("text", NOT_NUMBERS.values(), ids=NOT_NUMBERS.keys())
@pytest.mark.parametrize("sign", [".", ","], ids=["point", "comma"])
def test_what_is_no_plain_number_is_refused(text: str, sign: str) -> None:
    """Exponents, foreign digits, infinities, spaces and the like are no numbers with either decimal sign."""
    with pytest.raises(QuantityRefused) as refused:
        integer_from_text(text, 2, sign)
    assert "not_a_number" == refused.value.kind


@pytest.mark.parametrize("text", ["1,000", "49,8", "1.000.000", "1.2.3", ".5", "5.", "1,000.5"])
def test_with_the_decimal_point_nothing_groups_thousands(text: str) -> None:
    """Where the point is the decimal sign, a comma or a second point is an error, never a guess."""
    with pytest.raises(QuantityRefused) as refused:
        integer_from_text(text, 4)
    assert "not_a_number" == refused.value.kind


@pytest.mark.parametrize(
    "text", ["1.5", "49.80", "1.0000", "1234.567", "1.23.456", "1,5,5", "1,000.5", ",5", "5,", ".500", "1..000"]
)
def test_with_the_decimal_comma_a_point_elsewhere_is_refused(text: str) -> None:
    """Where the comma is the decimal sign, a point that groups no thousands is an error, never a guess."""
    with pytest.raises(QuantityRefused) as refused:
        integer_from_text(text, 4, decimal_sign=",")
    assert "not_a_number" == refused.value.kind


@pytest.mark.parametrize("text", ["0.125", "-0.750", "00.500", "012.345"])
def test_with_the_decimal_comma_no_number_begins_with_a_group_of_zero(text: str) -> None:
    """0.125 is no grouped thousand but a number with a decimal point: with the decimal comma it is an error."""
    with pytest.raises(QuantityRefused) as refused:
        integer_from_text(text, 4, decimal_sign=",")
    assert "not_a_number" == refused.value.kind


@pytest.mark.parametrize(
    ("text", "sign"), [("49.801", "."), ("0.001", "."), ("1.400,501", ","), ("-49.801", ".")], ids=str
)
def test_more_decimals_than_there_are_is_refused_as_it_was_written(text: str, sign: str) -> None:
    """A digit beyond the decimals is an error, never rounded; the refusal shows what was written."""
    with pytest.raises(QuantityRefused) as refused:
        integer_from_text(text, 2, sign)
    assert "too_many_decimals" == refused.value.kind
    assert {"found": text, "decimals": "2"} == refused.value.details


def test_a_long_text_is_not_repeated_whole() -> None:
    """A refusal shows no more of a long text than a line holds."""
    with pytest.raises(QuantityRefused) as refused:
        integer_from_text("9" * 100_000, 2)
    assert "9" * 100 == refused.value.details["found"]


@pytest.mark.parametrize(
    ("integer", "decimals", "text"),
    [(4980, 2, "49.8"), (-5, 1, "-0.5"), (6000, 0, "6000"), (0, 3, "0"), (100, 2, "1"), (1, 6, "0.000001")],
)
def test_an_integer_is_written_without_exponent_or_zeros(integer: int, decimals: int, text: str) -> None:
    """The text of a number has no exponent and no zeros at its end."""
    assert text == text_from_integer(integer, decimals)


@given(INTEGERS, DECIMALS)
def test_writing_and_reading_loses_nothing(integer: int, decimals: int) -> None:
    """An integer written as text and read again is the same integer, with whatever decimals and either sign."""
    assert integer == integer_from_text(text_from_integer(integer, decimals), decimals)


@given(INTEGERS, DECIMALS)
@example(1000, 0)
@example(-1000001, 1)
def test_the_decimal_comma_loses_nothing(integer: int, decimals: int) -> None:
    """A number with decimal comma and grouped thousands is the number that it is with decimal point."""
    whole, _, fraction = text_from_integer(integer, decimals).partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = sign + f"{int(digits):,}".replace(",", ".") + (f",{fraction}" if fraction else "")
    assert integer == integer_from_text(grouped, decimals, decimal_sign=",")


@given(st.text(), st.sampled_from(".,"), DECIMALS)
def test_whatever_is_written_is_read_or_refused(text: str, sign: str, decimals: int) -> None:
    """A text is a number or is refused by name; nothing else happens."""
    try:
        kind = str(type(integer_from_text(text, decimals, sign)))
    except QuantityRefused as refused:
        kind = refused.kind
    assert kind in {str(int), "not_a_number", "too_many_decimals"}


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("49.8", Quantity(4980, 4980)),
        (" 49.8 ", Quantity(4980, 4980)),
        (">= 95", Quantity(lower=9500)),
        (">=95", Quantity(lower=9500)),
        ("<= 5", Quantity(upper=500)),
        ("60..70", Quantity(6000, 7000)),
        ("60 .. 70", Quantity(6000, 7000)),
        ("-2..-1.5", Quantity(-200, -150)),
        ("60..60", Quantity(6000, 6000)),
        ("unknown", UNKNOWN),
        ("", UNKNOWN),
        ("  ", UNKNOWN),
        ("n/a", NOT_APPLICABLE),
    ],
)
def test_each_text_form_is_read(text: str, quantity: Quantity) -> None:
    """Exact values, bounds, ranges, the unknown and the not applicable are read."""
    assert quantity == quantity_from_text(text, hundredths)


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("> 95", Quantity(lower=9501, written=Written(Form.ABOVE, (9500,)))),
        (">95", Quantity(lower=9501, written=Written(Form.ABOVE, (9500,)))),
        ("< 5", Quantity(upper=499, written=Written(Form.BELOW, (500,)))),
    ],
)
def test_a_strict_bound_is_strict(text: str, quantity: Quantity) -> None:
    """More than 95 is at least 95.01 at two decimals, and is remembered as it was written."""
    assert quantity == quantity_from_text(text, hundredths)


@given(INTEGERS, DECIMALS)
def test_strict_and_closed_bounds_differ_by_one_unit(integer: int, decimals: int) -> None:
    """Below a number is one unit less than at most it, and above a number one unit more than at least it."""
    written = text_from_integer(integer, decimals)
    ends = {
        sign: quantity_from_text(f"{sign} {written}", lambda text: integer_from_text(text, decimals))
        for sign in ("<", "<=", ">", ">=")
    }
    assert (integer - 1, integer) == (ends["<"].upper, ends["<="].upper)
    assert (integer + 1, integer) == (ends[">"].lower, ends[">="].lower)


def exactly(text: str) -> Number:
    return number_from_text(text, 2)


@pytest.mark.parametrize(
    ("text", "ends", "are_open"),
    [
        ("55.55555555555556", (5555, 5556), (True, True)),
        ("-1.555", (-156, -155), (True, True)),
        ("> 55.555", (5555, None), (True, False)),
        (">= 55.555", (5555, None), (True, False)),
        ("< 55.555", (None, 5556), (False, True)),
        ("55.555..60", (5555, 6000), (True, False)),
        ("55..60.001", (5500, 6001), (False, True)),
        ("55.550", (5555, 5555), (False, False)),
    ],
)
def test_more_decimals_lie_between_integers(
    text: str, ends: tuple[int | None, int | None], are_open: tuple[bool, bool]
) -> None:
    """A number with more decimals than its indicator lies strictly between two integers, and is never rounded."""
    found = quantity_from_text(text, exactly)
    assert (ends, are_open) == ((found.lower, found.upper), (found.lower_is_open, found.upper_is_open))


@given(INTEGERS, INTEGERS, DECIMALS, st.sampled_from(["{}", "> {}", ">= {}", "< {}", "<= {}", "{}..{}"]))
def test_any_decimals_are_written_and_read_again(first: int, second: int, decimals: int, form: str) -> None:
    """Whatever its form and its decimals, a quantity is the same once written and read."""
    low, high = (text_from_integer(number, decimals + 3) for number in sorted((first, second)))
    quantity = quantity_from_text(form.format(low, high), lambda text: number_from_text(text, decimals))
    written = text_from_quantity(quantity, lambda number: text_from_number(number, decimals))
    assert quantity == quantity_from_text(written, lambda text: number_from_text(text, decimals))


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("fails IV", Claim("IV", passes=False)),
        (" passes  class-II ", Claim("class-II", passes=True)),
        ("fails", None),
        ("failsIV", None),
        ("fails IV V", None),
        ("FAILS IV", None),
    ],
)
def test_a_claim_is_read(text: str, claim: Claim | None) -> None:
    """The words state that a standard fails or passes for one type."""
    assert claim == claim_from_text(text)


@pytest.mark.parametrize(
    "text",
    [
        *("=", ">", ">=", "=> 95", "= 95", ">> 95", "> >= 95", "95 <", "≥ 95", "> 60..70"),
        *("60..", "..70", "..", "60...70", "60..65..70", "60 - 70", "60 … 70", "~ 60"),
        *("Unknown", "UNKNOWN", "N/A", "na", "-", "?", "null"),
    ],
)
def test_what_is_no_text_form_is_refused(text: str) -> None:
    """A value that is none of the forms is an error, never a guess."""
    with pytest.raises(QuantityRefused) as refused:
        quantity_from_text(text, hundredths)
    assert "not_a_number" == refused.value.kind


def test_a_range_that_runs_downwards_is_refused() -> None:
    """A range is written from its lower to its upper end."""
    with pytest.raises(QuantityRefused) as refused:
        quantity_from_text("70..60", hundredths)
    assert ("range_runs_downwards", {"found": "70..60"}) == (refused.value.kind, refused.value.details)


def test_a_range_may_stand_in_comma_mode() -> None:
    """Both ends of a range are read with the sign in force, although points part them."""
    assert Quantity(1400, 2000) == quantity_from_text(
        "1.400..2.000", lambda text: integer_from_text(text, 0, decimal_sign=",")
    )


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Anything that may be known of a value."""
    lower, upper = sorted((draw(INTEGERS), draw(INTEGERS)))
    return draw(
        st.sampled_from(
            [
                UNKNOWN,
                NOT_APPLICABLE,
                Quantity(lower, upper),
                Quantity(lower, lower),
                Quantity(lower=lower),
                Quantity(upper=upper),
            ]
        )
    )


@given(quantities(), DECIMALS)
def test_a_quantity_written_and_read_is_itself(quantity: Quantity, decimals: int) -> None:
    """The text form of a quantity, read again, is the quantity."""
    text = text_from_quantity(quantity, lambda value: text_from_integer(value, decimals))
    assert quantity == quantity_from_text(text, lambda part: integer_from_text(part, decimals))


def test_an_interval_runs_upwards() -> None:
    """An interval whose lower end is above its upper end cannot be made."""
    with pytest.raises(ValueError, match="from 2 to 1"):
        Interval(2, 1)


def test_only_one_value_is_exact() -> None:
    """An interval is exact when both its ends are one value."""
    assert [True, False] == [Interval(1, 1).is_exact, Interval(1, 2).is_exact]


def test_a_mirrored_interval_is_seen_from_the_other_side() -> None:
    """Mirroring turns the upper end into the lower one, and mirroring again gives the interval back."""
    assert Interval(-7, -3) == Interval(3, 7).mirrored()
    assert Interval(3, 7) == Interval(3, 7).mirrored().mirrored()


@pytest.mark.parametrize(
    ("quantity", "interval"),
    [
        (UNKNOWN, Interval(0, 100)),
        (Quantity(lower=95), Interval(95, 100)),
        (Quantity(upper=5), Interval(0, 5)),
        (Quantity(5, 7), Interval(5, 7)),
    ],
)
def test_what_is_unknown_is_the_whole_domain(quantity: Quantity, interval: Interval) -> None:
    """An open end lies at the end of the indicator's domain."""
    assert interval == quantity.within(Interval(0, 100))


@pytest.mark.parametrize(
    ("quantity", "is_unknown"), [(UNKNOWN, True), (NOT_APPLICABLE, False), (Quantity(lower=1), False)]
)
def test_not_applicable_is_not_unknown(quantity: Quantity, is_unknown: bool) -> None:
    """Only that of which nothing is known is unknown."""
    assert is_unknown == quantity.is_unknown
