"""How cost grows with the number of towns and laws, and how much memory a whole run takes."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.columnar import SEED, TYPE
from benchmarks.example import DAY
from benchmarks.towns import Uncertainty, draw, write_wide
from classifier.engines.columnar.law_columns import LawColumns
from criteria.rule_files.library import Library
from criteria.rulebook import Rulebook
from dothi.batch.polars_judge import PolarsJudge
from dothi.batch.question import ALL, BatchQuestion

LAWS = ("nq-1210-2016", "nq-26-2022", "nq-111-2025")
COUNTS = (10**3, 10**4, 10**5, 10**6, 10**7)
PIECE = 1_000_000
"""How many towns are drawn and judged together; more are judged piece by piece."""

COMMAND = Path(sys.executable).with_name("dothi")
_MEMORY = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the whole command from Parquet to Parquet, with its peak memory in MiB."""

    towns: int
    seconds: float
    memory: float


def scaling(library: Library, most: int) -> list[tuple[int, list[float]]]:
    """Return the seconds of engine time for each number of towns, under one, two and three laws."""
    rulebooks = [library.rulebook(library.register.law(law)) for law in LAWS]
    return [(count, _seconds(rulebooks, count)) for count in COUNTS if count <= most]


def _seconds(rulebooks: Sequence[Rulebook], count: int) -> list[float]:
    sums: list[float] = []
    for rulebook in rulebooks:
        target = next(known.id for known in rulebook.law.types if known.id in {TYPE, "II"} and not known.is_designated)
        judge = PolarsJudge(BatchQuestion(LawColumns(rulebook), target, DAY))
        seconds = 0.0
        for piece in range(-(-count // PIECE)):
            towns = draw(rulebook, min(PIECE, count - piece * PIECE), SEED + piece, Uncertainty(), is_mixed=False)
            start = time.perf_counter()
            judge.judge(towns.frame, towns.values)
            seconds += time.perf_counter() - start
        sums.append(seconds + (sums[-1] if sums else 0.0))
    return sums


@dataclass(frozen=True, slots=True)
class EveryType:
    """The time to judge a thousand mixed towns for every type of every law on file.

    Attributes:
        building: the seconds of the first run, which builds plans and expressions.
        seconds: the seconds of a run once they are built.
    """

    types: int
    building: float
    seconds: float


def every_type(library: Library, count: int = 1000) -> EveryType:
    """Judge mixed towns for every type of every law on file."""
    spent, types = [0.0, 0.0], 0
    for law in library.register.laws:
        rulebook = library.rulebook(law)
        question = BatchQuestion(LawColumns(rulebook), ALL, DAY)
        towns = draw(rulebook, count, SEED)
        types += len(question.targets)
        judge = PolarsJudge(question)
        for time_of, _ in enumerate(spent):
            start = time.perf_counter()
            judge.judge(towns.frame, towns.values)
            spent[time_of] += time.perf_counter() - start
    return EveryType(types, *spent)


def whole_runs(rulebook: Rulebook, counts: Sequence[int]) -> list[Run]:
    """Run `dothi batch` from a folder of Parquet files to a Parquet file, each run in a process of its own."""
    runs = []
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="dothi-bench-") as folder:
            data = Path(folder) / "towns"
            write_wide(rulebook, count, SEED, data)
            command = [str(COMMAND), "batch", "--to", TYPE, "--data", str(data), "--as-of", DAY.isoformat()]
            command += ["--output", str(Path(folder) / "results.parquet")]
            start = time.perf_counter()
            told = subprocess.run(
                [sys.executable, "-c", _MEMORY, *command], check=True, capture_output=True, text=True, env=os.environ
            ).stdout
            runs.append(Run(count, time.perf_counter() - start, int(told) / 1024))
    return runs
