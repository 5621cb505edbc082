"""The campaigns of hostile input, by what is hostile in them."""

from collections.abc import Callable
from pathlib import Path

from tests.campaigns.data_runs import hostile_data_campaign
from tests.campaigns.hostile_runs import HostileOutcome
from tests.campaigns.option_runs import options_campaign
from tests.campaigns.rule_runs import mutated_rules_campaign
from tests.campaigns.table_runs import mutated_tables_campaign

HOSTILE: dict[str, Callable[..., HostileOutcome]] = {
    "data": hostile_data_campaign,
    "tables": mutated_tables_campaign,
    "rules": mutated_rules_campaign,
    "options": options_campaign,
}


def hostile_campaign(of: str, tries: int, seed: int, keep: Path | None = None, first: int = 1) -> HostileOutcome:
    """Run the command on hostile input.

    Args:
        keep: a folder for the inputs of runs with faults.
        first: the number of the first run, to make one again.
    """
    return HOSTILE[of](tries, seed, keep=keep, first=first)
