"""Today is the day in Vietnam, whatever the machine's zone."""

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dothi.commands.today import today
from tests.support.paths import ROOT, TOY_DATA, TOY_RULES


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2025-12-31T16:59:59", "2025-12-31"),
        ("2025-12-31T17:00:00", "2026-01-01"),
        ("2026-06-30T23:00:00", "2026-07-01"),
    ],
)
def test_the_day_begins_at_seventeen_hours_utc(moment: str, day: str) -> None:
    """The law of 1 January 2026 is in force from 17:00 UTC of the day before."""
    assert day == today(datetime.datetime.fromisoformat(f"{moment}+00:00")).isoformat()


@pytest.mark.parametrize("hour", [0, 12, 16, 17, 23])
def test_without_a_database_of_zones(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, hour: int) -> None:
    """A machine that knows no zones counts the same days."""
    moment = datetime.datetime(2026, 1, 1, hour, tzinfo=datetime.UTC)
    expected = today(moment)
    monkeypatch.setattr("dothi.commands.today.ZONE", "Nowhere/At_All")
    assert expected == today(moment)


@pytest.mark.slow
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"])
def test_the_zone_of_the_machine_does_not_matter(zone: str) -> None:
    """On any machine an answer is of the day in Vietnam, which stands in it."""
    command = ["check", "alpha", "--to", "SILVER", "--law", "toy-law", "--data", str(TOY_DATA), "--format", "json"]
    first = today()
    ended = subprocess.run(
        [sys.executable, "-m", "cli", *command],
        cwd=ROOT,
        env=os.environ | {"TZ": zone, "DOTHI_RULES": str(TOY_RULES)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert any(f'"as_of": "{day.isoformat()}"' in ended.stdout for day in (first, today()))
