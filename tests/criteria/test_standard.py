import pytest

from criteria.bilingual import BilingualText
from criteria.standard import Known


@pytest.mark.parametrize(
    ("basis", "is_unverified"), [("unverified", True), ("seed", False), ("one-source", False), ("signed-off", False)]
)
def test_only_what_was_not_compared_is_unverified(basis: str, is_unverified: bool) -> None:
    """A number is unverified when its basis says so, and by no other basis."""
    assert is_unverified == Known(1, basis).is_unverified


def test_a_name_is_told_in_the_language_asked_for() -> None:
    """A name has a Vietnamese and an English text."""
    name = BilingualText("thị xã", "town")
    assert ["thị xã", "town"] == [name.in_language(language) for language in ("vi", "en")]
