import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.data_files.circles import circle_text, units_in_circles
from tests.support.example_folders import diagnostics_of_data, read_toy_dataset

IDS = "abcdef"


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


@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from(IDS)))
def test_circles_are_found_as_by_walking(wholes: dict[str, str]) -> None:
    """An id stands in a circle exactly if walking from whole to whole comes back to it."""

    def comes_back(start: str) -> bool:
        known = start
        return any((known := wholes.get(known, "")) == start for _ in IDS)

    assert {known for known in IDS if comes_back(known)} == units_in_circles(wholes)


def test_a_long_chain_takes_no_time() -> None:
    """Twenty thousand in a chain, and as many in a circle, are walked once."""
    count = 20_000
    assert not units_in_circles({str(place): str(place + 1) for place in range(count)})
    assert count == len(units_in_circles({str(place): str((place + 1) % count) for place in range(count)}))


@pytest.mark.parametrize("is_circle", [False, True], ids=["chain", "circle"])
def test_reading_takes_no_square_of_the_units(is_circle: bool, tmp_path: Path) -> None:
    """Eight thousand units, each part of the next, take about four times what two thousand take, not sixteen times."""

    def seconds(count: int) -> float:
        wholes = [f"t{(number + 1) % count}" if is_circle or number + 1 < count else "" for number in range(count)]
        rows = "".join(f"t{number},T,town,{whole}\n" for number, whole in enumerate(wholes))
        (tmp_path / "municipalities.csv").write_text(f"id,name,kind,part_of\n{rows}", encoding="utf-8")
        before = time.process_time()
        if is_circle:
            assert count == len(diagnostics_of_data(tmp_path))
        else:
            assert count == len(read_toy_dataset(tmp_path).municipalities)
        return time.process_time() - before

    seconds(100)
    least = {count: min(seconds(count) for _ in range(3)) for count in (2_000, 8_000)}
    assert least[8_000] < 8 * least[2_000]
