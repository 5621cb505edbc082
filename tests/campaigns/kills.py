"""Runs killed at every step of their writing: what is there is the old or the new, and the next run leaves nothing."""

import hashlib
import random
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns.acts import ACTS, Act
from tests.campaigns.forked import Steps, ended, forked
from tests.campaigns.outcome import Outcome

KILLED = -9


@dataclass
class KillOutcome(Outcome):
    """What killing an act found.

    Attributes:
        killed: how many runs were killed; the others ended before.
        old: how often the old files stood there after the next run.
        new: how often the new ones did.
    """

    killed: int = 0
    old: int = 0
    new: int = 0


def content(path: Path) -> str:
    """The hash of a file; of a workbook, that of its parts but for the one with the time of writing."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as book:
            parts = {name: book.read(name).hex() for name in book.namelist() if name != "docProps/core.xml"}
        return hashlib.sha256(str(sorted(parts.items())).encode()).hexdigest()
    return hashlib.sha256(path.read_bytes()).hexdigest()


def contents(folder: Path) -> dict[str, str]:
    """The hash of every file below a folder, and every empty folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): content(path) if path.is_file() else ""
        for path in sorted(folder.rglob("*"))
        if path.is_file() or not any(path.iterdir())
    }


class _Trial:
    """One act in a folder of its own."""

    def __init__(self, act: Act, template: Path, folder: Path) -> None:
        self.act = act
        self.folder = folder / "trial"
        self.temporary = folder / "tmp"
        self.told = folder / "told"
        for old in (self.folder, self.temporary):
            shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(template, self.folder)
        self.temporary.mkdir()
        self.environment = {
            "DOTHI_RULES": str(self.folder / "rules"),
            "TMPDIR": str(self.temporary),
            "DOTHI_DATA": str(self.folder / "data"),
        }

    def run(self, steps: Steps | None = None, is_next: bool = False) -> int:
        """Run the act, or the run after it, and return how it ended."""
        arguments = (self.act.next_run if is_next else self.act.arguments)(self.folder)
        return ended(forked(arguments, self.environment, self.told, steps))

    def found(self) -> dict[str, str]:
        """What stands there, without what the next run wrote for itself."""
        here = contents(self.folder)
        return {name: value for name, value in here.items() if not name.rpartition("/")[2].startswith("next.")}


def kill_campaign(name: str, tries: int, seed: int) -> KillOutcome:
    """Kill an act before steps chosen at random, each as often as the others, and look at what the next run finds."""
    act, outcome, chosen = ACTS[name], KillOutcome(name), random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="campaign-") as place:
        folder = Path(place)
        template = folder / "template"
        template.mkdir()
        act.prepare(template)
        trial, log = _Trial(act, template, folder), folder / "steps"
        old = trial.found()
        if trial.run(Steps(log=log)) not in {0, 4}:
            outcome.faults.append(f"undisturbed, it ends otherwise: {trial.told.read_text('utf-8')}")
            return outcome
        new = trial.found()
        steps = list(range(1, len(log.read_text("utf-8").splitlines()) + 1))
        while outcome.tries < tries:
            chosen.shuffle(steps)
            for step in steps[: tries - outcome.tries]:
                _kill(_Trial(act, template, folder), step, old, new, outcome)
    return outcome


def _kill(trial: _Trial, step: int, old: dict[str, str], new: dict[str, str], outcome: KillOutcome) -> None:
    outcome.tries += 1
    outcome.killed += trial.run(Steps(step)) == KILLED
    for name, value in trial.found().items():
        if "/." not in f"/{name}" and value not in {old.get(name), new.get(name)}:
            outcome.faults.append(f"step {step}: {name} is half-written")
    if trial.run(is_next=True):
        outcome.faults.append(f"step {step}: the next run fails: {trial.told.read_text('utf-8')[-300:]}")
    after = trial.found()
    if after == new:
        outcome.new += 1
    elif after == old:
        outcome.old += 1
    else:
        names = sorted(name for name in {*after, *new} if after.get(name) != new.get(name))
        outcome.faults.append(f"step {step}: neither the old nor the new: {', '.join(names)}")
    if left := sorted(path.name for path in trial.temporary.iterdir()):
        outcome.faults.append(f"step {step}: left among temporary files: {', '.join(left)}")
