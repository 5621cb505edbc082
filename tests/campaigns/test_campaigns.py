"""Short campaigns; `make fuzz` runs long ones."""

import json
import subprocess
import sys
from typing import Any

import pytest

from criteria.rule_files.library import Library
from tests.campaigns.acts import ACTS
from tests.campaigns.pairs import PAIRS
from tests.campaigns.registry import CAMPAIGNS, Campaign
from tests.support.paths import REAL_RULES, ROOT

SEED = "12"


def ended(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the campaigns as a command, in a process of its own: some of them fork."""
    command = [sys.executable, "-m", "tests.campaigns", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.slow
@pytest.mark.parametrize("campaign", [one for one in CAMPAIGNS if one.short], ids=lambda one: one.name)
def test_a_short_campaign_finds_nothing(campaign: Campaign) -> None:
    """The short share of every campaign finds nothing."""
    run = ended(campaign.name, "--tries", str(campaign.short), "--seed", SEED)
    assert "" == run.stderr
    found: dict[str, Any] = json.loads(run.stdout)[0]
    assert (campaign.short, []) == (found["tries"], found["faults"])
    if campaign.group == "kills":
        assert campaign.short == found["old"] + found["new"]


def test_every_act_and_pair_is_registered() -> None:
    """What can be killed or raced is among the campaigns, and a name stands for one campaign."""
    names = [one.name for one in CAMPAIGNS]
    assert len(set(names)) == len(names)
    assert set() == ({f"kills-{act}" for act in ACTS} | {f"pairs-{pair}" for pair in PAIRS}) - set(names)


def test_every_law_is_registered() -> None:
    """What must hold of every law on file is tried with each of them."""
    laws = {f"laws-{law.id}" for law in Library(REAL_RULES).register.laws}
    assert laws == {one.name for one in CAMPAIGNS if one.group == "laws"}


def test_an_unknown_campaign_is_refused() -> None:
    """A campaign that is not there is wrong usage, and the refusal names those that are."""
    run = ended("fuzz", "--only", "typing")
    assert 2 == run.returncode
    assert "kills-batch" in run.stderr
