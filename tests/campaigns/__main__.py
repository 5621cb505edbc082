"""The campaigns as a command: what was found as JSON, and exit code 1 if anything was."""

import argparse
import json
import sys
from dataclasses import asdict

from tests.campaigns.kills import ACTS, kill_campaign
from tests.campaigns.pairs import PAIRS, pair_campaign
from tests.campaigns.plans import PLANS


def main() -> None:
    """Run one campaign."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns")
    parser.add_argument("campaign", choices=("kills", "pairs", *PLANS))
    parser.add_argument("--of", action="append", choices=sorted({*ACTS, *PAIRS}), help="which acts; all by default")
    parser.add_argument("--tries", type=int, default=10, help="for each act")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.campaign == "kills":
        outcomes = [kill_campaign(act, asked.tries, asked.seed) for act in asked.of or ACTS]
    elif asked.campaign in PLANS:
        outcomes = [PLANS[asked.campaign](asked.tries, asked.seed)]
    else:
        outcomes = [pair_campaign(pair, asked.tries) for pair in asked.of or PAIRS]
    json.dump([asdict(outcome) for outcome in outcomes], sys.stdout, indent=1)
    sys.stdout.write("\n")
    sys.exit(any(outcome.faults for outcome in outcomes))


if __name__ == "__main__":
    main()
