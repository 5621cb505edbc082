"""Short campaigns of hostile input; `make fuzz` runs long ones."""

import json
import subprocess
import sys

import pytest

from tests.campaigns.hostile import FULL_SIZE
from tests.support.paths import ROOT

pytestmark = pytest.mark.slow

TRIES = 25


@pytest.mark.parametrize("campaign", FULL_SIZE)
def test_hostile_input_is_answered_or_refused(campaign: str) -> None:
    """Whatever a run is given, it ends with a documented code, soon, in little memory, and shows nothing raw."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.campaigns.hostile", campaign, "--tries", str(TRIES), "--seed", "7"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "" == ended.stderr
    found = json.loads(ended.stdout)
    assert ([], TRIES, TRIES) == (found["faults"], found["tries"], sum(found["codes"].values()))
