"""The campaigns of hostile input as a command: what was found as JSON, and exit code 1 if anything was.

``python -m tests.campaigns.hostile data --tries 1000 --seed 1 --keep FOLDER`` keeps the inputs of runs with faults;
``--first NUMBER --tries 1`` makes one run again.
"""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
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
FULL_SIZE = {"data": 1_000, "tables": 4_000, "rules": 2_000, "options": 3_800}
"""How many runs of each are promised."""


def main() -> None:
    """Run one campaign."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns.hostile")
    parser.add_argument("campaign", choices=HOSTILE)
    parser.add_argument("--tries", type=int, help="as many as are promised, by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=1, help="the number of the first run")
    parser.add_argument("--keep", type=Path, help="a folder for the inputs of runs with faults")
    asked = parser.parse_args()
    tries = FULL_SIZE[asked.campaign] if asked.tries is None else asked.tries
    outcome = HOSTILE[asked.campaign](tries, asked.seed, keep=asked.keep, first=asked.first)
    json.dump(asdict(outcome), sys.stdout, indent=1)
    sys.stdout.write("\n")
    sys.exit(bool(outcome.faults))


if __name__ == "__main__":
    main()
