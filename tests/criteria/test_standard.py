import pytest

from criteria.name import Name
from criteria.standard import Known, Level


@pytest.mark.parametrize(
    ("basis", "is_unverified"), [("unverified", True), ("seed", False), ("one-source", False), ("signed-off", False)]
)
def test_only_what_was_not_compared_is_unverified(basis: str, is_unverified: bool) -> None:
    """A number is unverified when its basis says so, and by no other basis."""
    assert is_unverified == Known(1, basis).is_unverified


@pytest.mark.parametrize(
    ("minimum", "maximum", "is_open"),
    [(None, None, True), (1, None, True), (None, 1, True), (1, 1, False)],
)
def test_a_level_is_open_when_an_end_is_missing(minimum: int | None, maximum: int | None, is_open: bool) -> None:
    """A level with one number or none is open."""
    ends = [None if end is None else Known(end, "seed") for end in (minimum, maximum)]
    assert is_open == Level(*ends).is_open


def test_a_name_is_told_in_the_language_asked_for() -> None:
    """A name has a Vietnamese and an English text."""
    name = Name("thị xã", "town")
    assert ["thị xã", "town"] == [name.in_language(language) for language in ("vi", "en")]
