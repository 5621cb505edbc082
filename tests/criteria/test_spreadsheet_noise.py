import pytest

from criteria.spreadsheet_noise import has_noise, without_noise


@pytest.mark.parametrize(
    ("text", "sign", "shown"),
    [
        ("6.399999999999999", ".", "6.4"),
        ("6,399999999999999", ",", "6,4"),
        ("6.3999999999999995", ".", "6.4"),
        ("0.30000000000000004", ".", "0.3"),
        ("-0.30000000000000004", ".", "-0.3"),
        ("100.00000000000001", ".", "100"),
        ("55.55555555555556", ".", "55.55555555555556"),
        ("64.99", ".", "64.99"),
        ("64.999999999", ".", "64.999999999"),
        ("12345678901234567", ".", "12345678901234567"),
        ("province", ".", "province"),
    ],
)
def test_noise_of_a_spreadsheet_is_left_out(text: str, sign: str, shown: str) -> None:
    """Digits beyond the fifteenth that only binary numbers have are left out; those of a computed fraction are not."""
    assert shown == without_noise(text, sign)


@pytest.mark.parametrize(
    ("text", "answer"),
    [("6.399999999999999", True), (">= 6.399999999999999", True), ("5..6.399999999999999", True), ("6.4", False)],
)
def test_noise_is_noticed_in_every_form(text: str, answer: bool) -> None:
    """Bounds and ranges may have noise as well as single numbers."""
    assert answer is has_noise(text)
