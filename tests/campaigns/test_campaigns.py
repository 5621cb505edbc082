"""Short campaigns of kills and of pairs; `make fuzz` runs long ones."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.campaigns.acts import ACTS
from tests.campaigns.pairs import PAIRS
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

KILLS = 6
TRIES = 4


def campaign(*arguments: str) -> dict[str, Any]:
    """Run a campaign in a process of its own, which forks."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.campaigns", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "" == ended.stderr
    found: dict[str, Any] = json.loads(ended.stdout)[0]
    return found


@pytest.mark.parametrize("act", ACTS)
def test_a_kill_leaves_the_old_or_the_new(act: str) -> None:
    """Whenever a run is killed, the next one finds the old files or the new ones, and nothing else is left."""
    found = campaign("kills", "--of", act, "--tries", str(KILLS), "--seed", "12")
    assert (KILLS, KILLS, []) == (found["tries"], found["old"] + found["new"], found["faults"])


@pytest.mark.parametrize("pair", PAIRS)
def test_nothing_of_two_runs_is_lost(pair: str) -> None:
    """Two signers at one moment both sign; of two batches to one new output, one writes and the other is refused."""
    found = campaign("pairs", "--of", pair, "--tries", str(TRIES))
    assert (TRIES, []) == (found["tries"], found["faults"])
