"""The campaigns as a command: what was found as JSON or as a page, and exit code 1 if anything was."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.campaigns.fuzz import fuzz
from tests.campaigns.page import PAGE
from tests.campaigns.registry import campaigns_of, choices


def main() -> None:
    """Run campaigns once, or all of them at their full size."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns")
    commands = parser.add_subparsers(dest="command", required=True, metavar="fuzz | CAMPAIGN")
    full = commands.add_parser("fuzz", help="at full size, with a page of figures")
    full.add_argument("--minutes", type=float, help="when to stop; by default when every try is made")
    full.add_argument("--only", nargs="+", choices=choices(), default=[], metavar="CAMPAIGN")
    full.add_argument("--page", type=Path, default=PAGE, help="where the figures are written")
    for name in choices():
        once = commands.add_parser(name, help="once, with what was found as JSON")
        once.add_argument("--tries", type=int, default=10)
        if name.startswith("hostile"):
            once.add_argument("--first", type=int, default=1, help="the number of the first run, to make one again")
            once.add_argument("--keep", type=Path, help="a folder for the inputs of runs with faults")
    for command in commands.choices.values():
        command.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.command == "fuzz":
        sys.exit(fuzz(campaigns_of(asked.only), asked.seed, asked.minutes, asked.page))
    more = {name: value for name, value in vars(asked).items() if name in {"first", "keep"}}
    outcomes = [campaign.run(asked.tries, asked.seed, **more) for campaign in campaigns_of([asked.command])]
    json.dump([asdict(outcome) for outcome in outcomes], sys.stdout, indent=1)
    sys.stdout.write("\n")
    sys.exit(any(outcome.faults for outcome in outcomes))


if __name__ == "__main__":
    main()
