"""How sure an answer is: cases that turn on the rounding step, on an unknown factor, on the minimum of a criterion."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.in_process import in_process

INSPECTOR = Path(__file__).parent / "inspector"
DAY = "2026-11-28"

Check = Callable[..., dict[str, Any]]
"""Judge a unit and return the answer as data."""


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Check]:
    """Runs `dothi check`."""
    with in_process(monkeypatch, capsys) as dothi:

        def answer(*words: str | Path) -> dict[str, Any]:
            ended = dothi("check", *words, "--as-of", DAY, "--format", "json", "--lang", "en")
            assert 0 == ended.code, ended.err
            return ended.data

        yield answer


def test_what_is_met_by_rounding_alone_is_provisional(check: Check) -> None:
    """w5: criterion III has 47.96 of 48 points, which only the rounding of each standard makes 48."""
    found = check("t", "--to", "II", "--data", INSPECTOR / "w5.json")
    table_verdict = found.get("table_verdict", found["verdict"])

    assert ("met", True) == (table_verdict, found["provisional"])
    assert [{"kind": "rounding", "subject": "round_to"}] == found["provisional_because"]


def test_zero_is_below_every_factor(check: Check) -> None:
    """w6: no people and no density fail whatever Article 8's factor is; criterion II has 5.5 of 15.5 points at most."""
    found = check("t", "--to", "III", "--data", INSPECTOR / "w6.json")
    second = found["criteria"][1]

    assert "not_met" == found.get("table_verdict", found["verdict"])
    assert ("not_met", "5.5", "15.5") == (second["verdict"], second["points"]["upper"], second["points"]["minimum"])


def test_an_unknown_factor_is_answered_by_what_it_would_have_to_be(check: Check) -> None:
    """base-111-iii: 68,500 of 200,000 people are enough for type II only with a factor of at most 34.25 %."""
    found = check("phu-hai", "--to", "II", "--data", INSPECTOR / "base-111-iii")
    texts = [reason["text"] for reason in found["reasons"] if reason["kind"] == "standard_only_if_factor"]

    assert any("Article 8" in text and "at most 34.25%" in text for text in texts)
