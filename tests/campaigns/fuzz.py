"""``make fuzz``: every campaign at its full size, in processes of their own, and a page with the figures."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dothi.commands.today import today
from tests.campaigns.page import Row, write_page
from tests.campaigns.registry import Campaign
from tests.support.paths import ROOT

SEEDS = 100
"""How many seeds each seed of `make fuzz` has for the shares of a campaign."""
LONGEST_SHARE = 3600
"""Seconds after which a share hangs."""
FAULT_IN_ITSELF = "the campaign itself fails: "


@dataclass
class Found:
    """What the shares of a campaign found.

    Attributes:
        tries: how often something was tried.
        counts: what else was counted.
        faults: what must never happen, each with the command that shows it again.
        seconds: how long it took.
        megabytes: the most memory that a process took.
    """

    tries: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0
    megabytes: float = 0


def fuzz(campaigns: Sequence[Campaign], seed: int, minutes: float | None, page: Path) -> int:
    """Run campaigns, write the row of each as soon as it has ended, and return 1 if anything was found.

    Args:
        minutes: when to stop. Each campaign has its part of the time that is left; a share that has begun is finished.
    """
    end = None if minutes is None else time.monotonic() + minutes * 60
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    faults = 0
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        for number, campaign in enumerate(campaigns):
            now = time.monotonic()
            until = None if end is None else now + max(0.0, end - now) / (len(campaigns) - number)
            task = progress.add_task(campaign.name, total=campaign.full)
            found = Found()
            for share in shares(campaign, seed):
                if until is not None and time.monotonic() >= until and found.tries:
                    break
                run_share(campaign, *share, found)
                progress.update(task, completed=found.tries)
            progress.stop_task(task)
            row = row_of(campaign, seed, found)
            console.print(row.told)
            write_page(page, [row])
            for fault in found.faults:
                sys.stdout.write(f"{fault}\n")
            faults += len(found.faults)
    return 1 if faults else 0


def shares(campaign: Campaign, seed: int) -> list[tuple[int, int]]:
    """Return the tries and the seed of each share of a campaign."""
    count = min(campaign.shares, campaign.full, SEEDS)
    sizes = [campaign.full // count + (number < campaign.full % count) for number in range(count)]
    return [(size, seed * SEEDS + number) for number, size in enumerate(sizes)]


def run_share(campaign: Campaign, tries: int, seed: int, found: Found) -> None:
    """Run a share of a campaign in a process of its own, and add what it found."""
    again = f"python -m tests.campaigns {campaign.name} --tries {tries} --seed {seed}"
    begin = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            [sys.executable, *again.split()[1:]], cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=err
        )
        timer = threading.Timer(LONGEST_SHARE, process.send_signal, (signal.SIGKILL,))
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        told, complaint = out.read(), err.read().decode("utf-8", "replace")
    found.seconds += time.monotonic() - begin
    found.megabytes = max(found.megabytes, usage.ru_maxrss * 1024 / 1e6)
    try:
        (outcome,) = json.loads(told)
    except ValueError:
        found.faults.append(f"{again}: {FAULT_IN_ITSELF}code {process.returncode}, {complaint[-1000:]}")
        return
    found.tries += outcome["tries"]
    found.faults += [f"{again}: {fault}" for fault in outcome["faults"]]
    for name, value in outcome.items():
        if isinstance(value, int) and name not in {"tries", "seed"}:
            found.counts[name] = found.counts.get(name, 0) + value


def row_of(campaign: Campaign, seed: int, found: Found) -> Row:
    """Return the figures of a campaign as a row of the page."""
    return Row(
        campaign.name,
        today().isoformat(),
        seed,
        found.tries,
        campaign.full,
        ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in found.counts.items()),
        len(found.faults),
        found.seconds,
        found.megabytes,
    )
