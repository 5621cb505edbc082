"""Two runs that begin at one moment: nothing that either was told to write is lost."""

import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.campaigns.acts import ACTS, BATCH, LAW, signing
from tests.campaigns.forked import together
from tests.campaigns.outcome import Outcome

OFFICES = ("Office A", "Office B")
USAGE = 2
LATEST = 0.1
"""The most seconds by which one of two runs begins later; a third of the pairs begin at one moment."""


@dataclass
class PairOutcome(Outcome):
    """What two runs at one moment found.

    Attributes:
        written: how many runs wrote what they were told to write; the others were refused.
    """

    written: int = 0


@dataclass(frozen=True)
class Pair:
    """Two runs, and what must hold after them: given the folder and the exit codes, what does not, or nothing."""

    prepare: Callable[[Path], None]
    runs: Callable[[Path], list[tuple[str, ...]]]
    fault: Callable[[Path, list[int]], str | None]


def _signers(_: Path) -> list[tuple[str, ...]]:
    return [signing("1.1", by=OFFICES[0]), signing("1.2", by=OFFICES[1])]


def _lost_signature(folder: Path, codes: list[int]) -> str | None:
    text = "".join(path.read_text("utf-8") for path in (folder / "rules" / LAW).glob("*.yaml"))
    lost = [office for office, code in zip(OFFICES, codes, strict=True) if code == 0 and office not in text]
    return f"lost the signature of {', '.join(lost)}" if lost else _failure(codes, allowed={0})


def _failure(codes: list[int], allowed: set[int]) -> str | None:
    return None if set(codes) <= allowed else f"ended with {codes}"


def _batches(folder: Path) -> list[tuple[str, ...]]:
    """One batch for each of two tables, to one output that is not there."""
    output = ("--output", str(folder / "out" / "new.csv"))
    return [(*BATCH, "--data", str(folder / "data" / f"{name}.csv"), *output) for name in ("towns", "other")]


def _prepare_batches(folder: Path) -> None:
    ACTS["batch"].prepare(folder)
    towns = folder / "data" / "towns.csv"
    (folder / "data" / "other.csv").write_text(towns.read_text("utf-8").replace("town-", "other-"), "utf-8")


def _lost_batch(folder: Path, codes: list[int]) -> str | None:
    """One writes, and the other says that something is there; all files are of the one that wrote."""
    if sorted(codes) != [0, USAGE]:
        return f"ended with {codes}, as if neither had met the other"
    mine, foreign = ("town-", "other-") if codes[0] == 0 else ("other-", "town-")
    for path in (folder / "out").glob("new.csv*"):
        text = path.read_text("utf-8")
        if mine not in text or foreign in text:
            return f"{path.name} is of the other run"
    return None


PAIRS = {
    "signers": Pair(ACTS["sign"].prepare, _signers, _lost_signature),
    "batches": Pair(_prepare_batches, _batches, _lost_batch),
}


def pair_campaign(name: str, tries: int, seed: int) -> PairOutcome:
    """Start two runs at one moment, or one of them a little later, again and again."""
    pair, outcome, chosen = PAIRS[name], PairOutcome(name), random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="campaign-") as place:
        folder = Path(place)
        template = folder / "template"
        template.mkdir()
        pair.prepare(template)
        for _ in range(tries):
            trial = folder / "trial"
            shutil.copytree(template, trial)
            told = [folder / "first", folder / "second"]
            late = chosen.choice([(0, 0), (0, chosen.random() * LATEST), (chosen.random() * LATEST, 0)])
            codes = together(pair.runs(trial), {"DOTHI_RULES": str(trial / "rules")}, told, late)
            outcome.tries += 1
            outcome.written += codes.count(0)
            if fault := pair.fault(trial, codes):
                ends = " / ".join(path.read_text("utf-8")[-200:] for path in told)
                outcome.faults.append(f"{fault}: {ends}")
            shutil.rmtree(trial)
    return outcome
