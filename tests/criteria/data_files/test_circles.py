import pytest

from criteria.data_files.circles import circle_text, units_in_circles


@pytest.mark.parametrize(
    ("wholes", "found"),
    [
        ({}, set()),
        ({"a": "b", "b": "c"}, set()),
        ({"a": "a"}, {"a"}),
        ({"a": "b", "b": "a"}, {"a", "b"}),
        ({"a": "b", "b": "c", "c": "b"}, {"b", "c"}),
        ({"c": "b", "b": "c", "a": "b"}, {"b", "c"}),
        ({"a": "b", "b": "a", "x": "y", "y": "z", "z": "x", "w": "z"}, {"a", "b", "x", "y", "z"}),
    ],
)
def test_only_units_within_a_circle_are_found(wholes: dict[str, str], found: set[str]) -> None:
    """Who leads into a circle is not part of it."""
    assert found == units_in_circles(wholes)


def test_a_long_circle_is_shortened() -> None:
    """Of two thousand units a dozen are named."""
    wholes = {f"t{number}": f"t{(number + 1) % 2000}" for number in range(2000)}
    assert circle_text("t0", wholes).endswith("t11 → … → t0")
