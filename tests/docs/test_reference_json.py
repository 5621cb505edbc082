"""docs/reference/json.md names every key of the answers for programs, and every column of a batch."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.paths import ROOT
from tests.support.real_cases import batched, checked, run

PAGE = (ROOT / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([a-z_0-9]+)`", PAGE))
UNITS = ("--family", "administrative-unit")
ANSWERED = [
    ("published/a01-phuc-yen", "phuc-yen", "city", "2018-02-07", *UNITS),
    ("inspector/base-111-iii", "phu-hai", "III", "2026-11-28"),
    ("inspector/w5.json", "t", "III", "2026-11-28"),
    ("../../examples/tra-vinh", "duyen-hai", "III", "2021-11-11"),
    ("../../examples/tra-vinh", "duyen-hai", "class-II", "2021-11-11", *UNITS),
]
KEYED_BY_WORDS = {"would_give", "asked_by", "without_attributes", "sureness"}
"""Objects whose keys are words of the data or bases, not keys of the form."""


def keys(data: Any) -> Iterator[str]:
    """Yield every key at every depth."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            if key not in KEYED_BY_WORDS:
                yield from keys(value)
    elif isinstance(data, list):
        for value in data:
            yield from keys(value)


MORE = [
    ("--set", "non-agricultural-labour=61.5", "--set", "attributes=mountain;none"),
    ("--compare-as-of", "2026-11-28"),
]
"""What else may be asked of the example."""


@pytest.mark.parametrize("more", MORE)
def test_every_key_of_two_answers_is_described(more: tuple[str, ...]) -> None:
    """What-if and comparisons have no key that the page does not name."""
    assert set() == set(keys(checked("../../examples/tra-vinh", "duyen-hai", "III", "2021-11-11", *more))) - NAMED


@pytest.mark.parametrize("asked", ANSWERED)
def test_every_key_of_check_is_described(asked: tuple[str, ...]) -> None:
    """Whatever the law and the municipality, no key of the JSON is missing from the page."""
    assert set() == set(keys(checked(*asked))) - NAMED


def test_every_key_of_targets_is_described() -> None:
    """The targets' JSON has no key that the page does not name."""
    _, out, _ = run("targets", "--as-of", "2026-11-22", "--format", "json")
    assert set() == set(keys(json.loads(out))) - NAMED


def test_every_column_of_a_batch_is_described() -> None:
    """Every column is named, those of readings and criteria by their pattern."""
    rows = batched("inspector/base-111-iii", "III", "2026-11-28") | batched(
        "published/a15-hong-ngu-III", "III", "2018-12-31"
    )
    columns = {column for row in rows.values() for column in row}
    patterns = ("verdict_(?!lower)[a-z-]+", "c[0-9IVX]+_(lower|upper)")
    of_form = {column for column in columns if not any(re.fullmatch(pattern, column) for pattern in patterns)}
    assert {"missing", "table_verdict"} <= of_form
    assert set() == of_form - NAMED
